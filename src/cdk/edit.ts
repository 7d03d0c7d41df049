/** Properties of constructs written back into the source of a CDK app: TypeScript, JavaScript and Python. */
import { known, unknown, type Known } from '../core/known.ts';
import type { Origin } from '../core/resource.ts';
import type { TextEdit } from '../core/span.ts';
import { provenEdits } from '../languages/prove.ts';
import type { Argument, Expression, LanguageFrontend, Tree } from '../languages/tree.ts';
import { allExpressions } from '../languages/walk.ts';
import { propertyFor, type Property } from './editWords.ts';

type Scalar = string | number;
type CdkOrigin = Extract<Origin, { kind: 'cdk' }>;
type Call = Extract<Expression, { kind: 'call' }>;
type ObjectLiteral = Extract<Expression, { kind: 'object' }>;

export interface CdkSource {
  readonly frontend: LanguageFrontend;
  /** Lowered from the very text that the construct was found in. */
  readonly tree: Tree;
}

/** Sets a property; `path` is in SAM's words: `['Tracing']`, `['Environment', 'Variables', 'TABLE']`. */
export function setConstructProperty(
  source: CdkSource,
  origin: CdkOrigin,
  path: readonly string[],
  value: Scalar,
): Known<readonly TextEdit[]> {
  return changed(source, origin, path, value);
}

/** Takes a property out of the construct's own props. */
export function removeConstructProperty(
  source: CdkSource,
  origin: CdkOrigin,
  path: readonly string[],
): Known<readonly TextEdit[]> {
  return changed(source, origin, path, undefined);
}

function changed(
  source: CdkSource,
  origin: CdkOrigin,
  path: readonly string[],
  value: Scalar | undefined,
): Known<readonly TextEdit[]> {
  const { tree, frontend } = source;
  if (tree.problems.length > 0) return unknown('the file has a syntax error');
  const call = callAt(tree, origin);
  if (!call) return unknown('the construct is not written there any more');
  if (isSuper(call.callee)) return unknown('it is written in a class, which others may extend as well');
  const property = propertyFor(origin.construct, path, tree.language === 'python');
  if (!property) return unknown(`how \`${path.join('.')}\` is written for \`${origin.construct}\` is not known`);
  const edits =
    value === undefined
      ? removal(tree, call, property)
      : setting(tree, call, property, { value, construct: origin.construct });
  return edits.known ? provenEdits(frontend, tree, edits.value) : edits;
}

/** `super().__init__(…)`, `super(…)`. */
const isSuper = (callee: Expression): boolean =>
  callee.kind === 'super' || (callee.kind === 'member' && isSuperCall(callee.object));

const isSuperCall = (object: Expression): boolean =>
  object.kind === 'super' ||
  (object.kind === 'call' &&
    (isSuper(object.callee) || (object.callee.kind === 'name' && object.callee.name === 'super')));

function callAt(tree: Tree, { call }: CdkOrigin): Call | undefined {
  for (const expression of allExpressions(tree))
    if (expression.kind === 'call' && expression.start === call.start && expression.end === call.end) return expression;
  return undefined;
}

interface Wanted {
  readonly value: Scalar;
  readonly construct: string;
}

function setting(tree: Tree, call: Call, property: Property, wanted: Wanted): Known<readonly TextEdit[]> {
  const written = spelled(tree, call, property, wanted);
  if (!written.known) return written;
  const { text, edits } = written.value;
  const own = tree.language === 'python' ? inKeywords(tree, call, property, text) : inProps(tree, call, property, text);
  return own.known ? known([...own.value, ...edits]) : own;
}

// Python: keywords of the call.

function inKeywords(tree: Tree, call: Call, property: Property, text: string): Known<readonly TextEdit[]> {
  const [name = '', key] = property.names;
  const own = call.arguments.find((argument) => argument.name === name);
  if (own && key === undefined) return known([replace(tree, own.value, text)]);
  if (own && key !== undefined) {
    if (own.value.kind !== 'object') return unknown(`\`${name}\` is not written as a dict there`);
    return intoObject(tree, own.value, key, text, true);
  }
  if (call.arguments.some(({ spread }) => spread)) return unknown('its keywords come from elsewhere (`**`)');
  const keyword = key === undefined ? `${name}=${text}` : `${name}={${quoted(tree, key)}: ${text}}`;
  return appended(tree, call, keyword);
}

