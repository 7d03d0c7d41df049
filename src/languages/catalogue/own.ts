/** What a team says of its own symbols, in the words of the catalogue. */
import type { OwnResource } from '../../core/configuration.ts';
import type { ResourceKind } from '../../core/module.ts';
import { directoryOf } from '../../core/paths.ts';
import { lastPart } from '../../core/symbol.ts';
import type { Tree } from '../tree.ts';
import type { CatalogueEntry } from './entry.ts';
import { matches } from './pattern.ts';

type File = Pick<Tree, 'language' | 'path' | 'own'>;

export function ownResource(symbol: string, file: File): CatalogueEntry | undefined {
  const { own } = file;
  if (!own || symbol === '') return undefined;
  const found = own.reusable.find((it) => isAny([it.symbol], symbol, file));
  return found && entryOf(found, symbol);
}

export const ownMemoiser = (symbol: string, file: File): boolean => isAny(file.own?.memoising, symbol, file);
export const ownVarying = (symbol: string, file: File): boolean => isAny(file.own?.varying, symbol, file);

/** A class stands for its objects, too: `app.units.Unit` for `app.units.Unit().open`. */
export const ownPerInvocation = (symbol: string, file: File): boolean =>
  isAny(file.own?.perInvocation, symbol, file) ||
  (symbol.includes('()') && isAny(file.own?.perInvocation, symbol.slice(0, symbol.indexOf('()')), file));

export function declaredAs(symbol: string, file: File): 'memoises' | 'per-invocation' | undefined {
  if (!file.own || symbol === '') return undefined;
  if (ownPerInvocation(symbol, file)) return 'per-invocation';
  return ownMemoiser(symbol, file) ? 'memoises' : undefined;
}

function isAny(patterns: readonly string[] | undefined, symbol: string, file: File): boolean {
  if (!patterns || patterns.length === 0 || symbol === '') return false;
  const names = namesOf(symbol, file);
  const isWhole = file.language === 'javascript' || file.language === 'typescript';
  return patterns.some((pattern) =>
    names.some((name) => matches(withoutExtension(pattern), name) || (!isWhole && endsWith(name, pattern))),
  );
}

/** Python and Java name modules from roots that only the project as a whole tells. */
function endsWith(name: string, pattern: string): boolean {
  const parts = pattern.split('.').length;
  return name.startsWith('./') && matches(pattern, name.slice(2).split('.').slice(-parts).join('.'));
}

/** The symbol itself, and what it is called from the outside when it is one of the project. */
function namesOf(symbol: string, { language, path }: File): readonly string[] {
  if (!symbol.startsWith('.')) return [symbol];
  const directory = directoryOf(path);
  if (language === 'javascript' || language === 'typescript') {
    if (!/^\.\.?(\/|#|$)/.test(symbol)) return [`./${withoutExtension(path)}#${symbol.slice(1)}`];
    const at = symbol.indexOf('#');
    const [specifier, member] = at < 0 ? [symbol, ''] : [symbol.slice(0, at), symbol.slice(at)];
    return [`./${withoutExtension(joined(directory, specifier))}${member}`];
  }
  const dots = /^\.+/.exec(symbol)?.[0].length ?? 0;
  const above = joined(directory, '../'.repeat(dots - 1));
  return [
    `./${[above, symbol.slice(dots)]
      .filter((part) => part !== '')
      .join('/')
      .replaceAll('/', '.')}`,
    ...(dots === 1 ? [`./${path.replace(/\.\w+$/, '').replaceAll('/', '.')}${symbol}`] : []),
  ];
}

function joined(directory: string, specifier: string): string {
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** `./src/db.ts#connect` and `./src/db/index.mjs#connect` both as `./src/db#connect`. */
const withoutExtension = (symbol: string): string => symbol.replace(/(\/index)?(\.[mc]?[jt]sx?)?(?=#|$)/, '');

function entryOf({ kind, type, traits }: OwnResource, symbol: string): CatalogueEntry {
  const last = lastPart(symbol);
  return {
    symbol,
    kind,
    name: /^[A-Z]/.test(last) ? 'last' : words[kind],
    connects: traits.includes('connects'),
    resolves: traits.includes('resolves'),
    reads: traits.includes('reads'),
    remembers: traits.includes('remembers'),
    exclusive: traits.includes('exclusive'),
    needsLoop: traits.includes('event-loop'),
    light: traits.includes('light'),
    ...(type === undefined ? {} : { type }),
  };
}

/** How a constant is named when the symbol is that of a function, which has no name for what it makes. */
const words: Readonly<Record<ResourceKind, readonly string[]>> = {
  'sdk-client': ['client'],
  database: ['database'],
  cache: ['cache'],
  'http-client': ['http', 'client'],
  'api-client': ['client'],
  messaging: ['messaging', 'client'],
  'rpc-channel': ['channel'],
  'key-set': ['key', 'set'],
  compiled: ['compiled'],
  model: ['model'],
  telemetry: ['telemetry'],
  container: ['container'],
};
