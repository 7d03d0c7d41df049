/**
 * Moves what a person selected out of a function, whatever it is: statements as they are, an expression as a constant.
 * Offered when it is proven to behave as before, else refused with the reason.
 */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { Refactoring, RefactoringEdits } from '../../../core/refactoring.ts';
import type { TextEdit } from '../../../core/span.ts';
import { analyse, type Analysis } from '../../analysis/analysis.ts';
import { provenEdits } from '../../edits/prove.ts';
import { creationsOf } from '../../facts/creations.ts';
import type { Expression, FunctionNode, LanguageFrontend, Range, Statement, Tree } from '../../tree.ts';
import { holds, isModuleLevel, namesOf, statementsWithin } from '../../walk.ts';
import { keyedAt } from '../keeping/keyed.ts';
import { clashes } from '../naming.ts';
import { isHandler } from '../origins.ts';
import { looksAtVariables } from '../refusals.ts';
import { extracted, relocated } from '../relocate.ts';
import { isSet } from '../uses.ts';
import { provableExpression, provableStatements, type Provable } from './provable.ts';
import type { Question } from './question.ts';
import { selectedIn } from './selected.ts';
import { wordsForValue } from './valueNames.ts';

export type SelectionContext = Omit<Question, 'analysis' | 'fn'> & {
  /** What a test of the project does that would not help it any more once the edits are made: a clause. */
  readonly inTheWay: (edits: readonly TextEdit[]) => string | undefined;
};

/**
 * An empty range stands for the statement around it, of which nothing is said unless it can be moved.
 * Undefined where nothing is selected that lies in a function.
 */
export function refactoringAt(
  frontend: LanguageFrontend,
  tree: Tree,
  range: Range,
  context: SelectionContext,
): Refactoring | undefined {
  const analysis = analyse(tree);
  const selected = selectedIn(analysis, range);
  if (selected.kind === 'nothing') return undefined;
  const question: Question = { ...context, analysis, fn: selected.fn };
  const kind = selected.kind === 'expression' ? 'extract' : 'move';
  const title = titleOf(question, kind, selected.kind === 'statements' ? selected.statements.length : 1);
  const refused = (why: string): Refactoring | undefined =>
    range.start === range.end ? undefined : { kind, title, edits: unknown(why) };
  if (selected.kind === 'parts') return refused('the selection cuts a statement or an expression; select whole ones');
  const why = whyNotAtAll(question);
  if (why !== undefined) return refused(why);
  const result =
    selected.kind === 'expression'
      ? ofExpression(frontend, question, selected.expression)
      : ofStatements(frontend, question, selected.statements);
  if (!result.known) return keyed() ?? refused(result.why);
  const { provable, ...edits } = result.value;
  const cautions = withCautions(provable, context.inTheWay(edits.edits));
  return { kind, title: title + withAlong(provable) + cautions, edits: known(edits) };

  /** What differs by a value of the invocation is kept for each, where it cannot move. */
  function keyed(): Refactoring | undefined {
    const [statement, ...others] = selected.kind === 'statements' ? selected.statements : [];
    const keeps = statement && others.length === 0 ? keyedAt(frontend, question, statement) : undefined;
    return keeps?.edits.known === true || range.start !== range.end ? keeps : undefined;
  }
}

type Result = Known<RefactoringEdits & { readonly provable: Provable }>;

function ofStatements(frontend: LanguageFrontend, question: Question, selected: readonly Statement[]): Result {
  const { analysis } = question;
  const [place] = selected;
  if (!place) return unknown('nothing is selected');
  const provable = provableStatements(question, selected);
  if (!provable.known) return provable;
  const statements = [...provable.value.along, ...selected];
  const why =
    whyNotThere(question, statements, provable.value) ??
    whyNotFailing(question, provable.value, place, undefined) ??
    whyNotNamed(analysis, statements);
  if (why !== undefined) return unknown(why);
  const edits = relocated(frontend, analysis, {
    kind: creationsOf(analysis).find(({ whole }) => selected.some((it) => holds(it, whole)))?.fact.resource.kind,
    place,
    statements,
    bindings: provable.value.bindings,
    words: [],
  });
  if (!edits.known) return edits;
  const proven = provenEdits(frontend, analysis.tree, edits.value);
  return proven.known ? known({ edits: proven.value, provable: provable.value }) : proven;
}

function ofExpression(frontend: LanguageFrontend, question: Question, expression: Expression): Result {
  const { analysis } = question;
  const place = analysis.statements.get(expression);
  if (!place) return unknown('it stands in a default value, a decorator or a field');
  const use = whyNoValue(analysis, expression);
  if (use !== undefined) return unknown(use);
  const provable = provableExpression(question, expression);
  if (!provable.known) return provable;
  const { along, bindings } = provable.value;
  const why =
    whyNotThere(question, [...along, expression], provable.value) ??
    whyNotFailing(question, provable.value, place, expression) ??
    whyNotNamed(analysis, along);
  if (why !== undefined) return unknown(why);
  const { words, suffix, kind } = wordsForValue(analysis, expression);
  const relocation = { kind, place, statements: along, bindings, words };
  const result = extracted(frontend, analysis, relocation, expression, { suffix });
  if (!result.known) return result;
  const proven = provenEdits(frontend, analysis.tree, result.value.edits);
  if (!proven.known) return proven;
  const at = placeAfter(proven.value, expression);
  return known({ edits: proven.value, name: { text: result.value.name, at }, provable: provable.value });
}

function titleOf({ analysis, fn, handlers }: Question, kind: Refactoring['kind'], count: number): string {
  const java = analysis.tree.language === 'java';
  if (kind === 'extract') return java ? 'Extract to a static field' : 'Extract to a module-level constant';
  const where = !java ? 'to module level' : count > 1 ? 'to static fields' : 'to a static field';
  return `Move out of the ${isHandler(analysis, fn, handlers) ? 'handler' : 'function'} ${where}`;
}

function withAlong({ along }: Provable): string {
  const names = along.flatMap((statement): readonly string[] => {
    if (statement.kind === 'import') return statement.node.names.map(({ local }) => local);
    if (statement.kind === 'function') return [statement.declared.name];
    const targets = statement.kind === 'assign' ? statement.declarators.flatMap((it) => it.targets) : [];
    return targets.flatMap((target) => namesOf(target) ?? []).map(({ name }) => name);
  });
  return names.length === 0 ? '' : `, with ${names.map((it) => `\`${it}\``).join(', ')}`;
}

function withCautions({ cautions, failures }: Provable, inTheWay: string | undefined): string {
  const fails = failures.length === 0 ? [] : [`fails at load if ${failures.slice(0, 2).join(' or ')}`];
  const all = [...fails, ...(inTheWay === undefined ? [] : [inTheWay]), ...cautions];
  return all.length === 0 ? '' : ` (${all.slice(0, 2).join('; ')})`;
}

/** Where the place begins once the edits are made. */
const placeAfter = (edits: readonly TextEdit[], { start }: Range): number =>
  edits
    .filter((it) => it.end <= start && !(it.start === start))
    .reduce((at, it) => at + it.text.length - (it.end - it.start), start);

function whyNotAtAll({ analysis, fn }: Question): string | undefined {
  if (analysis.tree.problems.length > 0) return 'the file has a syntax error';
  const looking = looksAtVariables(fn.id, analysis);
  return looking === undefined ? undefined : `the function looks at all of its variables (\`${looking}\`)`;
}

/** An expression that is no value of its own where it stands. */
function whyNoValue(analysis: Analysis, expression: Expression): string | undefined {
  const parent = analysis.parents.get(expression);
  const { text } = analysis.tree;
  if (parent?.kind === 'call' && parent.callee === expression) return 'it is what is called';
  if (parent?.kind === 'operation' && parent.operator === 'spread') return undefined;
  if (expression.kind === 'operation' && expression.operator === 'spread')
    return 'select what is spread, without the dots';
  if (expression.kind === 'function' && parent?.kind === 'object' && isMethod(analysis, expression, parent))
    return 'it is a method of an object';
  const isObject = (parent?.kind === 'member' || parent?.kind === 'index') && parent.object === expression;
  if (isObject && text.slice(expression.start, expression.end).includes('?.'))
    return 'it is a part of an optional chain';
  return isSet(analysis, expression) ? 'something is assigned to it' : undefined;
}

