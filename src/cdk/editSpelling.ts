/** How names and values of the construct library are written in a file's own words. */
import { known, unknown, type Known } from '../core/known.ts';
import type { TextEdit } from '../core/span.ts';
import type { NewValue } from '../core/value.ts';
import type { Expression, Tree } from '../languages/tree.ts';
import { insert, type Call } from './editPlaces.ts';
import type { Spelling } from './editWords.ts';
import { memberOf } from './words.ts';

export interface Spelled {
  readonly text: string;
  /** Imports that it needs. */
  readonly edits: readonly TextEdit[];
}

/** `call` is that of the construct, whose own namespace is at hand. */
export function spelled(
  tree: Tree,
  call: Call,
  construct: string,
  spelling: Spelling,
  value: NewValue,
): Known<Spelled> {
  switch (spelling.kind) {
    case 'plain': {
      const text = literal(tree, value);
      return text === undefined ? unknown('such a value is not written in a source') : known({ text, edits: [] });
    }
    case 'measure': {
      if (typeof value !== 'number') return unknown('it is an amount, which takes a number');
      const unit = spelling.name.slice(spelling.name.lastIndexOf('.') + 1);
      const name = nameOf(tree, call, construct, spelling.name.slice(0, spelling.name.lastIndexOf('.')));
      return name.known ? known({ ...name.value, text: `${name.value.text}.${unit}(${String(value)})` }) : name;
    }
    case 'flag': {
      const text = literal(tree, isList(value) && value.includes(spelling.word));
      return known({ text: text ?? '', edits: [] });
    }
    case 'member': {
      const words: readonly NewValue[] = spelling.list !== undefined && isList(value) ? value : [value];
      if (spelling.list === 'one' && words.length !== 1) return unknown('it takes a single value');
      const members = words.map((word) => (typeof word === 'string' ? memberOf(spelling.owner, word) : undefined));
      if (members.includes(undefined))
        return unknown(`\`${JSON.stringify(value)}\` has no name in the construct library`);
      const name = nameOf(tree, call, construct, spelling.owner);
      if (!name.known) return name;
      const texts = members.map((member) => `${name.value.text}.${member ?? ''}`);
      return known({ ...name.value, text: spelling.list === 'list' ? `[${texts.join(', ')}]` : texts.join('') });
    }
  }
}

/** `aws-lambda.Tracing` in the words of the file's imports; it is imported besides where others of its module are, by name. */
export function nameOf(tree: Tree, call: Call, construct: string, full: string): Known<Spelled> {
  const [module, name] = [full.slice(0, full.lastIndexOf('.')), full.slice(full.lastIndexOf('.') + 1)];
  const plainly = (text: string): Known<Spelled> => known({ text, edits: [] });
  const namespace = construct.startsWith(`${module}.`) ? namespaceOf(tree, call.callee) : undefined;
  if (namespace !== undefined) return plainly(`${namespace}.${name}`);
  const member = module === 'core' ? 'core' : module.replaceAll('-', '_');
  const imports = tree.imports.filter(({ typeOnly }) => !typeOnly);
  for (const it of imports) {
    const isModule = givesModule(it.specifier, module);
    for (const { imported, local } of it.names) {
      if (isModule && imported === name) return plainly(local);
      if (isModule && imported === '*') return plainly(`${local}.${name}`);
      if (library.test(it.specifier) && imported === member) return plainly(`${local}.${name}`);
    }
  }
  const named = imports.find(
    (it) => givesModule(it.specifier, module) && it.names.some(({ imported }) => imported !== 'default'),
  );
  const last = named?.names.at(-1);
  if (last) {
    const isTaken = tree.unresolved.has(name) || tree.bindings.some((it) => it.name === name);
    return isTaken
      ? unknown(`the file already uses the name \`${name}\``)
      : known({ text: name, edits: [insert(tree, last.range.end, `,${spaceBefore(tree, last.range.start)}${name}`)] });
  }
  for (const it of imports)
    for (const { imported, local } of it.names)
      if (library.test(it.specifier) && imported === '*') return plainly(`${local}.${member}.${name}`);
  return unknown(`nothing that the file imports gives \`${name}\``);
}

/** A line of its own for a name, where the one at that place has one. */
function spaceBefore({ text }: Tree, start: number): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(line, start);
  const end = text.charAt(line - 2) === '\r' ? '\r\n' : '\n';
  return line > 0 && indent.trim() === '' ? `${end}${indent}` : ' ';
}

const library = /^(aws-cdk-lib|aws_cdk|monocdk)$/;

/** `aws-cdk-lib/aws-lambda`, `@aws-cdk/aws-lambda`, `aws_cdk.aws_lambda`; of `core` the library itself. */
function givesModule(specifier: string, module: string): boolean {
  if (module === 'core') return library.test(specifier) || /^(@aws-cdk\/core|aws_cdk\.core)$/.test(specifier);
  const [, scope, name] = /^(aws-cdk-lib|@aws-cdk|monocdk|aws_cdk)[/.]([\w-]+)$/.exec(specifier) ?? [];
  return scope !== undefined && name?.replaceAll('_', '-') === module;
}

/** `lambda` of `lambda.Function`. */
const namespaceOf = (tree: Tree, callee: Expression): string | undefined =>
  callee.kind === 'member' && !callee.computed ? tree.text.slice(callee.object.start, callee.object.end) : undefined;

function literal(tree: Tree, value: NewValue): string | undefined {
  if (typeof value === 'string') return quoted(tree, value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return tree.language === 'python' ? (value ? 'True' : 'False') : String(value);
  if (!isList(value)) return undefined;
  const items = value.map((item) => literal(tree, item));
  return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
}

/** In the quotes that the file has. */
export function quoted(tree: Tree, text: string): string {
  const count = (quote: string) => tree.text.split(quote).length;
  const quote = count('"') > count("'") ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `${quote}${escaped}${quote}`;
}

export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

const isList = (value: NewValue): value is readonly NewValue[] => Array.isArray(value);
