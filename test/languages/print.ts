/**
 * A lowered tree as compact text, for tests of every language's lowering: what it shows of a place is the source text there,
 * so a wrong range is seen as a wrong word.
 */
import type {
  Binding,
  Block,
  ClassNode,
  Expression,
  FunctionNode,
  Range,
  Statement,
  Target,
  Tree,
} from '../../src/languages/tree.ts';

/** Everything: functions with their bodies, classes, bindings, imports, exports, unresolved names, problems. */
export function printTree(tree: Tree): string {
  return [
    ...tree.functions.map((fn) => printFunction(tree, fn)),
    ...tree.classes.map((node) => printClass(tree, node)),
    printBindings(tree),
    printImports(tree),
    printExports(tree),
    ...(tree.unresolved.size > 0 ? [`unresolved ${[...tree.unresolved].join(' ')}`] : []),
    printProblems(tree),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Every function with its statements, one a line, blocks indented. */
export const printFunctions = (tree: Tree): string => tree.functions.map((fn) => printFunction(tree, fn)).join('\n');

/** The module's own statements alone. */
export const printModule = (tree: Tree): string =>
  tree.functions[0] ? printBlock(tree, tree.functions[0].body, '').join('\n') : '';

export const printClasses = (tree: Tree): string => tree.classes.map((node) => printClass(tree, node)).join('\n');

/** Bindings and unresolved names. */
export const printScopes = (tree: Tree): string =>
  [printBindings(tree), ...(tree.unresolved.size > 0 ? [`unresolved ${[...tree.unresolved].join(' ')}`] : [])].join(
    '\n',
  );

/** The statements with the source text of each. */
export function printRanges(tree: Tree): string {
  return tree.functions.flatMap((fn) => rangesOf(tree, fn.body)).join('\n');
}

/** `name kind@function writes/reads`, with the values written. Function 0 is the module. */
export function printBindings(tree: Tree): string {
  return tree.bindings.map((binding) => printBinding(tree, binding)).join('\n');
}

export function printImports(tree: Tree): string {
  return tree.imports
    .map((node) => {
      const names = node.names.map(({ imported, local, binding }) => `${imported} as ${local}${binding ? '' : '?'}`);
      const where = node.function.id === 0 ? '' : ` @${node.function.id}`;
      return `import ${node.form} ${node.specifier}${node.typeOnly ? ' typeOnly' : ''}${where} {${names.join(', ')}} ${quote(tree, node.range)}`;
    })
    .join('\n');
}

export function printExports(tree: Tree): string {
  return tree.exports
    .map((node) => {
      const value = node.value ? ` = ${printExpression(tree, node.value)}` : '';
      return `export ${node.name}${value}${node.from ? ` from ${node.from.specifier}#${node.from.imported}` : ''}`;
    })
    .join('\n');
}

export const printProblems = (tree: Tree): string =>
  tree.problems.map(({ message, at }) => `problem ${message}${at ? ` at ${quote(tree, at)}` : ''}`).join('\n');

export function printFunction(tree: Tree, fn: FunctionNode): string {
  const parameters = fn.parameters.map((parameter) => {
    const bound = parameter.bindings.map(({ name }) => name).join(' ');
    const name = bound === parameter.name ? bound : `${parameter.name}(${bound})`;
    return parameter.default ? `${name}=${printExpression(tree, parameter.default)}` : name;
  });
  const words = [
    `function ${fn.id}`,
    fn.name === '' ? '' : fn.name,
    `(${parameters.join(', ')})`,
    fn.selfBinding ? `self:${fn.selfBinding.name}` : '',
    fn.async ? 'async' : '',
    fn.generator ? 'generator' : '',
    fn.parent ? `in ${fn.parent.id}` : '',
    fn.class ? `of ${fn.class.name}` : '',
    ...fn.decorators.map((decorator) => `@${printExpression(tree, decorator)}`),
    fn.parent ? `at ${quote(tree, fn.at)}` : '',
  ];
  return [words.filter((word) => word !== '').join(' '), ...printBlock(tree, fn.body, '  ')].join('\n');
}

export function printClass(tree: Tree, node: ClassNode): string {
  const list = (expressions: readonly Expression[]) => expressions.map((it) => printExpression(tree, it)).join(' ');
  return [
    `class ${node.name} in ${node.parent.id} (${list(node.bases)})${node.decorators.map((it) => ` @${printExpression(tree, it)}`).join('')}`,
    ...node.methods.map((method) => `  method ${method.name}: ${method.function.id}${method.static ? ' static' : ''}`),
    ...node.fields.map(
      (field) =>
        `  field ${field.name === '' ? '-' : field.name}${field.value ? ` = ${printExpression(tree, field.value)}` : ''}${field.static ? ' static' : ''}`,
    ),
  ].join('\n');
}

export function printBlock(tree: Tree, block: Block, indent: string): readonly string[] {
  return block.statements.flatMap((statement) => printStatement(tree, statement, indent));
}

function printStatement(tree: Tree, statement: Statement, indent: string): readonly string[] {
  const print = (expression: Expression) => printExpression(tree, expression);
  const line = (text: string) => indent + text;
  const inner = (word: string, block: Block | undefined): readonly string[] =>
    block ? [line(word), ...printBlock(tree, block, `${indent}  `)] : [];
  switch (statement.kind) {
    case 'assign':
      return statement.declarators.map(({ targets, value, operator, annotation }) => {
        const words = [
          statement.exported ? 'export' : '',
          statement.declaration === 'none' ? '' : statement.declaration,
          ...targets.flatMap((target, index) =>
            index === 0 ? [printTarget(tree, target)] : ['=', printTarget(tree, target)],
          ),
          annotation ? `<${text(tree, annotation)}>` : '',
          ...(value ? [operator, print(value)] : []),
        ];
        return line(words.filter((word) => word !== '').join(' '));
      });
    case 'expression':
      return [line(print(statement.value))];
    case 'if':
      return [...inner(`if ${print(statement.test)}`, statement.then), ...inner('else', statement.else)];
    case 'loop':
      return [
        ...inner(`loop ${statement.head.map(print).join(' ')}`, statement.body),
        ...inner('else', statement.else),
      ];
    case 'try':
      return [
        ...inner('try', statement.body),
        ...statement.handlers.flatMap((handler) => inner('catch', handler)),
        ...inner('else', statement.else),
        ...inner('finally', statement.finally),
      ];
    case 'with': {
      const items = statement.items.map(
        ({ value, targets }) => print(value) + targets.map((target) => ` as ${printTarget(tree, target)}`).join(''),
      );
      return inner(`with ${items.join(', ')}`, statement.body);
    }
    case 'switch':
      return [
        line(`switch ${print(statement.subject)} tests [${statement.tests.map(print).join(' ')}]`),
        ...statement.cases.flatMap((block) => inner('case', block)),
      ];
    case 'return':
    case 'throw':
      return [line(statement.kind + (statement.value ? ` ${print(statement.value)}` : ''))];
    case 'function':
      return [line(`${statement.exported ? 'export ' : ''}function ${statement.declared.id}`)];
    case 'class':
      return [line(`${statement.exported ? 'export ' : ''}class ${statement.declared.name}`)];
    case 'import':
      return [line(`import ${statement.node.specifier}`)];
    case 'none':
      return [line('none')];
    case 'other':
      return [
        line(`other [${statement.values.map(print).join(' ')}]`),
        ...statement.blocks.flatMap((block) => inner('block', block)),
      ];
  }
}

export function printTarget(tree: Tree, target: Target): string {
  switch (target.kind) {
    case 'name':
      return printName(target.name);
    case 'member':
      return printExpression(tree, target.expression);
    case 'pattern':
      return `[${target.parts.map((part) => printTarget(tree, part)).join(' ')}]`;
  }
}

/** A name without a binding ends with `?`, one of another function than the module's with `@` and the function's id. */
export function printExpression(tree: Tree, expression: Expression): string {
  const print = (part: Expression) => printExpression(tree, part);
  const list = (...words: readonly string[]) => `(${words.filter((word) => word !== '').join(' ')})`;
  switch (expression.kind) {
    case 'name':
      return printName(expression);
    case 'this':
    case 'super':
      return expression.kind;
    case 'literal':
      return expression.value === undefined ? 'undefined' : JSON.stringify(expression.value);
    case 'member':
      return expression.computed
        ? `${print(expression.object)}[${JSON.stringify(expression.property)}]`
        : `${print(expression.object)}.${expression.property}`;
    case 'index':
      return list('index', print(expression.object), print(expression.index));
    case 'call': {
      const words = expression.arguments.map(
        ({ name, spread, value }) => (name === undefined ? '' : `${name}=`) + (spread ? '...' : '') + print(value),
      );
      return list(
        `${expression.construct ? 'new' : 'call'}${expression.optional ? '?' : ''}`,
        print(expression.callee),
        ...words,
      );
    }
    case 'function':
      return `function#${expression.function.id}`;
    case 'class':
      return `class#${expression.class.name}`;
    case 'await':
      return list('await', print(expression.value));
    case 'assign':
      return list(
        expression.operator,
        ...expression.targets.map((target) => printTarget(tree, target)),
        print(expression.value),
      );
    case 'conditional':
      return list('if', print(expression.test), print(expression.then), print(expression.else));
    case 'logical':
      return list(expression.operator, print(expression.left), print(expression.right));
    case 'object': {
      const entries = expression.entries.map(({ key, dynamicKey, value }) => {
        if (key !== undefined) return `${JSON.stringify(key)}: ${print(value)}`;
        return dynamicKey ? `[${print(dynamicKey)}]: ${print(value)}` : `...${print(value)}`;
      });
      return `{${entries.join(', ')}}`;
    }
    case 'list':
      return `[${expression.items.map(print).join(' ')}]`;
    case 'operation':
      return list(expression.operator, ...expression.parts.map(print));
    case 'import':
      return list('import', JSON.stringify(expression.node.specifier));
    case 'unknown':
      return list('unknown', ...expression.parts.map(print));
  }
}

function printName({ name, binding }: { readonly name: string; readonly binding: Binding | undefined }): string {
  if (!binding) return `${name}?`;
  return binding.function.id === 0 ? name : `${name}@${binding.function.id}`;
}

function printBinding(tree: Tree, binding: Binding): string {
  const writes = binding.writes.map((write) => {
    const given = write.value
      ? `= ${printExpression(tree, write.value)}`
      : write.iterates
        ? `in ${printExpression(tree, write.iterates)}`
        : '';
    const path = write.path.length > 0 ? ` at ${write.path.join('.')}` : '';
    const where = write.function === binding.function ? '' : ` by ${write.function.id}`;
    return ` ${quote(tree, write.range)}${given === '' ? '' : ` ${given}`}${path}${where}`;
  });
  const declaration = binding.declaration === 'none' ? '' : ` ${binding.declaration}`;
  const imported = binding.import ? ` of ${binding.import.node.specifier}#${binding.import.imported}` : '';
  return `${binding.kind}${declaration} ${binding.name}@${binding.function.id}${imported} ${binding.writes.length}w ${binding.reads.length}r${writes.join(';')}`;
}

function rangesOf(tree: Tree, block: Block): readonly string[] {
  return block.statements.flatMap((statement) => [
    `${statement.kind} ${quote(tree, statement)}`,
    ...innerBlocks(statement).flatMap((inner) => rangesOf(tree, inner)),
  ]);
}

function innerBlocks(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, ...(statement.else ? [statement.else] : [])];
    case 'loop':
      return [statement.body, ...(statement.else ? [statement.else] : [])];
    case 'try':
      return [statement.body, ...statement.handlers, statement.else, statement.finally].filter(
        (block) => block !== undefined,
      );
    case 'with':
      return [statement.body];
    case 'switch':
      return statement.cases;
    case 'other':
      return statement.blocks;
    default:
      return [];
  }
}

const text = (tree: Tree, range: Range): string => tree.text.slice(range.start, range.end);

/** The source text in backticks; lines after the first are cut. */
function quote(tree: Tree, range: Range): string {
  const [first = '', ...rest] = text(tree, range).split(/\r?\n/);
  return `\`${first}${rest.length > 0 ? '…' : ''}\``;
}
