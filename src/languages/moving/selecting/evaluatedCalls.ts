/** Whether a call gives the same while the module is loaded, does nothing else, and what may go wrong with it. */
import type { Analysis } from '../../analysis/analysis.ts';
import {
  callingMethods,
  changesItsFirst,
  computationOf,
  environment,
  lookingMethods,
  methodOf,
} from '../../analysis/builtins.ts';
import {
  isCreation,
  isOfEnvironment,
  isSomething,
  isWritten,
  pairsIn,
  sharingOf,
  symbolOf,
} from '../../analysis/sharing.ts';
import { wordsIn } from '../../analysis/words.ts';
import { isVolatile } from '../../catalogue.ts';
import { creationsOf } from '../../facts/creations.ts';
import { settingsOf } from '../../facts/settings.ts';
import { shortText } from '../../lines.ts';
import { rootOf } from '../../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Range } from '../../tree.ts';
import { expressionsWithin, isModuleLevel } from '../../walk.ts';
import { demandsOf } from '../demands.ts';
import { breaksForGood, isRenewed } from '../keeping/connections.ts';
import { onItsObject } from '../needs.ts';
import { originOf } from '../origins.ts';
import { whyNot as whyNotMoved, whyNotBefore } from '../refusals.ts';
import { whyEnvironmentDiffers } from './environment.ts';
import type { Question } from './question.ts';

/** How many names are followed. */
const deepest = 4;

/** The evaluation that the calls are a part of. */
interface Evaluating {
  readonly question: Question;
  /** Functions whose body is evaluated on the way. */
  readonly running: Set<FunctionNode>;
  readonly isMoving: (binding: Binding) => boolean;
  readonly whyNot: (expression: Expression) => string | undefined;
  readonly ofBinding: (binding: Binding) => string | undefined;
  readonly noteRoot: (expression: Expression) => string | undefined;
  readonly warn: (caution: string) => void;
  readonly warnOfFailure: (when: string) => void;
  readonly warnOfNothing: (expression: Expression) => void;
}

