/** What the environment must have for something to run: without it `os.environ['TABLE']` and `JSON.parse(process.env.TABLE)` fail. */
import { keptWith } from '../../core/memo.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { computationOf } from '../analysis/builtins.ts';
import { leaves } from '../analysis/conditions.ts';
import { resourceOf } from '../catalogue.ts';
import type { LocatedCreation } from '../facts/creations.ts';
import { withoutCasts, writtenText } from '../plain.ts';
import type { Block, CallExpression, Expression, Statement } from '../tree.ts';
import { expressionsOf, expressionsWithin } from '../walk.ts';
import type { Moved } from './needs.ts';

/** Of a variable whose name is computed. */
const anything = '*';

/** The variables without which the module could not be loaded, once the creation and what it needs are made there. */
export function demandsOf(analysis: Analysis, { whole }: LocatedCreation, { statements }: Moved): readonly string[] {
  const already = demandedByModule(analysis);
  const moved = demandedBy(analysis, [whole, ...statements.flatMap(expressionsOf)]);
  return [...moved].filter((name) => !already.has(name) || name === anything);
}

/**
 * One of the variables that is asked about before the creation, where it stands: whoever does so expects that it may not
 * be set, and TypeScript takes it for something from there on.
 */
export function askedBefore(
  analysis: Analysis,
  { whole }: LocatedCreation,
  names: readonly string[],
): string | undefined {
  const asked = [...testsBefore(analysis, whole)]
    .flatMap((test) => expressionsWithin(test))
    .flatMap((part) => variableOf(analysis, part) ?? []);
  return names.find((name) => asked.includes(name));
}

/** Conditions under which the function gets to the expression: those around it, and those on which it leaves before. */
function* testsBefore({ parents, statements }: Analysis, whole: Expression): Generator<Expression> {
  for (let inner = whole, around = parents.get(whole); around; inner = around, around = parents.get(around)) {
    if (around.kind === 'conditional' && inner !== around.test) yield around.test;
    if (around.kind === 'logical' && inner === around.right) yield around.left;
  }
  let block = statements.get(whole)?.block;
  while (block) {
    for (const it of leavingIn(block)) if (it.end <= whole.start) yield it.test;
    const { owner } = block;
    if (owner?.kind === 'if' && whole.start >= owner.test.end) yield owner.test;
    block = owner?.block;
  }
}

/** The conditions on which a block is left. */
const leavingIn = keptWith(({ statements }: Block) =>
  statements.flatMap((it) => (it.kind === 'if' && leaves(it.then) ? [it] : [])),
);

const demandedByModule = keptWith((analysis: Analysis) =>
  demandedBy(analysis, analysis.tree.functions[0]?.body.statements.flatMap(runAtOnce) ?? []),
);

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
      if (part.kind !== 'call' || !mayFail(analysis, part)) continue;
      for (const value of part.arguments.flatMap((it) => given(it.value))) {
        const name = variableOf(analysis, value);
        if (name !== undefined) names.add(name);
      }
    }
  return names;
}

const isEnvironment = (analysis: Analysis, expression: Expression): boolean =>
  analysis.tree.language === 'python' && analysis.symbols.of(expression).symbol === 'os.environ';

/** Whether calling it fails when it is given nothing. */
function mayFail({ symbols, tree }: Analysis, { callee, construct }: CallExpression): boolean {
  const { symbol } = symbols.of(callee);
  // https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html#identifiers-and-attributes
  if (/^boto3\b.*\bresource\(\)\.[A-Z]\w*$/.test(symbol)) return true;
  const resource = resourceOf(symbol, construct, tree);
  // Clients of AWS take what they are not given from elsewhere; others insist on their key, or on where to connect.
  if (resource) return /^(?:api-client|database|cache|messaging|key-set|rpc-channel)$/.test(resource.kind);
  return (computationOf(symbol, tree.language)?.throws ?? 'never') !== 'never';
}

/** The values that an argument gives, one by one where it is an object. */
const given = (value: Expression): readonly Expression[] =>
  value.kind === 'object' ? value.entries.flatMap((it) => given(it.value)) : [value];

/** The variable that an expression reads, and for which it gives nothing when that is not set. */
function variableOf(analysis: Analysis, read: Expression): string | undefined {
  const expression = withoutCasts(read);
  if (expression.kind === 'name') {
    const [write, ...others] = expression.binding?.writes ?? [];
    if (others.length > 0 || !write?.value || write.value.kind === 'name') return undefined;
    // `const { API_KEY } = process.env`.
    const [step, ...further] = write.path;
    if (step === undefined) return variableOf(analysis, write.value);
    const isTaken = further.length === 0 && analysis.symbols.of(write.value).symbol === 'process.env';
    return isTaken ? step : undefined;
  }
  if (expression.kind === 'member')
    return analysis.symbols.of(expression.object).symbol === 'process.env' ? expression.property : undefined;
  if (expression.kind !== 'call' || expression.arguments.length !== 1) return undefined;
  const { symbol } = analysis.symbols.of(expression.callee);
  const [first] = expression.arguments;
  return first && /^os\.(getenv|environ\.get)$/.test(symbol) ? textOf(first.value) : undefined;
}

const textOf = (expression: Expression): string => writtenText(expression) ?? anything;
