/** Java: javac parses and looks names up, with what the repository has of the sources. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost } from '../../../src/node/host.ts';
import type { FoundTool, Source, Tool } from './tool.ts';

export function findJava(): FoundTool {
  const reads = (path: string): boolean => path.endsWith('.java');
  const { status, stdout } = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  if (status !== 0) return { name: 'javac', reads, missing: 'there is no JDK' };
  return { name: stdout.trim(), reads, names: true, says };
}

function says(root: string, sources: readonly Source[], names: boolean): ReturnType<Tool['says']> {
  if (sources.length === 0) return [];
  const encoded = (text: string): string => Buffer.from(text).toString('base64');
  // The path of a large repository is longer than an argument may be.
  const sourcePath = encoded(names ? sourceRoots(root).join(':') : '');
  const input = [sourcePath, ...sources.map(({ path, text }) => `${encoded(path)} ${encoded(text)}`)].join('\n');
  const program = join(__dirname, 'Says.java');
  const { error, status, stdout, stderr } = spawnSync('java', ['-Xss8m', program, names ? 'names' : 'syntax'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`java failed: ${stderr.slice(-2000)}`);
  const lines = stdout.split('\n').slice(0, sources.length);
  return lines.map((line, index) => {
    const sentences = line.split(' ').flatMap((it) => (it === '' ? [] : [Buffer.from(it, 'base64').toString()]));
    return onceOfPackages(sentences.map(ofClasses)).filter(isOfItsOwn(sources[index]?.text ?? ''));
  });
}

/** A class that is imported by its name is bound, whether or not the checkout has what it comes from. */
function isOfItsOwn(text: string): (sentence: string) => boolean {
  const imported = new Set([...text.matchAll(/^import\s+(?:static\s+)?[\w.]+\.(\w+)\s*;/gm)].map(([, name]) => name));
  return (sentence) => !imported.has(/cannot find symbol\s+symbol:\s+(?:class|variable) (\w+)/.exec(sentence)?.[1]);
}

/** A class that nobody knows is taken for a variable where a static method of it is called. */
const ofClasses = (sentence: string): string =>
  sentence.replace(/(cannot find symbol\s+symbol:\s+)variable (?=[A-Z]\w*[a-z])/, '$1class ');

/** A package that the checkout lacks is lacking once, however many of its classes are imported. */
const onceOfPackages = (sentences: readonly string[]): readonly string[] =>
  sentences.filter((it, index) => !/^package \S+ does not exist$/.test(it) || sentences.indexOf(it) === index);

/** The directories below which folders are packages. */
function sourceRoots(root: string): readonly string[] {
  const roots = new Set<string>();
  for (const { path } of nodeHost(root, { assets: root }).files()) {
    if (!path.endsWith('.java')) continue;
    const [, package_ = ''] = /^\s*package\s+([\w.]+)/m.exec(readFileSync(join(root, path), 'utf8')) ?? [];
    const directory = path.split('/').slice(0, -1).join('/');
    const inside = package_.replaceAll('.', '/');
    if (directory === inside || directory.endsWith(`/${inside}`))
      roots.add(join(root, directory.slice(0, directory.length - inside.length)));
  }
  return [...roots];
}
