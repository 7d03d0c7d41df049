/** What an expression may refer to, and how that is put together. */
import type { Target } from '../../core/module.ts';
import type { Symbol } from '../../core/symbol.ts';
import type { ClassNode, FunctionNode, ImportNode, Tree } from '../tree.ts';

export interface Reference {
  readonly symbol: Symbol;
  /** The functions that calling it may run. */
  readonly targets: readonly Target[];
  /** The class of this file that it is, or is an instance of. */
  readonly class?: ClassNode;
  readonly instance?: ClassNode;
  readonly functions: readonly FunctionNode[];
  /** The import that it is a member of, as long as only members were taken. */
  readonly imported?: { readonly specifier: string; readonly member: string };
}

/** What nothing is known of. */
export const nothing: Reference = { symbol: '', targets: [], functions: [] };

/** Functions of one name, any of which a call may run. */
export const ofFunctions = (functions: readonly FunctionNode[]): Reference => ({
  symbol: functions[0]?.name ? `.${functions[0].name}` : '',
  targets: functions.map(({ id }): Target => ({ kind: 'function', id })),
  functions,
});

export const ofFunction = (fn: FunctionNode): Reference => ofFunctions([fn]);

export const instanceOf = (node: ClassNode): Reference => ({ ...nothing, symbol: `.${node.name}()`, instance: node });

/** A member of what is imported; '' is the module itself. */
export function importReference(tree: Tree, specifier: string, member: string): Reference {
  const separator =
    tree.language === 'python' ? (specifier.endsWith('.') ? '' : '.') : tree.language === 'java' ? '.' : '#';
  // A part of the SDK v2 is the same with its ending, which modules that Node.js loads itself must write.
  const module = specifier.startsWith('aws-sdk/') ? specifier.replace(/\.js$/, '') : specifier;
  const symbol = member === '' || member.startsWith('()') ? module + member : module + separator + member;
  return {
    symbol,
    targets: [{ kind: 'import', specifier, member }],
    functions: [],
    imported: { specifier, member },
  };
}

/** What an import gives under a name; `*` is the module itself, and for JavaScript `default`, too. */
export const ofImport = (tree: Tree, { specifier }: ImportNode, imported: string): Reference =>
  tree.language === 'python'
    ? importReference(tree, specifier, imported === '*' ? '' : imported)
    : importReference(tree, specifier.replace(/^node:/, ''), /^(\*|default)$/.test(imported) ? '' : imported);

/** What a class above has, of which it is not known whether it is a library's: nothing is told but where to look. */
export const asBase = ({ imported }: Reference, memberOf: (member: string) => string): Reference =>
  imported
    ? { ...nothing, targets: [{ kind: 'import', specifier: imported.specifier, member: memberOf(imported.member) }] }
    : nothing;

/** Interfaces of Java and of the runtime, from which a class inherits nothing that it could call. */
const ofPlatform = /^(java\.(lang|util|io)|com\.amazonaws\.services\.lambda\.runtime|org\.crac)\./;

/** What is one of several; an interface of the platform is so only where there is nothing else. */
export function inOneOf(references: readonly Reference[]): Reference {
  const likely = references.filter(({ imported }) => !(imported && ofPlatform.test(imported.specifier)));
  const [first = references[0]] = likely;
  return first ? { ...first, targets: references.flatMap(({ targets }) => targets) } : nothing;
}

/** The first one, unless nothing is known of it. */
export const firstKnown = (a: Reference, b: Reference): Reference => (a.symbol !== '' || a.instance ? a : b);

/** The first one, unless nothing is known of it; neither where both are objects, of which the project has the class of one, and not of one class. */
export const eitherOf = (a: Reference, b: Reference): Reference =>
  a.symbol !== b.symbol && isObject(a) && isObject(b) && (isOwn(a) || isOwn(b)) ? nothing : firstKnown(a, b);

const isObject = ({ symbol }: Reference): boolean => symbol.endsWith('()');

const isOwn = ({ instance, imported }: Reference): boolean =>
  instance !== undefined || imported?.specifier.startsWith('.') === true;
