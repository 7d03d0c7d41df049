import { Language, Parser } from 'web-tree-sitter';
import type { Host } from '../../core/host.ts';
import { readingChanges, treeOf } from './changes.ts';
import { copySyntax, grammarOf, type Syntax } from './syntax.ts';

/** Reads text of a language; `place` turns an offset of the text given into the one to put into the result. */
export type Parse = (text: string, place?: (offset: number) => number) => Syntax;

let starting: Promise<void> | undefined;
const loading = new Map<string, Promise<Parse>>();

/**
 * Loads web-tree-sitter and a language's grammar (`tree-sitter-python.wasm`) from the program's own files, so that neither looks for files by itself.
 * All workspaces share one parser for each language: the library has one runtime, and makes two of it, and mixes them, when two ask at once.
 */
export function loadGrammar(host: Pick<Host, 'asset'>, asset: string): Promise<Parse> {
  const before = loading.get(asset);
  if (before) return before;
  const parse = load(host, asset).catch((error: unknown) => {
    loading.delete(asset);
    throw error;
  });
  loading.set(asset, parse);
  return parse;
}

async function load(host: Pick<Host, 'asset'>, asset: string): Promise<Parse> {
  starting ??= start(host).catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  const [wasm] = await Promise.all([host.asset(asset), starting]);
  const language = await Language.load(wasm);
  const grammar = grammarOf(language);
  const parser = new Parser();
  parser.setLanguage(language);

  const read = readingChanges(parser, grammar);

  return (text, place) => {
    if (!place) return read(text);
    const tree = treeOf(parser, text);
    const syntax = copySyntax(tree, grammar, { place });
    tree.delete();
    return syntax;
  };
}

/** The name is never opened, since the bytes are given; without it the library would derive one from its own place. */
const start = async (host: Pick<Host, 'asset'>): Promise<void> =>
  Parser.init({ wasmBinary: await host.asset('web-tree-sitter.wasm'), locateFile: (name: string) => name });
