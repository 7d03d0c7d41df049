/**
 * `npm run bench`: what a review of about 1,000 functions costs, beside the least that it could cost on the same
 * machine at the same time. `--json` prints the numbers alone; DIR has the command review that folder as well;
 * `--bundle DIR` measures bundles that were built before.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { run } from '../host/programs.ts';
import { discard, root, scratch } from '../host/scratch.ts';
import { writeAirlines } from './airlines.ts';
import { editing, type Editing, type Place } from './editing.ts';
import { megabytes, median, milliseconds, quantile, table, times } from './figures.ts';
import { largestTemplate } from './long.ts';
import { gaugeIn, inTurn, timed, type Gauge, type Run } from './processes.ts';

const functions = 1000;
const reviews = 3;
const starts = 5;
const keystrokes = 40;

/** What people should wait at most, and what it may take of their machine. */
const targets = { review: 2, megabytes: 400, largestTemplate: 1000 };

/** A handler of its own in each language, 300 lines of each kind, and a module that three functions of each airline reach. */
const places: readonly Place[] = [
  {
    name: 'a Python handler',
    path: 'airline-002/booking/src/reserve_booking/reserve.py',
    stands: 'timedelta(minutes=20)',
    typed: (index) => `timedelta(minutes=${String(20 + index)})`,
  },
  {
    name: 'a TypeScript handler',
    path: 'airline-002/loyalty/src/ingest-points/app.ts',
    stands: 'maxAttempts: 5',
    typed: (index) => `maxAttempts: ${String(5 + index)}`,
  },
  {
    name: 'a Python handler of 300 lines',
    path: 'long/src/long.py',
    stands: 'eu-west-1',
    typed: (index) => `eu-west-${String(1 + index)}`,
    target: 25,
  },
  {
    name: 'a TypeScript handler of 300 lines',
    path: 'long/src/typed.ts',
    stands: 'eu-west-1',
    typed: (index) => `eu-west-${String(1 + index)}`,
    target: 25,
  },
  {
    name: 'a template of 300 lines',
    path: 'long/template.yaml',
    stands: 'MemorySize: 512',
    typed: (index) => `MemorySize: ${String(512 + index)}`,
    target: 20,
  },
  {
    name: 'a module of 429 functions',
    path: 'shared/bookings.py',
    stands: 'ConsistentRead=True',
    typed: (index) => `ConsistentRead=bool(${String(index)})`,
  },
];

interface Reviewed {
  readonly name: string;
  readonly functions: number;
  readonly files: number;
  readonly review: readonly Run[];
  readonly floor: readonly Run[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, bundle: { type: 'string' } },
    allowPositionals: true,
  });
  const directory = scratch();
  const discardAll = (): void => discard(directory);
  process.once('exit', discardAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const say = (text: string): void => void (values.json || process.stderr.write(text));

  say('Building … ');
  const bundle = values.bundle === undefined ? join(directory, 'dist') : resolve(values.bundle);
  if (values.bundle === undefined)
    await run(process.execPath, [join(root, '.config', 'build.mjs'), '--production', '--out', bundle], root);
  const floor = await bundledFloor(directory, bundle);
  const airlines = join(directory, 'airlines');
  mkdirSync(airlines);
  writeAirlines(airlines, functions);
  const gauge = gaugeIn(directory);
  const cli = join(bundle, 'cli.js');

  say('starting … ');
  const started = await inTurn(starts, {
    nothing: () => timed(['-e', '0'], gauge),
    version: () => timed([cli, '--version'], gauge),
  });
  const reviewed: Reviewed[] = [];
  for (const folder of [airlines, ...positionals.map((it) => resolve(it))]) {
    say(`reviewing ${basename(folder)} … `);
    reviewed.push(await review(folder, bundle, floor, await listed(directory, bundle, folder), gauge));
  }
  say('reading a template of 1 MB … ');
  const largest = join(directory, 'template.yaml');
  writeFileSync(largest, largestTemplate());
  const reader = await bundled(directory, 'reading');
  const read = await timesOf([reader, largest, '8']);
  const parsedAlone = await timesOf([floor, bundle, largest, '8']);
  say('editing … ');
  const edited = await editing(airlines, bundle, gauge, places, keystrokes);
  const parsed: (readonly number[])[] = [];
  for (const { path } of places) {
    parsed.push((await timesOf([floor, bundle, join(airlines, path), String(keystrokes + 5)])).slice(5));
  }
  say('\n\n');
  const sizes = ['cli.js', 'server.js', 'client.js', 'webview.js'].map((name) => ({
    name,
    bytes: statSync(join(bundle, name), { throwIfNoEntry: false })?.size ?? NaN,
  }));
  if (values.json)
    console.log(JSON.stringify({ started, reviewed, read, parsedAlone, edited, parsed, sizes }, withoutOutput, 1));
  else
    console.log(
      [
        head(),
        starting(started),
        ...reviewed.map(reviewing),
        reading(read, parsedAlone),
        typing(edited, parsed),
        weights(sizes),
      ].join('\n\n'),
    );
}

