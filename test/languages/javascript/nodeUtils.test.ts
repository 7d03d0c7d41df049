/** The token that follows, beside what typescript-estree finds by itself, in sources with every use that it makes of it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import ts from 'typescript';
import { findNextToken } from '../../../src/languages/javascript/nodeUtils.ts';
import { sourceFile } from '../../../src/languages/javascript/parse.ts';

const root = join(import.meta.dirname, '../../..');

/** In no contract of the package: the bundles replace it by this file, and the build says when it is gone. */
const theirs = createRequire(import.meta.url)(
  join(root, 'node_modules/@typescript-eslint/typescript-estree/dist/node-utils.js'),
) as { readonly findNextToken: (previous: ts.TextRange, around: ts.Node, source: ts.SourceFile) => ts.Node };

const written = `
export default class Orders<Item, Key extends string = 'id'> extends Base<Map<string, Set<Item>>> implements Reads<Item> {
  private /* where */ constructor(protected readonly table: Table<Item>) { super(); }
  async of<T>(key: Key /* last */ , /* trailing */ ): Promise<Array<T>> { return await get<Array<Array<T>>>(key); }
}
export /* a comment with < and > */ const one = new Map<string, () => Promise<void>>();
export declare function overloaded<const T,>(this: void): asserts this is T;
export abstract class Empty {}
export type Pair<A, B> = [A, B]; export interface Both<A> extends Left<A>, Right<A> {}
export enum Kind { A } export namespace Inner { export const a = 1 }
let lazily: import('./other.js', { with: { 'resolution-mode': 'import' } }).Thing<string>;
let value = <unknown>(one satisfies Map<string, unknown>);
const tagged = html<string>\`<b>\${one}</b>\`;
`;

const inJsx = `export const Page = <T,>(props: Props<T>) => <List<Map<string, T>> of="x > y">{props.a > 1}</List>;`;

interface Asked {
  readonly previous: ts.TextRange;
  readonly around: ts.Node;
}

/** Behind lists of types, behind modifiers, and in an imported type. */
function* askedIn(node: ts.Node, source: ts.SourceFile): Generator<Asked> {
  const { typeArguments, typeParameters, modifiers } = node as {
    readonly typeArguments?: ts.NodeArray<ts.Node>;
    readonly typeParameters?: ts.NodeArray<ts.Node>;
    readonly modifiers?: ts.NodeArray<ts.Node>;
  };
  for (const previous of [typeArguments, typeParameters]) if (previous) yield { previous, around: source };
  const [first, second] = modifiers ?? [];
  if (first?.kind === ts.SyntaxKind.ExportKeyword) yield { previous: second ?? first, around: source };
  const last = modifiers?.at(-1);
  if (last && ts.isConstructorDeclaration(node)) yield { previous: last, around: node };
  if (ts.isImportTypeNode(node)) yield { previous: node.argument, around: node };
  for (const child of childrenOf(node)) yield* askedIn(child, source);
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

function* sources(): Generator<readonly [string, string]> {
  yield ['written.ts', written];
  yield ['page.tsx', inJsx];
  for (const directory of ['src/core', 'src/languages', 'src/workspace', 'src/webview', 'test/languages'])
    for (const entry of readdirSync(join(root, directory)))
      if (entry.endsWith('.ts')) yield [entry, readFileSync(join(root, directory, entry), 'utf8')];
}

describe('the next token', () => {
  it('is the one that typescript-estree finds', () => {
    let asked = 0;
    for (const [path, text] of sources()) {
      const source = sourceFile(path, text);
      for (const { previous, around } of askedIn(source, source)) {
        const expected = theirs.findNextToken(previous, around, source);
        const found = findNextToken(previous, around, source);
        asked++;
        assert.deepEqual(
          [found.kind, found.pos, found.getStart(), found.end],
          [expected.kind, expected.pos, expected.getStart(source), expected.end],
          `${path} at ${String(previous.end)}: ${text.slice(previous.end - 20, previous.end + 20)}`,
        );
      }
    }
    assert.ok(asked > 1000, `asked ${String(asked)} times`);
  });
});
