/** What the environment must have for something to run: without it `os.environ['TABLE']` and `JSON.parse(process.env.TABLE)` fail. */
import type { Analysis } from '../analysis.ts';
import type { LocatedCreation } from '../creations.ts';
import type { Expression, Statement } from '../tree.ts';
import { expressionsOf, expressionsWithin } from '../walk.ts';
import { computationOf } from './builtins.ts';
import type { Moved } from './needs.ts';

/** Of a variable whose name is computed. */
const anything = '*';

/** The variables without which the module could not be loaded, once the creation and what it needs are made there. */
export function demandsOf(analysis: Analysis, { whole }: LocatedCreation, { statements }: Moved): readonly string[] {
  const module = analysis.tree.functions[0]?.body.statements ?? [];
  const already = demandedBy(analysis, module.flatMap(runAtOnce));
  const moved = demandedBy(analysis, [whole, ...statements.flatMap(expressionsOf)]);
  return [...moved].filter((name) => !already.has(name) || name === anything);
}

/** What a statement of the module evaluates in any case. */
const runAtOnce = (statement: Statement): readonly Expression[] =>
  statement.kind === 'assign' || statement.kind === 'expression' ? expressionsOf(statement) : [];

function demandedBy(analysis: Analysis, expressions: readonly Expression[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expression of expressions)
    for (const part of expressionsWithin(expression)) {
      if (part.kind === 'index' && isEnvironment(analysis, part.object)) names.add(anything);
      if (part.kind === 'member' && part.computed && isEnvironment(analysis, part.object)) names.add(part.property);
      if (part.kind === 'member' || part.kind === 'index') {
        const name = analysis.tree.text.startsWith('?.', part.object.end)
          ? undefined
          : variableOf(analysis, part.object);
        if (name !== undefined) names.add(name);
      }
      if (part.kind !== 'call' || !mayFail(analysis, part.callee)) continue;
      for (const { value } of part.arguments) {
        const name = variableOf(analysis, value);
        if (name !== undefined) names.add(name);
      }
    }
  return names;
}

const isEnvironment = (analysis: Analysis, expression: Expression): boolean =>
  analysis.tree.language === 'python' && analysis.symbols.of(expression).symbol === 'os.environ';

/** Whether calling it fails when it is given nothing. */
const mayFail = ({ symbols, tree }: Analysis, callee: Expression): boolean =>
  (computationOf(symbols.of(callee).symbol, tree.language)?.throws ?? 'never') !== 'never';

/** The variable that an expression reads, and for which it gives nothing when that is not set. */
function variableOf(analysis: Analysis, expression: Expression): string | undefined {
  if (expression.kind === 'member')
    return analysis.symbols.of(expression.object).symbol === 'process.env' ? expression.property : undefined;
  if (expression.kind !== 'call' || expression.arguments.length !== 1) return undefined;
  const { symbol } = analysis.symbols.of(expression.callee);
  const [first] = expression.arguments;
  return first && /^os\.(getenv|environ\.get)$/.test(symbol) ? textOf(first.value) : undefined;
}

const textOf = (expression: Expression): string =>
  expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : anything;
