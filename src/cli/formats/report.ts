import { basename } from 'node:path';
import { htmlReport, markdownReport, type Report } from '../../review/report.ts';
import type { Printable } from '../printable.ts';

export const markdown = (it: Printable): string => markdownReport(reportOf(it));
export const html = (it: Printable): string => htmlReport(reportOf(it));

const reportOf = ({ review, regionOf, root }: Printable): Report => ({
  name: basename(root),
  date: new Date().toISOString().slice(0, 10),
  checklist: review.checklist,
  findings: review.findings,
  application: review.application,
  problems: review.problems,
  unfollowed: review.unfollowed,
  placeOf: (span) => {
    const { startLine, startColumn } = regionOf(span);
    return { line: startLine, column: startColumn };
  },
});
