/** Whether an expression gives the same while the module is loaded, does nothing else, and what may go wrong with it. */
import { analyse } from '../../analysis/analysis.ts';
import { constants } from '../../analysis/builtins.ts';
import {
  getterOf,
  isConstantElsewhere,
  isEnvironment,
  isOfEnvironment,
  isSomething,
  isWritten,
  isWrittenIn,
  sharingOf,
  symbolOf,
} from '../../analysis/sharing.ts';
import { shortText } from '../../lines.ts';
import { rootOf } from '../../plain.ts';
import type { Binding, Expression, FunctionNode, Range, Statement } from '../../tree.ts';
import { expressionsOf, expressionsWithin, isModuleLevel, partsOf, statementsWithin } from '../../walk.ts';
import { whyCapturesNot } from '../captures.ts';
import { hashedIn } from '../hashed.ts';
import { onItsObject } from '../needs.ts';
import { originOf } from '../origins.ts';
import { changeOf } from '../uses.ts';
import { whyEnvironmentDiffers } from './environment.ts';
import { callsIn } from './evaluatedCalls.ts';
import type { Question } from './question.ts';

export interface Evaluation {
  /** Completes "… stays where it is: …". */
  readonly whyNot: (expression: Expression) => string | undefined;
  /** Functions that are declared: their bodies run later, as they did before. */
  readonly whyFunctionNot: (fn: FunctionNode) => string | undefined;
  /** Remembers what will happen while the module is loaded, where it happened on an invocation. */
  readonly warn: (caution: string) => void;
  readonly warnOfFailure: (when: string) => void;
  readonly found: () => Found;
}

export interface Found {
  /** Module-level bindings that are read. */
  readonly bindings: ReadonlySet<Binding>;
  /** What will happen while the module is loaded: "connects at load". */
  readonly cautions: readonly string[];
  /** When that will fail: "`TABLE` is not set". */
  readonly failures: readonly string[];
}

interface Surroundings {
  /** Whether a variable is set by what moves. */
  readonly isMoving: (binding: Binding) => boolean;
  /** Takes a local statement along, or says why that cannot be. */
  readonly bring: (statement: Statement) => string | undefined;
}

