/**
 * Containers of dependency-injector, whose fields are providers: called, each makes what it stands for, of what the
 * providers make that it is given. https://python-dependency-injector.ets-labs.org/providers/
 */
import { lastNameOf, memberOf } from '../plain.ts';
import {
  type BindingDraft,
  type ClassDraft,
  type FunctionDraft,
  functionDraft,
  rangeOf,
  readingOf,
  recordWrite,
  within,
} from '../treeSitter/draft.ts';
import type { Argument, Expression, Range, Statement, Target } from '../tree.ts';
import type { Lowering, Scope } from './context.ts';
import { resolve } from './scopes.ts';

/** Those that make something each time that they are called. */
const making = /^(?:Abstract|Delegated)?(?:Factory|Callable|Coroutine)$/;

/** Those that keep what they made. */
const keeping = /^(?:(?:Abstract|Delegated)?(?:ThreadSafe|ThreadLocal|ContextLocal)?Singleton|Resource)$/;

const container = /^(?:Declarative|Dynamic)Container$/;

/** The function that a field of a container is, undefined where it is none; one that keeps what it made is handed the one that makes it. */
export function providerOf(
  lowering: Lowering,
  draft: ClassDraft,
  name: string,
  value: Expression | undefined,
): Expression | undefined {
  if (value?.kind !== 'call' || !draft.bases.some((it) => container.test(lastNameOf(it)))) return undefined;
  const kind = lastNameOf(value.callee);
  const [maker, ...given] = value.arguments;
  if (!maker || maker.name !== undefined || maker.spread || !(making.test(kind) || keeping.test(kind)))
    return undefined;
  const isWritten = maker.value.kind === 'function' && given.length === 0;
  const made = isWritten ? maker.value : makerOf(maker.value, rangeOf(value));
  return keeping.test(kind) ? { ...value, arguments: [{ ...maker, value: made }] } : made;

  function makerOf(callee: Expression, range: Range): Expression {
    const parent = lowering.scope.function;
    const fn = functionDraft(lowering, { name, at: rangeOf(callee), range, parent, class: undefined }, range);
    const result: Expression = {
      kind: 'call',
      callee,
      arguments: given.map((it) => ({ ...it, value: madeBy(it) })),
      construct: false,
      optional: false,
      ...range,
    };
    fn.body.statements.push({ kind: 'return', value: result, ...range, block: fn.body, function: fn });
    return { kind: 'function', function: fn, ...range };
  }

  /** What another provider of the container makes, which is written without a call. */
  function madeBy({ value: it }: Argument): Expression {
    const isProvider = it.kind === 'name' && draft.fields.some((field) => field.name === it.name);
    const binding = isProvider && lowering.scope.parent ? resolve(lowering.scope.parent, draft.name) : undefined;
    if (it.kind !== 'name' || !binding) return it;
    const range = rangeOf(it);
    const object = readingOf(binding, range);
    return calling(memberOf(object, it.name, range));
  }
}

/**
 * Has the function ask for what it is not given: `service=Provide[Container.service]` is
 * `service = service or Container.service()` in its body, and nothing by default.
 */
export function askProviders(lowering: Lowering, scope: Scope, fn: FunctionDraft): void {
  fn.parameters = fn.parameters.map((parameter) => {
    const binding = scope.names.get(parameter.name);
    const provider = parameter.default && providerIn(parameter.default);
    if (!binding || !provider) return parameter;
    // It does nothing beyond that.
    fn.decorators = fn.decorators.filter((it) => lastNameOf(it) !== 'inject');
    within(lowering, scope, () => fn.body.statements.push(asking(lowering, fn, binding, calling(provider))));
    return { ...parameter, default: { kind: 'literal', value: null, ...rangeOf(provider) } };
  });
}

/** `Provide[Container.service]`, `Closing[Provide[Container.service]]` */
function providerIn(value: Expression): Expression | undefined {
  if (value.kind !== 'index') return undefined;
  const name = lastNameOf(value.object);
  if (name === 'Closing') return providerIn(value.index);
  return name === 'Provide' && value.index.kind === 'member' ? value.index : undefined;
}

function asking(lowering: Lowering, fn: FunctionDraft, binding: BindingDraft, call: Expression): Statement {
  const range = rangeOf(call);
  const left = readingOf(binding, range);
  const value: Expression = { kind: 'logical', operator: '||', left, right: call, ...range };
  const target: Target = { kind: 'name', name: { kind: 'name', name: binding.name, binding, ...range } };
  const outer = lowering.pending;
  lowering.pending = [];
  recordWrite(lowering, binding, range, { value, iterates: undefined });
  const statement: Statement = {
    kind: 'assign',
    declarators: [{ targets: [target], value, operator: '=', annotation: undefined, ...range }],
    declaration: 'none',
    exported: false,
    ...range,
    block: fn.body,
    function: fn,
  };
  for (const write of lowering.pending) write.statement = statement;
  lowering.pending = outer;
  return statement;
}

const calling = (callee: Expression): Expression => ({
  kind: 'call',
  callee,
  arguments: [],
  construct: false,
  optional: false,
  ...rangeOf(callee),
});
