/** Where a creation goes that the file does not show: whoever gets it might close it, or register with it each time. */
import type { Analysis } from '../../analysis/analysis.ts';
import { looksLikeHandler } from '../../facts/handlers.ts';
import type { Binding, CallExpression, Expression } from '../../tree.ts';
import { short } from '../needs.ts';
import type { Question } from './question.ts';

const ofLibraries = /^(?:software\.amazon|com\.amazonaws|javax?|com\.fasterxml|org\.apache|okhttp3)\./;

/** Completes "Not possible: …"; undefined where it stays in what the file shows. */
export function whereItGoes(question: Question, { reads }: Binding): string | undefined {
  const { analysis, imported } = question;
  const { tree, symbols, statements } = analysis;
  const isForItself = hasHandler(question);
  for (const read of reads) {
    const end = wayOf(analysis, read);
    if (end?.kind === 'call' && isElsewhere(end))
      return `it is handed to \`${short(end.callee)}\`, which may close or change it`;
    if (end && end.kind !== 'call' && !isForItself && statements.get(end)?.kind === 'return') return givenBack;
  }
  return undefined;

  function isElsewhere({ callee }: CallExpression): boolean {
    const { functions, symbol } = symbols.of(callee);
    if (functions.length > 0) return false;
    if (tree.language === 'java') return !ofLibraries.test(symbol);
    let root = callee;
    while (root.kind === 'member') root = root.object;
    const from = root.kind === 'name' ? root.binding?.import?.node.specifier : undefined;
    return from !== undefined && imported(from) !== undefined;
  }
}

/** Why it may not be given back at once; undefined where the file shows who gets it. */
export const whyNotGivenBack = (question: Question): string | undefined =>
  hasHandler(question) ? undefined : givenBack;

const givenBack = 'it is given back to code that may close or change it';

/** A file with a handler is there for that; others are there to be imported. */
const hasHandler = ({ analysis: { tree }, handlers }: Question): boolean =>
  handlers.length > 0 || tree.functions.some((it) => looksLikeHandler(tree, it));

/** The call that it is given to, else the outermost expression that has it; undefined where only something of it is asked for. */
function wayOf({ parents }: Analysis, read: Expression): Expression | undefined {
  let top = read;
  for (let parent = parents.get(top); parent; parent = parents.get(top)) {
    if (parent.kind === 'call') return parent.callee === top ? undefined : parent;
    if (parent.kind === 'member' || parent.kind === 'index') return undefined;
    if (parent.kind === 'operation' && !/^(?:as|spread|yield)$/.test(parent.operator)) return undefined;
    top = parent;
  }
  return top;
}
