/** What annotations say of what a class provides and asks for, where a framework puts its objects together. */
import { textOf, type ClassDraft } from '../treeSitter/draft.ts';
import { childOf, fieldOf, fieldsOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Expression, FunctionNode, InjectedNode } from '../tree.ts';
import type { Lowering } from './context.ts';
import { lowerType } from './names.ts';

type Marks = InjectedNode['methods'] extends ReadonlyMap<unknown, infer It> ? It : never;

/** Undefined where the file names no such framework, so that nothing is looked at. */
export function injectedIn(
  lowering: Lowering,
  draft: ClassDraft,
  node: SyntaxNode,
  items: readonly SyntaxNode[],
): InjectedNode | undefined {
  if (!/\b(?:dagger|inject)\b/.test(lowering.text)) return undefined;
  const byStart = new Map<number, FunctionNode>(draft.methods.map((it) => [it.function.range.start, it.function]));
  const fields: Record<string, readonly string[]> = {};
  const methods = new Map<FunctionNode, Marks>();
  for (const item of items) {
    const own = annotationsOf(item).map((it) => markOf(lowering, it));
    if (item.type === 'field_declaration') {
      for (const declarator of fieldsOf(item, 'declarator')) {
        const name = fieldOf(declarator, 'name');
        if (name && own.length > 0) fields[textOf(lowering, name)] = own;
      }
    } else if (item.type === 'method_declaration' || item.type === 'constructor_declaration') {
      const fn = byStart.get(item.start);
      const list = fieldOf(item, 'parameters');
      const parameters = (list ? namedOf(list) : [])
        .filter(({ type }) => type === 'formal_parameter' || type === 'spread_parameter')
        .map((it) => annotationsOf(it).map((annotation) => markOf(lowering, annotation)));
      if (fn) methods.set(fn, { own, parameters });
    }
  }
  return { classes: annotationsOf(node).flatMap((it) => classesIn(lowering, it)), fields, methods };
}

const annotationsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  (childOf(node, 'modifiers')?.children ?? []).filter(({ type }) => /^(?:marker_)?annotation$/.test(type));

/** `Named("orders")`, however it is spaced. */
const markOf = (lowering: Lowering, annotation: SyntaxNode): string =>
  textOf(lowering, annotation).replace(/^@|\s+/g, '');

/** `modules = { OrdersModule.class, ClockModule.class }` */
function classesIn(lowering: Lowering, annotation: SyntaxNode): readonly Expression[] {
  const found: Expression[] = [];
  const open = [...namedOf(fieldOf(annotation, 'arguments') ?? { ...annotation, children: [] })];
  for (let it = open.shift(); it; it = open.shift()) {
    const [named] = it.type === 'class_literal' ? namedOf(it) : [];
    const type = named && lowerType(lowering, named);
    if (type) found.push(type);
    else if (it.type === 'element_value_pair' || it.type === 'element_value_array_initializer')
      open.push(...namedOf(it));
  }
  return found;
}
