/**
 * JavaScript and TypeScript: a connection that says when it breaks is kept by the promise of it, which is dropped then,
 * so that whoever needs it next opens a new one.
 */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { ownComments } from '../../edits/comments.ts';
import { removals, statementText, unitOf } from '../../edits/excerpts.ts';
import { closingsOf, type LocatedCreation } from '../../facts/creations.ts';
import { endOf, keyword } from '../../javascript/spelling.ts';
import { eolOf, lineEnd, sharesNoLine } from '../../lines.ts';
import type { Binding, CallExpression, Expression, Statement, Tree } from '../../tree.ts';
import { freeName, wordsFor } from '../naming.ts';
import { onItsObject } from '../needs.ts';
import { insertionPoint } from '../placement.ts';
import { keptTwin } from '../twins.ts';
import { promiseTypeOf } from '../typescript.ts';
import { tellingOf, type Telling } from './connections.ts';
import type { Keeping } from './keeping.ts';
import { indentOf } from './lazyInBlock.ts';

export function keptWhileOpen(keeping: Keeping): Known<readonly TextEdit[]> {
  const { frontend, analysis, located, statement, held } = keeping;
  const { tree } = analysis;
  const { holder, whole } = located;
  const telling = tellingOf(located);
  if (held) return unknown(onItsObject);
  if (!telling || !holder || !isDeclared(tree, statement, whole))
    return unknown('its variable is declared elsewhere, or it has none');
  if (keyword(tree) === 'var') return unknown('its promise would have to be kept, which the file has no words for');
  const shared = whyNotShared(analysis, located, holder);
  if (shared !== undefined) return unknown(shared);
  const place = telling.opens === undefined ? statement : openingOf(analysis, holder, telling.opens);
  if (!place) return unknown(`it is not opened by \`await ${holder.name}.${telling.opens ?? ''}()\` alone`);
  const scattered = whyNotTogether(keeping, holder, place);
  if (scattered !== undefined) return unknown(scattered);
  const type = promiseTypeOf(analysis, located);
  if (!type.known) return type;
  const point = insertionPoint(frontend, analysis, { kind: located.fact.resource.kind, statement });
  if (!point.known) return point;
  const twin = keptTwin(analysis, located, statement, 'promise');
  const name = twin ?? freeName(frontend, analysis, [...wordsFor(analysis, located), 'promise'], new Set());
  const lines = linesOf(keeping, place, holder, telling, name);
  const { path } = tree;
  const isNext = tree.text.slice(statement.end, place.start).trim() === '';
  const own = ownComments(tree, statement, [statement]);
  const comments = tree.text
    .slice(own.start, statement.start)
    .split('\n')
    .map((it) => it.trim())
    .slice(0, -1);
  const joined = (all: readonly string[]): string => all.join(eolOf(tree) + indentOf(tree, place));
  const edits: readonly TextEdit[] =
    place === statement || isNext
      ? [{ path, start: statement.start, end: place.end, text: joined(lines) }]
      : [
          ...removals(tree, [statement]),
          { path, start: place.start, end: place.end, text: joined([...comments, ...lines]) },
        ];
  const declared = frontend.spelling.declareEmpty(tree, name, type.value);
  return known([...edits, ...(twin === undefined ? point.value.edits([], [declared]) : [])]);
}

/** `const client = …;` and nothing else. */
function isDeclared({ text }: Tree, statement: Statement, whole: Expression): boolean {
  if (statement.kind !== 'assign' || statement.declarators.length !== 1) return false;
  const head = text.slice(statement.start, whole.start);
  const rest = text.slice(whole.end, statement.end);
  return /^(?:const|let)\s+[\w$]+\s*(?::[^=]*)?=\s*(?:await\s+)?$/.test(head) && /^\s*;?$/.test(rest);
}

/** The statement that does nothing but open it and wait for that. */
function openingOf({ parents, statements }: Analysis, holder: Binding, opens: string): Statement | undefined {
  const calls = holder.reads.flatMap((read) => {
    const call = callOn({ parents }, read);
    return call?.callee.kind === 'member' && call.callee.property === opens ? [call] : [];
  });
  const [call, ...others] = calls;
  const statement = call && statements.get(call);
  if (!call || others.length > 0 || call.arguments.length > 0 || statement?.kind !== 'expression') return undefined;
  const { value } = statement;
  return value.kind === 'await' && value.value === call ? statement : undefined;
}

/** The call of a method of what the name holds. */
function callOn({ parents }: Pick<Analysis, 'parents'>, read: Expression): CallExpression | undefined {
  const member = parents.get(read);
  const call = member?.kind === 'member' && member.object === read ? parents.get(member) : undefined;
  return call?.kind === 'call' && call.callee === member ? call : undefined;
}

