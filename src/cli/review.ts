import { mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { writeFilesAtomically } from '../node/write.ts';
import { CannotWork } from './failure.ts';
import { json } from './formats/json.ts';
import { pretty } from './formats/pretty.ts';
import { sarif } from './formats/sarif.ts';
import { html, markdown } from './formats/report.ts';
import { fails } from './gate.ts';
import type { Format, Gate } from './options.ts';
import type { Printable } from './printable.ts';
import { only, openProject, regionsOf } from './project.ts';

export interface ReviewOptions {
  readonly format: Format;
  readonly output?: string;
  readonly rule: readonly string[];
  readonly failOn: Gate;
}

const printers: Record<Format, (it: Printable) => string> = { pretty, json, sarif, markdown, html };

/** The exit code. */
export async function review(directory: string, options: ReviewOptions): Promise<number> {
  const { root, workspace } = openProject(directory);
  const result = only(await workspace.review(), options.rule);
  for (const crash of result.crashes) process.stderr.write(`serverless-lens: ${crash.split('\n')[0] ?? ''}\n`);
  const toTerminal = options.output === undefined && process.stdout.isTTY;
  const text = printers[options.format]({
    review: result,
    regionOf: regionsOf(workspace),
    root,
    color: toTerminal && process.env['NO_COLOR'] === undefined,
    width: toTerminal ? process.stdout.columns : 100,
  });
  if (options.output === undefined) process.stdout.write(text);
  else write(options.output, text);
  return fails(result.findings, options.failOn) ? 1 : 0;
}

function write(output: string, text: string): void {
  const path = resolve(output);
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch {
    throw new CannotWork(`${output} cannot be written: its directory cannot be made.`);
  }
  const written = writeFilesAtomically(dirname(path), [{ path: basename(path), before: 'anything', after: text }]);
  if (!written.ok) throw new CannotWork(`${output} cannot be written: ${written.why}`);
}
