/** What a call gives: where each argument comes from, and what it may be. */
import { keptWith } from '../../core/memo.ts';
import type { ArgumentFact, Target } from '../../core/module.ts';
import type { Word } from '../../core/word.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { isCertain } from '../analysis/certain.ts';
import { missedByOptional } from '../analysis/conditions.ts';
import { whenOf } from '../analysis/decided.ts';
import { givenField } from '../analysis/givenFields.ts';
import { fieldMeant } from '../analysis/javaFields.ts';
import { filledBefore } from '../analysis/memberPuts.ts';
import type { Reference } from '../analysis/references.ts';
import { wordsIn } from '../analysis/words.ts';
import { isTransparent } from '../catalogue.ts';
import type { Binding, CallExpression, Expression, FunctionNode } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';
import type { Called } from './called.ts';

/** One for all of them: most lists in facts are empty, and thousands of files have hundreds of thousands of these. */
const none: readonly never[] = Object.freeze([]);
export const orNone = <Item>(list: readonly Item[]): readonly Item[] => (list.length === 0 ? none : list);

/** Of what `called` says of the call, which stands in `fn`; `applied` is what another call tells of. */
export function argumentFacts(
  analysis: Analysis,
  call: CallExpression,
  called: Called,
  fn: FunctionNode,
  applied?: Expression,
): readonly ArgumentFact[] {
  const { tree, symbols, flow, values } = analysis;
  // What no function of the project is given decides nothing.
  const isTold = values.of(called.callee).length > 0 || symbols.of(called.callee).functions.length > 0;
  const facts = called.arguments.map(({ value, name, spread }): ArgumentFact => {
    const sources = flow.ofGiven(value);
    const parts = sources.length > 0 ? flow.membersOf(value) : undefined;
    const words = isTold && !spread ? (wordsIn(tree).of(value) ?? wordsOfField(analysis, value, fn)) : undefined;
    const wordsByMember = isTold && !spread ? wordsIn(tree).ofMembers(value) : undefined;
    const functions = functionsIn(analysis, value);
    const when = functions.length > 0 && missedByOptional(call) ? whenOf(analysis, fn, value) : undefined;
    const variables = isTold && !spread ? variablesIn(value) : undefined;
    const filled = isTold && !spread ? filledBefore(analysis, value, call) : none;
    return {
      sources: orNone(sources),
      ...(parts ? { parts } : {}),
      ...(name === undefined ? {} : { name }),
      functions: orNone(functions),
      ...(when ? { when } : {}),
      values: orNone(values.of(value)),
      ...(words ? { words } : {}),
      ...(wordsByMember ? { wordsByMember } : {}),
      ...(isTold && isNeverNothing(analysis, value) ? { certain: true } : {}),
      ...(filled.length > 0 ? { filled } : {}),
      ...(variables ? { variables } : {}),
      ...(spread ? { spread } : {}),
      ...(value === applied ? { isApplied: true } : {}),
    };
  });
  if (!facts.some((it) => it.functions.length + it.values.length > 0)) return facts;
  return facts.map((fact, index) => {
    const word = wordIn(called.arguments[index]?.value);
    return word === undefined ? fact : { ...fact, word };
  });
}

/** The variable of the module that a value is, and those that its members are where it is written out. */
function variablesIn(value: Expression): ArgumentFact['variables'] {
  const own = moduleVariable(value);
  if (own) return itself(own);
  const found = (value.kind === 'object' ? value.entries : []).flatMap(({ key, value: it }) => {
    const variable = moduleVariable(it);
    return key !== undefined && variable ? [[key, variable.name]] : [];
  });
  return found.length > 0 ? (Object.fromEntries(found) as Record<string, string>) : undefined;
}

const moduleVariable = (it: Expression): Binding | undefined => {
  const { binding } = it.kind === 'name' ? it : {};
  return binding?.kind === 'variable' && isModuleLevel(binding) ? binding : undefined;
};

/** One for all arguments that are the variable. */
const itself = keptWith(({ name }: Binding): NonNullable<ArgumentFact['variables']> => ({ '': name }));

/** Of a field that is what its object was given. */
function wordsOfField(analysis: Analysis, value: Expression, fn: FunctionNode): readonly Word[] | undefined {
  const given = givenField(analysis, value, fn);
  return given?.isFixed ? [given.of] : undefined;
}

/** Whether it is a parameter that the function fills, or a new object, a promise among them, whatever that is made of. */
const isNeverNothing = (analysis: Analysis, value: Expression): boolean =>
  value.kind === 'call'
    ? value.construct || /^Promise\.\w+$/.test(analysis.symbols.of(value.callee).symbol)
    : value.kind === 'name' && value.binding?.kind === 'parameter' && isCertain(analysis, value);

const wordIn = (value: Expression | undefined): string | undefined =>
  value?.kind === 'literal' && typeof value.value === 'string' && /^[A-Za-z_]{2,30}$/.test(value.value)
    ? value.value
    : undefined;

/** Functions that a value hands over: literals, names of functions, and those within lists and objects. */
function functionsIn(analysis: Analysis, value: Expression): readonly Target[] {
  if (value.kind === 'object') return value.entries.flatMap((entry) => functionsIn(analysis, entry.value));
  if (value.kind === 'list') return value.items.flatMap((item) => functionsIn(analysis, item));
  // An object of a class without a name is handed over for its methods.
  const { instance } = value.kind === 'call' || value.kind === 'name' ? analysis.symbols.of(value) : {};
  if (instance?.anonymous)
    return instance.methods.flatMap(({ name, function: { id } }): Target[] =>
      name === 'constructor' ? [] : [{ kind: 'function', id }],
    );
  if (value.kind === 'call' && isTransparent(analysis.symbols.of(value.callee).symbol))
    return value.arguments.slice(0, 1).flatMap((it) => functionsIn(analysis, it.value));
  if (value.kind !== 'function' && value.kind !== 'name' && value.kind !== 'member') return [];
  if (fieldMeant(value, analysis.tree, analysis.symbols)) return [];
  const reference = analysis.symbols.of(value);
  if (analysis.tree.language === 'java' && isReference(analysis, value, reference)) return reference.targets;
  // A class or module that is handed over is not called by that.
  return reference.functions.length > 0 && !reference.class ? reference.targets : [];
}

/** `Orders::load`, which Java writes like no field, or `Orders::new`, since a class is no value there. */
const isReference = ({ tree }: Analysis, value: Expression, { class: node, imported }: Reference): boolean =>
  value.kind === 'member'
    ? tree.text.slice(value.start, value.end).includes('::')
    : value.kind === 'name' && value.binding?.kind !== 'variable' && (node ?? imported?.member) !== undefined;
