/** The one value by which what a creation makes differs, and whether a map would find it again by that. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { symbolOf } from '../../analysis/sharing.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { rootOf } from '../../plain.ts';
import type { Binding, CallExpression, Expression, NameExpression, Tree } from '../../tree.ts';
import { expressionsWithin } from '../../walk.ts';
import { wordsIn } from '../naming.ts';
import { needsOf } from '../needs.ts';

export interface Key {
  /** As it is written, and as it can be asked for before the creation. */
  readonly text: string;
  /** Every place of it in the creation. */
  readonly uses: readonly Expression[];
  /** TypeScript's type of it, as far as the file tells. */
  readonly type: 'string' | 'unknown';
  /** Whether the creation fails without it in any case. */
  readonly needed: boolean;
  /** Words of a name that it wants, since it is put together or looked up. */
  readonly name?: readonly string[];
}

/** Names and members of parameters and local variables that are not the same each time; empty where it is made of none. */
export function inputsOf(analysis: Analysis, { whole }: LocatedCreation): readonly Expression[] {
  return [...expressionsWithin(whole)].flatMap((part) =>
    part.kind === 'name' && isInput(analysis, part) ? [pathOf(analysis, part)] : [],
  );
}

function isInput(analysis: Analysis, name: NameExpression): boolean {
  const { binding } = name;
  if (!binding || binding.function.selfBinding === binding || binding.import || binding.declares) return false;
  if (binding.kind === 'parameter') return true;
  return binding.kind === 'variable' && binding.function.id !== 0 && !needsOf(analysis, name).known;
}

/** The members that are read of the name, up to a method that is called: one that looks up a text goes along. */
function pathOf({ parents, tree }: Analysis, name: NameExpression): Expression {
  let path: Expression = name;
  for (
    let parent = parents.get(path);
    parent?.kind === 'member' && parent.object === path;
    parent = parents.get(path)
  ) {
    const around = parents.get(parent);
    if (around?.kind === 'call' && around.callee === parent) return looksUp(tree, around) ? around : path;
    path = parent;
  }
  return path;
}

/** `event.get("region")` of what is no object of the program's own. */
const looksUp = ({ language }: Tree, { callee, arguments: given }: CallExpression): boolean =>
  (language === 'python' || language === 'java') &&
  callee.kind === 'member' &&
  /^get(?:OrDefault)?$/.test(callee.property) &&
  given.length > 0 &&
  given.every(({ value, name }) => name === undefined && value.kind === 'literal');

/** Why there is none: it differs by several values, or by one that a map would not find again. */
export function keyOf(analysis: Analysis, located: LocatedCreation, inputs: readonly Expression[]): Known<Key> {
  const { tree } = analysis;
  const texts = [...new Set(inputs.map(({ start, end }) => tree.text.slice(start, end)))];
  const [text, other] = texts;
  const [input] = inputs;
  if (text === undefined || !input) return unknown('nothing in it differs from one invocation to the next');
  const varying = inputs.find((it) => isAnotherEachTime(analysis, it));
  if (varying) return unknown(`\`${tree.text.slice(varying.start, varying.end)}\` is another each time`);
  if (other !== undefined)
    return composedOf(analysis, inputs) ?? unknown(`it differs by \`${text}\` and by \`${other}\``);
  if (text.includes('\n')) return unknown(severalLines);
  const asked = inputs.find((it) => isAskedFor(analysis, it));
  const type = typeOf(tree, input);
  if (type !== 'string') {
    if (asked) return unknown(`it is made of what a method of \`${text}\` gives; give that to a variable first`);
    if (tree.language === 'java') return unknown(`\`${text}\` is not declared as a \`String\``);
    if (!inputs.some((it) => isText(analysis, it) || isTextOption(analysis, located, it)))
      return unknown(`\`${text}\` may be an object, by which a map would not find it again`);
  }
  return known({
    text,
    uses: inputs,
    type: type === 'string' || type === 'any' ? 'string' : 'unknown',
    needed: inputs.some((it) => failsWithout(analysis, it)),
    ...(input.kind === 'call' ? { name: nameOf(input) } : {}),
  });
}

