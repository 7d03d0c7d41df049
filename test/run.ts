/**
 * `npm test`: runs every stage, says how each went, and ends with the totals of all of them.
 * Names of stages as arguments run those alone. What runs in an editor waits more than it works, so it runs beside
 * what does not.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageExtension } from './host/package.ts';
import { prepare } from './host/prepare.ts';
import { editors, type EditorName } from './host/versions.ts';

interface Stage {
  readonly name: string;
  readonly run: () => Promise<Result>;
  /** The editor it runs in; all of them are prepared while the stages before it run. */
  readonly editor?: EditorName;
}

interface Result {
  readonly passed: number;
  readonly failed: number;
  /** What a person needs to see of the failures. */
  readonly output: string;
}

const root = process.cwd();
const cache = join(root, '.cache', 'test');

const editorNames: readonly EditorName[] = ['1.100', 'current'];

const build: Stage = { name: 'build', run: packaged };

/** Run one after the other within a lane, when the build is there. */
const lanes: readonly (readonly Stage[])[] = [
  [
    { name: 'types', run: () => check(bin('tsc'), ['--noEmit', '-p', '.']) },
    { name: 'types of the page', run: () => check(bin('tsc'), ['--noEmit', '-p', 'src/webview']) },
    { name: 'lint', run: () => check(bin('eslint'), ['-c', '.config/eslint.config.mjs', 'src', 'test']) },
    { name: 'formatting', run: () => check(bin('prettier'), ['--check', '--log-level', 'warn', '.']) },
    { name: 'unit', run: unit },
  ],
  editorNames.flatMap((editor) => [
    { name: `extension ${editor}`, editor, run: () => extension(editor) },
    { name: `window ${editor}`, editor, run: () => window(editor) },
  ]),
];

async function main(names: readonly string[]): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const all = [build, ...lanes.flat()].map(({ name }) => name);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}; there are ${all.join(', ')}.`);
    process.exit(2);
  }
  const isChosen = ({ name }: Stage): boolean => names.length === 0 || names.includes(name);
  const chosen = lanes.map((lane) => lane.filter(isChosen));
  // A failure is told by the stages that need the editor.
  void prepareEditors(chosen.flat()).catch(() => {});
  const results = isChosen(build) ? [await runStage(build)] : [];
  const ofLanes = await Promise.all(
    chosen.map(async (lane) => {
      const its: Result[] = [];
      for (const stage of lane) its.push(await runStage(stage));
      return its;
    }),
  );
  results.push(...ofLanes.flat());
  const failures = results.filter(({ failed }) => failed > 0).map(({ output }) => output);
  if (failures.length > 0) console.log(`\n${failures.join('\n\n')}\n`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

async function runStage({ name, run }: Stage): Promise<Result> {
  const started = Date.now();
  const { passed, failed, output } = await run();
  const mark = failed === 0 ? '✓' : '✗';
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${mark} ${name.padEnd(20)} ${String(passed).padStart(5)} passed, ${String(failed)} failed  ${seconds} s`,
  );
  return { passed, failed, output: `— ${name} —\n${output.trim()}` };
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

async function prepareEditors(chosen: readonly Stage[]): Promise<void> {
  for (const { editor } of chosen) if (editor !== undefined) await prepare(editors[editor]);
}

async function packaged(): Promise<Result> {
  try {
    await packageExtension();
    return { passed: 1, failed: 0, output: '' };
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

function unit(): Promise<Result> {
  return mochaRun('unit', [
    '--timeout',
    '60000',
    '--ignore',
    'test/{extension,window,projects}/**',
    'test/**/*.test.ts',
  ]);
}

function window(editor: EditorName): Promise<Result> {
  return mochaRun(`window-${editor}`, ['--timeout', '120000', 'test/window/**/*.test.ts'], { EMBEDDED_EDITOR: editor });
}

async function extension(editor: EditorName): Promise<Result> {
  const report = freshReport(`extension-${editor}`);
  const program = join(root, 'test/host/extensionTests.ts');
  const { code, output } = await execute(process.execPath, ['--import', 'tsx', program, editor, report]);
  return readReport(report, code, output);
}

async function mochaRun(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const report = freshReport(name);
  const program = join(root, 'node_modules/mocha/bin/mocha.js');
  // A process that a test left behind must not keep the whole run from ending.
  const reporting = ['--exit', '--reporter', 'json', '--reporter-option', `output=${report}`];
  const { code, output } = await execute(process.execPath, ['--import', 'tsx', program, ...reporting, ...args], env);
  return readReport(report, code, output);
}

function freshReport(name: string): string {
  const report = join(cache, `${name}.json`);
  rmSync(report, { force: true });
  return report;
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
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

void main(process.argv.slice(2));
