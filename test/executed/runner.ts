/** Programs run in whatever language they are written in. */
import assert from 'node:assert/strict';
import { languageOf } from '../../src/languages/frontends.ts';
import { runJava } from './java.ts';
import { runJavaScript } from './javascript.ts';
import { pythonRefusal, runPython } from './python.ts';
import type { Entry, Run } from './run.ts';

export type Files = ReadonlyMap<string, string>;

export const run = (
  files: Files,
  entry: Entry,
  events: readonly unknown[],
  environment: Readonly<Record<string, string>>,
): Promise<Run> => runnerFor(entry.path)({ files, entry, events, environment });

function runnerFor(path: string) {
  const language = languageOf(path);
  return language === 'python' ? runPython : language === 'java' ? runJava : runJavaScript;
}

/** tree-sitter forgives what CPython does not. */
export async function parses(files: Files): Promise<void> {
  for (const [path, text] of files) {
    if (path.endsWith('.py')) assert.equal(await pythonRefusal(path, text), '', text);
  }
}

/** Every name in capitals might be one of the environment. */
export function namesIn(files: Files): Record<string, string> {
  const names = [...files.values()].flatMap((text) => text.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? []);
  return Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));
}
