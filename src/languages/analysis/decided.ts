/** Which pieces of a function run only where a parameter is one of a few texts: `if (name === 'create')`, `switch (name)`. */
import { few, forEach, keptWith } from '../../core/memo.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Asked, ParameterWord, When } from '../../core/word.ts';
import { memberOf } from '../plain.ts';
import type { Binding, Block, Expression, FunctionNode, Range, Statement, Target } from '../tree.ts';
import { blocksOf, expressionsOf, expressionsWithin, variablesIn } from '../walk.ts';
import type { Analysis } from './analysis.ts';
import { leaves, missedByOptional } from './conditions.ts';
import { tellingIn, type Texts } from './telling.ts';

interface Found extends Range {
  readonly asked: readonly Asked[];
}

/** What stands there runs only when that holds, and what the region asks for that it lies in. */
interface Region extends Range {
  readonly when: When;
  readonly outer: Region | undefined;
}

/** Where a region begins or ends, with the innermost one from there on. */
interface Border {
  readonly at: number;
  readonly innermost: Region | undefined;
}

type Operation = Extract<Expression, { kind: 'operation' }>;
type Switch = Extract<Statement, { kind: 'switch' }>;

/** What has to hold of parameters where the function evaluates something there; undefined when nothing is known to. */
export function whenOf(analysis: Analysis, fn: FunctionNode, { start, end }: Range): When | undefined {
  const borders = bordersIn(analysis)(fn);
  let region = borders[countBefore(borders, ({ at }) => at <= start) - 1]?.innermost;
  while (region && region.end < end) region = region.outer;
  return region?.when;
}

const bordersIn = keptWith((analysis: Analysis) => forEach((fn: FunctionNode) => bordersOf(regionsOf(analysis, fn))));

/** Regions lie in one another or apart. */
function bordersOf(found: readonly Found[]): readonly Border[] {
  const borders: Border[] = [];
  let open: Region | undefined;
  const closeUntil = (offset: number): void => {
    for (; open && open.end <= offset; open = open.outer) borders.push({ at: open.end, innermost: open.outer });
  };
  for (const { start, end, asked } of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    closeUntil(start);
    const when = { asked, ...(open ? { within: open.when } : {}) };
    open = { start, end: Math.min(end, open?.end ?? end), when, outer: open };
    borders.push({ at: start, innermost: open });
  }
  closeUntil(Infinity);
  return borders;
}

