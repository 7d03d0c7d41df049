/**
 * Moves a creation out of a function, to module level.
 *
 * Two forms: a statement that does nothing but give the creation to a variable moves as it is, with the local
 * statements that it needs; any other creation is extracted to a module-level constant of its own.
 * What cannot be shown to behave as before is refused with the reason; `provenEdits` then has the last word on the text.
 */
import type { Applicability, Fix } from '../core/finding.ts';
import { known, unknown, type Known } from '../core/known.ts';
import type { Creation } from '../core/module.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import { analyse, type Analysis } from './analysis.ts';
import { creationsOf, type LocatedCreation } from './creations.ts';
import type { CallExpression } from './flow.ts';
import { freeName, renamedReads, renameEdits, wordsFor } from './naming.ts';
import { namesOf, needsOf, type Moved } from './needs.ts';
import { removals, statementText } from './excerpts.ts';
import { insertionPoint, type InsertionPoint } from './placement.ts';
import { fieldOf, fieldPoint, fieldText, isInScope, type Field } from './java/move.ts';
import { provenEdits } from './prove.ts';
import type { Binding, Expression, ImportNode, LanguageFrontend, Statement, Tree } from './tree.ts';
import { expressionsWithin, isModuleLevel } from './walk.ts';

/** `tree` is lowered from the very text that the creation's facts came from. */
export function hoist(frontend: LanguageFrontend, tree: Tree, creation: Creation): Known<Fix> {
  const analysis = analyse(tree);
  const located = creationsOf(analysis).find(
    ({ fact }) => fact.at.start === creation.at.start && fact.at.end === creation.at.end,
  );
  if (!located) return unknown('the file has changed');
  const refusal = whyNot(located, analysis);
  if (refusal !== undefined) return unknown(refusal);
  const needs = needsOf(analysis, located.whole);
  if (!needs.known) return needs;
  const whole = isWholeStatement(located, analysis);
  const looking = whole || needs.value.statements.length > 0 ? looksAtVariables(located, analysis) : undefined;
  if (looking !== undefined) return unknown(`the function looks at all of its variables (\`${looking}\`)`);
  const edits = whole
    ? moveStatement(frontend, analysis, located, needs.value)
    : extract(frontend, analysis, located, needs.value);
  if (!edits.known) return edits;
  const proven = provenEdits(frontend, tree, edits.value);
  if (!proven.known) return proven;
  return known({
    title: `Move \`${located.fact.resource.code}\` to ${tree.language === 'java' ? 'a static field' : 'module level'}`,
    applicability: applicabilityOf(located, analysis, needs.value),
    edits: proven.value,
    introduces: namesBrought(frontend, tree, proven.value),
  });
}

/** The module-level names that the edited text has and the present one has not. */
function namesBrought(frontend: LanguageFrontend, tree: Tree, edits: readonly TextEdit[]): readonly string[] {
  const after = frontend.lower(tree.path, applyEdits(tree.text, edits) ?? tree.text);
  const before = new Set(tree.bindings.filter(isModuleLevel).map(({ name }) => name));
  return after.bindings
    .filter((it) => isModuleLevel(it) && !before.has(it.name))
    .map(({ name }) => `${tree.path}#${name}`);
}

function whyNot({ fact, entry, call }: LocatedCreation, analysis: Analysis): string | undefined {
  const { tree } = analysis;
  if (fact.closed) return 'it is closed at the end of each invocation; keep it open first';
  if (fact.awaited) return 'its construction is awaited; keep it in a module variable that the first invocation sets';
  if (entry.throws !== undefined)
    return `it may throw the checked \`${entry.throws}\`, which the initializer of a field may not`;
  if (entry.needsLoop) return 'it must be made where an event loop runs';
  if (entry.reads && !isShipped(call, analysis)) return 'the file that it reads may not be there before an invocation';
  if (fact.changes.kind === 'registers')
    return `\`${fact.changes.call}\` would register again on each invocation; move that as well`;
  if (fact.changes.kind === 'ends')
    return `\`${fact.changes.call}\` ends it when an error is caught; make a new one there first`;
  if (fact.changes.kind === 'opens') return `\`${fact.changes.call}\` may run only once on it; move that as well`;
  if (fact.guard.kind === 'rare') return 'it is made only on a rare path';
  if (fact.in === 0) return 'it is at module level';
  return tree.problems.length > 0 ? 'the file has a syntax error' : undefined;
}

/** Whether a file that is read is a part of the package: `/tmp` is filled by an invocation. */
function isShipped({ arguments: given }: CallExpression, { tree }: Analysis): boolean {
  const [first] = given;
  const isPlain = first?.value.kind === 'literal' || given.length === 0;
  return isPlain && !/\/tmp\b|tempfile|tmpdir/.test(tree.text);
}

