/** Replaces an import of a module as a whole by imports of the parts that the file uses. */
import { suggested, type Fix } from '../../core/finding.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { ImportFact } from '../../core/module.ts';
import type { NarrowPlan } from '../../core/rule.ts';
import type { TextEdit } from '../../core/span.ts';
import { analyse, type Analysis } from '../analysis/analysis.ts';
import type { Expression, ImportNode, LanguageFrontend, NameExpression, Tree } from '../tree.ts';
import { wrapEachClient } from './capture.ts';
import { localName } from './localName.ts';
import { provenEdits } from './prove.ts';
import { holds } from '../walk.ts';

export function narrowImport(frontend: LanguageFrontend, tree: Tree, fact: ImportFact, plan: NarrowPlan): Known<Fix> {
  const analysis = analyse(tree);
  const node = tree.imports.find(({ range }) => range.start === fact.at.start && range.end === fact.at.end);
  if (!node) return unknown('the file has changed');
  if (tree.problems.length > 0) return unknown('the file has a syntax error');
  const edits = editsOf(frontend, analysis, node, plan);
  if (!edits.known) return edits;
  const proven = provenEdits(frontend, tree, edits.value);
  if (!proven.known) return proven;
  const fix: Fix = { title: plan.title, applicability: 'safe', edits: proven.value };
  return known(plan.caution === undefined ? fix : suggested(fix, plan.caution));
}

function editsOf(
  frontend: LanguageFrontend,
  analysis: Analysis,
  node: ImportNode,
  plan: NarrowPlan,
): Known<readonly TextEdit[]> {
  switch (plan.kind) {
    case 'specifier':
      return specifierEdit(analysis.tree, node, plan);
    case 'wrapped':
      return wrapEachClient(analysis, node, plan);
    case 'named':
    case 'modules':
      return memberEdits(frontend, analysis, node, plan);
  }
}

function specifierEdit(tree: Tree, node: ImportNode, plan: NarrowPlan): Known<readonly TextEdit[]> {
  const specifier = plan.specifiers.get('');
  if (specifier === undefined) return unknown('there is no part to load instead');
  return known([{ path: tree.path, ...offsets(node.specifierRange), text: quoted(tree, node, specifier) }]);
}

interface Use {
  readonly member: string;
  readonly expression: Extract<Expression, { kind: 'member' }>;
}

function memberEdits(
  frontend: LanguageFrontend,
  analysis: Analysis,
  node: ImportNode,
  plan: NarrowPlan,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const statement = tree.functions[0]?.body.statements.find((it) => holds(it, node.range));
  if (statement?.kind !== 'import' || statement.node !== node)
    return unknown('it is not imported by a statement of its own');
  const whole = node.names.filter(({ imported }) => imported === '*' || imported === 'default');
  const [only] = whole;
  if (whole.length === 0 && plan.kind === 'modules') return namedModules(tree, node, plan, statement);
  if (whole.length !== 1 || node.names.length !== 1 || !only?.binding)
    return unknown('it is imported in more than one way');
  if (plan.kind === 'modules' && node.form === 'import' && only.imported === '*' && tree.language === 'typescript') {
    return unknown(dependsOnInterop);
  }
  if (only.binding.writes.length > 1) return unknown(`\`${only.local}\` is set again`);
  const uses = usesOf(analysis, only.binding.reads);
  if (!uses.known) return uses;
  // A type may name the module where the code does not; such a use is not seen as a read.
  const mentions = mentionsOf(tree, only.local, node);
  if (mentions !== uses.value.length) return unknown(`\`${only.local}\` is also used where it is not understood`);
  const names = namesFor(frontend, analysis, uses.value, { local: only.local, kept: keptAs(node, only.local, plan) });
  if (!names.known) return names;
  const text = declaration(tree, node, plan, names.value, statement);
  if (!text.known) return text;
  return known([
    { path: tree.path, start: statement.start, end: statement.end, text: text.value },
    ...uses.value.flatMap(({ member, expression: { start, end } }) => {
      const text = names.value.get(member) ?? member;
      return tree.text.slice(start, end) === text ? [] : [{ path: tree.path, start, end, text }];
    }),
  ]);
}

function usesOf(analysis: Analysis, reads: readonly NameExpression[]): Known<readonly Use[]> {
  const uses: Use[] = [];
  for (const read of reads) {
    const parent = analysis.parents.get(read);
    if (parent?.kind !== 'member' || parent.object !== read || parent.computed)
      return unknown(`\`${read.name}\` is used as a whole`);
    const outer = analysis.parents.get(parent);
    const target = analysis.statements.get(parent);
    const written =
      target?.kind === 'assign' &&
      target.declarators.some((it) => it.targets.some((to) => to.kind === 'member' && to.expression === parent));
    if (written || (outer?.kind === 'assign' && outer.value !== parent))
      return unknown(`\`${read.name}.${parent.property}\` is set`);
    uses.push({ member: parent.property, expression: parent });
  }
  return uses.length === 0 ? unknown('nothing of it is used') : known(uses);
}

/** How often the name occurs in the text outside of comments, its import excluded. */
function mentionsOf(tree: Tree, name: string, node: ImportNode): number {
  let count = 0;
  for (const match of tree.text.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))) {
    const at = match.index;
    const inside = (range: { readonly start: number; readonly end: number }) => range.start <= at && at < range.end;
    if (!inside(node.range) && !tree.comments.some(inside) && !isInText(tree, at)) count++;
  }
  return count;
}

