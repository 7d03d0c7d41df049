import type { Problem } from '../../core/span.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';
import type { Range } from '../tree.ts';

export interface SyntaxFault extends Range {
  /** Completes "Python syntax error: …". */
  readonly what: string;
  /** A statement of Python ends in the middle of an expression. */
  readonly operand?: boolean;
}

const most = 10;

/** One problem for each line with faults, the first ten. */
export function problemsOf(
  language: string,
  path: string,
  text: string,
  faults: readonly SyntaxFault[],
): readonly Problem[] {
  const lines = new Set<number>();
  const problems: Problem[] = [];
  for (const fault of [...faults].sort((a, b) => a.start - b.start)) {
    const line = text.lastIndexOf('\n', fault.start - 1);
    if (lines.has(line) || problems.length >= most) continue;
    lines.add(line);
    const at = { path, start: fault.start, end: fault.end };
    problems.push({ path, message: `${language} syntax error: ${fault.what}`, at });
  }
  return problems;
}

/** Where the grammar found an error; an error within another one is part of it. */
export function faultsIn(text: string, syntax: Syntax): readonly SyntaxFault[] {
  if (!syntax.broken) return [];
  const faults: SyntaxFault[] = [];
  const stack = [syntax.root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'ERROR') faults.push(unexpected(text, node));
    else if (node.missing) {
      const what =
        node.type === 'identifier'
          ? 'a name is missing'
          : node.named
            ? 'something is missing'
            : `\`${node.type}\` is missing`;
      faults.push({ what, start: node.start, end: node.end });
    } else stack.push(...node.children);
  }
  return faults;
}

/** How much of the text the grammar had to skip; a missing token counts as one character. */
export const damage = (faults: readonly SyntaxFault[]): number =>
  faults.reduce((sum, { start, end }) => sum + Math.max(1, end - start), 0);

function unexpected(text: string, node: SyntaxNode): SyntaxFault {
  let first = node;
  for (let child = node.children[0]; child; child = child.children[0]) first = child;
  const shown = text.slice(first.start, first.end).split('\n')[0]?.trim() ?? '';
  const what =
    shown === '' ? 'this cannot be read' : `unexpected \`${shown.length > 30 ? `${shown.slice(0, 29)}…` : shown}\``;
  return { what, start: node.start, end: node.end };
}