export function callsIn({
  question,
  running,
  isMoving,
  whyNot,
  ofBinding,
  noteRoot,
  warn,
  warnOfFailure,
  warnOfNothing,
}: Evaluating): (call: CallExpression) => string | undefined {
  const { analysis, handlers, imported } = question;
  const { tree } = analysis;
  const textOf = (range: Range): string => shortText(tree, range);
  return ofCall;

  function ofCall(call: CallExpression): string | undefined {
    const symbol = symbolOf(analysis, call.callee);
    const called = textOf(call.callee);
    if (isVolatile(symbol, tree)) return `\`${called}\` gives something else each time`;
    if (isCreation(analysis, call)) return ofCreation(call) ?? ofCallee(call) ?? ofArguments(call);
    const computation = computationOf(symbol, tree.language);
    if (computation) {
      if (changesItsFirst(symbol, call.arguments)) return `\`${called}\` changes what it is given`;
      if (environment.test(symbol) || /(^|\.)getenv$/.test(symbol)) {
        const name = call.arguments[0]?.value;
        const why = whyEnvironmentDiffers(question, name?.kind === 'literal' ? String(name.value) : undefined);
        if (why !== undefined) return why;
      }
      if (symbol !== 'Map' || !pairsIn(call)) noteThrows(computation.throws, call);
      return ofCallee(call) ?? ofArguments(call) ?? ofRun(call);
    }
    if (call.callee.kind === 'member') {
      const why = ofMethod(call, call.callee);
      if (why !== 'unknown') return why;
    }
    const callee = call.callee;
    const parameter =
      callee.kind === 'name' && callee.binding ? originOf(analysis, callee.binding, handlers) : undefined;
    return parameter ?? ofReceiver(callee) ?? `\`${called}\` does something each time`;
  }

  /** Of `event.get('x')` the event is what tells. */
  function ofReceiver(callee: Expression): string | undefined {
    const root = callee.kind === 'member' || callee.kind === 'index' ? rootBinding(callee) : undefined;
    if (root && root.function.selfBinding === root) return onItsObject;
    return root && !isModuleLevel(root) && !isMoving(root) ? originOf(analysis, root, handlers) : undefined;
  }

  function noteThrows(throws: 'never' | 'nothing' | 'value', call: CallExpression): void {
    const given = call.arguments.map(({ value }) => value);
    const may =
      throws === 'value'
        ? given.some((it) => !isWritten(analysis, it) || isComputed(it)) || isNoNumber(analysis, call)
        : throws === 'nothing' && given.some((it) => !isSomething(analysis, it));
    if (may) warnOfFailure(`\`${textOf(call.callee)}()\` goes wrong`);
  }

  /** What comes of it stands nowhere, such as a text that is no number: `Integer.parseInt(String.format(…))`. */
  function isComputed(it: Expression, depth = 0): boolean {
    return expressionsWithin(it).some((part) => {
      if (part.kind === 'call') return computationOf(symbolOf(analysis, part.callee), tree.language)?.gives === 'plain';
      const [write] = part.kind === 'name' ? (part.binding?.writes ?? []) : [];
      return write?.value !== undefined && depth < deepest && isComputed(write.value, depth + 1);
    });
  }

  /** The names by which a known function is called: the module that it comes from. */
  function ofCallee({ callee }: CallExpression): string | undefined {
    if (callee.kind === 'member' && !rootBinding(callee)) {
      let at: Expression = callee;
      while (at.kind === 'member') at = at.object;
      return at.kind === 'name' ? undefined : whyNot(at);
    }
    const root = rootBinding(callee);
    if (!root) return undefined;
    if (root.import || root.declares) return noteRoot(callee);
    return ofBinding(root);
  }

  function ofArguments(call: CallExpression): string | undefined {
    for (const { value } of call.arguments) {
      const why = whyNot(value);
      if (why !== undefined) return why;
    }
    return undefined;
  }

  function ofMethod(call: CallExpression, callee: Extract<Expression, { kind: 'member' }>): string | undefined {
    const sharing = sharingOf(analysis, callee.object);
    const isData = isPlainData(callee.object);
    if (sharing === 'plain' && isData) {
      const method = methodOf(callee.property, tree.language);
      if (!method) return 'unknown';
      warnOfNothing(callee.object);
      noteThrows(method.throws, call);
      // Of a text that is too short there is no part.
      if (tree.language === 'java' && method.throws === 'value' && !isWritten(analysis, callee.object))
        warnOfFailure(`\`${textOf(call.callee)}()\` goes wrong`);
      return whyNot(callee.object) ?? ofArguments(call) ?? ofRun(call);
    }
    if (sharing === 'container' && lookingMethods.has(callee.property)) {
      if (mayFindNothing(call, callee.property)) warnOfFailure(`\`${textOf(call.callee)}()\` goes wrong`);
      return whyNot(callee.object) ?? ofArguments(call) ?? ofRun(call);
    }
    if (sharing === 'container' && callingMethods.has(callee.property))
      return whyNot(callee.object) ?? ofCallback(call);
    return 'unknown';
  }

  /** A list fails where it has no such element, and a map has nothing. */
  function mayFindNothing({ callee, arguments: [only] }: CallExpression, method: string): boolean {
    if (tree.language === 'python') return method === 'index';
    if (tree.language !== 'java' || method !== 'get' || callee.kind !== 'member') return false;
    const { object } = callee;
    const made = object.kind === 'name' ? object.binding && wordsIn(tree).onlyGiven(object.binding) : object;
    const symbol = made?.kind === 'call' ? symbolOf(analysis, made.callee) : '';
    const at = only?.value.kind === 'literal' ? only.value.value : undefined;
    if (typeof at === 'string' || symbol.includes('Map')) return false;
    const isThere = typeof at === 'number' && made?.kind === 'call' && at < made.arguments.length;
    return !(isThere && /^java\.util\.(?:List\.of|Arrays\.asList)$/.test(symbol));
  }

  /** Text, numbers and what comes of them, rather than a client or a function. */
  function isPlainData(it: Expression, depth = 0): boolean {
    if (depth > 20) return false;
    switch (it.kind) {
      case 'literal':
        return true;
      case 'operation':
        return true;
      case 'call':
        return !isCreation(analysis, it);
      case 'logical':
        return isPlainData(it.left, depth + 1) && isPlainData(it.right, depth + 1);
      case 'conditional':
        return isPlainData(it.then, depth + 1) && isPlainData(it.else, depth + 1);
      case 'name': {
        if (it.binding && running.has(it.binding.function)) return true;
        const [write] = it.binding?.writes ?? [];
        return write?.iterates !== undefined || (write?.value !== undefined && isPlainData(write.value, depth + 1));
      }
      case 'member':
      case 'index':
        return isOfEnvironment(analysis, it);
      default:
        return false;
    }
  }

  /** `names.map((name) => name.trim())`: a function that only computes. */
  function ofCallback({ arguments: given }: CallExpression): string | undefined {
    const [callback, ...others] = given;
    if (callback?.value.kind !== 'function' || others.length > 0) return 'it is given a function';
    return ofFunctionRun(callback.value.function);
  }

  /** What a library runs of what it is given: a function, and methods of an object that are called by their names. */
  function ofRun(call: CallExpression): string | undefined {
    for (const { value } of call.arguments) {
      const why = value.kind === 'function' ? ofFunctionRun(value.function) : undefined;
      if (why !== undefined) return why;
      if (leadsToFunction(value)) return `it is given the function \`${textOf(value)}\``;
      if (hasMethods(value)) return `\`${textOf(call.callee)}\` may run methods of what it is given`;
    }
    return undefined;
  }

  function leadsToFunction(it: Expression): boolean {
    if (it.kind === 'function') return false;
    if (analysis.symbols.of(it).functions.length > 0) return true;
    const from = it.kind === 'name' ? it.binding?.import : undefined;
    const other = from && imported(from.node.specifier);
    return other?.bindings.some((its) => its.name === from?.imported && its.kind === 'function') ?? false;
  }

  /** An object of a class of the project, or one that is written with methods. */
  function hasMethods(it: Expression, depth = 0): boolean {
    if (depth > 20) return true;
    switch (it.kind) {
      case 'name':
        return it.binding?.writes.some(({ value }) => value !== undefined && hasMethods(value, depth + 1)) ?? false;
      case 'object':
        return it.entries.some(({ value }) => value.kind === 'function' || hasMethods(value, depth + 1));
      case 'list':
        return it.items.some((item) => hasMethods(item, depth + 1));
      case 'call':
        return analysis.symbols.of(it.callee).class !== undefined;
      default:
        return false;
    }
  }

  function ofFunctionRun(inner: FunctionNode): string | undefined {
    const [only, ...more] = inner.body.statements;
    if (only?.kind !== 'return' || !only.value || more.length > 0 || inner.async)
      return 'it is given a function of several steps';
    running.add(inner);
    const why = whyNot(only.value);
    running.delete(inner);
    return why;
  }

  function ofCreation(call: CallExpression): string | undefined {
    const located = creationsOf(analysis).find((it) => it.call === call);
    if (!located) return undefined;
    const { closed, changes, resource } = located.fact;
    // It moves as it is, and nothing else is edited.
    if (closed) return 'it is closed at the end of each invocation; keep it open first';
    const why = whyNotMoved(located, analysis) ?? whyNotBefore(located, analysis);
    if (why !== undefined) return why;
    if (changes.kind !== 'none') return `\`${resource.code}\` is changed after it is made`;
    const setting = settingsOf(analysis).find((it) => it.in !== 0);
    if (setting) return `\`${setting.code}\` may change what it becomes`;
    if (isRenewed(located) || breaksForGood(located))
      return 'its connection may break between invocations, and has to be opened anew then';
    for (const name of demandsOf(analysis, located, { statements: [], bindings: new Set() }))
      warnOfFailure(name === '*' ? 'a variable of the environment is not set' : `\`${name}\` is not set`);
    if (located.entry.connects) warn('connects at load');
    if (located.entry.reads) warn('reads a file at load');
    if (located.entry.remembers) warn('keeps what it is asked for');
    return undefined;
  }
}

/** The variable that `name.a['b']` begins with. */
const rootBinding = (it: Expression): Binding | undefined => rootOf(it)?.binding;

const numbers =
  /^(?:int|float|complex|decimal\.Decimal|fractions\.Fraction|BigInt|java\.math\.Big\w+|java\.lang\.(?:Integer|Long|Short|Byte|Double|Float)\.(?:parse\w+|valueOf))$/;

/** Whether a number is made of a text that is written and is none. */
function isNoNumber(analysis: Analysis, { callee, arguments: [first] }: CallExpression): boolean {
  if (!first || !numbers.test(symbolOf(analysis, callee))) return false;
  const [write, ...others] = first.value.kind === 'name' ? (first.value.binding?.writes ?? []) : [];
  const value = others.length === 0 && write?.value && write.path.length === 0 ? write.value : first.value;
  return value.kind === 'literal' && typeof value.value === 'string' && !/^\s*[-+]?[\d_]*\.?\d+\s*$/.test(value.value);
}
