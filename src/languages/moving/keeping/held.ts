/** Objects that live as long as the module, and what of them a construction is made of. */
import type { Analysis } from '../../analysis/analysis.ts';
import { functionOf } from '../../analysis/analysis.ts';
import { looksLikeHandler } from '../../facts/handlers.ts';
import type { ClassNode, Expression } from '../../tree.ts';
import { expressionsWithin } from '../../walk.ts';

export interface Held {
  readonly class: ClassNode;
  /** Every `this` in the construction; only fields are read of it, which nothing sets but a constructor. */
  readonly uses: ReadonlySet<Expression>;
  /** How the object is called where the construction stands. */
  readonly self: string;
}

const constructing = /^(__init__|constructor)$/;

/** The lasting object whose fields the expression is made of; undefined when it is made of more of it, or when it may not last. */
export function heldBy(analysis: Analysis, expression: Expression): Held | undefined {
  const { tree, symbols, parents } = analysis;
  const uses = new Set<Expression>();
  let owner: ClassNode | undefined;
  let self = 'this';
  for (const part of expressionsWithin(expression)) {
    const node = isSelf(part) ? symbols.of(part).instance : undefined;
    if (!node) continue;
    const member = parents.get(part);
    const around = member && parents.get(member);
    if (member?.kind !== 'member' || member.object !== part) return undefined;
    if (around?.kind === 'call' && around.callee === member) return undefined;
    if ((owner && owner !== node) || !isSetOnce(node, member.property)) return undefined;
    owner = node;
    uses.add(part);
    if (part.kind === 'name') self = part.name;
  }
  return owner && lasts(owner) ? { class: owner, uses, self } : undefined;

  function isSelf(part: Expression): boolean {
    return part.kind === 'this' || (part.kind === 'name' && part.binding?.function.selfBinding === part.binding);
  }

  function isSetOnce(node: ClassNode, field: string): boolean {
    const writes = symbols.fieldValues(node, field);
    const methods = node.methods.filter((it) => !constructing.test(it.name)).map((it) => it.function);
    return writes.length > 0 && writes.every((write) => !methods.includes(write.function));
  }

  /** It is made at module level and nowhere else, or by Lambda, which makes the object of a Java handler once. */
  function lasts(node: ClassNode): boolean {
    if (tree.language === 'java') return node.methods.some((it) => looksLikeHandler(tree, it.function));
    const made = analysis.flow.calls.filter((call) => symbols.of(call.callee).class === node);
    return made.length > 0 && made.every((call) => functionOf(analysis, call).id === 0);
  }
}