const withoutOutput = (key: string, value: unknown): unknown => (key === 'output' ? undefined : value);

const timesOf = async (command: readonly string[]): Promise<readonly number[]> =>
  JSON.parse((await timed(command)).output) as readonly number[];

async function bundledFloor(directory: string, bundle: string): Promise<string> {
  const outfile = await bundled(directory, 'floor');
  // Once, so that the first counted run finds the file in the system's memory as the others do.
  await timed([outfile, bundle, outfile, '0']);
  return outfile;
}

async function bundled(directory: string, name: string): Promise<string> {
  const outfile = join(directory, `${name}.js`);
  await build({
    entryPoints: [join(root, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': join(root, 'node_modules', 'web-tree-sitter', 'web-tree-sitter.cjs') },
  });
  return outfile;
}

/** A file with what a review makes something of; making it reads all files once, so that the first counted run finds them in memory. */
async function listed(directory: string, bundle: string, folder: string): Promise<string> {
  const list = join(directory, 'made.json');
  const { output } = await timed([await bundled(directory, 'made'), bundle, folder]);
  writeFileSync(list, output);
  return list;
}

async function review(folder: string, bundle: string, floor: string, list: string, gauge: Gauge): Promise<Reviewed> {
  const runReview = (): Promise<Run> =>
    timed([join(bundle, 'cli.js'), 'review', folder, '--format', 'json'], gauge, true);
  const runFloor = (): Promise<Run> => timed([floor, bundle, folder, list], gauge);
  const runs = await inTurn(reviews, { review: runReview, floor: runFloor });
  const { stats } = JSON.parse(runs.review[0]?.output ?? '') as { stats: { files: number; functions: number } };
  return { name: basename(folder), functions: stats.functions, files: stats.files, ...runs };
}

function head(): string {
  const [cpu] = cpus();
  return [
    `Node.js ${process.versions.node}, ${String(cpus().length)} × ${cpu?.model ?? 'unknown'}`,
    '× is the ratio to the floor, measured in turn with it; compare that, not seconds of different machines.',
  ].join('\n');
}

function starting({ nothing, version }: Readonly<Record<'nothing' | 'version', readonly Run[]>>): string {
  const [floor, own] = [median(msOf(nothing)), median(msOf(version))];
  return table([
    ['Start', 'median', 'range', ''],
    ['node -e 0 (floor)', milliseconds(floor), rangeOf(msOf(nothing)), ''],
    ['serverless-lens --version', milliseconds(own), rangeOf(msOf(version)), times(own / floor)],
  ]);
}

function reviewing({ name, functions: count, files, review: own, floor }: Reviewed): string {
  const row = (what: string, runs: readonly Run[], last: readonly string[]): readonly string[] => [
    what,
    milliseconds(median(msOf(runs))),
    rangeOf(msOf(runs)),
    milliseconds(Math.min(...cpusOf(runs))),
    megabytes(median(peaksOf(runs))),
    ...last,
  ];
  return table([
    [
      `Review of ${name}: ${String(count)} functions, ${String(files)} files`,
      'median',
      'range',
      'least CPU',
      'peak',
      'time',
      'CPU',
      'peak',
    ],
    row('walk, read and parse (floor)', floor, []),
    row('serverless-lens review', own, [
      times(median(msOf(own)) / median(msOf(floor))),
      times(Math.min(...cpusOf(own)) / Math.min(...cpusOf(floor))),
      times(median(peaksOf(own)) / median(peaksOf(floor))),
    ]),
    ['target', '', '', '', `${String(targets.megabytes)} MB`, times(targets.review), times(targets.review), ''],
  ]);
}

function reading(read: readonly number[], parsed: readonly number[]): string {
  const row = (what: string, [first = NaN, ...rest]: readonly number[], last: string): readonly string[] => [
    what,
    milliseconds(first),
    milliseconds(median(rest)),
    last,
  ];
  return table([
    ['A template of 1 MB', 'first', 'median of the rest', ''],
    row('parse (floor)', parsed, ''),
    row('read: values, facts and relations', read, times(median(read.slice(1)) / median(parsed.slice(1)))),
    ['target', milliseconds(targets.largestTemplate), milliseconds(targets.largestTemplate), ''],
  ]);
}

function typing(edited: Editing, parsed: readonly (readonly number[])[]): string {
  const echo = median(edited.echo);
  const row = (
    what: string,
    ms: readonly number[],
    floor: number,
    { inServer, target }: { readonly inServer?: readonly number[]; readonly target?: number | undefined } = {},
  ): readonly string[] => [
    what,
    milliseconds(Math.min(...ms)),
    milliseconds(median(ms)),
    milliseconds(quantile(ms, 0.95)),
    inServer ? milliseconds(median(inServer)) : '',
    inServer ? milliseconds(quantile(inServer, 0.95)) : '',
    target === undefined ? '' : milliseconds(target),
    milliseconds(floor),
    times(median(ms) / floor),
  ];
  return [
    table([
      ['Language server', 'least', 'p50', 'p95', 'p50 in it', 'p95 in it', 'target', 'floor', ''],
      ...edited.edits.map(({ place, ms, inServer }, index) =>
        row(`edit of ${place.name} → diagnostics`, ms, echo + median(parsed[index] ?? []), {
          inServer,
          target: place.target,
        }),
      ),
      row('hover', edited.hover, echo),
      row('code actions', edited.codeAction, echo),
    ]),
    `A file that is open from the start has its diagnostics after ${milliseconds(edited.ofOpen)}, all have theirs after ${milliseconds(edited.firstReview)}; peak memory ${megabytes(edited.peak)} (target ${String(targets.megabytes)} MB).`,
    'In it: from what the server reads to what it writes, without the pipe and the editor’s own work.',
    'The floor is a request that is answered at once, and for edits to parse that file once besides.',
  ].join('\n');
}

const weights = (sizes: readonly { readonly name: string; readonly bytes: number }[]): string =>
  table([['Bundle', 'size'], ...sizes.map(({ name, bytes }) => [name, megabytes(bytes)])]);

const msOf = (runs: readonly Run[]): readonly number[] => runs.map(({ ms }) => ms);
const cpusOf = (runs: readonly Run[]): readonly number[] => runs.map(({ cpu }) => cpu);
const peaksOf = (runs: readonly Run[]): readonly number[] => runs.map(({ peak }) => peak);
const rangeOf = (ms: readonly number[]): string =>
  `${milliseconds(Math.min(...ms))} – ${milliseconds(Math.max(...ms))}`;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
