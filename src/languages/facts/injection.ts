/** Java: what classes tell Dagger and Guice, by annotations, and Guice by what a module binds. */
import type { BoundFact, InjectionFact, ProviderFact, Wanted } from '../../core/injected.ts';
import type { CallFact, ClassReference } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CallExpression, ClassNode, Expression, FunctionNode, InjectedNode } from '../tree.ts';

type Marks = InjectedNode['methods'] extends ReadonlyMap<unknown, infer It> ? It : never;

const frameworks = '(?:dagger|com\\.google\\.inject|(?:javax|jakarta)\\.inject)';
const provides = /^(?:dagger|com\.google\.inject)\.(?:Provides|Binds)$/;
const collects = /(?:^|\.)(?:IntoSet|IntoMap|ElementsIntoSet|ProvidesIntoSet|ProvidesIntoMap)$/;
const injects = new RegExp(`^${frameworks}\\.Inject$`);
const component = /^dagger\.(?:Component|Subcomponent)$/;

/** What annotations beside them may say that neither tells objects apart nor keeps them. */
const plain =
  /^(?:[\w.]*\.)?(?:Provides|Binds|Inject|Override|SuppressWarnings|SneakyThrows|Nullable|NonNull|Nonnull|NotNull|Deprecated|VisibleForTesting|Getter|Setter)\b/;
const scope = /^(?:[\w.]*\.)?(?:Singleton|Reusable|ApplicationScoped|\w*Scope|\w*Scoped)\b/;

/** Undefined for a class that says nothing. */
export function injectionOf(analysis: Analysis, node: ClassNode): InjectionFact | undefined {
  const { injected, kind } = node;
  if (!injected) return undefined;
  const isComponent = kind !== 'class' && symbolsOf(analysis, node.decorators).some((it) => component.test(it));
  const isScoped = symbolsOf(analysis, node.decorators).some((it) => scope.test(it));
  const providers = [...injected.methods].flatMap(
    ([fn, marks]) => providerOf(analysis, fn, marks, { node, isComponent, isScoped }) ?? [],
  );
  const fields = node.fields.flatMap((it) => {
    const marks = Object.hasOwn(injected.fields, it.name) ? injected.fields[it.name] : undefined;
    return marks?.some((mark) => /(?:^|\.)Inject$/.test(mark)) ? (wanted(analysis, it.type, marks) ?? []) : [];
  });
  const modules = injected.classes.flatMap((it) => referenceTo(analysis, it) ?? []);
  const bound = boundIn(analysis, node);
  if (!isComponent && providers.length + fields.length + modules.length + bound.length === 0) return undefined;
  return { ...(isComponent ? { component: true } : {}), modules, providers, fields, bound };
}

function providerOf(
  analysis: Analysis,
  fn: FunctionNode,
  { own, parameters }: Marks,
  {
    node,
    isComponent,
    isScoped,
  }: { readonly node: ClassNode; readonly isComponent: boolean; readonly isScoped: boolean },
): ProviderFact | undefined {
  const says = symbolsOf(analysis, fn.decorators);
  if (says.some((it) => collects.test(it))) return undefined;
  const takes = fn.parameters.map((it, index) => wanted(analysis, it.bindings[0]?.type, parameters[index] ?? []));
  if (fn.name === 'constructor' || fn.name.endsWith('.constructor')) {
    const isAsked = says.some((it) => injects.test(it));
    // An injector makes objects of classes that say nothing, by the constructor that takes nothing.
    if (!isAsked && takes.length > 0) return undefined;
    const gives: Wanted = { type: { name: node.name }, qualifier: '' };
    return isAsked ? { function: fn.id, kind: 'constructs', gives, takes, scoped: isScoped } : undefined;
  }
  const gives = wanted(analysis, fn.returns, own);
  if (says.some((it) => provides.test(it))) {
    if (!gives) return undefined;
    // An annotation of the project's own may be a scope as well.
    const scoped = own.some((it) => scope.test(it) || (!/^(?:[\w.]*\.)?Named\b/.test(it) && !plain.test(it)));
    return { function: fn.id, kind: 'provides', gives, takes, scoped };
  }
  if (!isComponent || !fn.abstract) return undefined;
  return { function: fn.id, kind: 'asked', ...(gives ? { gives } : {}), takes, scoped: false };
}

function wanted(analysis: Analysis, type: Expression | undefined, marks: readonly string[]): Wanted | undefined {
  const reference = type && referenceTo(analysis, type);
  const qualifier = marks.find((it) => !plain.test(it) && !scope.test(it)) ?? '';
  return reference && { type: reference, qualifier };
}

const symbolsOf = ({ symbols }: Analysis, decorators: readonly Expression[]): readonly string[] =>
  decorators.map((it) => symbols.of(it).symbol);

/** `bind(Orders.class).to(StoredOrders.class).in(Singleton.class)` */
function boundIn(analysis: Analysis, node: ClassNode): readonly BoundFact[] {
  return analysis.flow.calls.flatMap((call): readonly BoundFact[] => {
    if (call.callee.kind !== 'member' || !/^(?:to|in|asEagerSingleton)$/.test(call.callee.property)) return [];
    const from = call.callee.object;
    const isBinding =
      from.kind === 'call' &&
      from.callee.kind === 'member' &&
      from.callee.property === 'bind' &&
      from.callee.object.kind === 'this';
    if (!isBinding || from.callee.object.class !== node) return [];
    const [type] = classesIn(analysis, from);
    const isToItself = call.callee.property !== 'to';
    const [to] = classesIn(analysis, isToItself ? from : call);
    const around = analysis.parents.get(call);
    const scoped = isToItself || (around?.kind === 'member' && /^(?:in|asEagerSingleton)$/.test(around.property));
    return type && to ? [{ type, to, scoped }] : [];
  });
}

const classesIn = (analysis: Analysis, call: CallExpression): readonly ClassReference[] =>
  call.arguments.flatMap(({ value }) =>
    value.kind === 'literal' && value.type ? (referenceTo(analysis, value.type) ?? []) : [],
  );

/** The class of whose object an injector makes one, or whose object it fills. */
export function wantedBy(analysis: Analysis, call: CallExpression): Pick<CallFact, 'wanted'> {
  const { callee } = call;
  if (callee.kind !== 'member' || !/^(?:getInstance|injectMembers|inject)$/.test(callee.property)) return {};
  const [only] = call.arguments;
  const reference =
    only?.value.kind === 'this' ? only.value.class && { name: only.value.class.name } : classesIn(analysis, call)[0];
  return reference ? { wanted: reference } : {};
}

export function referenceTo({ symbols }: Analysis, type: Expression): ClassReference | undefined {
  const reference = symbols.of(type);
  if (reference.class) return { name: reference.class.name };
  return reference.imported && { specifier: reference.imported.specifier, name: reference.imported.member };
}
