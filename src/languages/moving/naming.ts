/** Names for what moves: the file's own where it is free, else one that says what the thing is. */
import { known, unknown, type Known } from '../../core/known.ts';
import { keptWith } from '../../core/memo.ts';
import type { TextEdit } from '../../core/span.ts';
import { lastPart } from '../../core/symbol.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { realigned } from '../edits/alignment.ts';
import { multilineLiterals } from '../edits/excerpts.ts';
import { creationsOf, type LocatedCreation } from '../facts/creations.ts';
import { madeBy } from '../java/made.ts';
import type { Binding, CallExpression, LanguageFrontend, NameExpression, Statement, Tree } from '../tree.ts';
import { allExpressions, bindingsIn, holds, namesOf } from '../walk.ts';

/** The words of a good name for a module-level constant that holds the creation. */
export function wordsFor(analysis: Analysis, { call, entry }: LocatedCreation): readonly string[] {
  if (entry.name === 'argument') {
    const first = call.arguments.find(({ name }) => name === undefined || name === 'service_name')?.value;
    if (first?.kind === 'literal' && typeof first.value === 'string') return wordsIn(first.value);
    return ['client'];
  }
  if (entry.name !== 'last') return (hasOthers(analysis, call, entry) && wordsOfHandle(call, entry.name)) || entry.name;
  const { symbol } = analysis.symbols.of(call.callee);
  return wordsIn(lastPart(analysis.tree.language === 'java' ? (entry.type ?? madeBy(symbol) ?? symbol) : symbol));
}

/** Whether the file makes several of them, of different things. */
function hasOthers(analysis: Analysis, call: CallExpression, { name }: CatalogueEntry): boolean {
  const all = firstArguments(analysis).get(name);
  return all !== undefined && all.size > (all.has(firstArgument(analysis, call)) ? 1 : 0);
}

/** The first arguments of what is made, by the name that it is given. */
const firstArguments = keptWith((analysis: Analysis) => {
  const all = new Map<CatalogueEntry['name'], Set<string | undefined>>();
  for (const { entry, call } of creationsOf(analysis)) {
    const its = all.get(entry.name) ?? new Set();
    all.set(entry.name, its.add(firstArgument(analysis, call)));
  }
  return all;
});

const firstArgument = ({ tree }: Analysis, { arguments: [first] }: CallExpression): string | undefined =>
  first && tree.text.slice(first.value.start, first.value.end);

/** Of `Table(ORDERS_TABLE)` and `Table("orders")` the orders' table. */
function wordsOfHandle({ arguments: [first] }: CallExpression, own: readonly string[]): readonly string[] | undefined {
  const what = own.at(-1);
  if (!first || what === undefined || !handles.test(what)) return undefined;
  const { value } = first;
  const text = value.kind === 'name' ? value.name : value.kind === 'literal' ? value.value : undefined;
  if (typeof text !== 'string') return undefined;
  const words = plainWords(text).filter((it) => it !== 'name' && it !== what);
  return words.length > 0 && words.length < 4 && words.every((it) => /^[a-z]/.test(it)) ? [...words, what] : undefined;
}

const handles = /^(?:table|bucket|queue|topic|collection)$/;

/** `TABLE_NAME` gives `table`, `name`. */
export const plainWords = (text: string): readonly string[] =>
  wordsIn(text.replace(/[A-Z]{2,}/g, (it) => it.toLowerCase()).replaceAll('_', ' '));

export const wordsIn = (text: string): readonly string[] =>
  text.match(/[A-Z]+(?![a-z])\d*|[A-Z][a-z0-9]+|[a-z0-9]+/g) ?? ['client'];

