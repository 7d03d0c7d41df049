/** Leaves open what a function makes and closes, where nothing but the closing is lost by that. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { dedents, removals, unitOf } from '../../edits/excerpts.ts';
import { closingsOf, type LocatedCreation } from '../../facts/creations.ts';
import { leadingComments, lineEnd } from '../../lines.ts';
import type { Binding, LanguageFrontend, Statement, Tree } from '../../tree.ts';
import { declaredIn, isAround } from '../../walk.ts';
import { isRenewed, renewalOf } from './connections.ts';
import { enteringOf, leftOf } from './entering.ts';

/** What sends the rest of what it holds when it is closed. */
const flushing = /producer|buffered|transfermanager|publisher/i;

/** Databases whose driver keeps connections alive by itself. */
const pooling: ReadonlySet<string> = new Set([
  'mongodb#MongoClient',
  'mongodb#MongoClient.connect',
  'pymongo.MongoClient',
]);

/** Edits after which it stays open; none where it is not closed. */
export function leftOpen(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
): Known<readonly TextEdit[]> {
  const { fact } = located;
  const renewal = renewalOf(located);
  // A connection that an error closes is opened anew the next time.
  if (!fact.closed) return known([]);
  const { tree } = analysis;
  const { calls, entered } = closingsOf(analysis, located);
  const { kind, symbol } = fact.resource;
  const plain = /^(sdk-client|http-client)$/.test(kind) && !flushing.test(symbol);
  if (!plain && !isRenewed(located) && !pooling.has(symbol))
    return unknown('it is closed at the end of each invocation');
  const edits: TextEdit[] = [];
  // What is made in the head of the statement is taken out of it where it is kept.
  if (entered && tree.language !== 'java') {
    if (tree.language !== 'python') return unknown('it is closed where the block ends that declares it');
    const entering = enteringOf(analysis, located);
    if (!entering.known) return entering;
    const left = entering.value.isMade
      ? known([])
      : leftOf(analysis, entering.value, located.holder?.name ?? '', renewal);
    if (!left.known) return left;
    edits.push(...left.value);
  }
  for (const call of calls) {
    const { callee } = call;
    if (renewal?.insteadOfClosing !== undefined && callee.kind === 'member') {
      const { start, end } = callee.propertyRange;
      edits.push({ path: tree.path, start, end, text: renewal.insteadOfClosing });
      continue;
    }
    const statement = analysis.statements.get(call);
    const value = statement?.kind === 'expression' ? statement.value : undefined;
    if (!statement || !value || (value.kind === 'await' ? value.value : value) !== call)
      return unknown('closing it is a part of something else');
    const taken = takenOut(frontend, analysis, statement);
    if (!taken.known) return taken;
    edits.push(...taken.value);
  }
  return known(edits);
}

/** The statement, with what is left empty by that. */
function takenOut(frontend: LanguageFrontend, analysis: Analysis, statement: Statement): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const { block } = statement;
  if (block.statements.length > 1) return known(removals(tree, [statement]));
  const { owner } = block;
  if (!owner) return unknown('nothing else would be left in the function');
  if (owner.kind === 'if' && !owner.else) return takenOut(frontend, analysis, owner);
  if (owner.kind !== 'try' || owner.finally !== block) return unknown('nothing else would be left in the block');
  const before = owner.else ?? owner.handlers.at(-1) ?? owner.body;
  const last = before.statements.at(-1);
  if (owner.handlers.length === 0) return withoutTry(tree, owner);
  if (tree.language !== 'python') return known([cut(tree, before.range.end, owner.end)]);
  return last ? known([cut(tree, lineEnd(tree.text, last.end), lineEnd(tree.text, owner.end))]) : unknown(unreadable);
}

const unreadable = 'its `try` could not be read';

const cut = ({ path }: Tree, start: number, end: number): TextEdit => ({ path, start, end, text: '' });

/** The body of a `try` that has nothing but a body, in its place. */
function withoutTry(tree: Tree, owner: Extract<Statement, { kind: 'try' }>): Known<readonly TextEdit[]> {
  const { body } = owner;
  const { text } = tree;
  const [first, last] = [body.statements[0], body.statements.at(-1)];
  if (!first || !last) return unknown(unreadable);
  // A parameter of a lambda of Java may not be called like a local around it.
  const isSeenBy = ({ function: outer }: Binding, { function: fn }: Binding): boolean =>
    fn === outer || isAround(outer, fn);
  const clash = declaredIn(tree, body).find((it) =>
    tree.bindings.some((other) => other !== it && other.name === it.name && isSeenBy(it, other)),
  );
  if (clash) return unknown(`\`${clash.name}\` would mean two things`);
  const python = tree.language === 'python';
  const end = python ? owner.end : body.range.end - 1;
  const start = leadingComments(tree, first).start;
  const until = python ? lineEnd(text, last.end) : end - (/\s*$/.exec(text.slice(start, end))?.[0].length ?? 0);
  const head = text.slice(owner.start, start);
  const opens = python ? /^try:[ \t]*\r?\n[ \t]*$/ : /^try\s*\{[ \t]*\r?\n[ \t]*$/;
  if (!opens.test(head) || !text.slice(until, end).includes('\n')) return unknown(unreadable);
  if (tree.comments.some((it) => it.start >= until && it.end <= owner.end)) return unknown('a comment would be lost');
  return known([
    cut(tree, owner.start, start),
    ...dedents(tree, start, until, unitOf(tree), ''),
    cut(tree, until, python ? lineEnd(text, owner.end) : owner.end),
  ]);
}