/** The builtin by which the function around, or one around that, may see the variables that would be gone. */
function looksAtVariables({ fact }: LocatedCreation, { tree, flow, statements }: Analysis): string | undefined {
  for (const { callee, arguments: given } of flow.calls) {
    if (callee.kind !== 'name' || callee.binding || !lookers.has(callee.name)) continue;
    if ((callee.name === 'vars' || callee.name === 'dir') && given.length > 0) continue;
    for (let fn = statements.get(callee)?.function; fn && fn.id !== 0; fn = fn.parent)
      if (fn.id === fact.in) return callee.name;
    for (let fn = tree.functions[fact.in]; fn && fn.id !== 0; fn = fn.parent)
      if (fn === statements.get(callee)?.function) return callee.name;
  }
  return undefined;
}

const lookers: ReadonlySet<string> = new Set(['locals', 'vars', 'dir', 'eval', 'exec']);

/** Building eagerly what was built only under a condition, or what opens a connection, is a change that a person should see. */
function applicabilityOf(located: LocatedCreation, analysis: Analysis, needs: Moved): Applicability {
  const { call, entry, fact } = located;
  if (entry.connects || entry.reads || entry.remembers || fact.changes.kind === 'set') return 'suggested';
  // An import inside a function may have been put there to be loaded late.
  if (needs.statements.some(({ kind }) => kind === 'import')) return 'suggested';
  if (isAskedAbout(located, analysis, needs)) return 'suggested';
  for (let block = analysis.statements.get(call)?.block; block?.owner; block = block.owner.block) {
    if (block.owner.kind !== 'loop') return 'suggested';
  }
  const around = analysis.parents;
  for (let expression = around.get(call); expression; expression = around.get(expression)) {
    if (expression.kind === 'conditional' || expression.kind === 'logical') return 'suggested';
  }
  return 'safe';
}

/** Whether the function leaves, before it makes the thing, when something that is needed for it is not right. */
function isAskedAbout({ call, whole }: LocatedCreation, analysis: Analysis, needs: Moved): boolean {
  const needed = new Set<Binding>([...needs.bindings].filter(({ kind }) => kind === 'variable'));
  for (const { targets } of needs.statements.flatMap((it) => (it.kind === 'assign' ? it.declarators : [])))
    for (const target of targets) for (const name of namesOf(target) ?? []) needed.add(name);
  const own = analysis.statements.get(call);
  return (own?.block.statements ?? []).some(
    (it) =>
      it.kind === 'if' &&
      it.end <= whole.start &&
      /^(return|throw)$/.test(it.then.statements.at(-1)?.kind ?? '') &&
      [...expressionsWithin(it.test)].some((part) => part.kind === 'name' && part.binding && needed.has(part.binding)),
  );
}

/** `name = creation` and nothing else, where the name is set nowhere else. */
function isWholeStatement({ whole, holder }: LocatedCreation, analysis: Analysis): boolean {
  const statement = analysis.statements.get(whole);
  if (statement?.kind !== 'assign' || statement.declarators.length !== 1 || !holder) return false;
  return (
    statement.declarators[0]?.value === whole && holder.function === statement.function && holder.writes.length === 1
  );
}

function moveStatement(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  needs: Moved,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const statement = analysis.statements.get(located.whole);
  if (!statement) return unknown('the statement that it stands in could not be found');
  const twin = sameCreation(analysis, located, statement);
  if (twin !== undefined && located.holder) {
    if (emptiedBlock([statement])) return unknown('nothing else would be left in the block');
    const uses = twin === located.holder.name ? [] : renamedReads(analysis, located.holder, twin);
    return known([...uses, ...removals(tree, [statement])]);
  }
  const statements = [...needs.statements.filter((it) => it !== statement), statement].sort(
    (a, b) => a.start - b.start,
  );
  const renamed = renameEdits(frontend, analysis, statements, wordsFor(analysis, located));
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, located, statement, needs);
  if (!point.known) return point;
  const fields = fieldsFor(analysis, statements);
  if (!fields.known) return fields;
  const emptied = emptiedBlock(statements);
  if (emptied) return unknown('nothing else would be left in the block');
  return known([
    ...renamed.value.edits.filter((edit) => !statements.some((it) => it.start <= edit.start && edit.end <= it.end)),
    ...removals(tree, statements),
    ...inserted(analysis, point.value, statements, renamed.value.edits, fields.value),
  ]);
}

function extract(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  needs: Moved,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const statement = analysis.statements.get(located.whole);
  if (!statement) return unknown('it stands in a field or a default value');
  const twin = sameCreation(analysis, located, statement);
  if (twin !== undefined) {
    return known([{ path: tree.path, start: located.whole.start, end: located.whole.end, text: twin }]);
  }
  const renamed = renameEdits(frontend, analysis, needs.statements, []);
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, located, statement, needs);
  if (!point.known) return point;
  const fields = fieldsFor(analysis, needs.statements);
  if (!fields.known) return fields;
  const own = tree.language === 'java' ? fieldText(analysis, located) : known({ type: '', imports: [] });
  if (!own.known) return own;
  if (emptiedBlock(needs.statements)) return unknown('nothing else would be left in the block');
  const name = freeName(frontend, analysis, wordsFor(analysis, located), renamed.value.names, suffixFor(located));
  const value = statementText(tree, located.whole, renamed.value.edits, [], point.value.indent);
  const moved = [...needs.statements].sort((a, b) => a.start - b.start);
  return known([
    ...renamed.value.edits.filter(
      (edit) =>
        !moved.some((it) => it.start <= edit.start && edit.end <= it.end) &&
        !(located.whole.start <= edit.start && edit.end <= located.whole.end),
    ),
    ...removals(tree, moved),
    {
      path: tree.path,
      start: located.whole.start,
      end: located.whole.end,
      text: name,
    },
    ...inserted(
      analysis,
      point.value,
      moved,
      renamed.value.edits,
      [...fields.value, { edits: [], imports: own.value.imports }],
      frontend.spelling.declare(tree, name, own.value.type, value),
    ),
  ]);
}

