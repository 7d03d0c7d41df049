/** What a creation needs in order to run at module level: local statements that can go along, and module-level names. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { changesItsFirst, computationOf, computesOnly, lookingMethods, methodOf } from '../analysis/builtins.ts';
import { isSomething } from '../analysis/sharing.ts';
import { isTransparent, isVolatile, resourceOf } from '../catalogue.ts';
import { extending } from '../facts/changes.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Statement } from '../tree.ts';
import { expressionsWithin, isModuleLevel, namesOf } from '../walk.ts';
import { isChanged, isChangedByFunctions, whyFieldChanges } from './changes.ts';

export interface Moved {
  /** Local statements that the creation depends on, each needed and each movable. */
  readonly statements: readonly Statement[];
  /** Module-level bindings that are read by what moves. */
  readonly bindings: ReadonlySet<Binding>;
}

/** Whether the call only computes from what it is given. */
export function computes({ symbols, tree }: Analysis, call: CallExpression): boolean {
  const { callee } = call;
  const { symbol } = symbols.of(callee);
  if (computesOnly(symbol, tree.language)) return !changesItsFirst(symbol, call.arguments);
  if (callee.kind !== 'member' || !isPlainValue({ symbols }, callee.object)) return false;
  return methodOf(callee.property, tree.language) !== undefined || lookingMethods.has(callee.property);
}

/** A string or the environment; a client's `get` asks a service. */
function isPlainValue({ symbols }: Pick<Analysis, 'symbols'>, expression: Expression): boolean {
  if (expression.kind === 'literal' || expression.kind === 'object' || expression.kind === 'operation') return true;
  return /^(os\.environ|process\.env|java\.lang\.System\.getenv)\b/.test(symbols.of(expression).symbol);
}

