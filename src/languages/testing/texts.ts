/** Texts and keys that tests hand to what replaces something. */
import type { Analysis } from '../analysis/analysis.ts';
import { writtenOutIn } from '../analysis/writtenOut.ts';
import type { Expression } from '../tree.ts';

/** The text that an expression is: written, or a constant, `f"{MODULE}.boto3.client"` included. */
export function textOf(analysis: Analysis, expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'literal') return typeof expression.value === 'string' ? expression.value : undefined;
  if (expression?.kind === 'name') {
    const [write, ...others] = expression.binding?.writes ?? [];
    const value = others.length === 0 && write?.path.length === 0 ? write.value : undefined;
    return value?.kind === 'name' ? undefined : textOf(analysis, value);
  }
  if (expression?.kind !== 'operation' || expression.operator !== 'template') return undefined;
  const names = new Map(
    expression.parts.flatMap((it) => (it.kind === 'name' ? [[it.name, textOf(analysis, it)] as const] : [])),
  );
  const written = /^[fF]?(["'`]+)([^]*)\1$/.exec(analysis.tree.text.slice(expression.start, expression.end))?.[2];
  const text = written?.replace(/\$?\{(\w+)\}/g, (hole, name: string) => names.get(name) ?? hole);
  return text === undefined || text.includes('{') ? undefined : text;
}

/** The keys of an object that is written out, also where it is a constant. */
export function keysOf({ tree }: Analysis, expression: Expression | undefined): readonly string[] {
  const [write, ...others] = (expression?.kind === 'name' ? expression.binding?.writes : undefined) ?? [];
  const object = write && others.length === 0 ? write.value : expression;
  if (object?.kind !== 'object') return [];
  return writtenOutIn(tree)
    .entriesOf(object)
    .flatMap(({ key }) => (key === undefined ? [] : [key]));
}
