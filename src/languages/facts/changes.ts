/** What is done to a resource after it was made. */
import type { Changes } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { union } from '../analysis/flow.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import type { Binding, CallExpression, Expression, Tree } from '../tree.ts';
import { changedInJava, setUpInJava } from './javaChanges.ts';
import { addsListeners, listensOtherwise, type IsIt } from './listening.ts';
import { holds } from '../walk.ts';

/** What throws the second time, of a validator that knows the schema or the keyword already. */
const addingSchemas = 'addSchema addMetaSchema addKeyword addVocabulary'.split(' ');

const registering: ReadonlySet<string> = new Set([
  ...'use add addRelativeTo register register_first register_last on once append subscribe mount addListener intercept hook'.split(
    ' ',
  ),
  ...addingSchemas,
]);
/** Where an object keeps what is registered with it. */
const registers = /\.(middlewareStack|interceptors|hooks|events|plugins|listeners|callbacks)\b/;

/** Whether a call registers something with the object that it is called on, or with a part of it. */
export function isRegistering({ language, text }: Tree, { callee }: CallExpression): boolean {
  if (language === 'java' || callee.kind !== 'member' || !registering.has(callee.property)) return false;
  return onItself.has(callee.property) || registers.test(text.slice(callee.object.start, callee.object.end));
}

const onItself: ReadonlySet<string> = new Set(['on', 'once', 'mount', ...addingSchemas]);

/** Something of it that says how it works, `session.headers`; `prisma.order.update(…)` and `stripe.customers.update(…)` ask for something. */
function isOfSettings(object: Expression): boolean {
  if (object.kind === 'call') return isOfSettings(object.callee);
  if (object.kind !== 'member' && object.kind !== 'index') return false;
  return (object.kind === 'member' && ofSettings.test(object.property)) || isOfSettings(object.object);
}

const ofSettings =
  /^(config(uration)?|headers|cookies|options|opts|settings|defaults|params|auth|credentials|proxies|hooks|env(iron)?)$/i;

const setting: ReadonlySet<string> = new Set(['update', 'set', 'setdefault', 'assign', 'set_cookie']);

/** Packages that add keywords and formats to a validator. */
export const extending = /^ajv-(?:errors|formats|keywords)\b/;

/** What a validator keeps of what it is given: a schema of the event would collide with the next one. */
const keeping = /^(?:compile|compileAsync|validate|validateAsync)$/;

/** `session.set_credentials(…)` and the like of botocore: who asks with it, and how. */
const givingTo = /^(set_\w+|register_component)$/;

/** `oauth.setCredentials(tokens)`, `graphql.setHeader('authorization', token)`, `binance.options({ APIKEY })`. */
const tellingWho = /^(set[A-Z]\w*|options|configure)$/;

/** `supabase.auth.setSession(tokens)`, `supabase.auth.signInWithPassword({ email, password })` */
const signingIn = /^(set[A-Z]\w*|sign(In|Up)[A-Z]\w*|verifyOtp)$/;

/** `whole` is where it is made; `apart` are calls of which nothing is said. */
export function changesOf(
  analysis: Analysis,
  isIt: IsIt,
  entry: CatalogueEntry,
  whole: Expression,
  apart: ReadonlySet<CallExpression> = new Set(),
): Changes {
  const { tree, flow } = analysis;
  const inJava = tree.language === 'java' ? changedInJava(analysis, isIt, entry, whole, apart) : undefined;
  if (inJava) return inJava.registers ?? changedBy([...assignmentsToMembers(analysis, isIt), ...inJava.told]);
  const set: Expression[] = [...assignmentsToMembers(analysis, isIt)];
  const given: Expression[] = [];
  let first: Extract<Changes, { kind: 'registers' | 'opens' }> | undefined;
  for (const call of flow.calls) {
    if (apart.has(call) || holds(whole, call)) continue;
    const text = tree.text.slice(call.callee.start, call.callee.end);
    if (registersWith(analysis, isIt, entry, call)) {
      first ??= { kind: 'registers', call: text };
      given.push(...argumentsOf(call));
    } else if (isOpening(call, isIt, entry)) first ??= { kind: 'opens', call: text };
    else set.push(...setBy(analysis, isIt, entry, call));
  }
  const otherwise = entry.answers ? listensOtherwise(analysis, isIt) : undefined;
  if (otherwise !== undefined && first?.kind !== 'registers') first = { kind: 'registers', call: otherwise };
  if (first?.kind === 'registers') return { ...first, sources: union([...given, ...set].map(flow.of)) };
  return first ?? changedBy(set);

  function changedBy(set: readonly Expression[]): Changes {
    return set.length === 0 ? { kind: 'none' } : { kind: 'set', sources: union(set.map(flow.of)) };
  }
}

