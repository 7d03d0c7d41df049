/** From the lowered tree to the facts that rules are decided on. */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import type {
  CallFact,
  FunctionFact,
  Guard,
  ImportFact,
  ImportUse,
  ModuleFacts,
  Source,
  Target,
} from '../../core/module.ts';
import { analyse, functionOf, isForgotten, spanOf, type Analysis } from '../analysis/analysis.ts';
import { whenOf } from '../analysis/decided.ts';
import { isOnClass } from '../analysis/fields.ts';
import { union } from '../analysis/flow.ts';
import { givenByName } from '../analysis/givenFields.ts';
import { guardOfCall, lazily } from '../analysis/guards.ts';
import { runsSurely } from '../analysis/surely.ts';
import type { Symbols } from '../analysis/symbols.ts';
import { wordsIn } from '../analysis/words.ts';
import { declaredAs } from '../catalogue/own.ts';
import { overloads } from '../java/overloads.ts';
import type { CallExpression, Expression, FunctionNode, Tree } from '../tree.ts';
import { allExpressions, givenBackBy } from '../walk.ts';
import { appliedCalls } from './appliedCalls.ts';
import { argumentFacts, orNone } from './argumentFacts.ts';
import { appliedBy, calledBy, type Called } from './called.ts';
import { assignedElsewhere, classFacts } from './classFacts.ts';
import { isRegistering } from './changes.ts';
import { closing, possibleCreationsOf } from './creations.ts';
import { askedByType, asksOf, defaultsOf } from './dependencies.ts';
import { endsAlways } from './emptied.ts';
import { exportFacts } from './exportFacts.ts';
import { filledIn } from './filledParameters.ts';
import { handedCalls } from './handedCalls.ts';
import { looksLikeHandler } from './handlers.ts';
import { impliedCalls } from './implied.ts';
import { wantedBy } from './injection.ts';
import { asksForKeys } from './keySets.ts';
import { memoryFact } from './memories.ts';
import { outsideWrites } from './outside.ts';
import { memberCalledOn, putMembersIn } from './putMembers.ts';
import { insteadOfModule, patchesIn } from './replaced.ts';
import { searchedIn } from './searchPath.ts';
import { settingsOf } from './settings.ts';
import { storedObject } from './storedObjects.ts';
import { variableFacts } from './variables.ts';

export function factsOf(tree: Tree): ModuleFacts {
  const analysis = analyse(tree);
  const written = analysis.flow.calls.map((call) => callFact(analysis, call));
  const handed = handedCalls(analysis, written, written.length);
  const applied = appliedCalls(analysis, written, written.length + handed.length);
  const implied = impliedCalls(analysis, written.length + handed.length + applied.length);
  const calls = [...written, ...handed, ...applied, ...implied];
  const assigned = assignedElsewhere(analysis);
  const searched = searchedIn(analysis);
  const outside = outsideWrites(analysis);
  const puts = putMembersIn(analysis);
  const constants = wordsIn(tree).constants();
  const facts = {
    path: tree.path,
    language: tree.language,
    ...(tree.package === undefined ? {} : { package: tree.package }),
    ...(searched.length > 0 ? { searched } : {}),
    imports: importFacts(analysis),
    functions: tree.functions.map((fn) => functionFact(analysis, fn)),
    exports: [...exportFacts(analysis), ...insteadOfModule(analysis)],
    creations: possibleCreationsOf(analysis).map(({ fact }) => fact),
    calls,
    variables: variableFacts(analysis),
    settings: settingsOf(analysis),
    ...(constants ? { constants } : {}),
    classes: classFacts(analysis),
    ...(outside.length > 0 ? { outside } : {}),
    ...(assigned.length > 0 ? { assigned } : {}),
    ...(puts.length > 0 ? { puts } : {}),
    ...patchesIn(analysis),
    readsRequestType: readsRequestType(tree),
    readsEdgeEvent: readsEdgeEvent(tree),
    problems: tree.problems,
  };
  // Last, when everything that holds values was asked for.
  return { ...facts, holders: analysis.values.holders() };
}

/** `event['RequestType']` together with another field that only such an event has. */
function readsRequestType(tree: Tree): boolean {
  if (!tree.text.includes('RequestType')) return false;
  const names = membersIn(tree);
  const others = ['ResponseURL', 'PhysicalResourceId', 'LogicalResourceId', 'ResourceProperties', 'Delete'];
  return names.has('RequestType') && others.some((name) => names.has(name));
}