export function evaluationOf(question: Question, { isMoving, bring }: Surroundings): Evaluation {
  const { analysis, fn, handlers } = question;
  const { tree } = analysis;
  const isJavaScript = tree.language === 'javascript' || tree.language === 'typescript';
  const bindings = new Set<Binding>();
  /** Module-level bindings that have another name. */
  const others = new Set<Binding>();
  const cautions = new Set<string>();
  /** Functions whose body is evaluated on the way: their parameters are what a list holds. */
  const running = new Set<FunctionNode>();
  const failures = new Set<string>();
  const warn = (caution: string): void => void cautions.add(caution);
  const warnOfFailure = (when: string): void => void failures.add(when);
  const textOf = (range: Range): string => shortText(tree, range);
  const ofCall = callsIn({
    question,
    running,
    isMoving,
    whyNot,
    ofBinding,
    noteRoot,
    warn,
    warnOfFailure,
    warnOfNothing,
  });
  return {
    whyNot,
    whyFunctionNot,
    warn,
    warnOfFailure,
    found: () => ({ bindings, cautions: [...cautions], failures: [...failures] }),
  };

  function whyNot(it: Expression): string | undefined {
    switch (it.kind) {
      case 'literal':
        return undefined;
      case 'name':
        return ofName(it);
      case 'this':
      case 'super':
        return onItsObject;
      case 'await':
        return 'it waits for something (`await`)';
      case 'import':
        return 'it loads a module on the way';
      case 'assign':
        return 'it sets a variable on the way';
      case 'class':
        return 'it declares a class';
      case 'unknown':
        return `\`${textOf(it)}\` is not understood`;
      case 'function':
        return whyFunctionNot(it.function);
      case 'call':
        return ofCall(it);
      case 'member':
        return ofMember(it);
      case 'index':
        return ofIndex(it);
      case 'operation':
        return ofOperation(it);
      case 'list':
        noteHashed(it);
        return firstOf(it.items);
      case 'object': {
        noteHashed(it);
        const getter = getterOf(it);
        return getter === undefined ? firstOf(partsOf(it)) : `reading \`${getter}\` of it runs a function`;
      }
      default:
        return firstOf(partsOf(it));
    }
  }

  function firstOf(parts: Iterable<Expression>, whyPartNot = whyNot): string | undefined {
    for (const part of parts) {
      const why = whyPartNot(part);
      if (why !== undefined) return why;
    }
    return undefined;
  }

  function ofName(it: Extract<Expression, { kind: 'name' }>): string | undefined {
    if (it.binding) return ofBinding(it.binding);
    if (it.name === 'arguments' && tree.language !== 'python') return 'it depends on the arguments of the call';
    if (constants.has(it.name) || tree.language === 'java') return undefined;
    return `\`${it.name}\` is not known`;
  }

  function ofBinding(binding: Binding): string | undefined {
    const name = `\`${binding.name}\``;
    if (running.has(binding.function) || isMoving(binding)) return undefined;
    if (binding.function.selfBinding === binding) return onItsObject;
    if (isModuleLevel(binding)) return ofModuleBinding(binding);
    if (binding.function.id === 0) return `it depends on ${name}, which is not visible in the whole module`;
    // A comprehension's own variable is visible in nothing else.
    if (isOwnOfExpression(binding)) return undefined;
    const origin = originOf(analysis, binding, handlers);
    if (origin !== undefined) return origin;
    if (binding.kind === 'catch') return `it depends on the caught ${name}`;
    if (binding.function !== fn) return `it depends on ${name} of a function around it`;
    const [write] = binding.writes;
    if (binding.import || binding.kind === 'function') {
      const declared = statementOf(binding);
      return declared ? bring(declared) : `it depends on ${name}, which is declared under a condition`;
    }
    if (binding.writes.length !== 1 || !write?.value || !write.statement) return `it depends on ${name}, which changes`;
    if (write.statement.block.owner) return `it depends on ${name}, which is set under a condition`;
    return bring(write.statement);
  }

  function statementOf(binding: Binding): Statement | undefined {
    return fn.body.statements.find((it) =>
      it.kind === 'import'
        ? it.node === binding.import?.node
        : it.kind === 'function' && it.declared === binding.declares,
    );
  }

  function isOwnOfExpression({ writes, visible }: Binding): boolean {
    return (
      writes.length > 0 &&
      writes.every(({ iterates, value }) => iterates !== undefined && value === undefined) &&
      [...allComprehensions()].some(({ start, end }) => start <= visible.start && visible.end <= end)
    );
  }

  function* allComprehensions(): Generator<Expression> {
    for (const statement of statementsWithin(fn.body))
      for (const expression of expressionsOf(statement))
        for (const part of expressionsWithin(expression))
          if (part.kind === 'operation' && part.operator === 'comprehension') yield part;
  }

  function ofModuleBinding(binding: Binding): string | undefined {
    const name = `\`${binding.name}\``;
    bindings.add(binding);
    if (binding.import) return ofImported(binding);
    if (binding.declares || binding.kind === 'type') return undefined;
    if (binding.writes.some((write) => write.function.id !== 0)) return `it depends on ${name}, which functions change`;
    if (binding.writes.length !== 1) return `it depends on ${name}, which changes`;
    const [write] = binding.writes;
    const other = write?.value && whyOtherDiffers(write.value);
    if (other !== undefined) return other;
    const sharing = write?.value ? sharingOf(analysis, write.value) : 'stateful';
    if (sharing === 'plain') return undefined;
    const open = tree.exports.some(({ value }) => value?.kind === 'name' && value.binding === binding);
    return !open && changeOf(analysis, binding, sharing, binding.reads) === undefined
      ? undefined
      : `it depends on ${name}, which may be changed`;
  }

  /** What a variable of the module is another name for, or holds, may be changed by that name. */
  function whyOtherDiffers(value: Expression): string | undefined {
    switch (value.kind) {
      case 'name': {
        const { binding } = value;
        if (!binding || !isModuleLevel(binding) || others.has(binding)) return undefined;
        others.add(binding);
        return ofModuleBinding(binding);
      }
      case 'member':
        return isConstantElsewhere(value) ? ofConstant(value) : undefined;
      case 'conditional':
        return whyOtherDiffers(value.then) ?? whyOtherDiffers(value.else);
      case 'logical':
        return whyOtherDiffers(value.left) ?? whyOtherDiffers(value.right);
      case 'object':
        return firstOf(
          value.entries.flatMap((it) => ((it.key ?? it.dynamicKey) === undefined ? [] : [it.value])),
          whyOtherDiffers,
        );
      case 'list':
        return firstOf(value.items, whyOtherDiffers);
      case 'call': {
        const isView = views.test(symbolOf(analysis, value.callee));
        return isView
          ? firstOf(
              value.arguments.map((it) => it.value),
              whyOtherDiffers,
            )
          : undefined;
      }
      default:
        return undefined;
    }
  }

  /** A value of another module. */
  function ofImported({ name, import: imported }: Binding): string | undefined {
    if (!imported || tree.language === 'java') return undefined;
    const other = question.imported(imported.node.specifier);
    if (!other)
      return /^[A-Z]/.test(imported.imported) ? undefined : `\`${name}\` may be something else at another time`;
    const binding = other.bindings.find((it) => isModuleLevel(it) && it.name === imported.imported);
    const [write, ...others] = binding?.writes ?? [];
    const isConstant =
      binding?.kind === 'variable' &&
      others.length === 0 &&
      write?.value !== undefined &&
      write.path.length === 0 &&
      sharingOf(analyse(other), write.value) === 'plain';
    return isConstant || binding?.declares ? undefined : `\`${name}\` comes from another file, which may change it`;
  }

  function ofMember(it: Extract<Expression, { kind: 'member' }>): string | undefined {
    if (isOfEnvironment(analysis, it)) return ofEnvironment(it);
    if (isConstantElsewhere(it)) return ofConstant(it);
    const imported = analysis.symbols.of(it).imported;
    if (imported && rootOf(it)?.binding?.import) return `\`${textOf(it)}\` may be something else at another time`;
    warnOfNothing(it.object);
    if (!isJavaScript && it.computed && !isWrittenIn(analysis, it.object, it.property))
      warnOfFailure(`\`${textOf(it)}\` is not there`);
    if (isClassField(it)) return `it depends on \`${textOf(it)}\`, which may be changed`;
    return whyNot(it.object);
  }

  function isClassField(it: Extract<Expression, { kind: 'member' }>): boolean {
    return analysis.symbols.of(it.object).class !== undefined;
  }

  function ofEnvironment(it: Expression): string | undefined {
    const isOne = !isEnvironment(analysis, it);
    const changed = whyEnvironmentDiffers(question, it.kind === 'member' && isOne ? it.property : undefined);
    if (changed !== undefined) return changed;
    noteRoot(it);
    if (tree.language === 'python' && it.kind === 'member' && isOne) warnOfFailure(`\`${it.property}\` is not set`);
    return undefined;
  }

  function ofVariable(it: Extract<Expression, { kind: 'index' }>): string | undefined {
    if (tree.language === 'python') warnOfFailure(`\`${textOf(it.index)}\` is not set`);
    return ofEnvironment(it.object) ?? whyNot(it.index);
  }

  function warnOfNothing(it: Expression): void {
    if (isSomething(analysis, it) || tree.text.startsWith('?.', it.end)) return;
    const first = it.kind === 'call' && isRead(it.callee) ? it.arguments[0]?.value : undefined;
    const variable =
      it.kind === 'member' && isOfEnvironment(analysis, it)
        ? it.property
        : first?.kind === 'literal'
          ? String(first.value)
          : undefined;
    warnOfFailure(variable === undefined ? `\`${textOf(it)}\` is nothing` : `\`${variable}\` is not set`);
  }

  function noteHashed(it: Expression): void {
    for (const key of hashedIn(tree, it))
      if (sharingOf(analysis, key) !== 'plain') warnOfFailure(`\`${textOf(key)}\` cannot be hashed`);
  }

  function isRead(callee: Expression): boolean {
    return /(?:environ\.get|getenv|getProperty)$/.test(symbolOf(analysis, callee));
  }

  /** What the expression begins with has to be there as well. */
  function noteRoot(it: Expression): string | undefined {
    const root = rootOf(it)?.binding;
    return root ? (isModuleLevel(root) ? (bindings.add(root), undefined) : ofBinding(root)) : undefined;
  }

  function ofConstant(it: Extract<Expression, { kind: 'member' }>): string | undefined {
    const root = rootOf(it)?.binding;
    const own = root?.import && question.imported(root.import.node.specifier);
    if (own && tree.language !== 'java') return `\`${textOf(it)}\` comes from another file, which may change it`;
    return noteRoot(it);
  }

  function ofIndex(it: Extract<Expression, { kind: 'index' }>): string | undefined {
    if (isEnvironment(analysis, it.object)) return ofVariable(it);
    const isSlice = it.index.kind === 'operation' && it.index.operator === 'slice';
    if (!isJavaScript && !isSlice) warnOfFailure(`\`${textOf(it)}\` is not there`);
    warnOfNothing(it.object);
    return whyNot(it.object) ?? whyNot(it.index);
  }

  function ofOperation(it: Extract<Expression, { kind: 'operation' }>): string | undefined {
    const [left, right] = it.parts;
    switch (it.operator) {
      case 'yield':
      case 'jsx':
      case '++':
      case '--':
      case 'delete':
        return `\`${textOf(it)}\` does something each time`;
      case '/':
      case '//':
      case '%':
      case 'divmod':
        if (!isJavaScript && !isWritten(analysis, it)) warnOfFailure(`\`${textOf(it)}\` goes wrong`);
        break;
      case '+':
      case '-':
      case '*':
      case '|':
      case '&':
      case '^':
      case '**':
      case '<':
      case '>':
      case '<=':
      case '>=':
      case 'in':
      case 'not in': {
        if (tree.language === 'python') it.parts.forEach(warnOfNothing);
        if (it.operator === '**' && !(left && right && isWritten(analysis, it)))
          warnOfFailure(`\`${textOf(it)}\` goes wrong`);
        break;
      }
      default:
    }
    return firstOf(it.parts);
  }

  function whyFunctionNot(inner: FunctionNode): string | undefined {
    for (const parameter of inner.parameters) {
      // Python computes them when the function is declared, and keeps them.
      if (!parameter.default || tree.language !== 'python') continue;
      const why = whyNot(parameter.default);
      if (why !== undefined) return why;
      if (sharingOf(analysis, parameter.default) !== 'plain')
        return `the default of \`${parameter.name}\` may be changed`;
    }
    return whyCapturesNot(analysis, inner, ofBinding);
  }
}

/** They show what they are given as it is at the time. */
const views = /^(?:types\.MappingProxyType|typing\.cast|Object\.freeze)$/;
