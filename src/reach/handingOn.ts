/** Decorators that hand on to what they decorate exactly what they are given: `return fn(*args, **kwargs)`. */
import type { CallFact, ModuleFacts } from '../core/module.ts';
import { spreadIn } from './demanded.ts';
import { builtBy, indexOf, type Place, type Sources } from './reference.ts';

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
