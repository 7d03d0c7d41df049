/**
 * `npm run world:edits -- DIR… [--count 1000] [--seed 1] [--show 0]`: properties of functions are set, changed and
 * removed in real templates and CDK sources, each in a text of its own. The result must parse and differ from the text
 * before in nothing but that property, by parsers that the edits do not use. Then as many edits of any property of
 * any resource in the templates. `--show` prints so many of each kind.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { removeConstructProperty, setConstructProperty } from '../../src/cdk/edit.ts';
import type { LambdaFunction } from '../../src/core/application.ts';
import type { Known } from '../../src/core/known.ts';
import { applyEdits, type TextEdit } from '../../src/core/span.ts';
import { createFrontends, languageOf } from '../../src/languages/frontends.ts';
import type { LanguageFrontend, Tree } from '../../src/languages/tree.ts';
import { nodeHost } from '../../src/node/host.ts';
import { removeProperty, setProperty } from '../../src/templates/edit.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { asset } from '../project.ts';
import { whatElseChanged, whatElseChangedInTemplate, type Intended } from './comparison.ts';
import { randomFrom } from './random.ts';
import { templateAttempt, templatesIn } from './templateEdits.ts';

interface Attempt extends Intended {
  readonly fn: LambdaFunction;
  readonly kind: 'set' | 'change' | 'remove';
}

interface Candidate {
  readonly root: string;
  readonly fn: LambdaFunction;
}

const properties: readonly (readonly [path: readonly string[], value: string | number])[] = [
  [['Tracing'], 'Active'],
  [['MemorySize'], 1024],
  [['Environment', 'Variables', 'SERVERLESS_LENS'], '1'],
  [['Timeout'], 30],
  [['ReservedConcurrentExecutions'], 5],
  [['EphemeralStorage', 'Size'], 1024],
];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      show: { type: 'string', default: '0' },
    },
    allowPositionals: true,
  });
  const random = randomFrom(Number(values.seed));
  const candidates = (await Promise.all(positionals.map((it) => functionsIn(resolve(it))))).flat();
  if (candidates.length === 0) throw new Error('There is no declared function in these directories.');
  const frontends = createFrontends({ asset });
  await frontends.load(new Set(['typescript', 'javascript', 'python'] as const));
  const trees = new Map<string, { readonly tree: Tree; readonly frontend: LanguageFrontend } | undefined>();
  const treeOf = (path: string, text: string) => {
    if (!trees.has(path)) {
      const language = languageOf(path);
      const frontend = language && frontends.of(language);
      trees.set(path, frontend && { tree: frontend.lower(path, text), frontend });
    }
    return trees.get(path);
  };

  const counts = new Map<string, number>();
  const refusals = new Map<string, number>();
  /** Of each reason, one. */
  const examples = new Map<string, string>();
  const failures: string[] = [];
  const [count, show] = [Number(values.count), Number(values.show)];
  let shown = 0;
  let made = 0;
  let right = 0;
  const judge = (format: string, label: string, text: string, result: string, wrong: string | undefined): void => {
    add(counts, format);
    if (wrong === undefined) right++;
    else failures.push(`${label}: ${wrong}\n${difference(text, result)}`);
    // Spread over all kinds of them.
    if ((counts.get(format) ?? 0) > show) return;
    shown++;
    console.log(`\n${label}\n${difference(text, result)}`);
  };
  const refuse = (format: string, why: string, label: string): void => {
    const reason = `${format}: ${why.replace(/`[^`]*`/g, '`…`')}`;
    add(refusals, reason);
    if (!examples.has(reason)) examples.set(reason, `${why} (${label})`);
  };
  for (let tries = 0; made < count && tries < count * 20; tries++) {
    const candidate = candidates[Math.floor(random() * candidates.length)];
    const property = properties[Math.floor(random() * properties.length)];
    if (!candidate || !property) continue;
    const { root, fn } = candidate;
    const path = join(root, fn.origin?.kind === 'cdk' ? fn.origin.call.path : fn.at.path);
    const text = readFileSync(path, 'utf8');
    const attempt = attemptOf(fn, property, random());
    const edits = editsFor(attempt, text, path, treeOf);
    if (!edits) continue;
    const format = `${formatOf(path, text)} ${attempt.kind}`;
    if (!edits.known) {
      refuse(format, edits.why, `${path} ${fn.id} ${attempt.path.join('.')}`);
      continue;
    }
    made++;
    const result = applyEdits(text, edits.value) ?? text;
    const label = `${path} ${fn.id} ${attempt.kind} ${attempt.path.join('.')}`;
    judge(format, label, text, result, whatElseChanged(path, text, result, attempt));
  }
  const templates = positionals.map((it) => templatesIn(resolve(it))).filter(({ resources }) => resources.length > 0);
  made = 0;
  for (let tries = 0; templates.length > 0 && made < count && tries < count * 20; tries++) {
    const world = templates[Math.floor(random() * templates.length)];
    const attempt = world && templateAttempt(world, random);
    if (!attempt) continue;
    const { file, text, kind, label, edits, keys, value } = attempt;
    const format = `any resource, ${formatOf(file, text)} ${kind}`;
    if (!edits.known) {
      refuse(format, edits.why, `${file} ${label}`);
      continue;
    }
    made++;
    const result = applyEdits(text, edits.value) ?? text;
    judge(format, `${file} ${kind} ${label}`, text, result, whatElseChangedInTemplate(text, result, keys, value));
  }
  print('Edits', counts);
  print('Refused', refusals);
  console.log('\nFor example');
  for (const example of examples.values()) console.log(`        ${example}`);
  for (const failure of failures) console.log(`\nWRONG ${failure}`);
  console.log(`${String(right)} right, ${String(failures.length)} wrong, ${String(shown)} shown`);
  process.exitCode = failures.length === 0 && right > 0 ? 0 : 1;
}

async function functionsIn(root: string): Promise<readonly Candidate[]> {
  const host = nodeHost(root, { assets: root });
  const { application } = await openWorkspace({ ...host, asset }).review();
  return application.functions.filter(({ declared }) => declared !== 'shape').map((fn) => ({ root, fn }));
}

function attemptOf(fn: LambdaFunction, [path, value]: (typeof properties)[number], choice: number): Attempt {
  const [first, ...rest] = path;
  const own = { Tracing: fn.tracing, MemorySize: fn.memory, Timeout: fn.timeout }[first ?? ''];
  const isWritten = rest.length === 0 && own?.from === 'resource';
  if (isWritten && choice < 0.4) return { fn, kind: 'remove', path, value: undefined };
  const isThere = own?.value.known === true && own.value.value === value;
  const other = value === 'Active' ? 'PassThrough' : Number(value) * 2;
  return { fn, kind: isWritten ? 'change' : 'set', path, value: isThere ? other : value };
}

function editsFor(
  { fn, path, value }: Attempt,
  text: string,
  file: string,
  treeOf: (path: string, text: string) => { readonly tree: Tree; readonly frontend: LanguageFrontend } | undefined,
): Known<readonly TextEdit[]> | undefined {
  if (fn.origin?.kind === 'template')
    return value === undefined ? removeProperty(text, fn, path) : setProperty(text, fn, path, value);
  const source = fn.origin?.kind === 'cdk' ? treeOf(file, text) : undefined;
  if (!source || fn.origin?.kind !== 'cdk') return undefined;
  return value === undefined
    ? removeConstructProperty(source, fn.origin, path)
    : setConstructProperty(source, fn.origin, path, value);
}

function formatOf(path: string, text: string): string {
  if (/\.(ya?ml|json|template)$/.test(path)) return /^\s*\{/.test(text) ? 'JSON' : 'YAML';
  return path.endsWith('.py') ? 'CDK in Python' : /\.tsx?$/.test(path) ? 'CDK in TypeScript' : 'CDK in JavaScript';
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function print(title: string, counts: ReadonlyMap<string, number>): void {
  console.log(`\n${title}`);
  for (const [key, count] of [...counts].sort(([, a], [, b]) => b - a))
    console.log(`${String(count).padStart(6)}  ${key}`);
}

function difference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let first = 0;
  while (first < old.length && old[first] === fresh[first]) first++;
  let last = 0;
  while (last < old.length - first && last < fresh.length - first && old.at(-1 - last) === fresh.at(-1 - last)) last++;
  return [
    ...old.slice(Math.max(0, first - 2), first).map((line) => `  ${line}`),
    ...old.slice(first, old.length - last).map((line) => `- ${line}`),
    ...fresh.slice(first, fresh.length - last).map((line) => `+ ${line}`),
    ...old.slice(old.length - last, old.length - last + 2).map((line) => `  ${line}`),
  ].join('\n');
}

execFileSync('python3', ['--version']);
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