/** Whether it is made, opened and used in one place, with nothing in between that would be lost. */
function whyNotTogether(
  { analysis, located, statement }: Keeping,
  holder: Binding,
  place: Statement,
): string | undefined {
  const { tree } = analysis;
  const { block } = place;
  const isAlone = [statement, place].every((it) => sharesNoLine(tree, it));
  if (!isAlone || tree.text.charAt(block.range.start) !== '{') return 'it shares its line or has no block';
  const line = { start: statement.end, end: lineEnd(tree.text, statement.end) };
  if (statement !== place && tree.comments.some((it) => line.start <= it.start && it.start < line.end))
    return 'a comment stands behind it on its line';
  const closings = new Set<Expression>(closingsOf(analysis, located).calls);
  const isOutside = holder.reads.some((read) => {
    const call = callOn(analysis, read);
    const within = place.start <= read.start && read.end <= block.range.end;
    return !within && !(call && closings.has(call));
  });
  return isOutside ? 'it is used outside of the block in which it is opened' : undefined;
}

/** What a use of it may leave behind for the next invocation, which would find it. */
function whyNotShared(analysis: Analysis, located: LocatedCreation, holder: Binding): string | undefined {
  const { tree } = analysis;
  if (leavesBehind.test(tree.text)) return 'what a session is told, such as to begin a transaction, would outlast it';
  const callback = tree.functions.find((it) => /^(?:callback|cb|done)$/.test(it.parameters[2]?.name ?? ''));
  if (callback && !tree.text.includes('callbackWaitsForEmptyEventLoop'))
    return 'a handler with a callback would wait for the open connection';
  const closings = new Set<Expression>(closingsOf(analysis, located).calls);
  for (const read of holder.reads) {
    const call = callOn(analysis, read);
    if (call?.callee.kind !== 'member')
      return `\`${holder.name}\` is handed on, to where the file may not show its use`;
    const { property } = call.callee;
    if (closings.has(call) || property === tellingOf(located)?.opens) continue;
    const isWaitedFor = analysis.parents.get(call)?.kind === 'await';
    if (ending.test(property) && isWaitedFor) continue;
    if (!asking.test(property)) return `\`${holder.name}.${property}\` may change it for the next invocation`;
    const [query] = call.arguments;
    if (!query || !isWritten(query.value))
      return `what \`${holder.name}.${property}\` asks for is not written in the file`;
  }
  return undefined;
}

const leavesBehind =
  /["'`]\s*(?:(?:begin|start\s+transaction|commit|rollback|savepoint)\b|(?:set|listen|prepare|lock|declare|discard|call|do)\s|use\s+(?!strict)|create\s+(?:local\s+|global\s+)?temp)|advisory_lock|get_lock|beginTransaction|set_config/i;
const ending = /^(?:end|destroy|close)$/;
const asking = /^(?:query|execute|escape|escapeId|format)$/;

/** A text, or what begins with one; under a name that is set once, or in the object that a driver takes as well. */
function isWritten(expression: Expression, depth = 0): boolean {
  if (depth > 5) return false;
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string';
    case 'operation': {
      const [first] = expression.parts;
      if (expression.operator === 'template') return true;
      return expression.operator === '+' && first !== undefined && isWritten(first, depth + 1);
    }
    case 'name': {
      const [write, ...others] = expression.binding?.writes ?? [];
      return (
        others.length === 0 &&
        write?.path.length === 0 &&
        write.value !== undefined &&
        isWritten(write.value, depth + 1)
      );
    }
    case 'object':
      return expression.entries.some(
        ({ key, value }) => /^(?:text|sql)$/.test(key ?? '') && isWritten(value, depth + 1),
      );
    default:
      return false;
  }
}

function linesOf(
  { analysis, located, statement }: Keeping,
  place: Statement,
  holder: Binding,
  { events, opens, asks }: Telling,
  name: string,
): readonly string[] {
  const { tree } = analysis;
  const { whole } = located;
  const [unit, end, quote] = [unitOf(tree), endOf(tree), quoteOf(tree)];
  const head = tree.text.slice(statement.start, whole.start).replace(/await\s+$/, '');
  const forget = `() => (${name} = undefined)`;
  const taken = `${head}await ${name}${end}`;
  const heard = (on: string) => events.map((event) => `${unit}${on}.on(${quote}${event}${quote}, ${forget})${end}`);
  if (opens === undefined) {
    const value = statementText(tree, whole, [], [], indentOf(tree, place));
    return [
      // The promise of an attempt that failed is forgotten there as well.
      `await ${name}?.then((kept) => kept.${asks ?? 'ping'}()).catch(${forget})${end}`,
      `${name} ??= ${value}.then((opened) => {`,
      ...heard('opened'),
      `${unit}return opened${end}`,
      `})${end}`,
      taken,
    ];
  }
  const value = statementText(tree, whole, [], [], indentOf(tree, place) + unit);
  return [
    `${name} ??= (async () => {`,
    `${unit}const ${holder.name} = ${value}${end}`,
    ...heard(holder.name),
    `${unit}await ${holder.name}.${opens}()${end}`,
    `${unit}return ${holder.name}${end}`,
    `})().catch((error) => {`,
    `${unit}${name} = undefined${end}`,
    `${unit}throw error${end}`,
    `})${end}`,
    taken,
  ];
}

/** The quotation mark of the file's imports. */
const quoteOf = ({ imports, text }: Tree): string => {
  const [first] = imports;
  return first ? text.charAt(first.specifierRange.start) : "'";
};
