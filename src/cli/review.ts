import { json } from './formats/json.ts';
import { pretty } from './formats/pretty.ts';
import { sarif } from './formats/sarif.ts';
import { html, markdown } from './formats/report.ts';
import { fails } from './gate.ts';
import type { Format, Gate } from './options.ts';
import { put, tellCrashes } from './output.ts';
import { printableOf, type Printable } from './printable.ts';
import { only, openProject } from './project.ts';

export interface ReviewOptions {
  readonly format: Format;
  readonly output?: string;
  readonly rule: readonly string[];
  readonly failOn: Gate;
}

const printers: Record<Format, (it: Printable) => string> = { pretty, json, sarif, markdown, html };

/** The exit code. */
export async function review(directory: string, options: ReviewOptions): Promise<number> {
  const project = openProject(directory);
  const result = only(await project.workspace.review(), options.rule);
  tellCrashes(result);
  put(options.output, printers[options.format](printableOf(project, result, options.output)));
  return fails(result.findings, options.failOn) ? 1 : 0;
}
