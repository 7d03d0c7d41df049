/**
 * Puts an embedded VS Code together from the package registry alone: the server and workbench that code-server
 * carries, its dependencies without those that need a compiler, and two small stand-ins for the ones it cannot miss.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, failure } from './failure.ts';
import { run } from './programs.ts';
import { cache, discard, root, scratch } from './scratch.ts';
import { nodes, ripgrep, type Editor, type Pinned } from './versions.ts';

export interface PreparedEditor {
  readonly editor: Editor;
  /** Absolute path of `server-main.js`. */
  readonly server: string;
  /** Absolute path of the Node.js that runs it. */
  readonly node: string;
}

/** Raised when the recipe below changes, so that what an older one built is not used. */
const recipe = '2';

/**
 * Built-in extensions that are large, need the network or open windows of their own; that of TypeScript also reports
 * each package that the opened project has not installed.
 */
const unwantedExtensions =
  /^(copilot|mermaid-markdown-features|microsoft-authentication|github|github-authentication|ms-vscode\..*|tunnel-forwarding|terminal-suggest|debug-auto-launch|debug-server-ready|grunt|gulp|jake|npm|ipynb|notebook-renderers|simple-browser|markdown-math|prompt-basics|typescript-language-features)$/;

/** Dependencies that need a compiler, are downloads, or belong to parts that are left out. */
const unwantedDependencies =
  /^(kerberos|@vscode\/(spdlog|native-watchdog|deviceid|sqlite3|fs-copyfile|copilot-api|sandbox-runtime|windows-.*)|native-watchdog|@github\/copilot.*|@microsoft\/mxc-sdk|@devcontainers\/cli|ssh2|cpu-features|node-addon-api|node-pty)$/;

/**
 * The editor, built when `.cache` does not have it (6–20 s, 100–300 MB).
 * Two processes may do so at once: each builds aside, and the first to be ready is used by both.
 * @throws Failure when the network or the disk fails, or a tarball is not the pinned one.
 */
export async function prepare(editor: Editor, progress: (line: string) => void = () => {}): Promise<PreparedEditor> {
  const home = join(cache, `vscode-${editor.version}`);
  const node = await nodeFor(editor, progress);
  if (isBuilt(home)) return prepared(editor, home, node);
  progress(`Preparing VS Code ${editor.version} (once; about 15 s, 250 MB) …`);
  await built(home, `VS Code ${editor.version} could not be prepared`, (place) => build(editor, place));
  return prepared(editor, home, node);
}

const prepared = (editor: Editor, home: string, node: string): PreparedEditor => ({
  editor,
  server: join(home, 'out', 'server-main.js'),
  node,
});

async function nodeFor(editor: Editor, progress: (line: string) => void): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= editor.node) return process.execPath;
  const pinned = nodes[`${process.platform}-${process.arch}`];
  if (pinned === undefined)
    throw new Failure(
      `VS Code ${editor.version} needs Node.js ${String(editor.node)} or later; this is ${process.versions.node}.`,
    );
  const home = join(cache, `node-${pinned.version}`);
  if (!isBuilt(home)) {
    progress(`Fetching Node.js ${pinned.version} for VS Code ${editor.version} (once) …`);
    await built(home, `Node.js ${pinned.version} could not be fetched`, async (place) => {
      await unpack(pinned, place, ['package/bin/node']);
      mkdirSync(join(place, 'home'));
      renameSync(join(place, 'package', 'bin', 'node'), join(place, 'home', 'node'));
      return join(place, 'home');
    });
  }
  return join(home, 'node');
}

const isBuilt = (home: string): boolean =>
  existsSync(join(home, '.recipe')) && readFileSync(join(home, '.recipe'), 'utf8') === recipe;

/** Runs `make` in a directory aside; what it returns becomes `home` in one step. */
async function built(home: string, complaint: string, make: (place: string) => Promise<string>): Promise<void> {
  const place = scratchFor(complaint);
  try {
    const result = await make(place);
    writeFileSync(join(result, '.recipe'), recipe);
    if (existsSync(home) && !isBuilt(home)) renameSync(home, join(place, 'outdated'));
    try {
      renameSync(result, home);
    } catch (error) {
      // Another process was faster; its result is as good.
      if (!isBuilt(home)) throw error;
    }
  } catch (error) {
    throw error instanceof Failure ? error : failure(complaint, error);
  } finally {
    discard(place);
  }
}

