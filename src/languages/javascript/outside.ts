/** What stands around a statement in the source and belongs to it. */
import ts from 'typescript';
import type { Range, Statement } from '../tree.ts';
import { modifiersOf, rangeOf, startOf, type Lowering } from './context.ts';

const {
  ClassDeclaration,
  Decorator,
  DefaultKeyword,
  EnumDeclaration,
  ExportKeyword,
  FunctionDeclaration,
  ImportEqualsDeclaration,
  InterfaceDeclaration,
  ModuleDeclaration,
  TypeAliasDeclaration,
  VariableStatement,
} = ts.SyntaxKind;

export interface Outside {
  /** The range with `export` and labels. */
  readonly range?: Range;
  readonly exported?: 'named' | 'default';
  /** It is the head of a loop. */
  readonly inHead?: boolean;
}

/** What makes one kind of statement, without its place. */
export type Fields = FieldsOf<Statement>;

type FieldsOf<S> = S extends unknown ? Omit<S, 'start' | 'end' | 'block' | 'function'> : never;

const exportable: ReadonlySet<ts.SyntaxKind> = new Set([
  ClassDeclaration,
  EnumDeclaration,
  FunctionDeclaration,
  ImportEqualsDeclaration,
  InterfaceDeclaration,
  ModuleDeclaration,
  TypeAliasDeclaration,
  VariableStatement,
]);

/** The words `export` and `default` before a declaration. */
function exportOf(node: ts.Node): { readonly word: ts.Node; readonly default: ts.Node | undefined } | undefined {
  if (!exportable.has(node.kind)) return undefined;
  const [word, next] = modifiersOf(node).filter(({ kind }) => kind !== Decorator);
  if (word?.kind !== ExportKeyword) return undefined;
  return { word, default: next?.kind === DefaultKeyword ? next : undefined };
}

/** What `export` makes of a declaration; undefined for every other statement. */
export function exported(lowering: Lowering, node: ts.Node): Outside | undefined {
  const found = exportOf(node);
  if (!found) return undefined;
  const range = { start: startOf(lowering, found.word), end: node.end };
  return { range, exported: found.default ? 'default' : 'named' };
}

/** A declaration without `export` and `default`. */
export function declarationRange(lowering: Lowering, node: ts.Node): Range {
  const found = exportOf(node);
  if (!found) return rangeOf(lowering, node);
  return { start: behind(lowering, (found.default ?? found.word).end), end: node.end };
}

/** Where the next word starts. */
function behind({ text }: Lowering, offset: number): number {
  trivia.lastIndex = offset;
  trivia.test(text);
  return trivia.lastIndex;
}

const trivia = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/uy;

/** Whether it stands where what is exported is the module's. */
export const isModuleExport = (lowering: Lowering, { exported: word }: Outside): boolean =>
  word !== undefined && !lowering.place.function.parent && !lowering.place.block.owner;
