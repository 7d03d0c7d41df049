/**
 * `npm run score -- DIR [--only TEXT] [--chosen WAY] [--silent]`: reviews the labelled repositories as they lie in DIR, and says how
 * much of what the program says of labelled handlers is right, and how much it misses. `--only` takes the repositories
 * whose names have the text, `--chosen` the handlers that were chosen in that way, `--silent` also prints what is rightly not said.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accuses, type Finding } from '../../src/core/finding.ts';
import { linesOf, type Lines } from '../../src/core/lines.ts';
import type { Span } from '../../src/core/span.ts';
import { nodeHost } from '../../src/node/host.ts';
import type { Review } from '../../src/workspace/review.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { asset } from '../project.ts';
import { peersIn } from './peers.ts';
import { compare, precision, recall, scoreOf, type Case, type LabelledHandler, type Said } from './compare.ts';

interface Labels {
  readonly repository: string;
  readonly commit: string;
  readonly handlers: readonly LabelledHandler[];
}

interface Scored extends Case {
  readonly repository: string;
}

const rules: readonly Said['rule'][] = ['init-in-handler', 'config-per-invocation', 'uncached-download'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      chosen: { type: 'string', default: '' },
      silent: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [directory] = positionals;
  if (directory === undefined) throw new Error('Say where the checkouts lie: npm run score -- DIR');
  const cases: Scored[] = [];
  const handlers: LabelledHandler[] = [];
  const unknown: string[] = [];
  const isWanted = ({ chosen }: LabelledHandler): boolean => chosen.startsWith(values.chosen);
  for (const labels of labelled()) {
    const wanted = labels.handlers.filter(isWanted);
    if (wanted.length === 0 || !labels.repository.includes(values.only)) continue;
    const root = checkoutOf(labels.repository, resolve(directory));
    if (root === undefined) {
      console.log(
        `${labels.repository} is missing: there is no ${labels.repository.replace('/', '+')} in ${directory}`,
      );
      continue;
    }
    const commit = commitOf(root);
    if (commit !== undefined && commit !== labels.commit)
      console.log(`${labels.repository} is at ${commit}; its labels are of ${labels.commit}`);
    const host = { ...nodeHost(root, { assets: '' }), asset };
    const review = await openWorkspace(host).review();
    const lines = linesIn(review);
    for (const handler of wanted) {
      handlers.push(handler);
      const said = saidOf(handler, review, lines);
      if (!said) unknown.push(`${labels.repository} ${handler.path}:${String(handler.line)} ${handler.symbol}`);
      cases.push(...compare(handler, said).map((it) => ({ ...it, repository: labels.repository })));
    }
  }
  print('Missed', cases, 'missed');
  print('False alarms', cases, 'wrong');
  print('Not labelled', cases, 'unlabelled');
  if (values.silent) print('Rightly not said', cases, 'silent');
  console.log(`\nHandlers that the program does not know: ${String(unknown.length)}`);
  for (const line of unknown) console.log(`  ${line}`);
  const peers = await peersIn(resolve(directory));
  console.log(`\nCases of peers:\n${peers.join('\n')}`);
  table(cases, handlers);
}

const folder = __dirname;

const labelled = (): readonly Labels[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Labels);

/** `owner+name`, or the name alone. */
function checkoutOf(repository: string, directory: string): string | undefined {
  const names = [repository.replace('/', '+'), repository.slice(repository.indexOf('/') + 1)];
  return names.map((name) => join(directory, name)).find((path) => existsSync(path));
}

/** As git wrote it down; undefined for a folder without git. */
function commitOf(root: string): string | undefined {
  const read = (name: string) =>
    existsSync(join(root, '.git', name)) ? readFileSync(join(root, '.git', name), 'utf8').trim() : undefined;
  const head = read('HEAD');
  return head?.startsWith('ref: ') ? read(head.slice('ref: '.length)) : head;
}

/** What is said of the handler, by all functions that it is the entry of; undefined when there is none. */
function saidOf(handler: LabelledHandler, review: Review, lines: (path: string) => Lines): readonly Said[] | undefined {
  const keys = review.application.functions
    .filter(
      ({ entry, key }) =>
        entry.found &&
        entry.path === handler.path &&
        (entry.symbol.split(/[.:]+/).includes(handler.symbol.split('.')[0] ?? '') ||
          lineOf(review.handlers.get(key), lines) === handler.line),
    )
    .map(({ key }) => key);
  if (keys.length === 0) return undefined;
  return review.findings
    .filter(({ functions }) => functions.some((key) => keys.includes(key)))
    .flatMap((finding) => sayingOf(finding, lines) ?? []);
}

const lineOf = (at: Span | undefined, lines: (path: string) => Lines): number | undefined =>
  at && lines(at.path).positionAt(at.start).line + 1;

function sayingOf(finding: Finding, lines: (path: string) => Lines): Said | undefined {
  const rule = rules.find((name) => finding.rule.endsWith(`/${name}`));
  if (!rule || finding.outcome !== 'failed') return undefined;
  const { path, start, end } = finding.at;
  const { positionAt } = lines(path);
  return {
    rule,
    path,
    start: positionAt(start).line + 1,
    end: positionAt(end).line + 1,
    accuses: accuses(finding),
    message: finding.message,
  };
}

function linesIn(review: Review): (path: string) => Lines {
  const cache = new Map<string, Lines>();
  return (path) => {
    const lines = cache.get(path) ?? linesOf(review.textOf(path) ?? '');
    cache.set(path, lines);
    return lines;
  };
}

function print(title: string, cases: readonly Scored[], kind: Case['kind']): void {
  const its = cases.filter((it) => it.kind === kind);
  console.log(`\n${title}: ${String(its.length)}`);
  for (const { repository, handler, path, line, label, said } of its) {
    const from = path === handler.path ? '' : ` (from ${handler.path}:${String(handler.line)})`;
    const labelled = label ? `${label.what}, ${label.verdict} – ` : '';
    console.log(`  ${repository} ${path}:${String(line)}${from} ${labelled}${said}`);
  }
}

const languages = { JavaScript: /\.[mc]?js$/, TypeScript: /\.[mc]?ts$/, Python: /\.py$/, Java: /\.java$/ };

function table(cases: readonly Case[], handlers: readonly LabelledHandler[]): void {
  const rows: readonly (readonly [string, (handler: LabelledHandler) => boolean])[] = [
    ['all', () => true],
    ['random', ({ chosen }) => chosen === 'random'],
    ['hard', ({ chosen }) => chosen === 'hard'],
    ['holdout', ({ chosen }) => chosen === 'holdout'],
    ...Object.entries(languages).map(
      ([name, ending]) => [name, ({ path }: LabelledHandler) => ending.test(path)] as const,
    ),
  ];
  console.log(`\n${''.padEnd(12)}handlers   right   wrong  missed  silent  precision  recall`);
  for (const [name, isOf] of rows) {
    const score = scoreOf(
      cases.filter(({ handler }) => isOf(handler)),
      handlers.filter(isOf).length,
    );
    const numbers = [score.handlers, score.right, score.wrong, score.missed, score.silent];
    const shares = [precision(score), recall(score)].map((share) => share.toFixed(3));
    console.log(
      `${name.padEnd(12)}${numbers.map((it) => String(it).padStart(8)).join('')}${shares[0]?.padStart(11) ?? ''}${shares[1]?.padStart(8) ?? ''}`,
    );
  }
}

void main();
