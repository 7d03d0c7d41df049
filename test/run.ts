/**
 * `npm test`: runs every stage, says how each went, and ends with the totals of all of them.
 * Names of stages as arguments run those alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

interface Stage {
  readonly name: string;
  readonly run: () => Promise<Result>;
}

interface Result {
  readonly passed: number;
  readonly failed: number;
  /** What a person needs to see of the failures. */
  readonly output: string;
}

const root = process.cwd();
const cache = join(root, '.cache', 'test');

const stages: readonly Stage[] = [
  { name: 'types', run: () => check(bin('tsc'), ['--noEmit', '-p', '.']) },
  ...(existsSync(join(root, 'src/webview/tsconfig.json'))
    ? [{ name: 'types of the page', run: () => check(bin('tsc'), ['--noEmit', '-p', 'src/webview']) }]
    : []),
  { name: 'lint', run: () => check(bin('eslint'), ['-c', '.config/eslint.config.mjs', 'src', 'test']) },
  { name: 'formatting', run: () => check(bin('prettier'), ['--check', '--log-level', 'warn', '.']) },
  { name: 'unit', run: unit },
];

async function main(names: readonly string[]): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  let passed = 0;
  let failed = 0;
  const failures: string[] = [];
  for (const stage of stages) {
    if (names.length > 0 && !names.includes(stage.name)) continue;
    const started = Date.now();
    const result = await stage.run();
    passed += result.passed;
    failed += result.failed;
    const mark = result.failed === 0 ? '✓' : '✗';
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${mark} ${stage.name.padEnd(20)} ${String(result.passed).padStart(5)} passed, ${String(result.failed)} failed  ${seconds} s`,
    );
    if (result.failed > 0) failures.push(`— ${stage.name} —\n${result.output.trim()}`);
  }
  if (failures.length > 0) console.log(`\n${failures.join('\n\n')}\n`);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

async function check(command: string, args: readonly string[]): Promise<Result> {
  const { code, output } = await execute(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

interface MochaReport {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { readonly message?: string; readonly stack?: string };
  }[];
}

async function unit(): Promise<Result> {
  const report = join(cache, 'unit.json');
  rmSync(report, { force: true });
  const { code, output } = await execute(process.execPath, [
    '--import',
    'tsx',
    join(root, 'node_modules/mocha/bin/mocha.js'),
    '--reporter',
    'json',
    '--reporter-option',
    `output=${report}`,
    '--timeout',
    '60000',
    '--ignore',
    'test/{extension,window,projects}/**',
    'test/**/*.test.ts',
  ]);
  return readReport(report, code, output);
}

/** A run that died without a report is one failure, told by the end of its output. A skipped test is a failure too. */
function readReport(path: string, code: number, output: string): Result {
  if (!existsSync(path)) return { passed: 0, failed: 1, output: output.slice(-4000) };
  const { stats, failures } = JSON.parse(readFileSync(path, 'utf8')) as MochaReport;
  const told = failures.map(({ fullTitle, err }) => `${fullTitle}\n${err.stack ?? err.message ?? ''}`);
  if (stats.pending > 0) told.push(`${String(stats.pending)} tests are skipped`);
  const failed = stats.failures + stats.pending;
  return {
    passed: stats.passes,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    output: told.join('\n\n') || output.slice(-4000),
  };
}

function execute(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

void main(process.argv.slice(2));
