/** Runs Java programs, with the JDK of the machine, against classes that stand in for the SDKs. */
import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { standIns } from './javaStandIns.ts';
import type { Invocation, Program, Run } from './run.ts';

/** Nothing is compiled by a machine that has a runtime alone. */
export const hasJava = (): boolean => spawnSync('javac', ['-version']).status === 0;

interface Runner {
  readonly ask: (line: string) => Promise<readonly string[]>;
  readonly directory: string;
}

let runner: Promise<Runner> | undefined;
let process_: ChildProcessWithoutNullStreams | undefined;
let programs = 0;

export async function runJava({ files, entry, events, environment }: Program): Promise<Run> {
  const { ask, directory } = await (runner ??= start(environment));
  const root = join(directory, `program${String(programs++)}`);
  for (const [path, text] of files) if (path.endsWith('.java')) write(join(root, path), text);
  const [name = '', method = ''] = entry.symbol.split('.');
  const source = files.get(entry.path) ?? '';
  const package_ = /^\s*package\s+([\w.]+)/m.exec(source)?.[1];
  const full = package_ === undefined ? name : `${package_}.${name}`;
  const answer = await ask([root, full, method, ...events.map((event) => JSON.stringify(event))].join('\t'));
  const refusal = answer.find((line) => line.startsWith('E\t'));
  if (refusal !== undefined) throw new Error(refusal.slice(2).replaceAll('\\n', '\n'));
  const [loading, ...invocations] = invocationsOf(answer);
  return { loading: loading ?? { constructions: [], calls: [] }, invocations, loaded: [] };
}

/** Ends the machine, and removes what was compiled. */
export async function stopJava(): Promise<void> {
  const running = await runner;
  process_?.kill();
  if (running) rmSync(running.directory, { recursive: true, force: true });
  runner = undefined;
}

function invocationsOf(answer: readonly string[]): readonly Invocation[] {
  const found: Invocation[] = [];
  let constructions: string[] = [];
  let calls: string[] = [];
  for (const line of answer) {
    const text = line.slice(2);
    if (line.startsWith('C')) constructions.push(text);
    else if (line.startsWith('L')) calls.push(text);
    else if (line.startsWith('O')) {
      found.push({ constructions, calls, outcome: text });
      constructions = [];
      calls = [];
    }
  }
  return found;
}

async function start(environment: Readonly<Record<string, string>>): Promise<Runner> {
  const directory = mkdtempSync(join(tmpdir(), 'serverless-lens-java-'));
  const classes = join(directory, 'classes');
  const own = join(directory, 'own');
  const sources = Object.entries(standIns()).map(([path, text]) => write(join(directory, 'standIns', path), text));
  const runnerSource = write(join(directory, 'Runner.java'), readFileSync(join(__dirname, 'java/Runner.java'), 'utf8'));
  mkdirSync(classes);
  mkdirSync(own);
  execFileSync('javac', ['-nowarn', '-d', classes, ...sources]);
  execFileSync('javac', ['-nowarn', '-cp', classes, '-d', own, runnerSource]);
  const child = spawn(
    'java',
    ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', `${own}:${classes}`, 'Runner', classes],
    {
      env: { ...process.env, ...environment },
    },
  );
  process_ = child;
  const waiting: ((lines: readonly string[]) => void)[] = [];
  let lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line !== '.') {
      lines.push(line);
      return;
    }
    waiting.shift()?.(lines);
    lines = [];
  });
  const ask = (line: string) =>
    new Promise<readonly string[]>((resolve) => {
      waiting.push(resolve);
      child.stdin.write(`${line}\n`);
    });
  return Promise.resolve({ ask, directory });
}

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