function isInText(tree: Tree, at: number): boolean {
  const line = tree.text.slice(tree.text.lastIndexOf('\n', at - 1) + 1, at);
  return (line.match(/(?<!\\)'/g)?.length ?? 0) % 2 === 1 || (line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

/** What goes on to be a member of the SDK's core: Node.js finds no names in CommonJS modules that are made as that one is. */
const keptAs =
  (node: ImportNode, local: string, { specifiers }: NarrowPlan) =>
  (member: string): string | undefined =>
    node.form !== 'require' && specifiers.get(member) === core ? local : undefined;

const core = 'aws-sdk/global';

/** The local name of each member, or what it stays a member of. */
function namesFor(
  frontend: LanguageFrontend,
  { tree }: Analysis,
  uses: readonly Use[],
  { local, kept }: { readonly local: string; readonly kept: (member: string) => string | undefined },
): Known<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { member } of uses) {
    if (names.has(member)) continue;
    const owner = kept(member);
    if (owner !== undefined) {
      names.set(member, `${owner}.${member}`);
      continue;
    }
    const name = member === local ? member : localName(tree, member, frontend.spelling.reserved);
    if (name === undefined) return unknown(`the file already uses the name \`${member}\``);
    names.set(member, name);
  }
  return known(names);
}

function declaration(
  tree: Tree,
  node: ImportNode,
  plan: NarrowPlan,
  names: ReadonlyMap<string, string>,
  statement: { readonly start: number; readonly end: number },
): Known<string> {
  const members = [...names.keys()].sort();
  const renamed = (member: string, word: string): string => {
    const name = names.get(member) ?? member;
    return name === member ? member : `${member}${word} ${name}`;
  };
  const end = tree.text.slice(statement.start, statement.end).endsWith(';') ? ';' : '';
  if (plan.kind === 'named') {
    return known(
      `import { ${members.map((it) => renamed(it, ' as')).join(', ')} } from ${tree.text.slice(node.specifierRange.start, node.specifierRange.end)}${end}`,
    );
  }
  const eol = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const ofCore = members.filter((member) => plan.specifiers.get(member) === core);
  const lines: string[] = [];
  const [first] = ofCore.map((member) => names.get(member) ?? member);
  const local = first?.includes('.')
    ? first.slice(0, first.indexOf('.'))
    : `{ ${ofCore.map((it) => renamed(it, ':')).join(', ')} }`;
  if (ofCore.length > 0) lines.push(importLine(tree, node, local, core, end));
  for (const member of members) {
    const specifier = plan.specifiers.get(member);
    if (specifier === undefined) return unknown(`\`${member}\` has no module of its own`);
    if (!ofCore.includes(member)) lines.push(importLine(tree, node, names.get(member) ?? member, specifier, end));
  }
  return known(lines.join(eol));
}

const dependsOnInterop = 'how a client module is imported depends on `esModuleInterop`';

/** `const { S3, DynamoDB } = require('aws-sdk')`: each name gets its own module, and no use changes. */
function namedModules(
  tree: Tree,
  node: ImportNode,
  plan: NarrowPlan,
  statement: { readonly start: number; readonly end: number },
): Known<readonly TextEdit[]> {
  const eol = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const end = tree.text.slice(statement.start, statement.end).endsWith(';') ? ';' : '';
  if (node.form === 'import' && tree.language === 'typescript') return unknown(dependsOnInterop);
  const ofCore: string[] = [];
  const lines: string[] = [];
  for (const { imported, local } of node.names) {
    const specifier = plan.specifiers.get(imported);
    if (specifier === undefined) return unknown(`\`${imported}\` has no module of its own`);
    const renamed = `${imported}: ${local}`;
    if (specifier === core && node.form === 'import')
      return unknown(`\`${imported}\` is not imported by name everywhere`);
    if (specifier === core) ofCore.push(imported === local ? local : renamed);
    else lines.push(importLine(tree, node, local, specifier, end));
  }
  if (ofCore.length > 0) lines.unshift(importLine(tree, node, `{ ${ofCore.join(', ')} }`, core, end));
  return known([{ path: tree.path, start: statement.start, end: statement.end, text: lines.join(eol) }]);
}

function importLine(tree: Tree, node: ImportNode, names: string, specifier: string, end: string): string {
  if (node.form !== 'require') {
    // A client module is CommonJS whose export is the class; `import * as` of one cannot be constructed under every setting.
    // Where Node.js loads the module itself, it looks for a file of just that name.
    return `import ${names} from ${quoted(tree, node, `${specifier}.js`)}${end}`;
  }
  const text = tree.text.slice(node.range.start, node.range.end);
  const imported = /^import\b/.test(text);
  const word = /^(export\s+)?(const|let|var)\b/.exec(text)?.[2] ?? 'const';
  const call = `require(${quoted(tree, node, specifier)})`;
  return imported ? `import ${names} = ${call}${end}` : `${word} ${names} = ${call}${end}`;
}

function quoted(tree: Tree, node: ImportNode, specifier: string): string {
  const quote = tree.text.charAt(node.specifierRange.start);
  return `${quote}${specifier}${quote}`;
}

const offsets = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });
