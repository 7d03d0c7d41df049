/** Which statements of a module might change what a construction after them becomes. */
import type { Analysis } from '../analysis/analysis.ts';
import { isTransparent, resourceOf } from '../catalogue.ts';
import { rootOf } from '../plain.ts';
import type { CallExpression, Expression, Statement, Target } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';
import { computes } from './needs.ts';

/** Calls that make or set up something which no client looks at. */
const harmless =
  /^(logging|console)[.#]|^print$|^aws_lambda_powertools\.(Logger|Metrics)\b|^@aws-lambda-powertools\/(logger|metrics)#|^(typing\.\w+|Object\.(?:create|seal|definePropert\w+|getOwn\w+)|WeakMap|WeakSet|Symbol|Date)$/;

/** Methods by which an application registers its routes and hooks; they run what they are given later. */
const registering: ReadonlySet<string> = new Set(
  'get post put delete patch head options all route use on once before after onError'.split(' '),
);

/**
 * Whether a statement at module level does more than declare and compute: what stood after it must stay after it.
 * An import may do anything while it is loaded.
 */
export function acts(analysis: Analysis, statement: Statement): boolean {
  switch (statement.kind) {
    case 'import':
      return true;
    case 'none':
    case 'function':
    case 'class':
      return false;
    default:
      return (
        expressionsOf(statement).some((it) => actsIn(analysis, it)) ||
        (statement.kind === 'assign' && statement.declarators.some(({ targets }) => targets.some(setsElsewhere))) ||
        blockStatements(statement).some((it) => acts(analysis, it))
      );
  }
}

function blockStatements(statement: Statement): readonly Statement[] {
  const within = statementsWithin({
    statements: [statement],
    range: statement,
    function: statement.function,
    owner: undefined,
  });
  return [...within].slice(1);
}

function actsIn(analysis: Analysis, expression: Expression): boolean {
  for (const part of expressionsWithin(expression)) {
    if (part.kind === 'call' && !isHarmless(analysis, part)) return true;
    if (part.kind === 'import' || part.kind === 'await' || part.kind === 'unknown') return true;
    if (part.kind === 'assign' && part.targets.some(setsElsewhere)) return true;
  }
  return false;
}

function isHarmless(analysis: Analysis, call: CallExpression): boolean {
  const { symbol } = analysis.symbols.of(call.callee);
  if (resourceOf(symbol, call.construct, analysis.tree) || isTransparent(symbol) || harmless.test(symbol)) return true;
  if (computes(analysis, call)) return true;
  const { callee } = call;
  const registers =
    callee.kind === 'member' &&
    registering.has(callee.property) &&
    callee.object.kind === 'name' &&
    callee.object.binding?.kind === 'variable';
  return registers && call.arguments.some(({ value }) => analysis.symbols.of(value).functions.length > 0);
}

/** `os.environ['X'] = …`, `AWS.config.region = …`; what the module offers is its own affair. */
function setsElsewhere(target: Target): boolean {
  if (target.kind === 'pattern') return target.parts.some(setsElsewhere);
  if (target.kind === 'name') return false;
  const root = rootOf(target.expression);
  return !(root && !root.binding && (root.name === 'exports' || root.name === 'module'));
}
