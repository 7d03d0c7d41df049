/**
 * `npm run world:damage -- DIR… [--count 10000] [--seed 1] [--from 0] [--show]`: damages real handlers, reviews each and
 * makes its fixes. Nothing may crash or take longer than a second, and what parsed must parse after each fix.
 * See docs/world.md.
 */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../src/core/language.ts';
import { languageOf } from '../../src/languages/frontends.ts';
import { nodeHost } from '../../src/node/host.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { asset } from '../project.ts';
import { damaged } from './damages.ts';
import { damageRunner, type DamagedRun, type Handler } from './damagedRuns.ts';
import { chanceFrom } from './random.ts';
import { isSyntax } from './tools/tool.ts';
import { toolFor } from './tools/tools.ts';

interface Numbered {
  readonly number: number;
  /** `path (how, how)`. */
  readonly label: string;
  readonly length: number;
  readonly run: DamagedRun;
}

const limitMs = 1000;
/** After this long without a word from the worker, the damage that it is at counts as a hang. */
const patienceMs = 20_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      count: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      show: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    console.error('Say which repositories.');
    process.exit(2);
  }
  const directories = positionals.map((it) => resolve(it));
  const [from, count, seed] = [Number(values.from), Number(values.count), Number(values.seed)];
  if (process.send) return work(directories, seed, from, count);
  if (values.show) return show(directories, seed, from);
  const started = performance.now();
  const { runs, hangs } = await watched(directories, seed, from, count);
  report(runs, hangs, performance.now() - started);
}

interface Handlers {
  readonly all: readonly Handler[];
  /** Those that have something to edit. */
  readonly fixable: readonly Handler[];
}

/** The handlers of a language, of all directories; each file once. */
async function handlersIn(directories: readonly string[]): Promise<ReadonlyMap<Language, Handlers>> {
  const found = new Map<Language, { readonly all: Handler[]; readonly fixable: Handler[] }>();
  const run = damageRunner();
  const texts = new Set<string>();
  for (const root of directories) {
    const { application } = await openWorkspace({ ...nodeHost(root, { assets: root }), asset }).review();
    for (const { entry } of application.functions) {
      const language = entry.found ? languageOf(entry.path) : undefined;
      if (!entry.found || !language) continue;
      const read = nodeHost(root, { assets: root }).read(entry.path);
      if (read.kind !== 'text' || texts.has(read.text)) continue;
      texts.add(read.text);
      const handler = { path: entry.path, symbol: entry.symbol, text: read.text };
      const its = found.get(language) ?? { all: [], fixable: [] };
      found.set(language, its);
      its.all.push(handler);
      const { edited } = await run(handler, handler.text);
      if (edited.length > 0) its.fixable.push(handler);
    }
  }
  return found;
}

/** Each damage has a chance of its own, so that it can be repeated alone. */
function damageOf(handlers: ReadonlyMap<Language, Handlers>, seed: number, number: number) {
  const chance = chanceFrom(seed * 1_000_003 + number);
  const language = chance.of([...handlers.keys()]);
  const { all = [], fixable = [] } = handlers.get(language) ?? {};
  const handler = chance.of(fixable.length > 0 && chance.next() < 0.7 ? fixable : all);
  const others = chance.next() < 0.8 ? all : [...handlers.values()].flatMap((it) => it.all);
  const texts = others.map((it) => it.text);
  const { text, how } = damaged(handler.text, language, texts, chance);
  return { handler, text, how };
}

async function work(directories: readonly string[], seed: number, from: number, count: number): Promise<void> {
  const handlers = await handlersIn(directories);
  const run = damageRunner();
  // The parsers are loaded before anything is timed.
  for (const { all } of handlers.values()) for (const it of all.slice(0, 5)) await run(it, it.text);
  for (let number = from; number < count; number++) {
    const { handler, text, how } = damageOf(handlers, seed, number);
    await tell({ at: number, label: `${handler.path} (${how.join(', ')})` });
    let best = await run(handler, text);
    // The machine may have been busy with something else.
    for (let again = 0; again < 2 && best.ms > limitMs; again++) {
      await run(handler, '');
      const other = await run(handler, text);
      if (other.ms < best.ms) best = other;
    }
    const label = `${handler.path} (${how.join(', ')})`;
    const done: Numbered = { number, label, length: text.length, run: best };
    await tell({ done });
  }
  process.disconnect();
}