/** What is looked up. */
function nameOf({ arguments: [first] }: CallExpression): readonly string[] {
  const value = first?.value.kind === 'literal' ? first.value.value : undefined;
  return typeof value === 'string' && /^[A-Za-z][\w-]*$/.test(value) ? wordsIn(value) : ['key'];
}

const severalLines = 'the value that it differs by is written on several lines';

function isAnotherEachTime({ tree, flow }: Analysis, input: Expression): boolean {
  const root = rootOf(input)?.binding;
  if (root && flow.ofBinding(root).some(({ kind }) => kind === 'volatile')) return true;
  return /request_?id|trace_?id|correlation/i.test(tree.text.slice(input.start, input.end));
}

/** The one text that has all of them, and is put together of nothing else that could differ or do something. */
function composedOf(analysis: Analysis, inputs: readonly Expression[]): Known<Key> | undefined {
  const { tree } = analysis;
  const [around, ...others] = new Set(inputs.map((it) => textAround(analysis, it)));
  if (!around || others.length > 0) return undefined;
  const isOfText = isTemplate(tree, around) || [...expressionsWithin(around)].some((it) => isTextItself(it));
  const isPlain = [...expressionsWithin(around)].every(
    (it) => /^(?:literal|name|member|operation)$/.test(it.kind) || inputs.includes(it),
  );
  if (!isOfText || !isPlain) return undefined;
  const text = tree.text.slice(around.start, around.end);
  if (text.includes('\n')) return unknown(severalLines);
  return known({ text, uses: [around], type: 'string', needed: failsWithout(analysis, around), name: ['key'] });
}

const isTextItself = (it: Expression): boolean => it.kind === 'literal' && typeof it.value === 'string';

const isAskedFor = ({ parents }: Analysis, input: Expression): boolean => {
  const member = parents.get(input);
  return member?.kind === 'member' && member.object === input;
};

/** Put into a text: a template, or what is added to one. */
function isText({ tree, parents }: Analysis, input: Expression): boolean {
  const around = parents.get(input);
  if (around?.kind !== 'operation') return false;
  const isWritten = (it: Expression) =>
    (it.kind === 'literal' && typeof it.value === 'string') || (it.kind === 'operation' && it.operator === 'template');
  if (around.operator === '+') return around.parts.some(isWritten);
  return isTemplate(tree, around);
}

