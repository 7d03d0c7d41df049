import { type Given, deepest, recordWrite } from '../treeSitter/draft.ts';
import type { NameExpression, Target } from '../tree.ts';
import { type Lowering } from './context.ts';
import { writeByName } from './ownModule.ts';
import { resolveTarget } from './scopes.ts';
import { namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';

/** Lowers what is assigned to and records the writes; what is given has to be lowered before, as Python evaluates it first. */
export function lowerTarget(lowering: Lowering, node: SyntaxNode, given: Given): Target {
  if (lowering.depth >= deepest) return { kind: 'pattern', range: rangeOf(node), parts: [] };
  switch (node.type) {
    case 'identifier':
      return node.start === node.end
        ? { kind: 'pattern', range: rangeOf(node), parts: [] }
        : { kind: 'name', name: writeName(lowering, node, given) };
    case 'attribute':
    case 'subscript': {
      const place = lowering.expression(node);
      writeByName(lowering, place, given);
      return { kind: 'member', expression: place };
    }
    case 'parenthesized_expression':
    case 'as_pattern_target':
    case 'list_splat_pattern':
    case 'list_splat':
    case 'dictionary_splat_pattern': {
      const inner = namedOf(node)[0];
      if (inner) return deeper(lowering, () => lowerTarget(lowering, inner, given));
      break;
    }
    case 'tuple_pattern':
    case 'list_pattern':
    case 'pattern_list':
    case 'expression_list':
    case 'tuple':
    case 'list': {
      const parts = namedOf(node);
      // Round brackets without a comma only group.
      const [only] = parts;
      if (
        node.type === 'tuple_pattern' &&
        only &&
        parts.length === 1 &&
        !node.children.some(({ type }) => type === ',')
      ) {
        return deeper(lowering, () => lowerTarget(lowering, only, given));
      }
      return {
        kind: 'pattern',
        range: rangeOf(node),
        parts: deeper(lowering, () =>
          parts.map((part, index) => {
            const step = part.type === 'list_splat_pattern' || part.type === 'list_splat' ? '*' : String(index);
            return lowerTarget(lowering, part, { ...given, path: [...(given.path ?? []), step] });
          }),
        ),
      };
    }
  }
  return { kind: 'member', expression: lowering.expression(node) };
}

/** A name that is given a value: in no list of reads. */
export function writeName(lowering: Lowering, node: SyntaxNode, given: Given): NameExpression {
  const name = lowering.text.slice(node.start, node.end);
  const binding = resolveTarget(lowering.scope, name);
  if (binding) recordWrite(lowering, binding, node, given);
  return { kind: 'name', name, binding, start: node.start, end: node.end };
}

const rangeOf = ({ start, end }: SyntaxNode) => ({ start, end });

function deeper<T>(lowering: Lowering, work: () => T): T {
  lowering.depth += 1;
  const result = work();
  lowering.depth -= 1;
  return result;
}