/** A name that nothing in the file uses. */
export function freeName(
  frontend: LanguageFrontend,
  analysis: Analysis,
  words: readonly string[],
  taken: ReadonlySet<string>,
  suffix = 'client',
): string {
  const isFree = (name: string) =>
    !isUsed(analysis.tree, name) && !taken.has(name) && !frontend.spelling.reserved.has(name);
  const plain = frontend.spelling.identifier(words);
  if (isFree(plain)) return plain;
  const suffixed = ofItself.test(words.at(-1) ?? '') ? words : [...words, suffix];
  const withSuffix = frontend.spelling.identifier(suffixed);
  if (isFree(withSuffix)) return withSuffix;
  const shared = frontend.spelling.identifier(['shared', ...suffixed]);
  if (isFree(shared)) return shared;
  for (let number = 2; ; number++)
    if (isFree(`${withSuffix}${String(number)}`)) return `${withSuffix}${String(number)}`;
}

/** Last words of names that say what the thing is, which is often no client. */
const ofItself =
  /^(client|resource|session|connection|pool|table|bucket|queue|topic|collection|context|injector|component|container|handler|cluster|mapper|schemas?|templates|pattern|model|pipeline|verifier|engine|logger|tracer|metrics|meters|gson|validator|parser)$/i;

const isUsed = (tree: Tree, name: string): boolean =>
  tree.unresolved.has(name) || bindingsIn(tree).has(name) || (tree.language === 'java' && fieldNames(tree).has(name));

/** Java's fields are looked up where variables are; those of classes above, which a static one would hide, are known by their use. */
const fieldNames = keptWith((tree: Tree): ReadonlySet<string> => {
  const own = tree.classes.flatMap(({ fields }) =>
    fields.flatMap(({ name, static: shared }) => (shared ? [] : [name])),
  );
  const used = allExpressions(tree).flatMap((it) =>
    it.kind === 'member' && (it.object.kind === 'this' || it.object.kind === 'super') ? [it.property] : [],
  );
  return new Set([...own, ...used]);
});

/**
 * What has to be renamed so that the variables that the statements declare can live at module level.
 * A variable keeps its name unless the module, or a function around it, means something else by it,
 * or it only says that it is some client, as other functions say of theirs.
 */
export function renameEdits(
  frontend: LanguageFrontend,
  analysis: Analysis,
  statements: readonly Statement[],
  words: readonly string[],
): Known<{
  readonly edits: readonly TextEdit[];
  readonly names: ReadonlySet<string>;
}> {
  const edits: TextEdit[] = [];
  const names = new Set<string>();
  for (const binding of declaredBy(analysis, statements)) {
    const its = words.length > 0 ? wordsOfHolder(analysis, binding) : [];
    if (!clashes(analysis, binding) && !names.has(binding.name) && !isVague(frontend, analysis, binding, its)) {
      names.add(binding.name);
      continue;
    }
    if (isPartOfPattern(statements, binding))
      return unknown(`\`${binding.name}\`, which it needs, means something else at module level`);
    const own = wordsIn(binding.name);
    const name = freeName(frontend, analysis, its.length > 0 ? its : ['shared', ...own], names);
    names.add(name);
    for (const place of [...binding.reads, ...writtenNames(statements, binding)])
      edits.push(renamed(analysis, place, name));
    for (const read of binding.reads)
      if (!statements.some((it) => holds(it, read))) edits.push(...callRealigned(analysis, read, name));
  }
  return known({ edits, names });
}

/** What a variable holds goes by its own name, and not by that of the client which needs it. */
function wordsOfHolder(analysis: Analysis, binding: Binding): readonly string[] {
  const made = creationsOf(analysis).find(({ holder }) => holder === binding);
  return made ? wordsFor(analysis, made) : [];
}

/** `client`, which is enough within a function, but not beside others, unless that is all there is to say of it. */
const isVague = (
  { spelling }: LanguageFrontend,
  analysis: Analysis,
  binding: Binding,
  words: readonly string[],
): boolean =>
  words.length > 0 &&
  vague.test(binding.name) &&
  spelling.identifier(words) !== binding.name &&
  (kindsOf(analysis).size > 1 ||
    bindingsNamed(analysis, binding.name).some((other) => other.function !== binding.function));