/** `given` are parts that are there wherever the creation stands, of which nothing is asked. */
export function needsOf(
  analysis: Analysis,
  expression: Expression,
  given: ReadonlySet<Expression> = new Set(),
): Known<Moved> {
  const statements = new Set<Statement>();
  const bindings = new Set<Binding>();
  const own = analysis.statements.get(expression);
  const refusal = ofExpression(expression, 0);
  return refusal === undefined ? known({ statements: [...statements], bindings }) : unknown(refusal);

  function ofExpression(it: Expression, depth: number): string | undefined {
    if (depth > 20) return 'it depends on too long a chain of values';
    for (const part of expressionsWithin(it)) {
      const refused = ofPart(part, depth);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  function ofPart(part: Expression, depth: number): string | undefined {
    if (given.has(part)) return undefined;
    switch (part.kind) {
      case 'name':
        return part.binding
          ? (ofBinding(part.binding, depth) ?? whyFieldChanges(analysis, part))
          : setInFunctions(part);
      case 'call':
        return ofCall(part);
      case 'await':
        return 'something that it needs is awaited';
      case 'assign':
        return 'it sets a variable on the way';
      case 'function':
        return 'it is given a function';
      case 'this':
      case 'super':
        return onItsObject;
      case 'import':
        return 'it loads a module on the way';
      case 'unknown':
        return `\`${short(part)}\` is not understood`;
      case 'operation':
        return ['yield', 'jsx', '++', '--'].includes(part.operator) ? `\`${short(part)}\` cannot be moved` : undefined;
      default:
        return undefined;
    }
  }

  function ofCall(call: CallExpression): string | undefined {
    const { symbol } = analysis.symbols.of(call.callee);
    if (isVolatile(symbol, analysis.tree)) return `\`${symbol}\` gives something else each time`;
    const givesItBack = isTransparent(symbol) || extending.test(symbol);
    if (givesItBack || resourceOf(symbol, call.construct, analysis.tree) || computes(analysis, call)) return undefined;
    return `it depends on \`${short(call.callee)}()\`, which may give something else at another time`;
  }

  function ofBinding(binding: Binding, depth: number): string | undefined {
    if (binding.function.selfBinding === binding) return onItsObject;
    if (binding.kind === 'parameter') return `it depends on the parameter \`${binding.name}\``;
    if (binding.kind === 'catch') return `it depends on the caught \`${binding.name}\``;
    if (isModuleLevel(binding)) return ofModuleBinding(binding);
    if (binding.function.id === 0) return `it depends on \`${binding.name}\`, which is not visible in the whole module`;
    if (binding.import) return ofLocalImport(binding);
    if (binding.declares) return `it depends on \`${binding.name}\`, which is declared in the function`;
    const [write] = binding.writes;
    if (binding.writes.length !== 1 || !write?.value || write.iterates || !write.statement)
      return `it depends on \`${binding.name}\`, which changes`;
    if (own && write.function !== own.function) return `it depends on \`${binding.name}\` of a function around it`;
    return ofLocalStatement(write.statement, binding, depth);
  }

  function ofModuleBinding(binding: Binding): string | undefined {
    const changing = binding.writes.some((write) => write.function.id !== 0);
    if (changing || isChangedByFunctions(analysis, binding))
      return `it depends on \`${binding.name}\`, which functions change`;
    bindings.add(binding);
    return undefined;
  }

  function ofLocalImport(binding: Binding): string | undefined {
    const write = binding.writes[0]?.statement ?? statementOfImport(binding);
    if (!write || write.block.owner) return `\`${binding.name}\` is imported in the function, under a condition`;
    statements.add(write);
    return undefined;
  }

  function ofLocalStatement(statement: Statement, binding: Binding, depth: number): string | undefined {
    if (statements.has(statement) || statement === own) return undefined;
    if (statement.kind !== 'assign' || statement.declarators.length !== 1)
      return `it depends on \`${binding.name}\`, which is set together with others`;
    const [declarator] = statement.declarators;
    const isSet = !statement.block.owner || (isTriedFirst(statement) && isSure(analysis, declarator?.value));
    if (!isSet) return `it depends on \`${binding.name}\`, which is set under a condition`;
    const [target] = declarator?.targets ?? [];
    const names = declarator?.targets.length === 1 && target ? namesOf(target) : undefined;
    if (!declarator?.value || !names) return `it depends on \`${binding.name}\`, which is taken from a larger value`;
    const changing = names.find((name) => name !== binding && name.writes.length !== 1);
    if (changing)
      return `it depends on \`${binding.name}\`, which is set together with \`${changing.name}\`, which changes`;
    if (isChanged(analysis, binding)) return `it depends on \`${binding.name}\`, which is changed afterwards`;
    statements.add(statement);
    return ofExpression(declarator.value, depth + 1);
  }

  /** A name that no scope declares, but that is a global which functions set. */
  function setInFunctions(part: Extract<Expression, { kind: 'name' }>): string | undefined {
    const argumentsObject = part.name === 'arguments' && analysis.tree.language !== 'python';
    return argumentsObject ? 'it depends on the arguments of the call' : undefined;
  }
}

/** Whether it stands in nothing but bodies of `try`, which run unless something fails. */
function isTriedFirst({ block }: Statement): boolean {
  for (let at = block; at.owner; at = at.owner.block) if (at.owner.kind !== 'try' || at.owner.body !== at) return false;
  return true;
}

/** Whether evaluating it cannot fail, so that no handler waits for that. */
function isSure(analysis: Analysis, expression: Expression | undefined): boolean {
  const { symbols, tree } = analysis;
  return expression !== undefined && [...expressionsWithin(expression)].every(isSurePart);

  function isSurePart(part: Expression): boolean {
    switch (part.kind) {
      case 'literal':
      case 'name':
      case 'object':
      case 'list':
      case 'logical':
      case 'conditional':
        return true;
      case 'member':
        return isNamespace(part) || (symbols.of(part.object).symbol === 'process.env' && !part.computed);
      case 'call':
        return computationOf(symbols.of(part.callee).symbol, tree.language)?.throws === 'never';
      case 'operation':
        if (/^(?:template|as|!|not|===|!==|==|!=)$/.test(part.operator)) return true;
        return (
          part.operator === '+' && (tree.language !== 'python' || part.parts.every((it) => isSomething(analysis, it)))
        );
      default:
        return false;
    }
  }

  /** `process.env`, `os.environ.get`: what a known name begins with. */
  function isNamespace(part: Expression): boolean {
    const around = analysis.parents.get(part);
    if (around?.kind === 'call' && around.callee === part) return true;
    if (around?.kind === 'member' && around.object === part)
      return symbols.of(part).symbol === 'process.env' || isNamespace(around);
    return false;
  }
}

function statementOfImport(binding: Binding): Statement | undefined {
  const scope: FunctionNode = binding.function;
  return scope.body.statements.find(
    (statement) => statement.kind === 'import' && statement.node === binding.import?.node,
  );
}

export const onItsObject = 'it depends on the object that the method runs on';

export const short = (expression: Expression): string =>
  expression.kind === 'name'
    ? expression.name
    : expression.kind === 'member'
      ? `${short(expression.object)}.${expression.property}`
      : expression.kind === 'call'
        ? `${short(expression.callee)}()`
        : '…';