/** `event.Records[0].cf`, `event['Records'][0]['cf']['request']` */
function readsEdgeEvent(tree: Tree): boolean {
  if (!/\bRecords\b['"\]\s]*\[\s*0\s*\]\s*(\.\s*cf\b|\[\s*['"]cf['"])/.test(tree.text)) return false;
  const names = membersIn(tree);
  return names.has('Records') && names.has('cf');
}

/** The names of members that the file reads, and its texts, with which members may be read as well. */
function membersIn(tree: Tree): ReadonlySet<unknown> {
  const names = new Set<unknown>();
  for (const expression of allExpressions(tree)) {
    if (expression.kind === 'member') names.add(expression.property);
    if (expression.kind === 'literal') names.add(expression.value);
  }
  return names;
}

function functionFact(analysis: Analysis, fn: FunctionNode): FunctionFact {
  const { tree, symbols, flow, values } = analysis;
  const wrappers = [...fn.decorators.map(calledSymbol(symbols)), ...wrappersAround(analysis, fn)];
  const decorators = fn.decorators.flatMap(values.of);
  const defaults = defaultsOf(analysis, fn);
  const defaultWords = defaultWordsOf(tree, fn);
  const fills = filledIn(analysis).get(fn);
  const rest = fn.parameters.findIndex((it) => it.rest === 'items');
  return {
    id: fn.id,
    name: fn.class && !fn.name.includes('.') ? `${fn.class.name}.${fn.name}` : fn.name,
    at: spanOf(tree, fn.at),
    span: spanOf(tree, fn.range),
    ...(fn.parent ? { parent: fn.parent.id } : {}),
    parameters: orNone(parametersOf(fn)),
    async: fn.async,
    wrappers: orNone(wrappers),
    ...(decorators.length > 0 ? { decorators } : {}),
    ...(defaults.length > 0 ? { defaults } : {}),
    ...asksOf(analysis, fn),
    ...(defaultWords ? { defaultWords } : {}),
    ...(rest < 0 ? {} : { rest }),
    ...(mayLackArguments(tree, fn) ? { mayLack: true } : {}),
    ...memoryFact(analysis, fn, wrappers),
    ...(fills ? { fills: [...fills] } : {}),
    returns: orNone(union(givenBackBy(fn).map(flow.of))),
    values: fn.generator ? [] : values.ofResults(fn),
    getter: fn.getter ?? false,
    ...(fn.class
      ? { method: { class: fn.class.name, name: methodName(fn), ...(isOnClass(fn) ? { static: true } : {}) } }
      : {}),
    handlerShape: looksLikeHandler(tree, fn),
    ...(fn.abstract || wrappers.includes('abc.abstractmethod') ? { abstract: true } : {}),
    ...(fn.implied ? { implied: true } : {}),
  };
}

/** What a data class is made with goes to its fields, before what is written to run afterwards. */
const parametersOf = (fn: FunctionNode): readonly string[] => givenByName(fn) ?? fn.parameters.map(({ name }) => name);

