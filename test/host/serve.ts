import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failure } from './failure.ts';
import type { PreparedEditor } from './prepare.ts';
import { run } from './programs.ts';

export interface Directories {
  /** User data, settings and logs of the editor. */
  readonly data: string;
  readonly extensions: string;
}

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** `127.0.0.1:PORT`, the authority of remote URIs. */
  readonly authority: string;
  /** The address of the workbench on a folder; it carries the token that the server asks for. */
  readonly url: (folder?: string, payload?: readonly (readonly [string, string])[]) => string;
  /** Resolves when the server ends, stopped or by itself. */
  readonly ended: Promise<void>;
  /** Stops the server and every process it started. */
  readonly stop: () => Promise<void>;
}

interface Options extends Directories {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Lets a page run tests in the extension host. It hides notifications, so it is off for tests of the window. */
  readonly testDriver?: boolean;
  /** Whether folders are known to be harmless, the default; otherwise VS Code asks. */
  readonly trusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

const startLimit = 60_000;

/**
 * Serves the editor on 127.0.0.1.
 * It asks for a token even there: any page open in a browser can reach a local port.
 * @throws Failure when it does not come up.
 */
export async function serve({ server, node, editor }: PreparedEditor, options: Options): Promise<Served> {
  const token = randomBytes(16).toString('hex');
  makeDirectories(options);
  const tokenFile = join(options.data, `token-${String(process.pid)}`);
  writeFileSync(tokenFile, token, { mode: 0o600 });
  writeSettings(options.data, options.settings ?? {});
  const child = spawn(
    node,
    [
      server,
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token-file', tokenFile],
      ...places(options),
      ...['--telemetry-level', 'off'],
      ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment(options.env) },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // The server reads it some time after it listens.
  const stop = async (): Promise<void> => {
    await stopGroup(child, ended);
    rmSync(tokenFile, { force: true });
  };
  const port = await listening(child, ended).catch(async (error: unknown) => {
    await stop();
    throw failure(`VS Code ${editor.version} could not be served`, error);
  });
  const authority = `127.0.0.1:${port}`;
  const origin = `http://${authority}`;
  return {
    origin,
    authority,
    ended,
    stop,
    url: (folder, payload = []) => {
      const query = [
        ...(folder === undefined ? [] : [`folder=${encodeURIComponent(uriPath(folder))}`]),
        `tkn=${token}`,
        ...(payload.length === 0 ? [] : [`payload=${encodeURIComponent(JSON.stringify(payload))}`]),
      ];
      return `${origin}/?${query.join('&')}`;
    },
  };
}

/** As URIs have it: with `/`, also before the letter of a drive. */
const uriPath = (path: string): string => decodeURIComponent(pathToFileURL(path).pathname);

/**
 * Installs a packaged extension into the directories of an editor that does not run.
 * @throws Failure with the editor's own words.
 */
export async function installExtension(
  { server, node }: PreparedEditor,
  directories: Directories,
  vsix: string,
): Promise<void> {
  makeDirectories(directories);
  const args = [server, ...places(directories), '--install-extension', vsix, '--force'];
  const output = await run(node, args, directories.data, environment()).catch((error: unknown) => String(error));
  if (!output.includes('successfully installed'))
    throw failure('The packaged extension could not be installed', output);
}

const places = ({ data, extensions }: Directories): readonly string[] => [
  '--accept-server-license-terms',
  ...['--server-data-dir', data, '--extensions-dir', extensions],
];

/** VS Code 1.100 installs nothing when one of these is missing. */
function makeDirectories({ data, extensions }: Directories): void {
  mkdirSync(join(data, 'data', 'User', 'History'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
}

const quiet = {
  // As on the desktop; in a browser it is on.
  'files.autoSave': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Settings that are there already were changed by the person at the editor. */
function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  const path = join(data, 'data', 'User', 'settings.json');
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify({ ...quiet, ...settings }, undefined, 2)}\n`);
}

/** What a surrounding editor or test left in the environment must not reach this one. */
function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries({ ...process.env, ...more }).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|TSX_)/.test(name),
  );
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

async function listening(child: ChildProcess, ended: Promise<void>): Promise<string> {
  let output = '';
  return new Promise<string>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`it did not answer in ${String(startLimit / 1000)} s`)),
      startLimit,
    );
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
      // It stays alive then, and silent.
      if (/listen E[A-Z]+/.test(output)) reject(new Error(output));
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(port);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    void ended.then(() => {
      clearTimeout(limit);
      reject(new Error(output.trim() === '' ? 'it ended at once' : output));
    });
  });
}

/** Asks the whole group to end, and after a moment insists. */
export async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, 'SIGTERM');
  const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(late);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended.
  }
}
