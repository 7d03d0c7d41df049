// Sets the checkout up (dependencies) and hands over to the program that was asked for.
// Plain JavaScript without dependencies: it runs before there are any.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const programs = {
  test: 'test/run.ts',
  start: 'test/host/start.ts',
  build: '.config/build.mjs',
  package: 'test/host/packageMain.ts',
  bench: 'test/bench/main.ts',
};

const [name, ...rest] = process.argv.slice(2);
const program = programs[name];
if (!program) fail(`usage: node .config/setup.mjs ${Object.keys(programs).join('|')} …`);
checkNode();
installDependencies();
run(program, rest);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node.js 20.19 or later is needed; this is ${process.versions.node}.`);
}

function installDependencies() {
  const lock = createHash('sha512')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const started = Date.now();
  process.stdout.write('Installing dependencies … ');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    process.stdout.write('\n');
    rmSync(stamp, { force: true });
    const log = join(root, '.cache', 'install.log');
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, `${result.stdout ?? ''}\n${result.stderr ?? ''}\n${result.error ?? ''}`);
    fail(
      `The dependencies could not be installed: ${reason(`${result.stderr ?? ''} ${result.error ?? ''}`)} (all of npm's words: ${log})`,
    );
  }
  writeFileSync(stamp, lock);
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}

function reason(output) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EAI_AGAIN/.test(output))
    return 'the package registry cannot be reached.';
  if (/ENOSPC/.test(output)) return 'the disk is full.';
  if (/EACCES|EPERM/.test(output)) return 'node_modules cannot be written.';
  if (/ENOENT/.test(output)) return 'npm was not found.';
  return 'npm failed.';
}

function run(file, args) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...args], {
    stdio: 'inherit',
    cwd: root,
  });
  // Ctrl-C reaches the child by itself; this process only waits for it to tidy up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