function defaultWordsOf(tree: Tree, { parameters }: FunctionNode): FunctionFact['defaultWords'] {
  const found = parameters.flatMap((it, index) => {
    const words = it.default && wordsIn(tree).of(it.default);
    return words ? [[index, words] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** Whether a parameter that a call gives nothing is nothing: in JavaScript, where none takes all that are left. */
const mayLackArguments = ({ language }: Tree, { parameters }: FunctionNode): boolean =>
  /script$/.test(language) && parameters.length > 0 && parameters.every(({ rest }) => rest === undefined);

const methodName = (fn: FunctionNode): string =>
  fn.class?.methods.find((method) => method.function === fn)?.name ?? fn.name;

/** A decorator's symbol, without the arguments that it is given. */
const calledSymbol =
  (symbols: Symbols) =>
  (expression: Expression): string =>
    symbols.of(expression.kind === 'call' ? expression.callee : expression).symbol;

/** The calls that a function literal is handed to before it gets its name: `once(() => …)`, `middy(async () => …)`. */
const wrappersAround = (analysis: Analysis, fn: FunctionNode): readonly string[] => wrappersIn(analysis).get(fn) ?? [];

const wrappersIn = keptWith(({ flow, symbols }: Analysis): ReadonlyMap<FunctionNode, readonly string[]> => {
  const wrappers = new Map<FunctionNode, string[]>();
  for (const call of flow.calls) {
    const handed = call.arguments.flatMap(({ value }) => (value.kind === 'function' ? [value.function] : []));
    for (const fn of new Set(handed)) addTo(wrappers, fn, symbols.of(call.callee).symbol);
  }
  return wrappers;
});

function callFact(analysis: Analysis, call: CallExpression): CallFact {
  const { tree, symbols, flow, values } = analysis;
  const called = calledBy(analysis, call);
  const applied = appliedBy(analysis, call);
  const callee = symbols.of(called.callee);
  const here = analysis.circumstances.get(call);
  const declared = declaredAs(callee.symbol, tree);
  const fn = functionOf(analysis, call);
  const when = whenOf(analysis, fn, call);
  const stored = storedObject(analysis, call);
  const on = call.callee.kind === 'member' && closing.has(call.callee.property) ? memberCalledOn(call) : undefined;
  return {
    id: flow.callId(call),
    symbol: callee.symbol,
    ...(called.callee.kind === 'member' ? { method: called.callee.property } : {}),
    // What it binds runs where that is called.
    targets: orNone(
      applied?.binds
        ? []
        : tree.language === 'java' && callee.functions.length > 1
          ? targetsOf(callee.functions, called)
          : callee.targets,
    ),
    callee: orNone(values.of(called.callee)),
    implied: false,
    in: fn.id,
    at: spanOf(tree, call),
    arguments: orNone([...argumentFacts(analysis, call, called, fn, applied?.callee), ...askedByType(analysis, call)]),
    receiver: orNone(receiverOf(called.callee, flow)),
    ...(on === undefined ? {} : { on }),
    ...(tree.language === 'java' ? wantedBy(analysis, call) : {}),
    ...(isRegistering(tree, call) ? { registers: tree.text.slice(call.callee.start, call.callee.end) } : {}),
    guard: here ? guardOfCall(here, call) : unguarded,
    ...(here?.refilled ? { refills: { argument: here.refilled.argument, of: lazily(here.refilled.place) } } : {}),
    conditional: here?.conditional ?? false,
    ...(when ? { when } : {}),
    ...(declared === undefined ? {} : { declared }),
    ...(asksForKeys(analysis, call) ? { asksForKeys: true } : {}),
    ...(isForgotten(analysis, call) ? { forgotten: true } : {}),
    ...(endsAlways(analysis, call) ? { always: true } : {}),
    ...(isSure(analysis, call) ? { sure: true } : {}),
    ...(stored ? { stored } : {}),
  };
}

function isSure(analysis: Analysis, call: CallExpression): boolean {
  const statement = analysis.statements.get(call);
  return statement !== undefined && runsSurely(analysis)(statement);
}

const unguarded: Guard = { kind: 'none' };

function receiverOf(callee: CallExpression['callee'], flow: Analysis['flow']): readonly Source[] {
  if (callee.kind === 'index') return flow.of(callee);
  return callee.kind === 'member' && callee.object.kind !== 'this' ? flow.of(callee.object) : [];
}

const targetsOf = (functions: readonly FunctionNode[], call: Called): readonly Target[] =>
  overloads(functions, call.arguments.length).map(({ id }) => ({ kind: 'function', id }));

function importFacts(analysis: Analysis): readonly ImportFact[] {
  return analysis.tree.imports
    .filter(({ typeOnly }) => !typeOnly)
    .map((node) => ({
      specifier: node.specifier.replace(/^node:/, ''),
      form: node.form,
      names: node.names.map(({ imported, local }) => ({ imported, local })),
      at: spanOf(analysis.tree, node.range),
      in: node.function.id,
      uses: node.names.flatMap(({ imported, binding }) =>
        binding && (imported === '*' || imported === 'default')
          ? binding.reads.map((read) => importUse(analysis, read))
          : [],
      ),
    }));
}

function importUse(analysis: Analysis, read: Expression): ImportUse {
  const path: string[] = [];
  let whole = read;
  for (
    let parent = analysis.parents.get(whole);
    parent?.kind === 'member' && parent.object === whole;
    parent = analysis.parents.get(whole)
  ) {
    path.push(parent.property);
    whole = parent;
  }
  const parent = analysis.parents.get(whole);
  const passed = path.length === 0 && parent?.kind === 'call' && parent.callee !== whole;
  return {
    path: path.join('.'),
    at: spanOf(analysis.tree, whole),
    in: functionOf(analysis, read).id,
    ...(passed ? { passedTo: analysis.symbols.of(parent.callee).symbol } : {}),
  };
}
