/** Runs Python programs, in CPython that is compiled to WebAssembly, with packages that are stand-ins. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import type { Program, Run } from './run.ts';

interface Harness {
  readonly run: (program: string) => string;
  /** '' when CPython takes it, else what it says. */
  readonly refusal: (path: string, text: string) => string;
}

let harness: Promise<Harness> | undefined;

const started = (): Promise<Harness> => (harness ??= start());

async function start(): Promise<Harness> {
  const interpreter = await loadPyodide();
  const names = interpreter.toPy({ __name__: 'stand_in' }) as { readonly get: (name: string) => unknown };
  const text = readFileSync(join(__dirname, 'stand_in.py'), 'utf8');
  interpreter.runPython(text, { globals: names as never, filename: 'stand_in.py' });
  return { run: names.get('run') as Harness['run'], refusal: names.get('refusal') as Harness['refusal'] };
}

export async function runPython(program: Program): Promise<Run> {
  const { run } = await started();
  const { files, entry, events, environment } = program;
  return JSON.parse(run(JSON.stringify({ files: Object.fromEntries(files), entry, events, environment }))) as Run;
}

/** What CPython says against the text; '' when it compiles. */
export async function pythonRefusal(path: string, text: string): Promise<string> {
  return (await started()).refusal(path, text);
}