function scratchFor(complaint: string): string {
  try {
    return scratch();
  } catch (error) {
    throw failure(complaint, error);
  }
}

async function build(editor: Editor, place: string): Promise<string> {
  await unpack(editor.source, place, ['package/lib/vscode']);
  const home = join(place, 'package', 'lib', 'vscode');
  for (const name of readdirSync(join(home, 'extensions')))
    if (unwantedExtensions.test(name)) rmSync(join(home, 'extensions', name), { recursive: true });
  dropDependencies(home);
  await run(
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'],
    home,
  );
  standIns(home);
  await giveRipgrep(home, place);
  return home;
}

function dropDependencies(home: string): void {
  const path = join(home, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  manifest.dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).filter(([name]) => !unwantedDependencies.test(name)),
  );
  writeFileSync(path, JSON.stringify(manifest, undefined, 2));
  const lock = readFileSync(join(home, 'npm-shrinkwrap.json'), 'utf8');
  const foreign = /"resolved": "(git[+:]|https?:\/\/(codeload\.)?github\.com)[^"]*"/.exec(lock);
  if (foreign) throw new Failure(`This version of the editor depends on ${foreign[0]}, which no registry has.`);
}

/** Both are compiled code in the original. `exports.x =` lines, because the names must be seen from ES modules. */
function standIns(home: string): void {
  const watchdog = `exports.start = (pid) => {
  setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 1000).unref();
};
exports.exit = (code) => process.exit(code);
`;
  writePackage(join(home, 'node_modules', 'native-watchdog'), watchdog);
  writePackage(join(home, 'node_modules', '@vscode', 'native-watchdog'), watchdog);
  writePackage(
    join(home, 'node_modules', '@vscode', 'spdlog'),
    `const { appendFile, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
function logger(file) {
  let level = 2;
  let raw = false;
  const self = {
    setLevel: (value) => { level = value; },
    getLevel: () => level,
    setPattern: () => {},
    clearFormatters: () => { raw = true; },
    flush: () => {},
    drop: () => {},
  };
  levels.forEach((name, rank) => {
    self[name] = (text) => {
      if (rank < level) return;
      appendFile(file, raw ? text : new Date().toISOString() + ' [' + name + '] ' + text + '\\n', () => {});
    };
  });
  mkdirSync(dirname(file), { recursive: true });
  return self;
}
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (name, file) => logger(file);
exports.createAsyncRotatingLogger = async (name, file) => logger(file);
`,
  );
}

function writePackage(directory: string, text: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: basename(directory), main: 'index.js' }));
  writeFileSync(join(directory, 'index.js'), text);
}

/** Without a search program, quick open and `findFiles` find nothing and do not say so. */
async function giveRipgrep(home: string, place: string): Promise<void> {
  const wanted = join(home, 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(wanted)) return;
  const folder = `package/bin/${process.platform}-${process.arch}`;
  const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
  await unpack(ripgrep, place, [folder]);
  mkdirSync(join(wanted, 'bin'), { recursive: true });
  copyFileSync(join(place, folder, program), join(wanted, 'bin', program));
  chmodSync(join(wanted, 'bin', program), 0o755);
}

/** Puts the named parts of a package below `place`, once its tarball is known to be the pinned one. */
async function unpack(pinned: Pinned, place: string, parts: readonly string[]): Promise<void> {
  const spec = `${pinned.name}@${pinned.version}`;
  await run('npm', ['pack', spec, '--loglevel=error', '--pack-destination', place], root);
  const tarball = join(place, `${pinned.name.replace('@', '').replace('/', '-')}-${pinned.version}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (integrity !== pinned.integrity)
    throw new Failure(`${spec} from the registry is not what test/host/versions.ts pins; nothing of it was used.`);
  await run('tar', ['-xzf', basename(tarball), '--exclude=*.map', ...parts], dirname(tarball));
  rmSync(tarball);
}