/** What a tag makes of one is not known. */
const isTemplate = ({ text }: Tree, it: Expression): boolean =>
  it.kind === 'operation' && it.operator === 'template' && /^(?:`|[fF]|[rR][fF])/.test(text.slice(it.start, it.end));

/** The whole text that it is put into. */
function textAround({ parents }: Analysis, input: Expression): Expression | undefined {
  let text: Expression | undefined;
  for (let around = parents.get(input); around?.kind === 'operation'; around = parents.get(around))
    if (/^(?:\+|template)$/.test(around.operator)) text = around;
  return text;
}

/** Options of clients that are texts in every library that has them. */
const textOptions =
  /^(?:region|region_?name|endpoint|endpoint_?url|host|hostname|database|db_?name|base_?url|url|uri|api_?version)$/i;

/** Given to such an option of the creation itself. */
function isTextOption({ parents }: Analysis, { call, fact }: LocatedCreation, input: Expression): boolean {
  let value = input;
  for (let cast = parents.get(value); cast?.kind === 'operation' && cast.operator === 'as'; cast = parents.get(value))
    value = cast;
  // The region is the second of these.
  const [, second] = call.arguments;
  if (/^boto3\.(?:client|resource)$/.test(fact.resource.symbol) && second?.value === value)
    return !second.spread && (second.name === undefined || textOptions.test(second.name));
  return call.arguments.some(
    (argument) =>
      (argument.value === value && argument.name !== undefined && textOptions.test(argument.name)) ||
      (argument.value.kind === 'object' &&
        argument.value.entries.some((it) => it.value === value && it.key !== undefined && textOptions.test(it.key))),
  );
}

/** Java: what rejects `null` before anything is made. */
function failsWithout(analysis: Analysis, input: Expression): boolean {
  const call = analysis.parents.get(input);
  return call?.kind === 'call' && /\.Regions?\.(?:of|fromName)$|\.URI\.create$/.test(symbolOf(analysis, call.callee));
}

/** Of what is not declared, its context may decide. */
type Declared = 'string' | 'any' | 'other';

/** What the file declares a name, or a member of one, as. */
function typeOf(tree: Tree, input: Expression): Declared {
  if (input.kind === 'call') return isFromTexts(tree, input) ? 'string' : 'other';
  if (input.kind === 'name' && input.binding) return ofBinding(tree, input.binding);
  const root = rootOf(input)?.binding;
  const declared = root && annotationOf(tree, root);
  if (tree.language !== 'typescript' || input.kind !== 'member' || declared === undefined) return 'other';
  return declared === 'any' || input.object.kind === 'name' ? ofMember(tree, declared, input.property) : 'other';
}

/** Java: what a `Map<String, String>` gives. */
function isFromTexts({ text, language }: Tree, call: CallExpression): boolean {
  const [write] = rootOf(call.callee)?.binding?.writes ?? [];
  return language === 'java' && /\bMap<String,\s*String>\s+$/.test(text.slice(0, write?.range.start ?? 0));
}

function ofBinding(tree: Tree, binding: Binding): Declared {
  const [write, ...others] = binding.writes;
  if (!write) return 'other';
  if (tree.language === 'java')
    return /(?:^|[\s(,;{}])(?:java\.lang\.)?String\s+$/.test(tree.text.slice(0, write.range.start))
      ? 'string'
      : 'other';
  const declared = annotationOf(tree, binding);
  if (declared === (tree.language === 'python' ? 'str' : 'string')) return 'string';
  const { value, path } = write;
  const isGiven = declared === undefined && others.length === 0 && value !== undefined;
  if (isGiven && path.length === 0 && isTemplate(tree, value)) return 'string';
  if (tree.language !== 'typescript' || !isGiven) return declared === 'any' ? 'any' : 'other';
  const [property, ...deeper] = path;
  if (property === undefined) return typeOf(tree, value);
  const from = value.kind === 'name' && value.binding ? annotationOf(tree, value.binding) : undefined;
  return from === undefined || deeper.length > 0 ? 'other' : ofMember(tree, from, property);
}

/** The type that stands behind a name where it is declared: a name, or what is written in braces. */
function annotationOf({ text, language }: Tree, { writes: [write] }: Binding): string | undefined {
  if (!write || write.path.length > 0 || (language !== 'python' && language !== 'typescript')) return undefined;
  const [, optional, type] =
    /^\s*(\?)?\s*:\s*(\{[^{}]*\}(?=\s*[,)=;\n])|[^\s,)=;{][^,)=;\n]*)/.exec(text.slice(write.range.end)) ?? [];
  return type === undefined ? undefined : type.trim() + (optional === undefined ? '' : ' | undefined');
}

/** Of a type that is written in braces, or that the file declares so. */
function ofMember({ text }: Tree, type: string, property: string): Declared {
  if (type === 'any') return 'any';
  const name = type.replaceAll('$', '\\$');
  const body = type.startsWith('{')
    ? type
    : /^[\w$]+$/.test(type)
      ? new RegExp(`\\b(?:interface\\s+${name}\\s*|type\\s+${name}\\s*=\\s*)(\\{[^{}]*\\})`).exec(text)?.[1]
      : undefined;
  const declared = new RegExp(`[{;,\\s]${property.replaceAll('$', '\\$')}\\s*:\\s*string\\s*[;,}\\n]`);
  return body !== undefined && declared.test(body) ? 'string' : 'other';
}
