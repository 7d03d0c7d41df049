/** Decorators that hand on to what they decorate exactly what they are given: `return fn(*args, **kwargs)`. */
import type { CallFact, ModuleFacts } from '../core/module.ts';
import { spreadIn } from './demanded.ts';
import { builtBy, indexOf, parameterFor, type Place, type Sources } from './reference.ts';

/** Those of packages, by the package: none of them gives the function anything of its own. */
const ofPackages =
  /^(?:functools|contextlib|abc|typing(?:_extensions)?|tenacity|backoff|retry|retrying|deprecated|deprecation|ddtrace|opentelemetry|sentry_sdk|aws_lambda_powertools|aws_xray_sdk)\b/;

const ofClasses = /^(?:static|class)method$/;

/** Whether what a call gives to a function of Python with that decorator is for its parameters. */
export function handsOn(wrapper: string, module: ModuleFacts, sources: Sources | undefined): boolean {
  if (ofClasses.test(wrapper) || ofPackages.test(wrapper)) return true;
  const built = sources ? builtBy(wrapper, module, sources) : [];
  return built.length > 0 && built.every(isHandingOn);
}

function isHandingOn(place: Place): boolean {
  const calls = indexOf(place.module)
    .callsIn(place.fn.id)
    .filter((call) => isOfWrapped(call, place));
  return calls.length > 0 && calls.every((call) => isOnlyHandingOn(call, place));
}

/** Whether a decorator calls what it decorates with what it is given, and with nothing else. */
export const isHandedOn = (call: CallFact, { module, fn }: Place): boolean =>
  isOfWrapped(call, { module, fn }) && isOnlyHandingOn(call, { module, fn });

/** Whether it calls what was given to the function around. */
const isOfWrapped = ({ callee: [callee, ...others] }: CallFact, { fn }: Place): boolean =>
  callee?.kind === 'parameter' && others.length === 0 && callee.function === fn.parent;

const isOnlyHandingOn = (call: CallFact, { fn }: Place): boolean =>
  call.arguments.length > 0 &&
  call.arguments.every((it) => it.spread === true && spreadIn(it.values)?.function === fn.id);

/**
 * Whether nobody but decorators of the project calls the function as it is, `return fn(event, context, s3)`, so that what
 * it is given is told there. In JavaScript that is so of one without a name.
 */
export function isGivenByWrappers({ module, fn }: Place, sources: Sources): boolean {
  if (fn.wrappers.length === 0 || !(module.language === 'python' || isNameless(fn.name, module))) return false;
  const giving = givingIn({ module, fn }, sources);
  return giving.length === 1 && giving.every((it) => builtBy(it, module, sources).some(callsWrapped));
}

/** Whether the call is the one by which such a decorator runs the function. */
export function isByWrapper(call: CallFact, module: ModuleFacts, place: Place, sources: Sources): boolean {
  const [wrapper, ...others] = givingIn(place, sources);
  if (wrapper === undefined || others.length > 0) return false;
  return builtBy(wrapper, place.module, sources).some(
    (it) => it.module === module && it.fn.id === call.in && isOfWrapped(call, it),
  );
}

const givingIn = ({ module, fn }: Place, sources: Sources): readonly string[] =>
  fn.wrappers.filter((it) => !handsOn(it, module, sources));

const callsWrapped = (place: Place): boolean => wrappedCallsIn(place).length > 0;

/** The calls by which a decorator runs what it decorates. */
export const wrappedCallsIn = (place: Place): readonly CallFact[] =>
  indexOf(place.module)
    .callsIn(place.fn.id)
    .filter((call) => isOfWrapped(call, place));

const isNameless = (name: string, { language }: ModuleFacts): boolean => name === '' && language !== 'java';

/** Whether a function calls what it is given there. */
export const callsIts = ({ module, fn }: Place, position: number, name: string | undefined): boolean =>
  indexOf(module).callsParameter(fn.id, parameterFor(fn, position, name));