/** Puts the statements, and a declaration after them, to the place; an import that the module has already is not repeated. */
function inserted(
  analysis: Analysis,
  point: InsertionPoint,
  statements: readonly Statement[],
  renames: readonly TextEdit[],
  fields: readonly Field[],
  ...declarations: readonly string[]
): readonly TextEdit[] {
  const { tree } = analysis;
  const edits = [...renames, ...fields.flatMap((it) => it.edits)];
  const text = (it: Statement) => statementText(tree, it, edits, statements, point.indent);
  const imports = statements.filter((it) => it.kind === 'import' && !isImportedAlready(analysis, it.node));
  const others = statements.filter(({ kind }) => kind !== 'import');
  const brought = new Set(fields.flatMap((it) => it.imports));
  return point.edits([...brought, ...imports.map(text)], [...others.map(text), ...declarations]);
}

const pointFor = (
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  statement: Statement,
  needs: Moved,
): Known<InsertionPoint> =>
  analysis.tree.language === 'java'
    ? fieldPoint(analysis, located, statement, [...needs.bindings])
    : insertionPoint(frontend, analysis, located, statement, [...needs.bindings]);

/** How Java's local variables become fields; nothing changes elsewhere. */
function fieldsFor(analysis: Analysis, statements: readonly Statement[]): Known<readonly Field[]> {
  const fields: Field[] = [];
  if (analysis.tree.language !== 'java') return known(fields);
  for (const statement of statements) {
    const field = fieldOf(analysis, statement);
    if (!field.known) return field;
    fields.push(field.value);
  }
  return known(fields);
}

/** Whether all of its names are imported at module level under the same names. */
const isImportedAlready = ({ tree }: Analysis, node: ImportNode): boolean =>
  node.names.every(({ imported, local }) =>
    tree.bindings.some(
      (it) =>
        isModuleLevel(it) &&
        it.name === local &&
        it.import?.imported === imported &&
        it.import.node.specifier === node.specifier,
    ),
  );

/** A module-level constant, set before the function, that is made in the very same way. */
function sameCreation(analysis: Analysis, located: LocatedCreation, statement: Statement): string | undefined {
  const { text } = analysis.tree;
  const wanted = text.slice(located.whole.start, located.whole.end).replace(/\s+/g, ' ');
  const twin = creationsOf(analysis).find(
    ({ fact, holder, whole }) =>
      fact.in === 0 &&
      holder !== undefined &&
      isModuleLevel(holder) &&
      holder.writes.length === 1 &&
      fact.changes.kind === 'none' &&
      whole.end < statement.start &&
      (analysis.tree.language !== 'java' || isInScope(analysis.tree, holder, statement)) &&
      text.slice(whole.start, whole.end).replace(/\s+/g, ' ') === wanted &&
      sameNames(analysis, whole, located.whole),
  );
  const name = twin?.holder?.name;
  const shadowed = analysis.tree.bindings.some(
    (it) => it.name === name && it !== twin?.holder && it !== located.holder,
  );
  return shadowed ? undefined : name;
}

/** Whether what two expressions of the same text name is the same, or made of the same text. */
function sameNames({ tree }: Pick<Analysis, 'tree'>, a: Expression, b: Expression): boolean {
  const namesIn = (it: Expression) => [...expressionsWithin(it)].filter((part) => part.kind === 'name');
  const theirs = namesIn(b);
  return namesIn(a).every(({ binding }, index) => {
    const other = theirs[index]?.binding;
    if (binding === other) return true;
    const [value, same] = [binding, other].map((it) => (it?.writes.length === 1 ? it.writes[0]?.value : undefined));
    return (
      value?.kind !== 'name' &&
      value !== undefined &&
      same !== undefined &&
      tree.text.slice(value.start, value.end) === tree.text.slice(same.start, same.end) &&
      sameNames({ tree }, value, same)
    );
  });
}

const suffixFor = ({ fact }: LocatedCreation): string =>
  fact.resource.symbol.endsWith('resource') ? 'resource' : 'client';

/** A block must not lose its last statement. */
const emptiedBlock = (statements: readonly Statement[]): boolean =>
  statements.some(({ block }) => block.statements.every((statement) => statements.includes(statement)));