/** Resolves when it is on its way: what waits to be written is neither heard while the worker works nor kept at its end. */
const tell = (message: Message): Promise<unknown> => new Promise((done) => process.send?.(message, done));

type Message = { readonly at: number; readonly label: string } | { readonly done: Numbered };

async function watched(directories: readonly string[], seed: number, from: number, count: number) {
  const runs: Numbered[] = [];
  const hangs: string[] = [];
  let next = from;
  while (next < count) {
    const args = [...directories, '--seed', String(seed), '--from', String(next), '--count', String(count)];
    const child = fork(__filename, args, { execArgv: ['--import', 'tsx'] });
    let at: { readonly at: number; readonly label: string } | undefined;
    let timer: NodeJS.Timeout | undefined;
    let hung = false;
    child.on('message', (message: Message) => {
      if ('done' in message) {
        runs.push(message.done);
        next = message.done.number + 1;
        if (runs.length % 1000 === 0) console.log(`${String(runs.length)} …`);
        return;
      }
      at = message;
      clearTimeout(timer);
      timer = setTimeout(() => {
        hung = true;
        child.kill('SIGKILL');
      }, patienceMs);
    });
    const code = await new Promise<number | null>((done) => child.on('close', done));
    clearTimeout(timer);
    if (code === 0) break;
    if (!at) throw new Error('The worker ended before its first damage.');
    hangs.push(`${String(at.at)}: ${at.label}: ${hung ? 'hangs' : `the process ended with ${String(code)}`}`);
    next = at.at + 1;
  }
  return { runs, hangs };
}

function report(runs: readonly Numbered[], hangs: readonly string[], ms: number): void {
  const failures = [...hangs];
  for (const { number, label, run } of runs) {
    for (const crash of run.crashes) failures.push(`${String(number)}: ${label}: crash: ${crash}`);
    if (run.ms > limitMs) failures.push(`${String(number)}: ${label}: took ${run.ms.toFixed(0)} ms`);
  }
  const edited = runs.flatMap(({ number, label, run }) => run.edited.map((it) => ({ ...it, number, label })));
  let broken = 0;
  for (const tool of new Set(edited.map(({ path }) => toolFor(path)))) {
    const its = edited.filter(({ path }) => toolFor(path) === tool);
    if (!tool || 'missing' in tool) {
      console.log(`${tool?.name ?? 'no tool'}: ${String(its.length)} edits are not judged`);
      continue;
    }
    const said = tool.says(
      '/',
      its.flatMap(({ path, before, after }) => [before, after].map((text) => ({ path, text }))),
      false,
    );
    for (const [index, { number, label, by }] of its.entries()) {
      const [before = [], after = []] = [said[index * 2]?.filter(isSyntax), said[index * 2 + 1]?.filter(isSyntax)];
      if (before.length > 0) broken++;
      else for (const it of after) failures.push(`${String(number)}: ${label}: ${by}: ${it}`);
    }
  }
  const slowest = [...runs].sort((a, b) => b.run.ms - a.run.ms).slice(0, 5);
  const findings = runs.reduce((sum, { run }) => sum + run.findings, 0);
  console.log(`${String(runs.length)} damages in ${(ms / 1000).toFixed(0)} s; ${String(findings)} findings,`);
  console.log(
    `${String(edited.length)} edited texts, ${String(broken)} of texts that were broken for their language's own tool`,
  );
  console.log('Slowest:');
  for (const { number, label, length, run } of slowest)
    console.log(`  ${run.ms.toFixed(0).padStart(5)} ms  ${String(number)}: ${label}, ${String(length)} characters`);
  console.log(failures.length === 0 ? 'No failures.' : `${String(failures.length)} failures:`);
  for (const failure of failures) console.log(`  ${failure}`);
  process.exitCode = failures.length === 0 && runs.length > 0 ? 0 : 1;
}

/** One damage: its text, and what its edits make of it. */
async function show(directories: readonly string[], seed: number, number: number): Promise<void> {
  const { handler, text, how } = damageOf(await handlersIn(directories), seed, number);
  console.log(`${handler.path} ${handler.symbol} (${how.join(', ')})\n${text}`);
  const { ms, edited, crashes } = await damageRunner()(handler, text);
  for (const { by, after } of edited) console.log(`\n— ${by}\n${after}`);
  console.log(`\n${ms.toFixed(0)} ms\n${crashes.join('\n')}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
