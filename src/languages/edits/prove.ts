import type { Language } from '../../core/application.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import { keptWith } from '../../core/memo.ts';
import { applyEdits, type TextEdit } from '../../core/span.ts';
import { lineStart } from '../lines.ts';
import type { Block, LanguageFrontend, Range, Statement, Tree } from '../tree.ts';
import { blocksOf, namesIn, statementsWithin } from '../walk.ts';
import { shortenedFor } from './shortened.ts';

/** What edits bring that needs no declaration: JavaScript looks up even `undefined` like a name. */
const everywhere: Readonly<Record<Language, readonly string[]>> = {
  javascript: ['undefined', 'Map'],
  typescript: ['undefined', 'Map'],
  python: ['dict'],
  java: [],
};

/** A file before and after edits that were let pass; of a long one what they concern. */
export interface Proof {
  readonly before: Tree;
  readonly after: Tree;
}

/**
 * Lets edits of one source file pass only if the result parses as well as before and leaves every name bound.
 * `call` is a call of the tree within which they may lie; then only that has to be read again, where it can be read by itself.
 */
export function provenEdits(
  frontend: LanguageFrontend,
  tree: Tree,
  edits: readonly TextEdit[],
  call?: Range,
): Known<readonly TextEdit[]> {
  if (call && isChange(tree, edits).known && isProvenWithin(call, frontend, tree, edits)) return known(edits);
  const proof = proofOf(frontend, tree, edits);
  return proof.known ? known(edits) : proof;
}

/** The same, with what it was found by. */
export function proofOf(frontend: LanguageFrontend, tree: Tree, edits: readonly TextEdit[]): Known<Proof> {
  const change = isChange(tree, edits);
  if (!change.known) return change;
  const short = shortenedFor(frontend, tree, edits);
  const before = short.tree;
  const after = frontend.lower(tree.path, applyEdits(before.text, short.edits) ?? before.text);
  if (after.problems.length > before.problems.length) return unknown('the result would not parse');
  if (tree.language === 'python' && outOfLine(after) > outOfLine(before))
    return unknown('the result would be indented wrongly');
  if (isJoined(before, after, short.edits))
    return unknown('what follows would be read as a part of what stands before it');
  const twice = declaredTwice(before);
  for (const name of declaredTwice(after)) if (!twice.has(name)) return unknown(`\`${name}\` would be declared twice`);
  for (const name of after.unresolved) {
    const isFree = tree.unresolved.has(name) || before.unresolved.has(name);
    if (!isFree && !everywhere[tree.language].includes(name)) return unknown(`\`${name}\` would not be bound any more`);
  }
  return known({ before, after });
}

const hasBareReturns = keptWith(({ text }: Tree): boolean => /\r(?!\n)/.test(text));

function isChange(tree: Tree, edits: readonly TextEdit[]): Known<true> {
  const text = applyEdits(tree.text, edits);
  if (text === undefined) return unknown('the edits would overlap');
  if (text === tree.text) return unknown('nothing would change');
  // Languages end a line with it, the grammar of Python and all that counts lines here do not.
  if (hasBareReturns(tree)) return unknown('some of its lines end with a carriage return alone');
  return known(true);
}

/**
 * What begins a call and the parenthesis that ends it stay, so what stands around it is read as before
 * when it is a whole call by itself, before and after.
 */
function isProvenWithin(
  { start, end }: Range,
  frontend: LanguageFrontend,
  { path, text }: Tree,
  edits: readonly TextEdit[],
): boolean {
  if (!text.endsWith(')', end) || edits.some((it) => it.start <= start || it.end >= end)) return false;
  const own = text.slice(start, end);
  const result = applyEdits(
    own,
    edits.map((it) => ({ ...it, start: it.start - start, end: it.end - start })),
  );
  const before = unresolvedAlone(frontend, path, own);
  const after = result === undefined ? undefined : unresolvedAlone(frontend, path, result);
  return before !== undefined && after !== undefined && [...after].every((name) => before.has(name));
}

/** The names that a call takes from around it; undefined for what is no call by itself. */
function unresolvedAlone(frontend: LanguageFrontend, path: string, call: string): ReadonlySet<string> | undefined {
  const { functions, problems, unresolved } = frontend.lower(path, `(${call})\n`);
  const [statement, ...others] = functions[0]?.body.statements ?? [];
  if (problems.length > 0 || others.length > 0 || statement?.kind !== 'expression') return undefined;
  const { kind, start, end } = statement.value;
  // Some languages' calls begin at the parenthesis around them.
  const isWhole = start <= 1 && end >= call.length + 1;
  return kind === 'call' && isWhole ? unresolved : undefined;
}

/**
 * Whether a statement that stays begins no more where it stands, because of JavaScript's lines without semicolons:
 * `load()` and `(stage || prod).start()` below it are one call once nothing stands between them.
 */
function isJoined({ language, functions }: Tree, after: Tree, edits: readonly TextEdit[]): boolean {
  if (language !== 'javascript' && language !== 'typescript') return false;
  const begins = new Set(after.functions.flatMap(({ body }) => statementsWithin(body).map(({ start }) => start)));
  return functions.some(({ body }) =>
    statementsWithin(body).some(({ start }) => {
      if (edits.some((it) => it.start <= start && start < it.end)) return false;
      let own = start;
      let inserted = 0;
      for (const { end, text, ...it } of edits) {
        if (end > start) continue;
        own += text.length - (end - it.start);
        // What does not end its line is put before what the statement begins with.
        if (it.start === start && !text.endsWith('\n')) inserted += text.length;
      }
      return !begins.has(own) && !begins.has(own - inserted);
    }),
  );
}

/** The names that a module of JavaScript declares more than once, which its parsers forgive and it does not. */
function declaredTwice({ language, functions }: Tree): ReadonlySet<string> {
  const twice = new Set<string>();
  if (language !== 'javascript' && language !== 'typescript') return twice;
  const names = new Set<string>();
  for (const statement of functions[0]?.body.statements ?? [])
    for (const name of namesDeclaredBy(statement)) {
      if (names.has(name)) twice.add(name);
      names.add(name);
    }
  return twice;
}

function namesDeclaredBy(statement: Statement): readonly string[] {
  if (statement.kind === 'import') return statement.node.names.map(({ local }) => local);
  if (statement.kind !== 'assign' || !/^(const|let)$/.test(statement.declaration)) return [];
  return statement.declarators.flatMap(({ targets }) => targets.flatMap(namesIn).map(({ name }) => name));
}

/** How many statements are not indented as their block is, which the grammar forgives and Python does not. */
function outOfLine(tree: Tree): number {
  let count = 0;
  const blocks = tree.functions.flatMap(({ body }): readonly Block[] => [
    body,
    ...[...statementsWithin(body)].flatMap(blocksOf),
  ]);
  for (const { statements } of blocks) {
    const indentations = statements
      .map(({ start }) => tree.text.slice(lineStart(tree.text, start), start))
      .filter((before) => before.trim() === '');
    count += indentations.filter((it) => it !== indentations[0]).length;
  }
  return count;
}