/** `{ load() { … } }` and `{ get url() { … } }`: its name is a part of it. */
function isMethod(analysis: Analysis, { start }: Expression, parent: Extract<Expression, { kind: 'object' }>): boolean {
  const before = analysis.tree.text.slice(parent.start + 1, start).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  return /(?:^|,)\s*$/.test(before);
}

/** Types and names that mean something in the function alone. */
function whyNotThere({ analysis, fn }: Question, moved: readonly Range[], { bindings }: Provable): string | undefined {
  const { tree } = analysis;
  const text = moved.map(({ start, end }) => tree.text.slice(start, end)).join('\n');
  const local = typesAround(tree, fn).find((name) =>
    new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text),
  );
  if (local !== undefined) return `\`${local}\` is a type of the function or the class`;
  const hidden = [...bindings].find((it) =>
    tree.bindings.some(
      (other) => other !== it && other.name === it.name && other.function.id === 0 && !isModuleLevel(other),
    ),
  );
  return hidden && `\`${hidden.name}\` may mean something else at module level`;
}

/** Declared in the function, or parameters of it, of those around it and of their classes. */
function typesAround(tree: Tree, fn: FunctionNode): readonly string[] {
  if (tree.language === 'python' || tree.language === 'javascript') return [];
  const found = tree.bindings.filter((it) => it.kind === 'type' && !isModuleLevel(it)).map(({ name }) => name);
  for (let at: FunctionNode | undefined = fn; at && at.id !== 0; at = at.parent) {
    found.push(
      ...typeParameters(
        tree.text.slice(at.range.start, at.body.range.start),
        /<([^()]*)>\s*\(|<([^()]*?)>\s+[\w.<>[\]]+\s+\w+\s*\(/,
      ),
    );
    if (at.class)
      found.push(
        ...typeParameters(
          tree.text.slice(at.class.range.start, at.body.range.start),
          /\bclass\s+\w+\s*<([^{]*?)>\s*(?:extends|implements|\{)/,
        ),
      );
  }
  return found;
}

function typeParameters(head: string, list: RegExp): readonly string[] {
  const [, one, other] = list.exec(head) ?? [];
  return (one ?? other ?? '').split(',').flatMap((it) => /^\s*(?:const\s+)?([\w$]+)/.exec(it)?.[1] ?? []);
}

/** What may fail at load must not be what the function only asks for under a condition, or catches. */
function whyNotFailing(
  { analysis, fn }: Question,
  { failures: [what] }: Provable,
  place: Statement,
  expression: Expression | undefined,
): string | undefined {
  if (what === undefined) return undefined;
  const under = `it fails if ${what}, and is reached under a condition only`;
  const { owner } = place.block;
  if (owner) {
    if (owner.kind === 'try' || owner.kind === 'with')
      return `an error of it is handled here, but would not be at load (${what})`;
    return under;
  }
  for (let at = expression && analysis.parents.get(expression); at; at = analysis.parents.get(at))
    if (at.kind === 'conditional' || at.kind === 'logical') return under;
  const leaves = [...statementsWithin(fn.body)].some(
    (it) => it.start < place.start && (it.kind === 'return' || it.kind === 'throw'),
  );
  return leaves ? `it fails if ${what}, and the function may end before it` : undefined;
}

/** Names that cannot be changed on the way have to be free. */
function whyNotNamed(analysis: Analysis, statements: readonly Statement[]): string | undefined {
  const renamable = new Set(
    statements.flatMap((it) =>
      it.kind === 'assign'
        ? it.declarators.flatMap(({ targets }) =>
            targets.flatMap((target) => (target.kind === 'name' ? [target.name.binding] : [])),
          )
        : [],
    ),
  );
  const clashing = analysis.tree.bindings.find(
    (binding) =>
      binding.function.id !== 0 &&
      !renamable.has(binding) &&
      !binding.import &&
      statements.some((it) => binding.writes.some(({ range }) => holds(it, range)) && !holds(it, binding.visible)) &&
      clashes(analysis, binding),
  );
  return clashing && `\`${clashing.name}\` means something else at module level`;
}
