/** `functions`: lists what the workspace declares, and judges nothing. */
import { functionsAsJson } from './formats/functionsJson.ts';
import { functionsAsText } from './formats/functionsPretty.ts';
import type { ListFormat } from './options.ts';
import { put, tellCrashes } from './output.ts';
import { printableOf, type Printable } from './printable.ts';
import { openProject } from './project.ts';

export interface FunctionsOptions {
  readonly format: ListFormat;
  readonly output?: string;
}

const printers: Record<ListFormat, (it: Printable) => string> = { pretty: functionsAsText, json: functionsAsJson };

/** The exit code. */
export async function functions(directory: string, { format, output }: FunctionsOptions): Promise<number> {
  const project = openProject(directory, { makesFixes: false });
  const review = await project.workspace.review();
  tellCrashes(review);
  put(output, printers[format](printableOf(project, review, output)));
  return 0;
}
