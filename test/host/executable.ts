/**
 * A stand-in for the desktop program that `@vscode/test-electron` starts: takes its flags, runs the tests in the
 * extension host of the embedded VS Code with a headless Chromium as the window, and exits with their code.
 * `EMBEDDED_EDITOR` names the editor, `EMBEDDED_TIMEOUT` the seconds after which it gives up with code 124.
 */
import { closeSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { Failure } from './failure.ts';
import { prepare } from './prepare.ts';
import { discard, scratch } from './scratch.ts';
import { serve, type Served } from './serve.ts';
import { editors, isEditorName } from './versions.ts';

interface Request {
  readonly extension: string;
  readonly tests: string;
  readonly folder: string | undefined;
  readonly seconds: number;
}

/** The code that `timeout` gives, too. */
const tooLate = 124;

async function main(): Promise<number> {
  const name = process.env['EMBEDDED_EDITOR'] ?? 'current';
  if (!isEditorName(name))
    throw new Failure(`EMBEDDED_EDITOR is ${name}; there are ${Object.keys(editors).join(', ')}.`);
  const request = requested();
  const editor = await prepare(editors[name], (line) => process.stderr.write(`${line}\n`));
  const place = scratch();
  let served: Served | undefined;
  let browser: Browser | undefined;
  const output = join(place, 'output');
  const tail = follow(output);
  try {
    const entry = writeEntry(place, request.tests, output);
    const directories = { data: join(place, 'data'), extensions: join(place, 'extensions') };
    served = await serve(editor, { ...directories, testDriver: true });
    browser = await launchChromium();
    return await Promise.race([
      codeOfTests(browser, served, request, entry),
      interrupted(),
      served.ended.then(() => {
        throw new Failure(`VS Code ${editor.editor.version} ended before the tests did.`);
      }),
    ]);
  } finally {
    await browser?.close();
    await served?.stop();
    tail.end();
    discard(place);
  }
}

function requested(): Request {
  // Unknown flags are the desktop program's own; what follows them without `=` is the folder.
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  if (typeof extension !== 'string' || typeof tests !== 'string')
    throw new Failure('--extensionDevelopmentPath and --extensionTestsPath are needed.');
  const [folder] = positionals;
  return {
    extension: resolve(extension),
    tests: resolve(tests),
    folder: folder === undefined ? undefined : resolve(folder),
    seconds: Number(process.env['EMBEDDED_TIMEOUT'] ?? 120),
  };
}

async function codeOfTests(browser: Browser, served: Served, request: Request, entry: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  const finished = new Promise<number>((done) => {
    void page.exposeFunction('codeAutomationExit', done);
    void page.exposeFunction('codeAutomationLog', () => {});
  });
  const late = new Promise<number>((done) => {
    setTimeout(() => {
      process.stderr.write(`The tests gave no result in ${String(request.seconds)} s.\n${complaints.join('\n')}\n`);
      done(tooLate);
    }, request.seconds * 1000).unref();
  });
  const remote = (path: string): string => `vscode-remote://${served.authority}${pathToFileURL(path).pathname}`;
  await page.goto(
    served.url(request.folder, [
      ['extensionDevelopmentPath', remote(request.extension)],
      ['extensionTestsPath', remote(entry)],
    ]),
  );
  return Promise.race([finished, late]);
}

const interrupted = (): Promise<number> =>
  new Promise((done) => {
    process.once('SIGINT', () => done(130));
    process.once('SIGTERM', () => done(143));
    process.once('SIGHUP', () => done(129));
  });

/** The entry that the editor loads: what the tests say goes to a file, whole and in order, then the real entry runs. */
function writeEntry(place: string, tests: string, output: string): string {
  mkdirSync(place, { recursive: true });
  writeFileSync(output, '');
  const entry = join(place, 'entry.cjs');
  writeFileSync(
    entry,
    `const { appendFileSync } = require('node:fs');
const { Writable } = require('node:stream');
const { format } = require('node:util');
const write = (text) => appendFileSync(${JSON.stringify(output)}, text);
for (const name of ['log', 'info', 'warn', 'error', 'debug'])
  Object.defineProperty(console, name, { value: (...parts) => write(format(...parts) + '\\n'), configurable: true });
for (const name of ['stdout', 'stderr']) {
  const stream = new Writable({ decodeStrings: false, write(chunk, _encoding, done) { write(chunk); done(); } });
  Object.defineProperty(process, name, { value: stream, configurable: true });
}
exports.run = async () => require(${JSON.stringify(tests)}).run();
`,
  );
  return entry;
}

/** Copies what is appended to a file to stdout. `end` copies the rest before it returns. */
function follow(path: string): { readonly end: () => void } {
  const file = openSync(path, 'a+');
  let position = 0;
  const copy = (): void => {
    const buffer = Buffer.alloc(65_536);
    for (let read = readSync(file, buffer, 0, buffer.length, position); read > 0;) {
      // Synchronous, because the caller destroys the pipe as soon as this process exits.
      writeAll(buffer.subarray(0, read));
      position += read;
      read = readSync(file, buffer, 0, buffer.length, position);
    }
  };
  const timer = setInterval(copy, 100);
  return {
    end: () => {
      clearInterval(timer);
      copy();
      closeSync(file);
    },
  };
}

function writeAll(data: Buffer): void {
  for (let written = 0; written < data.length;) {
    try {
      written += writeSync(1, data, written);
    } catch (error) {
      // A full pipe is tried again; a closed one has no reader.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    }
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
