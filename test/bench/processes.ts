/** Programs as a user starts them: whole processes, each with its time and the most memory that it held. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Run {
  readonly ms: number;
  /** The most that it held in memory at once, in bytes. */
  readonly peak: number;
  /** Of all its threads, in ms: on a machine that others use as well it says more than the time that passed. */
  readonly cpu: number;
  readonly output: string;
}

/** What a process notes of itself when it ends. */
export interface Used extends Pick<Run, 'peak' | 'cpu'> {
  /**
   * Of a language server, for each time that it published diagnostics, in their order: how long before that it had read
   * the edit that came last, in ms.
   */
  readonly published: readonly number[];
}

/**
 * Makes each Node.js process that gets it as `NODE_OPTIONS` write its peak memory and its processor time into a file when it ends,
 * and a language server how long its diagnostics took.
 * On Linux, what `getrusage` says of a process includes its parent's, so the kernel's other count is taken.
 */
export interface Gauge {
  readonly options: string;
  /** Of a process that has ended. */
  readonly of: (pid: number | undefined) => Used;
}

const preload = `
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const published = [];
if (process.argv.includes('--stdio')) {
  let edited = NaN;
  const { stdin, stdout } = process;
  const push = stdin.push.bind(stdin);
  stdin.push = (chunk, ...rest) => {
    if (chunk?.includes('"textDocument/didChange"')) edited = performance.now();
    return push(chunk, ...rest);
  };
  const write = stdout.write.bind(stdout);
  stdout.write = (chunk, ...rest) => {
    if (Buffer.from(chunk).includes('"textDocument/publishDiagnostics"')) published.push(performance.now() - edited);
    return write(chunk, ...rest);
  };
}
process.once('exit', () => {
  let kilobytes = process.resourceUsage().maxRSS;
  try {
    kilobytes = Number(/^VmHWM:\\s+(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  const { user, system } = process.cpuUsage();
  const note = { peak: kilobytes * 1024, cpu: (user + system) / 1000, published };
  writeFileSync(join(__dirname, 'used-' + process.pid), JSON.stringify(note));
});
`;

export function gaugeIn(directory: string): Gauge {
  const file = join(directory, 'gauge.cjs');
  writeFileSync(file, preload);
  return {
    options: `--require ${JSON.stringify(file)}`,
    of: (pid) => {
      const note = join(directory, `used-${String(pid)}`);
      const used = JSON.parse(readFileSync(note, 'utf8')) as Used;
      rmSync(note);
      return used;
    },
  };
}

/**
 * @param mayFind whether the exit code 1, by which a review says that it found something, is a success as well.
 * @throws Error with what it wrote when it fails.
 */
export function timed(args: readonly string[], gauge?: Gauge, mayFind = false): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const env = gauge ? { ...process.env, NODE_OPTIONS: gauge.options } : process.env;
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    const stop = (): void => void child.kill();
    process.once('exit', stop);
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', stop);
      const ms = performance.now() - started;
      if (code === 0 || (mayFind && code === 1))
        resolve({ ms, ...(gauge?.of(child.pid) ?? { peak: NaN, cpu: NaN }), output: Buffer.concat(output).toString() });
      else
        reject(new Error(`node ${args.join(' ')} ended with ${String(code)}\n${Buffer.concat(complaints).toString()}`));
    });
  });
}

/** Each in turn, over and over, so that what else the machine does hits all of them alike. */
export async function inTurn<Name extends string>(
  rounds: number,
  programs: Readonly<Record<Name, () => Promise<Run>>>,
): Promise<Readonly<Record<Name, readonly Run[]>>> {
  const names = Object.keys(programs) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as Record<Name, Run[]>;
  for (let round = 0; round < rounds; round++) for (const name of names) runs[name].push(await programs[name]());
  return runs;
}
