/** What is remembered in the variables of the environment: asked for there first, and put there then. */
import { writtenText } from '../plain.ts';
import type { Expression, Statement, Target, Tree } from '../tree.ts';
import { blocksOf, statementsWithin } from '../walk.ts';
import type { Symbols } from './symbols.ts';

const environment = 'os.environ';

/** Functions that are given the name of one of Java's system properties. */
const ofProperties = /^java\.lang\.(?:System\.getProperty|Boolean\.getBoolean)$/;

/** Functions that are given the name of a variable, or of such a property. */
const isAsking = (symbol: string): boolean => symbol === 'os.getenv' || ofProperties.test(symbol);

/** Whether it is one of Java's system properties that is read. */
export const readsProperty = (part: Expression, symbols: Symbols): boolean =>
  part.kind === 'call' && ofProperties.test(symbols.of(part.callee).symbol);

const computed = Symbol('computed');

/** A name that is written, or that it is computed. */
export type Variable = string | typeof computed;

/** Whether one of the statements sets one of the variables of the environment. */
export const isPutIntoEnvironment = (
  asked: ReadonlySet<Variable>,
  statements: readonly Statement[],
  symbols: Symbols,
): boolean => asked.size > 0 && setIn(statements, symbols).some((it) => asked.has(it));

/** `os.environ.get(name)`, `os.getenv(name)`, `os.environ[name]`, `name in os.environ`, `System.getProperty(name)`. */
export function variableAsked(part: Expression, symbols: Symbols): Variable | undefined {
  if (part.kind === 'index' || part.kind === 'member') return variableAt(part, symbols);
  if (part.kind === 'operation' && /^(not )?in$/.test(part.operator)) {
    const [name, object] = part.parts;
    return object && isEnvironment(object, symbols) ? nameIn(name) : undefined;
  }
  if (part.kind !== 'call') return undefined;
  const { callee, arguments: given } = part;
  const isGet = callee.kind === 'member' && callee.property === 'get' && isEnvironment(callee.object, symbols);
  return isGet || isAsking(symbols.of(callee).symbol) ? nameIn(given[0]?.value) : undefined;
}

/** The same in each language, where the name is written: `process.env.STAGE`, `System.getenv("STAGE")`. */
export function variableRead(part: Expression, { language }: Tree, symbols: Symbols): string | undefined {
  if (language === 'javascript' || language === 'typescript') {
    const [name, object] =
      part.kind === 'operation' && part.operator === 'in' ? part.parts : [undefined, objectOf(part)];
    if (!object || symbols.of(object).symbol !== 'process.env') return undefined;
    const variable = part.kind === 'member' ? part.property : nameIn(part.kind === 'index' ? part.index : name);
    return typeof variable === 'string' ? variable : undefined;
  }
  const isRead = part.kind === 'call' && symbols.of(part.callee).symbol === 'java.lang.System.getenv';
  const variable = isRead ? nameIn(part.arguments[0]?.value) : variableAsked(part, symbols);
  return typeof variable === 'string' ? variable : undefined;
}

const objectOf = (part: Expression): Expression | undefined =>
  part.kind === 'member' || part.kind === 'index' ? part.object : undefined;

function setIn(statements: readonly Statement[], symbols: Symbols): readonly Variable[] {
  const found: Variable[] = [];
  const visit = (target: Target): void => {
    if (target.kind === 'pattern') for (const part of target.parts) visit(part);
    const place = target.kind === 'member' ? target.expression : undefined;
    const variable = place && variableAt(place, symbols);
    if (variable !== undefined) found.push(variable);
  };
  const all = statements.flatMap((it) => [it, ...blocksOf(it).flatMap(statementsWithin)]);
  for (const statement of all)
    if (statement.kind === 'assign') for (const { targets } of statement.declarators) targets.forEach(visit);
  return found;
}

/** `os.environ[name]` */
function variableAt(place: Expression, symbols: Symbols): Variable | undefined {
  if (place.kind === 'member')
    return place.computed && isEnvironment(place.object, symbols) ? place.property : undefined;
  return place.kind === 'index' && isEnvironment(place.object, symbols) ? nameIn(place.index) : undefined;
}

export const isEnvironment = (object: Expression, symbols: Symbols): boolean =>
  symbols.of(object).symbol === environment;

const nameIn = (value: Expression | undefined): Variable => writtenText(value) ?? computed;