const bindingsNamed = ({ tree }: Analysis, name: string): readonly Binding[] => bindingsIn(tree).get(name) ?? [];

/** The different things that the file makes by themselves. */
const kindsOf = keptWith(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(creationsOf(analysis).flatMap(({ fact }) => (fact.within === undefined ? fact.resource.code : []))),
);

const vague = /^(client|connection|conn|session|resource)$/;

/** In the order in which the file declares them. */
function declaredBy({ tree }: Analysis, statements: readonly Statement[]): readonly Binding[] {
  const places = placesOf(tree);
  const placeOf = (it: Binding): number => places.get(it) ?? 0;
  return [...new Set(statements.flatMap(bindingsOf))].sort((a, b) => placeOf(a) - placeOf(b));
}

const placesOf = keptWith(({ bindings }: Tree) => new Map(bindings.map((it, index) => [it, index])));

function bindingsOf(statement: Statement): readonly Binding[] {
  if (statement.kind === 'import') return statement.node.names.flatMap(({ binding }) => binding ?? []);
  if (statement.kind !== 'assign') return [];
  return statement.declarators.flatMap(({ targets }) => targets.flatMap((target) => namesOf(target) ?? []));
}

function writtenNames(statements: readonly Statement[], binding: Binding): readonly NameExpression[] {
  return statements.flatMap((statement) =>
    statement.kind !== 'assign'
      ? []
      : statement.declarators.flatMap(({ targets }) =>
          targets.flatMap((target) => (target.kind === 'name' && target.name.binding === binding ? [target.name] : [])),
        ),
  );
}

const isPartOfPattern = (statements: readonly Statement[], binding: Binding): boolean =>
  statements.some(
    (statement) =>
      statement.kind === 'assign' &&
      statement.declarators.some(({ targets }) =>
        targets.some((target) => target.kind === 'pattern' && namesOf(target)?.includes(binding)),
      ),
  );

/** Whether the name, at module level, would mean or capture something else. */
export function clashes({ tree }: Analysis, binding: Binding): boolean {
  if (tree.unresolved.has(binding.name)) return true;
  if (tree.language === 'java' && fieldNames(tree).has(binding.name)) return true;
  const around = new Set([tree.functions[0]]);
  for (let fn = binding.function.parent; fn; fn = fn.parent) around.add(fn);
  return (bindingsIn(tree).get(binding.name) ?? []).some(
    (other) =>
      other !== binding &&
      // The same import in several functions is one module all the same.
      !(
        other.import &&
        binding.import &&
        other.import.node.specifier === binding.import.node.specifier &&
        other.import.imported === binding.import.imported
      ) &&
      (around.has(other.function) || (other.function === binding.function && other.visible !== binding.visible)),
  );
}

/** Every use of a variable under another name. */
export const renamedReads = (analysis: Analysis, binding: Binding, name: string): readonly TextEdit[] =>
  binding.reads.flatMap((read) => [renamed(analysis, read, name), ...callRealigned(analysis, read, name)]);

/** What is given to the method of something that gets another name goes on being aligned: `s3.put_object(Key=key,⏎…`. */
function callRealigned({ tree, parents }: Analysis, read: NameExpression, name: string): readonly TextEdit[] {
  const method = parents.get(read);
  const call = method && parents.get(method);
  const isCalled =
    method?.kind === 'member' && method.object === read && call?.kind === 'call' && call.callee === method;
  if (!isCalled) return [];
  return realigned(tree, call, name.length - (read.end - read.start), multilineLiterals(tree));
}

function renamed({ tree, parents }: Analysis, place: NameExpression, name: string): TextEdit {
  const parent = parents.get(place);
  const before = tree.text.slice(0, place.start).trimEnd().at(-1);
  const shorthand = parent?.kind === 'object' && tree.language !== 'python' && (before === '{' || before === ',');
  return {
    path: tree.path,
    start: place.start,
    end: place.end,
    text: shorthand ? `${place.name}: ${name}` : name,
  };
}