function regionsOf(analysis: Analysis, fn: FunctionNode): readonly Found[] {
  const { tree } = analysis;
  const { told, isNothing, isFalsy, parameterIn, textsIn } = tellingIn(analysis, fn);
  const regions: Found[] = [];
  const add = (range: Range | undefined, asked: readonly Asked[]): void => {
    if (range && range.start < range.end && asked.length > 0)
      regions.push({ start: range.start, end: range.end, asked });
  };
  // What JavaScript makes by default is made where nothing is given; Python and Java have none that is made by a call.
  if (tree.language === 'javascript' || tree.language === 'typescript')
    for (const [index, { bindings }] of fn.parameters.entries())
      for (const [value, steps] of missingIn(bindings)) {
        const member = steps.length > 0 ? { member: steps.join('.') } : {};
        const of: ParameterWord = { kind: 'parameter', function: fn.id, index, ...member };
        add(value, [{ kind: 'text', of, texts: [null], is: true }]);
      }
  visit(fn.body);
  return regions;

  function visit(block: Block): void {
    for (const statement of block.statements) {
      for (const expression of expressionsOf(statement))
        for (const part of expressionsWithin(expression)) visitExpression(part);
      if (statement.kind === 'assign')
        for (const { targets, operator, value } of statement.declarators) {
          visitAssigned(targets, operator, value);
          for (const target of targets)
            if (value && target.kind === 'pattern') visitMissing(value, variablesIn(target));
        }
      if (statement.kind === 'if') {
        const after = { start: statement.end, end: block.range.end };
        add(statement.then.range, told(statement.test, true));
        add(statement.else?.range, told(statement.test, false));
        if (leaves(statement.then)) add(after, told(statement.test, false));
        if (statement.else && leaves(statement.else)) add(after, told(statement.test, true));
      }
      if (statement.kind === 'switch') visitCases(statement);
      for (const inner of blocksOf(statement)) visit(inner);
    }
  }

  function visitExpression(expression: Expression): void {
    if (expression.kind === 'assign') visitAssigned(expression.targets, expression.operator, expression.value);
    const missed = missedByOptional(expression);
    if (missed && expression.kind === 'call') {
      const value = expression.arguments.at(-1)?.value;
      add(value, isNothing(missed, true));
    }
    if (expression.kind === 'conditional') {
      add(expression.then, told(expression.test, true));
      add(expression.else, told(expression.test, false));
    }
    if (expression.kind === 'logical')
      add(
        expression.right,
        expression.operator === '??'
          ? isNothing(expression.left, true)
          : told(expression.left, expression.operator === '&&'),
      );
    if (expression.kind === 'operation' && expression.operator === 'switch') visitRules(expression);
  }

  /** `this.client ??= connect()` */
  function visitAssigned(
    [target]: readonly Target[],
    operator: string | undefined,
    value: Expression | undefined,
  ): void {
    if (target?.kind !== 'member') return;
    if (operator === '??=') add(value, isNothing(target.expression, true));
    if (operator === '||=') add(value, isFalsy(target.expression, true));
  }

  /** `const { client = connect() } = options` */
  function visitMissing(whole: Expression, bindings: readonly Binding[]): void {
    for (const [value, [step, ...others]] of missingIn(bindings))
      if (step !== undefined && others.length === 0) add(value, isNothing(memberOf(whole, step, whole), true));
  }

  function visitCases({ subject, cases, tests }: Switch): void {
    const of = parameterIn(subject);
    if (!of) return;
    const left = [...tests];
    /** What may come from the case before; undefined when that is not known. */
    let before: Texts | undefined = noTexts;
    let isTested = true;
    for (const block of cases) {
      const own = left.splice(0, left.filter(({ end }) => end <= block.range.start).length);
      const last = own.at(-1);
      const texts = textsIn(own, true);
      if (last) {
        const together: Texts | undefined = texts && before && both(before, texts);
        if (together) add(block.range, [{ kind: 'text', of, ...together, is: true }]);
        before = isLeft(block, last) ? noTexts : together;
      } else {
        const isLast = block === cases.at(-1);
        const isOnly = isLast && isTested && before === noTexts && tests.length > 0 && isDefault(block);
        const all = isOnly ? textsIn(tests, true) : undefined;
        if (all) add(block.range, [{ kind: 'text', of, ...all, is: false }]);
        isTested &&= isLast;
        before = isLeft(block, undefined) ? noTexts : undefined;
      }
    }
  }

  /** Java's `case CREATE` of an enum has no test either. */
  function isDefault(block: Block): boolean {
    if (tree.language !== 'java') return true;
    return /\bdefault\s*(:|->)\s*\{?\s*$/.test(tree.text.slice(0, block.range.start).slice(-40));
  }

  /** Whether control does not go on into the next case. */
  function isLeft(block: Block, test: Expression | undefined): boolean {
    if (tree.language === 'python') return true;
    if (test && tree.text.slice(test.end, block.range.start).includes('->')) return true;
    const last = block.statements.at(-1);
    const [inner] = last?.kind === 'other' ? last.blocks : [];
    if (inner) return isLeft(inner, undefined);
    return (
      last !== undefined && (leaves(block) || /^(break|continue|yield)\b/.test(tree.text.slice(last.start, last.end)))
    );
  }

  /** `switch (name) { case "create" -> new Create(); … }` as a value: its subject, then labels and results in order. */
  function visitRules({ parts: [subject, ...parts] }: Operation): void {
    const of = subject && parameterIn(subject);
    if (!of) return;
    let labels: Expression[] = [];
    for (const [index, part] of parts.entries()) {
      const next = parts[index + 1];
      if (next && /^\s*(,|->)/.test(tree.text.slice(part.end, next.start))) {
        labels.push(part);
        continue;
      }
      const texts = labels.length > 0 ? textsIn(labels, true) : undefined;
      if (texts) add(part, [{ kind: 'text', of, ...texts, is: true }]);
      labels = [];
    }
  }
}

/** What a pattern gives to names where what they stand for is missing, with the steps there: `{ client = connect() }`. */
function missingIn(bindings: readonly Binding[]): ReadonlyMap<Expression, readonly string[]> {
  const found = new Map<Expression, readonly string[]>();
  for (const { writes } of bindings) {
    const [first, ...others] = writes.length > few ? [] : writes;
    for (const { value, path, range } of others)
      if (first && value && range.start === first.range.start)
        found.set(value, first.path.slice(0, first.path.length - path.length));
  }
  return found;
}

const noTexts: Texts = { texts: [] };

const both = (a: Texts, b: Texts): Texts => ({
  texts: [...a.texts, ...b.texts],
  ...(a.constants || b.constants ? { constants: [...(a.constants ?? []), ...(b.constants ?? [])] } : {}),
});
