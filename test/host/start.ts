/**
 * `npm start [-- DIR]`: VS Code with the packaged extension on the sample application or on DIR.
 * It opens `code` where there is a display for it, and serves the embedded VS Code elsewhere, until Ctrl-C.
 */
import { cpSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDesktop, findDesktop } from './desktop.ts';
import { Failure } from './failure.ts';
import { packageExtension, vsix } from './package.ts';
import { prepare } from './prepare.ts';
import { cache, discard, root, scratch } from './scratch.ts';
import { installExtension, serve, stopGroup } from './serve.ts';
import { editors } from './versions.ts';

/** What is opened, and where the cursor stands at first. */
interface Opened {
  readonly folder: string;
  /** `path:line:column` */
  readonly at?: string;
  /** Ours, and so known to be harmless. */
  readonly trusted: boolean;
}

const usage = 'usage: npm start [-- DIR]';

async function main(args: readonly string[]): Promise<number> {
  const [given, ...more] = args;
  if (more.length > 0 || given?.startsWith('-')) return refuse(usage);
  const folder = given === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? root, given);
  if (folder !== undefined && !isDirectory(folder)) return refuse(`${folder} is not a directory. ${usage}`);
  const port = requestedPort();
  if (port === undefined) return refuse('PORT must be a number from 0 to 65535.');
  const stopped = askedToStop();
  await unlessStopped(
    stopped,
    step('Building and packaging the extension', async () => ((await packageExtension()) ? '' : 'unchanged')),
  );
  const opened = folder === undefined ? sample() : { folder, trusted: false };
  const desktop = findDesktop();
  if (desktop !== undefined) {
    try {
      return await inDesktop(desktop, opened, stopped);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(`${error.message} The embedded VS Code is used instead.`);
    }
  }
  return embedded(opened, port, stopped);
}

/** A copy, so that the checkout stays as it is whatever is tried out. */
function sample(): Opened {
  const folder = join(cache, 'sample', 'airline-booking');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'test', 'projects', 'airline-booking'), folder, { recursive: true });
  say(`The sample application is a copy, made anew at each start: ${shown(folder)}`);
  return { folder, at: `${join(folder, 'booking/src/cancel_booking/cancel.py')}:42:5`, trusted: true };
}

async function inDesktop(program: string, opened: Opened, stopped: Promise<void>): Promise<number> {
  const place = join(cache, 'start-desktop');
  const { child, ended } = await openDesktop(program, { place, vsix, ...opened });
  say(`VS Code is open on ${shown(opened.folder)}. Closing its window or Ctrl-C ends it.`);
  await Promise.race([stopped, ended]);
  await stopGroup(child, ended);
  return 0;
}

async function embedded({ folder, at, trusted }: Opened, port: number, stopped: Promise<void>): Promise<number> {
  const editor = await unlessStopped(stopped, prepare(editors.current, say));
  const place = scratch();
  try {
    const directories = { data: join(cache, 'start'), extensions: join(place, 'extensions') };
    await step('Installing the extension', async () => {
      await installExtension(editor, directories, vsix);
      return '';
    });
    const served = await serve(editor, { ...directories, port, trusted });
    try {
      say(
        `\nVS Code ${editor.editor.version} with Serverless Lens on ${shown(folder)}:\n\n  ${served.url(folder, at === undefined ? [] : openingFile(served.authority, at))}\n\nOpen it in a browser. Ctrl-C stops it.`,
      );
      const reason = await Promise.race([stopped, served.ended.then(() => 'ended' as const)]);
      if (reason === 'ended')
        throw new Failure(`VS Code ended by itself; its log is in ${join(cache, 'start', 'data', 'logs')}.`);
      say('Stopping …');
      return 0;
    } finally {
      await served.stop();
    }
  } finally {
    discard(place);
  }
}

const openingFile = (authority: string, at: string): readonly (readonly [string, string])[] => [
  ['gotoLineMode', 'true'],
  ['openFile', `vscode-remote://${authority}${pathToFileURL(at).pathname}`],
];

/** Says what is done, and how long it took once it is. */
async function step(what: string, work: () => Promise<string>): Promise<void> {
  const started = Date.now();
  process.stdout.write(`${what} … `);
  try {
    const note = await work();
    process.stdout.write(`${note === '' ? `${((Date.now() - started) / 1000).toFixed(1)} s` : note}\n`);
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  }
}

/** Settles at the first signal that asks for the end. A terminal and npm both pass Ctrl-C on, so more may follow. */
function askedToStop(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done());
  });
}

class Stopped extends Error {}

/** Work that leaves nothing running when it is given up. */
const unlessStopped = <T>(stopped: Promise<void>, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    stopped.then(() => {
      throw new Stopped();
    }),
  ]);

function requestedPort(): number | undefined {
  const port = Number(process.env['PORT'] ?? 0);
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined;
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const shown = (folder: string): string => {
  const short = relative(process.cwd(), folder);
  return short === '' || short.startsWith('..') ? folder : short;
};

const say = (line: string): void => console.log(line);

function refuse(line: string): number {
  console.error(line);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Stopped) process.exit(0);
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  },
);
