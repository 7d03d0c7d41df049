/**
 * The least that a review could cost: the same files walked and read, and those that a review makes something of parsed once
 * by the same parsers, and nothing made of them. `floor.js ASSETS DIR LIST` does so once, where LIST is what `made.js` printed;
 * `floor.js ASSETS FILE TIMES` parses one file over and over and prints the milliseconds of each as JSON.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { parse as parseJavaScript } from '../../src/languages/javascript/parse.ts';
import { parseJson } from '../../src/templates/json.ts';
import { isJson, isTemplate } from '../../src/templates/template.ts';
import { parse as parseYaml } from '../../src/templates/yaml.ts';

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.aws-sam', 'cdk.out', '.venv', 'venv']);
const largest = 1024 * 1024;

async function main([assets = '', target = '', more = '']: readonly string[]): Promise<void> {
  const parsers = await parsersFrom(assets);
  if (!statSync(target).isDirectory()) {
    console.log(JSON.stringify(repeated(target, Number(more), parsers)));
    return;
  }
  const made = new Set(JSON.parse(readFileSync(more, 'utf8')) as readonly string[]);
  let parsed = 0;
  for (const path of filesBelow(target)) {
    if (!/\.(py|java|[mc]?[jt]sx?|ya?ml|json|template)$/.test(path) || statSync(path).size > largest) continue;
    const text = readFileSync(path, 'utf8');
    if (made.has(relative(target, path)) && parse(path, text, parsers)) parsed++;
  }
  console.log(JSON.stringify({ parsed }));
}

interface Parsers {
  readonly python: Parser;
  readonly java: Parser;
}

async function parsersFrom(assets: string): Promise<Parsers> {
  await Parser.init({
    wasmBinary: readFileSync(join(assets, 'web-tree-sitter.wasm')),
    locateFile: (name: string) => name,
  });
  return { python: await parserOf(assets, 'python'), java: await parserOf(assets, 'java') };
}

async function parserOf(assets: string, language: string): Promise<Parser> {
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(assets, `tree-sitter-${language}.wasm`))));
  return parser;
}

function repeated(path: string, times: number, parsers: Parsers): readonly number[] {
  const text = readFileSync(path, 'utf8');
  return Array.from({ length: times }, (_, index) => {
    const started = performance.now();
    // A text of its own each time, as after a keystroke.
    parse(path, `${text}${' '.repeat(index)}`, parsers);
    return performance.now() - started;
  });
}

function parse(path: string, text: string, { python, java }: Parsers): boolean {
  if (path.endsWith('.py')) python.parse(text)?.delete();
  else if (path.endsWith('.java')) java.parse(text)?.delete();
  else if (/\.[mc]?[jt]sx?$/.test(path)) parseJavaScript(path, text);
  else if (!isTemplate(path, text)) return false;
  else if (isJson(text)) parseJson(text);
  else parseYaml(text);
  return true;
}

function* filesBelow(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* filesBelow(path);
    } else if (entry.isFile()) yield path;
  }
}

void main(process.argv.slice(2));
