/** `npm start`, as a process. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { cache, discard, root, scratch } from './scratch.ts';

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  /** The address, once it is printed. */
  readonly address: Promise<URL>;
}

const running: ChildProcess[] = [];

/** Without `code`, whatever the machine has. */
function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [join(root, '.config/setup.mjs'), 'start', ...args], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
  });
  running.push(child);
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Awaited<Started['ended']>>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  const printed = new Promise<URL>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const [, address] = /^ {2}(http:\S+)$/m.exec(out) ?? [];
      if (address !== undefined) resolve(new URL(address));
    }),
  );
  const failed = ended.then(() => assert.fail(`it ended: ${out}${err}`));
  failed.catch(() => {});
  return { child, ended, address: Promise.race([printed, failed]) };
}

/** Command lines of the processes that serve an editor on a port. */
const serversOn = (port: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes('server-main.js') && line.includes(`--port ${port} `));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('npm start', () => {
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  it('serves VS Code on a copy of the sample, to whoever has the token, until Ctrl-C', async function () {
    this.timeout(120_000);
    const port = String(await freePort());
    const { child, ended, address } = start([], { PORT: port });
    const url = await address;
    assert.equal(url.hostname, '127.0.0.1');
    assert.equal(url.port, port);
    const folder = url.searchParams.get('folder') ?? '';
    assert.equal(folder, join(cache, 'sample', 'airline-booking'));
    assert.ok(existsSync(join(folder, 'booking/template.yaml')));
    assert.match(url.searchParams.get('payload') ?? '', /cancel\.py:42:5/);
    assert.equal((await fetch(url, { redirect: 'manual' })).status, 302);
    assert.equal((await fetch(`${url.origin}/`)).status, 403);
    if (process.platform === 'linux') assert.equal(serversOn(port).length, 1);
    child.kill('SIGINT');
    const { code, out } = await ended;
    assert.equal(code, 0);
    assert.match(out, /Stopping …\n$/);
    await assert.rejects(fetch(url));
    if (process.platform === 'linux') assert.deepEqual(serversOn(port), []);
  });

  it('opens a folder of any name', async function () {
    this.timeout(120_000);
    const place = scratch();
    const folder = join(place, 'c++ & ä #1 100%');
    mkdirSync(folder);
    try {
      const { child, ended, address } = start([folder]);
      assert.equal((await address).searchParams.get('folder'), folder);
      child.kill('SIGINT');
      assert.equal((await ended).code, 0);
    } finally {
      discard(place);
    }
  });

  it('opens what stands at the line that it names', () => {
    const path = join(root, 'test/projects/airline-booking/booking/src/cancel_booking/cancel.py');
    assert.match(readFileSync(path, 'utf8').split('\n')[41] ?? '', /^ {4}boto3\.client\("sns"\)/);
  });

  it('says in one line that the port is taken', async function () {
    this.timeout(120_000);
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const port = String((taken.address() as AddressInfo).port);
    try {
      const { code, err } = await start([], { PORT: port }).ended;
      assert.equal(code, 1);
      assert.match(err, /^VS Code \S+ could not be served: the port is in use; set PORT to another, .*\n$/);
    } finally {
      taken.close();
    }
  });

  it('refuses what is no directory, and what it does not know, in one line', async () => {
    const place = scratch();
    writeFileSync(join(place, 'file'), '');
    try {
      for (const [args, env, line] of [
        [['does/not/exist'], {}, /does\/not\/exist is not a directory\. usage: npm start \[-- DIR\]\n$/],
        [[join(place, 'file')], {}, /file is not a directory\./],
        [[join(place, 'file', 'below')], {}, /below is not a directory\./],
        [['--help'], {}, /^usage: npm start \[-- DIR\]\n$/],
        [['a', 'b'], {}, /^usage: npm start \[-- DIR\]\n$/],
        [[], { PORT: '99999' }, /^PORT must be a number from 0 to 65535\.\n$/],
      ] as const) {
        const { code, out, err } = await start(args, env).ended;
        assert.equal(code, 2);
        assert.match(err, line);
        assert.equal(err.split('\n').length, 2);
        assert.equal(out, '');
      }
    } finally {
      discard(place);
    }
  });
});