// TypeScript and JavaScript: the object of props.

function inProps(tree: Tree, call: Call, property: Property, text: string): Known<readonly TextEdit[]> {
  const props = propsOf(tree, call);
  if (!props.known) return props;
  const [name = '', key] = property.names;
  if (!props.value) {
    if (call.arguments.length !== 2 || call.arguments.some(({ spread }) => spread))
      return unknown('its arguments are not written one by one');
    return appended(tree, call, `{ ${entryText(tree, name, key, text, false)} }`);
  }
  const own = props.value.entries.findLast((entry) => entry.key === name);
  if (own && key === undefined)
    return isShorthand(tree, own.value, name)
      ? known([insert(tree, own.value.end, `: ${text}`)])
      : known([replace(tree, own.value, text)]);
  if (own && key !== undefined) {
    if (own.value.kind !== 'object') return unknown(`\`${name}\` is not written as an object there`);
    return intoObject(tree, own.value, key, text, false);
  }
  return append(tree, props.value, entryText(tree, name, key, text, false));
}

/** The literal that nobody else uses; nothing when there is none at all. */
function propsOf(tree: Tree, call: Call): Known<ObjectLiteral | undefined> {
  const argument = call.arguments[2];
  if (!argument) return known(undefined);
  const value = plain(argument.value);
  if (value.kind === 'object') return known(value);
  const shown = tree.text.slice(value.start, Math.min(value.end, value.start + 40));
  if (value.kind !== 'name' || !value.binding)
    return unknown(`its properties are \`${shown}\`, which is not written here`);
  const [write] = value.binding.writes;
  const literal = write?.value && plain(write.value);
  if (value.binding.writes.length !== 1 || literal?.kind !== 'object' || (write?.path.length ?? 0) > 0)
    return unknown(`its properties are in \`${shown}\`, which is not written as they are`);
  return value.binding.reads.length === 1
    ? known(literal)
    : unknown(`its properties are in \`${shown}\`, which others use as well`);
}

const plain = (expression: Expression): Expression => {
  const [only, ...others] = expression.kind === 'operation' && expression.operator === 'as' ? expression.parts : [];
  return only && others.length === 0 ? plain(only) : expression;
};

function intoObject(
  tree: Tree,
  object: ObjectLiteral,
  key: string,
  text: string,
  always: boolean,
): Known<readonly TextEdit[]> {
  const own = object.entries.findLast((entry) => entry.key === key);
  if (own) return known([replace(tree, own.value, text)]);
  const isName = /^[A-Za-z_$][\w$]*$/.test(key);
  return append(tree, object, `${always || !isName ? quoted(tree, key) : key}: ${text}`);
}

const entryText = (tree: Tree, name: string, key: string | undefined, text: string, always: boolean): string =>
  key === undefined
    ? `${name}: ${text}`
    : `${name}: { ${always || !/^[A-Za-z_$][\w$]*$/.test(key) ? quoted(tree, key) : key}: ${text} }`;

// Places in the text.

/** Behind the last entry, in lines as the others are. */
function append(tree: Tree, object: ObjectLiteral, entry: string): Known<readonly TextEdit[]> {
  const last = object.entries.at(-1);
  if (!last) {
    const inside = tree.text.slice(object.start + 1, object.end - 1);
    if (inside.trim() !== '') return unknown('what stands between its braces is not understood');
    const spaced = tree.language === 'python' ? entry : ` ${entry} `;
    return known([{ path: tree.path, start: object.start + 1, end: object.end - 1, text: spaced }]);
  }
  const first = object.entries[0]?.value ?? last.value;
  return known(behind(tree, last.value.end, object.end - 1, lineIndent(tree, first.start, object.start), entry));
}

