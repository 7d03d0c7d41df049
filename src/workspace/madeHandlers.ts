/**
 * JavaScript: handlers that functions make, `export const handler = createHandler(orders)`, wherever these functions and
 * what is made stand. Only what is exported by a name that Lambda's runtimes look for is asked about.
 */
import type { LambdaFunction } from '../core/application.ts';
import type { ExportFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';
import { exportsIn, valuesBehind } from '../reach/names.ts';
import { givenOn } from '../reach/reexports.ts';
import { locate, type Sources } from '../reach/reference.ts';
import { declaredByShape, exportedNames, handlersIn, takesAnEventByName } from './shapes.ts';

/** What is called a handler, and what it is, which tells whether it is one. */
export interface MadeHandler {
  readonly fn: LambdaFunction;
  readonly values: readonly Value[];
}

/** Further than one function makes a handler of what another one made. */
const furthest = 6;

/** They give back a handler that calls the one which they are given. */
const wrapping =
  /^(@sentry\/(aws-)?serverless|@middy\/core|datadog-lambda-js|@lumigo\/tracer|epsagon|@thundra\/core|@iopipe\/iopipe|newrelic)(#|$)/;

export function madeHandlersIn(module: ModuleFacts): readonly MadeHandler[] {
  if (module.language !== 'javascript' && module.language !== 'typescript') return [];
  return module.exports.flatMap((it) => {
    const values = exportedNames.has(it.name) && it.functions.length === 0 ? valuesOf(it) : [];
    return values.length > 0 ? [{ fn: declaredByShape(module, it.name, it.at), values }] : [];
  });
}

/** `export { list as handler } from './orders'` as what that imports; under the same name it is a handler over there. */
function valuesOf({ values, targets, name }: ExportFact): readonly Value[] {
  if (values.length > 0) return values;
  return targets.flatMap((it) => (it.kind === 'import' && it.member !== name ? [it] : []));
}

/** Whether one of the values is a handler that nothing in the file where it stands tells. */
export const isHandler = (values: readonly Value[], module: ModuleFacts, sources: Sources, depth = 0): boolean =>
  depth < furthest &&
  valuesBehind(values, module).some((it) => {
    switch (it.kind) {
      case 'result':
        return isWrapped(it, module) || isMade(it.of, module, sources, undefined, depth);
      case 'member':
        return it.of.some((of) => of.kind === 'result' && isMade(of.of, module, sources, it.name, depth));
      case 'import':
        return isHandlerElsewhere(it, module, sources, depth);
      default:
        return false;
    }
  });

function isHandlerElsewhere(
  { specifier, member }: Extract<Value, { kind: 'import' }>,
  module: ModuleFacts,
  sources: Sources,
  depth: number,
): boolean {
  const there = sources.resolve(module, specifier, member);
  const other = there && sources.module(there.path);
  if (!other) return false;
  return [{ module: other, path: there.member }, ...givenOn(other, there.member, sources)].some(
    ({ module: its, path }) =>
      exportsIn(its, path === '' ? 'default' : path).some((it) => {
        const found = handlersIn(its);
        if ([...found.named, ...found.likely].some(({ id }) => id === it.name)) return false;
        const isOne = it.functions.some((id) => isTakingEvents(its.functions[id]));
        return isOne || (it.functions.length === 0 && isHandler(valuesOf(it), its, sources, depth + 1));
      }),
  );
}

/** Whether calling one of the values gives a handler, or an object that has one under the name of a member. */
const isMade = (
  by: readonly Value[],
  module: ModuleFacts,
  sources: Sources,
  member: string | undefined,
  depth: number,
): boolean =>
  valuesBehind(by, module).some((it) => {
    if (it.kind === 'function') return gives(module.functions[it.id], module, sources, member, depth);
    const there = it.kind === 'import' ? sources.resolve(module, it.specifier, it.member) : undefined;
    const other = there && sources.module(there.path);
    if (!other) return false;
    return locate(sources, other, there.member).some(({ module: its, fn }) => gives(fn, its, sources, member, depth));
  });

function gives(
  fn: FunctionFact | undefined,
  module: ModuleFacts,
  sources: Sources,
  member: string | undefined,
  depth: number,
): boolean {
  const given = fn?.values ?? [];
  const its =
    member === undefined
      ? given
      : valuesBehind(given, module).flatMap((it) => (it.kind === 'record' ? (it.members[member] ?? []) : []));
  return (
    valuesBehind(its, module).some((it) => it.kind === 'function' && isTakingEvents(module.functions[it.id])) ||
    isHandler(its, module, sources, depth + 1)
  );
}

const isTakingEvents = (fn: FunctionFact | undefined): boolean => fn !== undefined && takesAnEventByName(fn);

/** `AWSLambda.wrapHandler(handle)`, where that takes events. */
function isWrapped({ call }: Extract<Value, { kind: 'result' }>, module: ModuleFacts): boolean {
  const its = call === undefined ? undefined : module.calls[call];
  return (
    its !== undefined &&
    wrapping.test(its.symbol) &&
    its.arguments.some(({ values }) =>
      valuesBehind(values, module).some((it) => it.kind === 'function' && isTakingEvents(module.functions[it.id])),
    )
  );
}
