import { Language, Parser } from 'web-tree-sitter';
import type { Host } from '../../core/host.ts';
import { copySyntax, grammarOf, type Syntax } from './syntax.ts';

/** Reads Python text; `place` turns an offset of the text given into the one to put into the result. */
export type Parse = (text: string, place?: (offset: number) => number) => Syntax;

let loading: Promise<Parse> | undefined;

/**
 * Loads web-tree-sitter and the Python grammar from the program's own files, so that neither looks for files by itself.
 * All workspaces share one parser: the library has one runtime, and makes two of it, and mixes them, when two ask at once.
 */
export function loadParser(host: Pick<Host, 'asset'>): Promise<Parse> {
  loading ??= load(host).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(host: Pick<Host, 'asset'>): Promise<Parse> {
  const [runtime, wasm] = await Promise.all([
    host.asset('web-tree-sitter.wasm'),
    host.asset('tree-sitter-python.wasm'),
  ]);
  // The name is never opened, since the bytes are given; without it the library would derive one from its own place.
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  const language = await Language.load(wasm);
  const grammar = grammarOf(language);
  const parser = new Parser();
  parser.setLanguage(language);

  return (text, place = (offset) => offset) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error('Impossible: parsing ends early only when it is cancelled, and nothing cancels it.');
    const syntax = copySyntax(tree, grammar, place);
    tree.delete();
    return syntax;
  };
}