/** Behind the last argument of a call. */
function appended(tree: Tree, call: Call, argument: string): Known<readonly TextEdit[]> {
  const last = call.arguments.at(-1);
  if (!last) return unknown('it has no arguments');
  return known(
    behind(tree, last.value.end, call.end - 1, lineIndent(tree, last.value.start, call.callee.end), argument),
  );
}

/** `indent` is that of entries which have lines of their own; a comment behind the last one stays with it. */
function behind(
  tree: Tree,
  end: number,
  close: number,
  indent: string | undefined,
  entry: string,
): readonly TextEdit[] {
  const comma = /^\s*,/.exec(tree.text.slice(end, close))?.[0];
  const at = end + (comma?.length ?? 0);
  const trailing = comma === undefined ? '' : ',';
  const lead = comma === undefined ? ',' : '';
  if (indent === undefined) return [insert(tree, at, `${lead} ${entry}${trailing}`)];
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const comment = /^[ \t]*(\/\/|#)[^\r\n]*|^[ \t]*\/\*[^*\r\n]*\*\/(?=[ \t]*\r?\n)/.exec(
    tree.text.slice(at, close),
  )?.[0];
  if (comment === undefined) return [insert(tree, at, `${lead}${newline}${indent}${entry}${trailing}`)];
  const line = insert(tree, at + comment.length, `${newline}${indent}${entry}${trailing}`);
  return lead === '' ? [line] : [insert(tree, at, lead), line];
}

/** The indentation of the line that something begins, when it begins one behind `from`. */
function lineIndent(tree: Tree, start: number, from: number): string | undefined {
  const line = tree.text.lastIndexOf('\n', start - 1) + 1;
  if (line <= from) return undefined;
  return /^[ \t]*/.exec(tree.text.slice(line))?.[0] ?? '';
}

function removal(tree: Tree, call: Call, property: Property): Known<readonly TextEdit[]> {
  const [name = '', key] = property.names;
  const isPython = tree.language === 'python';
  const props = isPython ? undefined : propsOf(tree, call);
  if (props && !props.known) return props;
  const entries: readonly Listed[] = isPython ? call.arguments.map(keyword) : (props?.value?.entries.map(listed) ?? []);
  const open = isPython ? call.callee.end + 1 : (props?.value?.start ?? 0) + 1;
  const own = entries.find((entry) => entry.key === name);
  if (!own) return unknown('it is not written at the construct');
  if (
    key === undefined ||
    (own.value.kind === 'object' && own.value.entries.length === 1 && own.value.entries[0]?.key === key)
  )
    return without(tree, entries, own, open);
  if (own.value.kind !== 'object') return unknown(`\`${name}\` is not written out there`);
  const inner = own.value.entries.map(listed);
  const entry = inner.find((it) => it.key === key);
  return entry ? without(tree, inner, entry, own.value.start + 1) : unknown('it is not written at the construct');
}

interface Listed {
  readonly key: string | undefined;
  readonly value: Expression;
}

const keyword = ({ name, value }: Argument): Listed => ({ key: name, value });
const listed = ({ key, value }: ObjectLiteral['entries'][number]): Listed => ({ key, value });

