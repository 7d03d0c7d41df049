import { existsSync, realpathSync, statSync } from 'node:fs';
import { parse, relative, resolve } from 'node:path';
import { writeFilesAtomically, writeTo, type Written } from '../node/write.ts';
import { CannotWork } from './failure.ts';
import { json } from './formats/json.ts';
import { pretty } from './formats/pretty.ts';
import { sarif } from './formats/sarif.ts';
import { html, markdown } from './formats/report.ts';
import { fails } from './gate.ts';
import type { Format, Gate } from './options.ts';
import type { Printable } from './printable.ts';
import { only, openProject, regionsOf } from './project.ts';
import { usualWidth, wantsColor, widthOf } from './terminal.ts';

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
  const text = printers[options.format]({
    review: result,
    regionOf: regionsOf(workspace),
    root,
    color: options.output === undefined && wantsColor(process.env, process.stdout),
    width: options.output === undefined ? widthOf(process.env, process.stdout) : usualWidth,
  });
  if (options.output === undefined) process.stdout.write(text);
  else write(options.output, text);
  return fails(result.findings, options.failOn) ? 1 : 0;
}

function write(output: string, text: string): void {
  // A link to a file is meant to stay one.
  const path = existsSync(output) ? realpathSync(output) : resolve(output);
  const written = isDevice(path) ? writeTo(path, text) : writeAnew(path, text);
  if (!written.ok) throw new CannotWork(`${output} ${written.because}`);
}

function writeAnew(path: string, text: string): Written {
  const { root } = parse(path);
  return writeFilesAtomically(root, [{ path: relative(root, path), before: 'anything', after: text }]);
}

/** A device or a pipe has no text that could be replaced. */
function isDevice(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
