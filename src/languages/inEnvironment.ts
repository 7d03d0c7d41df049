/** What is remembered in the variables of the environment: asked for there first, and put there then. */
import type { Symbols } from './symbols.ts';
import type { Expression, Statement, Target } from './tree.ts';
import { blocksOf, statementsWithin } from './walk.ts';

const environment = 'os.environ';

/** A name that is written, or undefined where it is computed. */
interface Variable {
  readonly name: string | undefined;
}

/** Whether the parts of a test ask for a variable of the environment that one of the statements sets. */
export function isPutIntoEnvironment(
  asked: readonly Expression[],
  statements: readonly Statement[],
  symbols: Symbols,
): boolean {
  if (symbols.language !== 'python') return false;
  const names = asked.flatMap((part) => askedFor(part, symbols) ?? []);
  if (names.length === 0) return false;
  return setIn(statements, symbols).some((it) => names.some(({ name }) => name === it.name));
}

/** `os.environ.get(name)`, `os.getenv(name)`, `os.environ[name]`, `name in os.environ`. */
function askedFor(part: Expression, symbols: Symbols): Variable | undefined {
  if (part.kind === 'index' || part.kind === 'member') return variableAt(part, symbols);
  if (part.kind === 'operation' && /^(not )?in$/.test(part.operator)) {
    const [name, object] = part.parts;
    return object && isEnvironment(object, symbols) ? nameIn(name) : undefined;
  }
  if (part.kind !== 'call') return undefined;
  const { callee, arguments: given } = part;
  const isGet = callee.kind === 'member' && callee.property === 'get' && isEnvironment(callee.object, symbols);
  return isGet || symbols.of(callee).symbol === 'os.getenv' ? nameIn(given[0]?.value) : undefined;
}

function setIn(statements: readonly Statement[], symbols: Symbols): readonly Variable[] {
  const found: Variable[] = [];
  const visit = (target: Target): void => {
    if (target.kind === 'pattern') for (const part of target.parts) visit(part);
    const place = target.kind === 'member' ? target.expression : undefined;
    const variable = place && variableAt(place, symbols);
    if (variable) found.push(variable);
  };
  const all = statements.flatMap((it) => [it, ...blocksOf(it).flatMap(statementsWithin)]);
  for (const statement of all)
    if (statement.kind === 'assign') for (const { targets } of statement.declarators) targets.forEach(visit);
  return found;
}

/** `os.environ[name]` */
function variableAt(place: Expression, symbols: Symbols): Variable | undefined {
  if (place.kind === 'member')
    return place.computed && isEnvironment(place.object, symbols) ? { name: place.property } : undefined;
  return place.kind === 'index' && isEnvironment(place.object, symbols) ? nameIn(place.index) : undefined;
}

export const isEnvironment = (object: Expression, symbols: Symbols): boolean =>
  symbols.of(object).symbol === environment;

const nameIn = (value: Expression | undefined): Variable => ({
  name: value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined,
});