/** Takes an entry out with the comma before it, or behind it when it is the first. */
function without(tree: Tree, entries: readonly Listed[], own: Listed, open: number): Known<readonly TextEdit[]> {
  const index = entries.indexOf(own);
  const before = entries[index - 1];
  const start = before ? before.value.end : open;
  let { end } = own.value;
  if (!before) end += /^\s*,[ \t]*/.exec(tree.text.slice(end))?.[0].length ?? 0;
  const taken = tree.text.slice(start, own.value.start);
  if (/\/\/|\/\*|#/.test(taken)) return unknown('a comment stands before it');
  return known([{ path: tree.path, start, end, text: '' }]);
}

// Spelling.

interface Spelled {
  readonly text: string;
  /** Imports that it needs. */
  readonly edits: readonly TextEdit[];
}

function spelled(tree: Tree, call: Call, property: Property, { value, construct }: Wanted): Known<Spelled> {
  switch (property.kind) {
    case 'plain':
      return known({ text: typeof value === 'number' ? String(value) : quoted(tree, value), edits: [] });
    case 'struct': {
      const inner = typeof value === 'number' ? String(value) : quoted(tree, value);
      if (tree.language !== 'python') return known({ text: `{ ${property.field}: ${inner} }`, edits: [] });
      const callee = tree.text.slice(call.callee.start, call.callee.end);
      return known({ text: `${callee}.${property.struct}(${property.field}=${inner})`, edits: [] });
    }
    case 'member': {
      const member = property.members[String(value)];
      if (member === undefined) return unknown(`\`${String(value)}\` has no name in the construct library`);
      const name = nameOf(tree, property.class, lambdaModule, namespaceOf(tree, call, construct));
      return name.known ? known({ text: `${name.value.text}.${member}`, edits: name.value.edits }) : name;
    }
    case 'measure': {
      const name = nameOf(tree, property.class, coreModule, undefined);
      const amount = `${property.unit}(${String(value)})`;
      return name.known ? known({ text: `${name.value.text}.${amount}`, edits: name.value.edits }) : name;
    }
  }
}

interface Module {
  /** What gives it as a whole, or its members by name. */
  readonly specifier: RegExp;
  /** What it is called as a member of the library. */
  readonly member: string;
}

const lambdaModule: Module = {
  specifier: /^(aws-cdk-lib|@aws-cdk|monocdk)\/aws-lambda$|^aws_cdk\.aws_lambda$/,
  member: 'aws_lambda',
};
const coreModule: Module = {
  specifier: /^(aws-cdk-lib|@aws-cdk\/core|monocdk|aws_cdk|aws_cdk\.core)$/,
  member: 'core',
};
const library = /^(aws-cdk-lib|aws_cdk|monocdk)$/;

/** `lambda` of `lambda.Function`. */
const namespaceOf = (tree: Tree, { callee }: Call, construct: string): string | undefined =>
  construct.startsWith('aws-lambda.') && callee.kind === 'member' && !callee.computed
    ? tree.text.slice(callee.object.start, callee.object.end)
    : undefined;

/** `lambda.Tracing`, `Duration` in the words of the file's imports. */
function nameOf(
  tree: Tree,
  name: string,
  { specifier, member }: Module,
  namespace: string | undefined,
): Known<Spelled> {
  const plainly = (text: string): Known<Spelled> => known({ text, edits: [] });
  if (namespace !== undefined) return plainly(`${namespace}.${name}`);
  const imports = tree.imports.filter(({ typeOnly }) => !typeOnly);
  for (const it of imports) {
    for (const { imported, local } of it.names) {
      const isModule = specifier.test(it.specifier);
      if (isModule && imported === name) return plainly(local);
      if (isModule && imported === '*') return plainly(`${local}.${name}`);
      if (library.test(it.specifier) && imported === member) return plainly(`${local}.${name}`);
    }
  }
  const named = imports.find(
    (it) => specifier.test(it.specifier) && it.names.some(({ imported }) => imported !== 'default'),
  );
  const last = named?.names.at(-1);
  if (last) return known({ text: name, edits: [insert(tree, last.range.end, `, ${name}`)] });
  for (const it of imports)
    for (const { imported, local } of it.names)
      if (library.test(it.specifier) && imported === '*') return plainly(`${local}.${member}.${name}`);
  return unknown(`nothing that the file imports gives \`${name}\``);
}

const isShorthand = (tree: Tree, value: Expression, name: string): boolean =>
  value.kind === 'name' && value.name === name && !/:\s*$/.test(tree.text.slice(0, value.start));

function quoted(tree: Tree, text: string): string {
  const count = (quote: string) => tree.text.split(quote).length;
  const quote = count('"') > count("'") ? '"' : "'";
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}

const replace = ({ path }: Tree, { start, end }: Expression, text: string): TextEdit => ({ path, start, end, text });
const insert = ({ path }: Tree, at: number, text: string): TextEdit => ({ path, start: at, end: at, text });
