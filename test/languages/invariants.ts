/** What holds of every lowered tree, whatever text it was made from. */
import type { Block, Expression, Range, Statement, Tree } from '../../src/languages/tree.ts';
import { blocksOf, expressionsOf, partsOf } from '../../src/languages/walk.ts';

/** Sentences about what does not hold; none for a good tree. */
export function violations(tree: Tree): readonly string[] {
  const found: string[] = [];
  const text = ({ start, end }: Range) => tree.text.slice(start, end);
  const expect = (holds: boolean, sentence: () => string) => {
    if (!holds) found.push(sentence());
  };
  const inside = (what: string, inner: Range, outer: Range) =>
    expect(
      outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end,
      () =>
        `${what} ${inner.start}-${inner.end} lies outside of ${outer.start}-${outer.end}: ${text(inner).slice(0, 60)}`,
    );

  const checkExpression = (expression: Expression, outer: Range): void => {
    inside(expression.kind, expression, outer);
    if (expression.kind === 'name') {
      const { name, binding } = expression;
      expect(text(expression) === name, () => `the name ${name} stands at \`${text(expression)}\``);
      expect(!binding || known.has(binding), () => `the binding of ${name} is not in the tree`);
    }
    if (expression.kind === 'member') {
      inside(`property ${expression.property}`, expression.propertyRange, expression);
      if (!expression.computed) {
        expect(
          text(expression.propertyRange) === expression.property,
          () => `the property ${expression.property} stands elsewhere`,
        );
      }
    }
    for (const part of partsOf(expression)) checkExpression(part, expression);
  };

  const checkBlock = (block: Block, outer: Range, owner: Statement | undefined): void => {
    inside('block', block.range, outer);
    expect(block.owner === owner, () => `a block has the wrong owner: ${text(block.range)}`);
    let end = block.range.start;
    for (const statement of block.statements) {
      inside(statement.kind, statement, block.range);
      expect(statement.start >= end, () => `statements overlap: ${text(statement)}`);
      end = statement.end;
      expect(
        statement.block === block && statement.function === block.function,
        () => `a statement has the wrong block: ${text(statement)}`,
      );
      for (const expression of expressionsOf(statement)) checkExpression(expression, statement);
      if (statement.kind === 'function') inside('function', statement.declared.range, statement);
      if (statement.kind === 'class') inside('class', statement.declared.range, statement);
      for (const inner of blocksOf(statement)) checkBlock(inner, statement, statement);
    }
  };

  const known = new Set(tree.bindings);
  for (const [index, fn] of tree.functions.entries()) {
    expect(fn.id === index, () => `function ${index} has the id ${fn.id}`);
    expect((fn.parent === undefined) === (index === 0), () => `function ${index} has the wrong parent`);
    if (fn.parent) inside('function', fn.range, fn.parent.range);
    expect(fn.range.start >= (tree.functions[index - 1]?.range.start ?? 0), () => `function ${index} is out of order`);
    expect(fn.body.function === fn, () => `the body of function ${index} belongs to another one`);
    checkBlock(fn.body, fn.range, undefined);
    for (const parameter of fn.parameters) {
      if (parameter.default) checkExpression(parameter.default, fn.range);
      expect(
        parameter.bindings.every((binding) => known.has(binding)),
        () => `a binding of ${parameter.name} is not in the tree`,
      );
    }
    for (const decorator of fn.decorators) checkExpression(decorator, fn.range);
  }
  for (const node of tree.classes) {
    for (const field of node.fields) {
      inside('field', field.range, node.range);
      if (field.value) checkExpression(field.value, node.range);
    }
    for (const it of [...node.bases, ...node.decorators]) checkExpression(it, node.range);
  }
  for (const binding of tree.bindings) {
    expect(
      binding.reads.every((read) => read.binding === binding),
      () => `a read of ${binding.name} means another binding`,
    );
    expect(
      binding.writes.every((write) => tree.functions.includes(write.function)),
      () => `a write of ${binding.name} is in no function`,
    );
  }
  const whole = { start: 0, end: tree.text.length };
  for (const range of [...tree.comments, ...tree.imports.map((node) => node.range)])
    inside('comment or import', range, whole);
  for (const { at } of tree.problems) if (at) inside('problem', at, whole);
  return found;
}
