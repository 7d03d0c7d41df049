/** What a file gives to others, and the functions behind it. */
import type { ExportFact, Target } from '../../core/module.ts';
import { spanOf, type Analysis } from '../analysis/analysis.ts';
import { isMemoising } from '../catalogue.ts';
import { lastNameOf } from '../plain.ts';
import type { CallExpression, ExportNode, Expression, Tree } from '../tree.ts';
import { isModuleLevel, partsOf } from '../walk.ts';
import { isTypedHandler } from './handlers.ts';

export function exportFacts(analysis: Analysis): readonly ExportFact[] {
  const { tree, symbols } = analysis;
  return tree.exports.map((node) => {
    const at = spanOf(tree, node.range);
    const nothing = { name: node.name, functions: [], targets: [], wrappers: [], symbol: '', values: [], at };
    if (node.from) {
      const member = node.from.imported === '*' || node.from.imported === 'default' ? '' : node.from.imported;
      const target: Target = { kind: 'import', specifier: node.from.specifier, member };
      return { ...nothing, targets: [target] };
    }
    if (!node.value) return nothing;
    const { targets, wrappers } = unwrap(analysis, node.value, 0);
    const { symbol, instance } = symbols.of(node.value);
    // An object of one class or of another: the one that works, and the one that takes its place.
    const others = (node.earlier ?? []).filter((it) => {
      const other = symbols.of(it);
      return instance !== undefined && other.instance !== undefined && other.instance !== instance;
    });
    return {
      name: node.name,
      functions: targets.flatMap((target) => (target.kind === 'function' ? [target.id] : [])),
      targets: targets.filter((target) => target.kind === 'import'),
      wrappers,
      ...variableOf(node),
      symbol: others.length > 0 ? '' : symbol,
      values: [node.value, ...others].flatMap((it) => analysis.values.of(isOpen(it) ? (nameOf(tree, node) ?? it) : it)),
      ...(isTypedHandler(tree, node.value) ? { typed: true } : {}),
      at,
    };
  });
}

/** Whether it has nothing in it yet: what is put into it is found by its name. */
const isOpen = (value: Expression): boolean =>
  (value.kind === 'object' && value.entries.length === 0) ||
  (value.kind === 'list' && value.items.length === 0) ||
  (value.kind === 'call' &&
    value.arguments.length === 0 &&
    /^(Map|dict|list|OrderedDict)$/.test(lastNameOf(value.callee)));

function nameOf(tree: Tree, { name, range }: ExportNode): Expression | undefined {
  const binding = tree.bindings.find((it) => it.name === name && isModuleLevel(it));
  return binding && { kind: 'name', name, binding, ...range };
}

const variableOf = ({ name, value }: ExportNode): Pick<ExportFact, 'variable'> =>
  value?.kind === 'name' && value.binding?.kind === 'variable' && value.name !== name ? { variable: value.name } : {};

/** The functions behind `middy(handler).use(…)`, `wrap({ handler })`, `handler.bind(x)`. */
function unwrap(
  analysis: Analysis,
  value: Expression,
  depth: number,
): { targets: readonly Target[]; wrappers: readonly string[] } {
  const { symbols } = analysis;
  if (depth > 8) return { targets: [], wrappers: [] };
  if (value.kind === 'name' && value.binding?.kind === 'variable') {
    const writes = value.binding.writes.filter((write) => write.value && write.path.length === 0);
    const [only] = writes;
    if (writes.length === 1 && only?.value) return unwrap(analysis, only.value, depth + 1);
  }
  const reference = symbols.of(value);
  if (reference.functions.length > 0 && !reference.class) return { targets: reference.targets, wrappers: [] };
  const called = reference.instance?.methods.find(({ name }) => name === '__call__');
  if (called) return { targets: [{ kind: 'function', id: called.function.id }], wrappers: [] };
  // What is kept by the wrapper runs once, so that nothing is found behind it.
  if (value.kind === 'call' && isMemoising(symbols.of(value.callee).symbol, analysis.tree) && !takesFunction(value))
    return { targets: [], wrappers: [] };
  if (value.kind === 'call') {
    const inner = [
      ...(value.callee.kind === 'member' ? [unwrap(analysis, value.callee.object, depth + 1)] : []),
      ...value.arguments.flatMap((it) => (it.name === 'lifespan' ? [] : unwrap(analysis, it.value, depth + 1))),
    ];
    const targets = inner.flatMap((it) => it.targets);
    return {
      targets,
      wrappers: [symbols.of(value.callee).symbol, ...inner.flatMap((it) => it.wrappers)],
    };
  }
  if (value.kind === 'object')
    return unwrapAll(
      analysis,
      value.entries.map((entry) => entry.value),
      depth,
    );
  if (value.kind === 'list') return unwrapAll(analysis, value.items, depth);
  // `isTraced ? traced(orders) : orders`.
  if (value.kind === 'conditional') return eitherOf(unwrapAll(analysis, [value.then, value.else], depth));
  // `lambda.handler` of what was made of them: `new GraphQLServerLambda({ resolvers })`.
  if (value.kind === 'member' && !reference.instance && !isRelative(reference.imported?.specifier))
    return unwrap(analysis, value.object, depth + 1);
  if (value.kind === 'operation' || value.kind === 'await') return unwrapAll(analysis, partsOf(value), depth);
  if ((value.kind === 'name' || value.kind === 'member') && reference.imported)
    return { targets: reference.targets, wrappers: [] };
  return { targets: [], wrappers: [] };
}

const takesFunction = ({ arguments: [first] }: CallExpression): boolean => first?.value.kind === 'function';

const isRelative = (specifier: string | undefined): boolean => specifier?.startsWith('.') ?? false;

const eitherOf = ({ targets, wrappers }: ReturnType<typeof unwrapAll>) => ({
  targets: [...new Map(targets.map((it) => [JSON.stringify(it), it])).values()],
  wrappers,
});

function unwrapAll(analysis: Analysis, values: readonly Expression[], depth: number) {
  const inner = values.map((value) => unwrap(analysis, value, depth + 1));
  return {
    targets: inner.flatMap((it) => it.targets),
    wrappers: inner.flatMap((it) => it.wrappers),
  };
}
