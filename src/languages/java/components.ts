/** Fields that a constructor is given which nobody wrote: components of a record, and what Lombok's constructors take. */
import { type ClassDraft, type FunctionDraft, rangeOf, textOf } from '../treeSitter/draft.ts';
import { childOf, fieldOf, fieldsOf, hasToken, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Binding, Statement } from '../tree.ts';
import { bind, innerScope, type Lowering } from './context.ts';
import { lowerParameters } from './functions.ts';
import { fieldOfThis, reading } from './names.ts';

/** The components of a record are fields, which its constructor is given. */
export function addComponents(
  lowering: Lowering,
  draft: ClassDraft,
  initializer: FunctionDraft,
  node: SyntaxNode | undefined,
): void {
  const components = node?.type === 'record_declaration' ? fieldOf(node, 'parameters') : undefined;
  if (!components) return;
  const scope = innerScope(lowering, draft.range, { function: initializer });
  initializer.parameters = lowerParameters(lowering, components, scope);
  for (const { bindings } of initializer.parameters) {
    const [binding] = bindings;
    if (!binding) continue;
    addField(draft, binding, false, components);
    initializer.body.statements.push(assigned(lowering, draft, initializer, binding));
  }
}

/** Annotations of Lombok that write a constructor: which fields it is given. */
const writingConstructors: Readonly<Record<string, 'all' | 'required'>> = {
  AllArgsConstructor: 'all',
  Value: 'all',
  RequiredArgsConstructor: 'required',
  Data: 'required',
};

/** The constructor that Lombok writes takes the fields in their order; where a class has one of its own, it writes none. */
export function addFieldsOfLombok(
  lowering: Lowering,
  draft: ClassDraft,
  items: readonly SyntaxNode[],
  initializer: FunctionDraft,
): void {
  const written = draft.decorators.flatMap((it) => (it.kind === 'name' ? (writingConstructors[it.name] ?? []) : []));
  if (written.length === 0 || items.some(({ type }) => type === 'constructor_declaration')) return;
  const scope = innerScope(lowering, draft.range, { function: initializer });
  const names = items.flatMap((it) => {
    const isFinal = hasToken(childOf(it, 'modifiers') ?? it, 'final');
    if (it.type !== 'field_declaration' || isStatic(it) || !(isFinal || written.includes('all'))) return [];
    return fieldsOf(it, 'declarator').flatMap((declarator) =>
      fieldOf(declarator, 'value') ? [] : (fieldOf(declarator, 'name') ?? []),
    );
  });
  initializer.parameters = names.map((name) => {
    const binding = bind(lowering, scope, textOf(lowering, name), 'parameter');
    initializer.body.statements.push(assigned(lowering, draft, initializer, binding));
    return { name: binding.name, bindings: [binding], default: undefined };
  });
}

/** `this.name = name`, which nobody wrote. */
function assigned(lowering: Lowering, draft: ClassDraft, initializer: FunctionDraft, binding: Binding): Statement {
  const at = { start: initializer.at.start, end: initializer.at.start };
  const own = lowering.bindings.find((it) => it === binding);
  const declarator = {
    targets: [{ kind: 'member' as const, expression: fieldOfThis(draft, at, binding.name) }],
    value: reading(lowering, own, at, binding.name),
    operator: '=',
    annotation: undefined,
    ...at,
  };
  const { body } = initializer;
  return {
    kind: 'assign',
    declarators: [declarator],
    declaration: 'none',
    exported: false,
    ...at,
    block: body,
    function: initializer,
  };
}

export function addField(
  draft: ClassDraft,
  { name, type }: Pick<Binding, 'name' | 'type'>,
  isStaticOne: boolean,
  node: SyntaxNode,
) {
  draft.fields.push({ name, value: undefined, static: isStaticOne, range: rangeOf(node), ...(type ? { type } : {}) });
}

export const isStatic = (node: SyntaxNode): boolean => {
  const modifiers = childOf(node, 'modifiers');
  return modifiers !== undefined && hasToken(modifiers, 'static');
};
