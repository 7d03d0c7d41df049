import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from './failure.ts';
import { run } from './programs.ts';
import { cache, isAlive, root } from './scratch.ts';

export const vsix = join(cache, 'serverless-lens.vsix');

const stamp = `${vsix}.inputs`;

/** All that the package is made of. */
const inputs = [
  'src',
  'media',
  'docs',
  'package.json',
  'package-lock.json',
  '.vscodeignore',
  '.config/build.mjs',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

/**
 * Builds `dist/` and packages it as `.cache/serverless-lens.vsix`, unless what it is made of is unchanged.
 * Of two processes that want this at once, one waits for the other.
 * @returns whether anything was built.
 * @throws Failure with the last line of what the build or vsce said.
 */
export async function packageExtension(): Promise<boolean> {
  const release = await buildLock();
  try {
    const wanted = hash();
    if (existsSync(vsix) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
    await run(process.execPath, [join(root, '.config', 'build.mjs'), '--production'], root).catch((error: unknown) => {
      throw failure('The extension could not be built', error);
    });
    await run(
      process.execPath,
      [
        join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
        ...['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
        ...['--out', vsix],
      ],
      root,
    ).catch((error: unknown) => {
      throw failure('The extension could not be packaged', error);
    });
    writeFileSync(stamp, wanted);
    return true;
  } finally {
    release();
  }
}

function hash(): string {
  const digest = createHash('sha512');
  for (const input of inputs)
    for (const file of filesBelow(join(root, input)))
      digest
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  return digest.digest('hex');
}

function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/**
 * For all who write to `dist/`: waits for its turn, and returns what ends it.
 * It is a directory with the name of its owner's process in it; that of a dead process is no lock.
 */
export async function buildLock(): Promise<() => void> {
  const place = join(cache, 'package.lock');
  const owner = join(place, 'owner');
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(place);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(place, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw failure('The extension could not be built', error);
      if (!ownerLives(place, owner)) rmSync(place, { recursive: true, force: true });
      await sleep(200);
    }
  }
}

/** An owner that has not written its name yet has two seconds to do so. */
function ownerLives(place: string, owner: string): boolean {
  try {
    if (existsSync(owner)) return isAlive(Number(readFileSync(owner, 'utf8')));
    return Date.now() - statSync(place).mtimeMs < 2000;
  } catch {
    return false;
  }
}
