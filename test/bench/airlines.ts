/**
 * A workspace of many functions: the sample application over and over, each copy with names and texts of its own,
 * a template and a handler of 300 lines, and every question of the review answered.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answersPath, writeAnswer } from '../../src/review/answers.ts';
import { checkIds } from '../../src/review/lens.ts';
import { root } from '../host/scratch.ts';
import { longFiles } from './long.ts';

const sample = join(root, 'test', 'projects', 'airline-booking');

/** One for all copies, as companies have it: what `booking/src/shared` is to a single one. */
const shared = 'booking/src/shared/';

export interface Airlines {
  readonly functions: number;
  readonly files: number;
}

/** The same files for the same number, whenever and wherever it runs. */
export function writeAirlines(directory: string, atLeast: number): Airlines {
  const files = filesBelow('').map((path) => ({ path, text: readFileSync(join(sample, path), 'utf8') }));
  const names = files.filter(({ path }) => path.endsWith('template.yaml')).flatMap(({ text }) => functionsOf(text));
  const copies = Math.ceil(atLeast / names.length);
  const isShared = (path: string): boolean => path.startsWith(shared);
  let written = 0;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
    written++;
  };
  for (const { path, text } of files) if (isShared(path)) write(path.slice(path.indexOf('shared/')), text);
  for (let copy = 1; copy <= copies; copy++) {
    const number = String(copy).padStart(3, '0');
    for (const { path, text } of files)
      if (!isShared(path)) write(`airline-${number}/${path}`, ownText(path, text, names, number));
  }
  for (const [path, text] of longFiles()) write(path, text);
  write(answersPath, answered());
  return {
    functions: copies * names.length + functionsOf(longFiles().get('long/template.yaml') ?? '').length,
    files: written,
  };
}

/** On evidence that has changed since, so that it has to be compared. */
function answered(): string {
  let text: string | undefined;
  for (const check of checkIds) {
    const next = writeAnswer(text, check, { status: 'met', note: 'Looked at.', evidence: 'fnv1a-0' });
    if (!next.known) throw new Error(next.why);
    text = next.value;
  }
  return text ?? '';
}

function functionsOf(template: string): readonly string[] {
  return [...template.matchAll(/^ {2}(\w+):\n {4}Type: AWS::Serverless::Function$/gm)].flatMap(
    ([, name]) => name ?? [],
  );
}

function ownText(path: string, text: string, names: readonly string[], number: string): string {
  if (/\.(yaml|json)$/.test(path)) return text.replaceAll(new RegExp(`\\b(${names.join('|')})\\b`, 'g'), `$1${number}`);
  if (path.endsWith('.py')) return `${text}\n# Airline ${number}\n`;
  return /\.[jt]s$/.test(path) ? `${text}\n// Airline ${number}\n` : text;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(sample, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
