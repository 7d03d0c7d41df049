/**
 * `npm run world -- DIR… [--each] [--keep DIR] [--seconds 300]`: reviews repositories and applies all of their fixes, in
 * copies, and has the tools of the languages judge what came of it. See docs/world.md.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Account } from './repository.ts';
import { tools } from './tools/tools.ts';

interface Row {
  readonly name: string;
  readonly account?: Account;
  readonly failures: readonly string[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      each: { type: 'boolean', default: false },
      keep: { type: 'string' },
      seconds: { type: 'string', default: '300' },
    },
    allowPositionals: true,
  });
  const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const wrong = positionals.find((it) => !isDirectory(it));
  if (positionals.length === 0 || wrong !== undefined) {
    console.error(wrong === undefined ? 'Say which repositories.' : `There is no directory ${wrong}.`);
    process.exit(2);
  }
  for (const tool of tools())
    console.log('missing' in tool ? `${tool.name}: not judged, ${tool.missing}` : `${tool.name}: judges`);

  const scratch = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'serverless-lens-world-')) : values.keep;
  mkdirSync(scratch, { recursive: true });
  const rows: Row[] = [];
  const width = Math.min(48, Math.max(...positionals.map((it) => basename(resolve(it)).length)));
  console.log(`\n${heading(width)}`);
  try {
    for (const directory of positionals) {
      const name = basename(resolve(directory));
      const copy = join(scratch, name);
      rmSync(copy, { recursive: true, force: true });
      const row = await run(name, resolve(directory), copy, values.each, Number(values.seconds));
      rows.push(row);
      console.log(lineOf(row, width));
      if (values.keep === undefined) rmSync(copy, { recursive: true, force: true });
    }
  } finally {
    if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true });
  }
  console.log(totals(rows, width));
  const failures = rows.flatMap(({ name, failures: its }) => its.map((it) => `${name}/${it}`));
  console.log(failures.length === 0 ? '\nNo failures.' : `\n${String(failures.length)} failures:`);
  for (const failure of failures) console.log(`  ${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function run(name: string, from: string, copy: string, each: boolean, seconds: number): Promise<Row> {
  return new Promise((done) => {
    const args = ['--import', 'tsx', join(__dirname, 'repository.ts'), from, copy, ...(each ? ['--each'] : [])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.on('close', (code, signal) => {
      if (code !== 0) {
        const why =
          signal === null ? complaints.trim().split('\n').slice(-12).join(' | ') : `it was ended by ${signal}`;
        done({ name, failures: [`: the review did not come to its end: ${why}`] });
        return;
      }
      const account = JSON.parse(output) as Account;
      done({ name, account, failures: [...account.crashes.map((it) => `: crash: ${it}`), ...account.failures] });
    });
  });
}

const columns = ['files', 'fns', 'findings', 'safe', 'sugg.', 'applied', 'changed', 'review', 'fix', 'MB', 'failures'];

const heading = (width: number): string => `${''.padEnd(width)} ${columns.map((it) => it.padStart(8)).join(' ')}`;

const padded = (width: number, name: string, cells: readonly (string | number)[]): string =>
  `${name.slice(0, width).padEnd(width)} ${cells.map((it) => String(it).padStart(8)).join(' ')}`;

function lineOf({ name, account, failures }: Row, width: number): string {
  if (!account) return padded(width, name, ['did not end']);
  return padded(width, name, [...cellsOf(account), failures.length]);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function cellsOf(it: Account): readonly (string | number)[] {
  const sizes = [it.files, it.functions, it.findings, it.offered.safe, it.offered.suggested];
  const made = [it.applied.safe + it.applied.suggested, it.changed];
  return [...sizes, ...made, seconds(it.reviewMs), seconds(it.fixMs), Math.round(it.peakBytes / 1e6)];
}

function totals(rows: readonly Row[], width: number): string {
  const all = rows.flatMap(({ account }) => account ?? []);
  const sum = (of: (it: Account) => number): number => all.reduce((total, it) => total + of(it), 0);
  const total: Account = {
    files: sum((it) => it.files),
    functions: sum((it) => it.functions),
    findings: sum((it) => it.findings),
    offered: { safe: sum((it) => it.offered.safe), suggested: sum((it) => it.offered.suggested) },
    applied: { safe: sum((it) => it.applied.safe), suggested: sum((it) => it.applied.suggested) },
    changed: sum((it) => it.changed),
    reviewMs: sum((it) => it.reviewMs),
    fixMs: sum((it) => it.fixMs),
    peakBytes: Math.max(0, ...all.map((it) => it.peakBytes)),
    crashes: [],
    failures: [],
  };
  const failures = rows.reduce((count, row) => count + row.failures.length, 0);
  return padded(width, `${String(rows.length)} repositories`, [...cellsOf(total), failures]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
