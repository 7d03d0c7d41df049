/**
 * Whether code of a function does the same when it runs once, while its module is loaded.
 * It may compute from what is written, from the environment and from module-level names that nobody changes;
 * it may set variables of its own, which stay as they are from then on; and everything else is refused with the reason.
 */
import { known, unknown, type Known } from '../../../core/known.ts';
import { changingMethods } from '../../analysis/builtins.ts';
import { isSomething, isWritten, sharingOf, sharingOfVariable } from '../../analysis/sharing.ts';
import type { Binding, Expression, FunctionNode, Statement, Target } from '../../tree.ts';
import { blocksOf, holds } from '../../walk.ts';
import { changeOf, mayBeChanged } from '../uses.ts';
import { evaluationOf, type Found } from './evaluation.ts';
import type { Question } from './question.ts';

export interface Provable extends Found {
  /** Local statements that have to go along. */
  readonly along: readonly Statement[];
}

/** Statements that follow one another in a block. */
export function provableStatements(question: Question, selected: readonly Statement[]): Known<Provable> {
  const { analysis } = question;
  const along = new Set<Statement>();
  const moving = (): readonly Statement[] => [...selected, ...along];
  const evaluation = evaluationOf(question, { isMoving, bring });
  for (const statement of selected) {
    const why = ofStatement(statement);
    if (why !== undefined) return unknown(why);
  }
  const why = whyNotShared();
  return why === undefined ? known({ along: [...along], ...evaluation.found() }) : unknown(why);

  function isMoving(binding: Binding): boolean {
    return binding.writes.length > 0 && binding.writes.every(({ range }) => moving().some((it) => holds(it, range)));
  }

  function bring(statement: Statement): string | undefined {
    if (moving().includes(statement)) return undefined;
    along.add(statement);
    return ofStatement(statement);
  }

  /** Every variable that moves is set by what moves alone, is read after it alone, and holds what may be shared. */
  function whyNotShared(): string | undefined {
    for (const binding of analysis.tree.bindings) {
      const within = binding.writes.filter(({ range }) => moving().some((it) => holds(it, range)));
      if (within.length === 0 || moving().some((it) => isInside(binding, it))) continue;
      const refused = whyBindingStays(binding);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  function whyBindingStays(binding: Binding): string | undefined {
    const name = `\`${binding.name}\``;
    if (binding.function.id === 0) return `it sets ${name}, which belongs to the module`;
    if (binding.kind === 'parameter') return `it sets the parameter ${name}`;
    if (binding.function !== question.fn) return `it sets ${name} of a function around it`;
    if (/^__.*(?<!__)$/.test(binding.name) && analysis.tree.language === 'python')
      return `${name} means something else outside of its class`;
    const elsewhere = binding.writes.find(
      ({ range, function: by }) => by !== question.fn || !moving().some((it) => holds(it, range)),
    );
    const first = Math.min(...moving().map(({ start }) => start));
    if (elsewhere)
      return elsewhere.range.start < first
        ? `${name} is set before as well`
        : `${name} is changed later in the function`;
    const outsideOfAll = (read: Expression): boolean => !moving().some((it) => holds(it, read));
    const outside = binding.reads.filter((read) => outsideOfAll(read) || isLater(read));
    const [write] = binding.writes;
    const own = moving().find((it) => write && holds(it, write.range));
    if (binding.kind !== 'function' && analysis.tree.language !== 'java') {
      const atOnce = binding.reads.filter((read) => !isLater(read) || outsideOfAll(read));
      if (atOnce.some((it) => own && isBefore(it, own, write))) return `${name} is read before it is set`;
      if (outside.some((it) => own && !holds(own.block.range, it))) return `${name} is set only under a condition`;
    }
    return changeOf(analysis, binding, bindingSharing(binding), outside);
  }

  /** Above the statement that sets it, or in the value that it is given there. */
  function isBefore(read: Expression, own: Statement, write: Binding['writes'][number] | undefined): boolean {
    return read.start < own.start || (write?.value !== undefined && holds(write.value, read));
  }

  /** Within a function that what moves declares. */
  function isLater(read: Expression): boolean {
    return analysis.statements.get(read)?.function !== question.fn;
  }

  function bindingSharing(binding: Binding) {
    if (binding.kind === 'function' || binding.kind === 'class' || binding.import) return 'plain' as const;
    // What is put into a list afterwards may be a list.
    return binding.reads.some(isFilled) ? 'stateful' : sharingOfVariable(analysis, binding);
  }

  function isFilled(read: Expression): boolean {
    const member = analysis.parents.get(read);
    const call = member && analysis.parents.get(member);
    if (call?.kind !== 'call' || member?.kind !== 'member' || !changingMethods.has(member.property)) return false;
    return call.arguments.some(({ value }) => sharingOf(analysis, value) !== 'plain');
  }

  function ofStatement(statement: Statement): string | undefined {
    const { text, language } = analysis.tree;
    const words = text.slice(statement.start, statement.end);
    switch (statement.kind) {
      case 'assign':
        return first(statement.declarators, ({ targets, value, operator }) => {
          if (operator !== '=' && language === 'java') return 'it sets a variable that is declared elsewhere';
          // Java writes nothing where a variable is only declared, so that no later write tells of it.
          if (!value && language === 'java') return `\`${words.replace(/\s*;\s*$/, '')}\` is given its value later`;
          if (value && targets.some(({ kind }) => kind === 'pattern') && mayNotFit(value))
            evaluation.warnOfFailure('its value has other parts');
          return first(targets, ofTarget) ?? (value ? named(targets, value, evaluation.whyNot(value)) : undefined);
        });
      case 'expression':
        return ofExpressionStatement(statement.value);
      case 'if':
        return evaluation.whyNot(statement.test) ?? ofBlocks(statement);
      case 'loop':
        if (!goesThrough(statement))
          return `it repeats something under a condition (\`${words.split(/\W/)[0] ?? ''}\`)`;
        return first(statement.head, evaluation.whyNot) ?? ofBlocks(statement);
      case 'function':
        return ofFunction(statement.declared);
      case 'import':
        return ofImport(statement.node.specifier);
      case 'return':
        return 'it returns';
      case 'throw':
        return 'it throws an error';
      case 'try':
        return 'it handles errors';
      case 'with':
        return 'it ends what it begins (`with`)';
      case 'class':
        return 'it declares a class';
      case 'none':
        return ofNone(words);
      case 'switch':
      case 'other':
        return `\`${/^(?:\w+|.)/.exec(words)?.[0] ?? ''}\` is not understood`;
    }
  }

  /** `tenant = event["tenant"]`: the variable is what a person knows it by. */
  function named([target]: readonly Target[], value: Expression, why: string | undefined): string | undefined {
    if (target?.kind !== 'name' || value.kind === 'function') return why;
    return why?.replace(/^it depends on (?=the event$|the context$)/, `\`${target.name.name}\` comes from `);
  }

  /** Python counts what is taken apart; JavaScript takes what there is, of what there is. */
  function mayNotFit(value: Expression): boolean {
    return !isWritten(analysis, value) && (analysis.tree.language === 'python' || !isSomething(analysis, value));
  }

  function ofBlocks(statement: Statement): string | undefined {
    return first(blocksOf(statement), ({ statements }) => first(statements, ofStatement));
  }

  /** A loop over what there is, which ends. */
  function goesThrough(statement: Extract<Statement, { kind: 'loop' }>): boolean {
    return analysis.tree.bindings.some(({ writes }) =>
      writes.some(({ iterates }) => iterates !== undefined && statement.head.includes(iterates)),
    );
  }

  function ofNone(words: string): string | undefined {
    if (/^(break|continue)\b/.test(words)) return 'it leaves a loop';
    if (/^(global|nonlocal)\b/.test(words)) return `it sets variables of others (\`${words}\`)`;
    return words === 'pass' || words === ';' || words === ''
      ? undefined
      : `\`${words.split('\n')[0] ?? ''}\` stays where it is`;
  }

  function ofImport(specifier: string): string | undefined {
    if (specifier.startsWith('.') || question.imported(specifier))
      return `\`${specifier}\` is a file of the project, which may need this one to be loaded first`;
    evaluation.warn(`imports ${specifier} at load`);
    return undefined;
  }

  function ofFunction(declared: FunctionNode): string | undefined {
    if (declared.decorators.length > 0) return `\`${declared.name}\` has a decorator`;
    return evaluation.whyFunctionNot(declared);
  }

  function ofTarget(target: Target): string | undefined {
    switch (target.kind) {
      case 'name':
        return target.name.binding ? undefined : `it sets \`${target.name.name}\`, which is not declared`;
      case 'member':
        return ofMember(target.expression);
      case 'pattern':
        return first(target.evaluated ?? [], evaluation.whyNot) ?? first(target.parts, ofTarget);
    }
  }

  /** `headers['x'] = …`, where `headers` is made by what moves. */
  function ofMember(expression: Expression): string | undefined {
    const member = expression.kind === 'member' || expression.kind === 'index' ? expression : undefined;
    const root = member?.object;
    const text = analysis.tree.text.slice(expression.start, expression.end);
    if (root?.kind !== 'name' || !root.binding || !isMadeHere(root.binding)) return `it changes \`${text}\``;
    return member?.kind === 'index' ? evaluation.whyNot(member.index) : undefined;
  }

  /** A list, map or object of its own, not another name for one that others have. */
  function isMadeHere(binding: Binding): boolean {
    const [write, ...others] = binding.writes;
    if (others.length > 0 || !write?.value || write.path.length > 0 || !isMoving(binding)) return false;
    const { value } = write;
    const isCopy = value.kind === 'call' && sharingOf(analysis, value) === 'container';
    return value.kind === 'object' || value.kind === 'list' || isCopy;
  }

  function ofExpressionStatement(value: Expression): string | undefined {
    if (value.kind === 'assign') return first(value.targets, ofTarget) ?? evaluation.whyNot(value.value);
    if (value.kind === 'call' && value.callee.kind === 'member' && changingMethods.has(value.callee.property)) {
      const { object } = value.callee;
      if (object.kind === 'name' && object.binding && isMadeHere(object.binding))
        return first(value.arguments, (it) => evaluation.whyNot(it.value));
    }
    return evaluation.whyNot(value);
  }
}

/** One expression, which then is a constant. */
export function provableExpression(question: Question, expression: Expression): Known<Provable> {
  const { analysis } = question;
  const statement = analysis.statements.get(expression);
  if (!statement) return unknown('it stands in a default value, a decorator or a field');
  const along: Statement[] = [];
  const evaluation = evaluationOf(question, {
    isMoving: () => false,
    bring: (it) => (along.push(it), undefined),
  });
  const why = evaluation.whyNot(expression);
  if (why !== undefined) return unknown(why);
  const brought = along.length === 0 ? undefined : provableStatements(question, along);
  if (brought && !brought.known) return brought;
  const sharing = sharingOf(analysis, expression);
  if (sharing === 'stateful' || mayBeChanged(analysis, expression, sharing))
    return unknown('it makes an object of its own on each invocation, which may be changed where it goes');
  const found = [evaluation.found(), ...(brought ? [brought.value] : [])];
  return known({
    along: [...new Set([...along, ...(brought?.value.along ?? [])])],
    bindings: new Set(found.flatMap(({ bindings }) => [...bindings])),
    cautions: [...new Set(found.flatMap(({ cautions }) => cautions))],
    failures: [...new Set(found.flatMap(({ failures }) => failures))],
  });
}

/** Whether the variable lives and ends within the statement. */
const isInside = (binding: Binding, statement: Statement): boolean => holds(statement, binding.visible);

function first<T>(items: Iterable<T>, why: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = why(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