/** The calls that register something with it, or with a part of it; in Java those that set it up. */
export const registrationsWith = (
  analysis: Analysis,
  isIt: IsIt,
  entry: CatalogueEntry,
  whole: Expression,
): readonly CallExpression[] =>
  analysis.tree.language === 'java'
    ? setUpInJava(analysis, isIt, entry, whole)
    : analysis.flow.calls.filter((call) => !holds(whole, call) && registersWith(analysis, isIt, entry, call));

function registersWith(analysis: Analysis, isIt: IsIt, entry: CatalogueEntry, call: CallExpression): boolean {
  const { remembers, answers } = entry;
  if (answers && addsListeners(analysis, isIt, call)) return true;
  const { callee } = call;
  const [first] = call.arguments;
  if (remembers && first && extending.test(analysis.symbols.of(callee).symbol) && isIt(first.value)) return true;
  if (callee.kind !== 'member' || !registering.has(callee.property) || !isPartOf(callee.object, isIt)) return false;
  return onItself.has(callee.property) || !isIt(callee.object);
}

const isOpening = ({ callee }: CallExpression, isIt: IsIt, { opens }: CatalogueEntry): boolean =>
  callee.kind === 'member' && callee.property === opens && isIt(callee.object);

/** What a call says of how it works, or of who asks with it. */
function setBy(
  { flow }: Analysis,
  isIt: IsIt,
  { kind, remembers }: CatalogueEntry,
  call: CallExpression,
): readonly Expression[] {
  if (call.callee.kind !== 'member' || !isPartOf(call.callee.object, isIt)) return [];
  const { object, property } = call.callee;
  const deep = !isIt(object);
  const kept =
    remembers && kind === 'compiled' && keeping.test(property)
      ? argumentsOf(call)
          .slice(0, 1)
          .filter((it) => flow.of(it).length > 0)
      : [];
  const isTold = deep
    ? isOfSettings(object) && (signingIn.test(property) || setting.has(property))
    : /^(api|http)-client$/.test(kind) && tellingWho.test(property);
  const isGiven = kind === 'sdk-client' && givingTo.test(property);
  return isTold || isGiven ? [...kept, ...argumentsOf(call)] : kept;
}

const argumentsOf = (call: CallExpression): readonly Expression[] => call.arguments.map(({ value }) => value);

/** Whether the expression is it, or a part of it: `client.middlewareStack`, also by a name that the part was given. */
function isPartOf(expression: Expression, isIt: IsIt, seen: readonly Binding[] = []): boolean {
  if (isIt(expression)) return true;
  if (expression.kind === 'member' || expression.kind === 'index') return isPartOf(expression.object, isIt, seen);
  const binding = expression.kind === 'name' ? expression.binding : undefined;
  if (!binding || seen.includes(binding)) return false;
  return binding.writes.some(
    ({ value, path, iterates }) =>
      value && !iterates && (path.length > 0 || value.kind === 'member') && isPartOf(value, isIt, [...seen, binding]),
  );
}

function assignmentsToMembers(analysis: Analysis, isIt: IsIt): readonly Expression[] {
  const hits = (target: Expression): boolean =>
    (target.kind === 'member' || target.kind === 'index') && isPartOf(target.object, isIt);
  return assignedIn(analysis.tree).flatMap(({ place, value, isPart }) =>
    value && !isPart && hits(place) ? [value] : [],
  );
}
