/** Words that the extension and its checklist page say alike. */
import type { ChecklistView } from './messages.ts';

export const risks: Readonly<Record<ChecklistView['risk'], string>> = {
  high: 'High risk',
  medium: 'Medium risk',
  none: 'No risk found',
  unanswered: 'Risk not known yet',
};

export const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

export const openFindings = (count: number): string => counted(count, 'open finding', 'open findings');
