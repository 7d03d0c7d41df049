/** Properties of constructs written back into the source of a CDK app: TypeScript, JavaScript and Python. */
import { known, unknown, type Known } from '../core/known.ts';
import type { Origin } from '../core/resource.ts';
import type { TextEdit } from '../core/span.ts';
import type { NewValue } from '../core/value.ts';
import { provenEdits } from '../languages/edits/prove.ts';
import type { Expression, LanguageFrontend, Tree } from '../languages/tree.ts';
import { allExpressions } from '../languages/walk.ts';
import { added, behind, insert, lineIndent, ofCall, ofObject, replace, without } from './editPlaces.ts';
import type { Call, Container, ObjectLiteral } from './editPlaces.ts';
import { isIdentifier, nameOf, quoted, spelled } from './editSpelling.ts';
import { propertyFor, type Property, type Step } from './editWords.ts';

type CdkOrigin = Extract<Origin, { kind: 'cdk' }>;

export interface CdkSource {
  readonly frontend: LanguageFrontend;
  /** Lowered from the very text that the construct was found in. */
  readonly tree: Tree;
}

/** Sets a property; `path` is in CloudFormation's words, of functions in SAM's as well: `['Tracing']`, `['Environment', 'Variables', 'TABLE']`. */
export function setConstructProperty(
  source: CdkSource,
  origin: CdkOrigin,
  path: readonly string[],
  value: NewValue,
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

/** What an edit is made in. */
interface Site {
  readonly tree: Tree;
  readonly call: Call;
  /** `aws-lambda.Function`: the class that the call names. */
  readonly construct: string;
}

function changed(
  { tree, frontend }: CdkSource,
  origin: CdkOrigin,
  path: readonly string[],
  value: NewValue | undefined,
): Known<readonly TextEdit[]> {
  if (tree.problems.length > 0) return unknown('the file has a syntax error');
  const call = callAt(tree, origin);
  if (!call) return unknown('the construct is not written there any more');
  if (isSuper(call.callee)) return unknown('it is written in a class, which others may extend as well');
  const construct = classOf(call.callee, origin.construct);
  if (!construct.known) return construct;
  const property = propertyFor(construct.value, path);
  if (!property) return unknown(`how \`${path.join('.')}\` is written for \`${construct.value}\` is not known`);
  const site: Site = { tree, call, construct: construct.value };
  const props = propsOf(site);
  if (!props.known) return props;
  const edits =
    value === undefined ? removal(site, props.value, property.steps) : setting(site, props.value, property, value);
  return edits.known ? provenEdits(frontend, tree, edits.value, call) : edits;
}

function setting(
  site: Site,
  props: Container | undefined,
  { steps, spelling }: Property,
  value: NewValue,
): Known<readonly TextEdit[]> {
  const written = spelled(site.tree, site.call, site.construct, spelling, value);
  if (!written.known) return written;
  const own = props ? set(site, props, steps, written.value.text) : newProps(site, steps, written.value.text);
  return own.known ? known([...own.value, ...written.value.edits]) : own;
}

function set(
  site: Site,
  container: Container,
  [step, ...rest]: readonly Step[],
  text: string,
): Known<readonly TextEdit[]> {
  if (!step) return unknown('there is nothing to set');
  const { tree } = site;
  const word = wordOf(tree, step);
  const index = container.entries.findLastIndex(({ key }) => key === word);
  const own = container.entries[index];
  const spread = container.entries.slice(index + 1).find((it) => it.spread);
  const shown = (expression: Expression) => `\`${shownOf(tree, expression)}\``;
  if (own && spread) return unknown(`${shown(spread.value)}, which is spread behind it, may set it as well`);
  if (own && rest.length === 0 && !isReplaceable(own.value))
    return unknown(`\`${word}\` is decided by ${shown(own.value)}`);
  if (own && rest.length === 0)
    return isShorthand(tree, own.value, word)
      ? known([insert(tree, own.value.end, `: ${text}`)])
      : known([replace(tree, own.value, text)]);
  if (own) {
    const inner = containerOf(tree, plain(own.value), step);
    return inner ? set(site, inner, rest, text) : unknown(`\`${word}\` is not written out there`);
  }
  if (spread && container.kind === 'call') return unknown('its keywords come from elsewhere (`**`)');
  if (spread && rest.length > 0) return unknown(`${shown(spread.value)}, which is spread there, may have \`${word}\``);
  const entry = entryOf(site, container.kind, [step, ...rest], text);
  if (!entry.known) return entry;
  const edits = added(tree, container, entry.value.text);
  return edits.known ? known([...edits.value, ...entry.value.edits]) : edits;
}

/** A construct that has no props yet. */
function newProps(site: Site, steps: readonly Step[], text: string): Known<readonly TextEdit[]> {
  const { tree, call } = site;
  const last = call.arguments.at(-1);
  const entry = entryOf(site, 'object', steps, text);
  if (!entry.known) return entry;
  if (call.arguments.length !== propsAt(site) || !last || call.arguments.some(({ spread }) => spread))
    return unknown('its arguments are not written one by one');
  const indent = lineIndent(tree, last.value.start, call.callee.end);
  return known([
    ...behind(tree, last.value.end, call.end - 1, indent, `{ ${entry.value.text} }`),
    ...entry.value.edits,
  ]);
}

interface Entry {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** `name: value`, with what is between the two when it is not there yet. */
function entryOf(site: Site, within: Container['kind'], [step, ...rest]: readonly Step[], text: string): Known<Entry> {
  if (!step) return unknown('there is nothing to set');
  const { tree } = site;
  const isPython = tree.language === 'python';
  const word = wordOf(tree, step);
  const isBare = within === 'call' || (!isPython && isIdentifier(word));
  const named = (value: string) => `${isBare ? word : quoted(tree, word)}${within === 'call' ? '=' : ': '}${value}`;
  if (rest.length === 0) return known({ text: named(text), edits: [] });
  const isStruct = isPython && step.struct !== undefined;
  const inner = entryOf(site, isStruct ? 'call' : 'object', rest, text);
  if (!inner.known) return inner;
  if (!isStruct) {
    const padding = isPython ? '' : ' ';
    return known({ ...inner.value, text: named(`{${padding}${inner.value.text}${padding}}`) });
  }
  const struct = structOf(site, step.struct ?? '');
  if (!struct.known) return struct;
  return known({
    text: named(`${struct.value.text}(${inner.value.text})`),
    edits: [...struct.value.edits, ...inner.value.edits],
  });
}

const structOf = ({ tree, call, construct }: Site, struct: string): Known<Entry> =>
  struct.startsWith('.')
    ? known({ text: `${tree.text.slice(call.callee.start, call.callee.end)}${struct}`, edits: [] })
    : nameOf(tree, call, construct, struct);

function removal(
  site: Site,
  container: Container | undefined,
  [step, ...rest]: readonly Step[],
): Known<readonly TextEdit[]> {
  const { tree } = site;
  const own = container && step && container.entries.find(({ key }) => key === wordOf(tree, step));
  if (!own) return unknown('it is not written at the construct');
  if (rest.length === 0) return without(tree, container, own);
  const inner = containerOf(tree, plain(own.value), step);
  if (!inner) return unknown(`\`${step.name}\` is not written out there`);
  const isOnly = inner.entries.length === 1 && rest[0] && inner.entries[0]?.key === wordOf(tree, rest[0]);
  return isOnly && rest.length === 1 ? without(tree, container, own) : removal(site, inner, rest);
}

/** What a value has entries in: an object, a dict, or a struct of Python. */
function containerOf(tree: Tree, value: Expression, step: Step): Container | undefined {
  if (value.kind === 'object') return ofObject(value);
  const isStruct = tree.language === 'python' && step.struct !== undefined && value.kind === 'call';
  return isStruct ? ofCall(tree, value) : undefined;
}

/** What is written there, on one line: of a call what it calls. */
function shownOf(tree: Tree, expression: Expression): string {
  const of = expression.kind === 'call' ? expression.callee : expression;
  const text = tree.text.slice(of.start, of.end).replace(/\s+/g, ' ');
  return (text.length > 40 ? `${text.slice(0, 39)}…` : text) + (of === expression ? '' : '(…)');
}

/** The keywords of Python's call; of others the literal that nobody else uses, and nothing when there is none at all. */
function propsOf(site: Site): Known<Container | undefined> {
  const { tree, call } = site;
  if (tree.language === 'python') return known(ofCall(tree, call));
  const argument = call.arguments[propsAt(site)];
  if (!argument) return known(undefined);
  const value = plain(argument.value);
  if (value.kind === 'object') return known(ofObject(value));
  const shown = shownOf(tree, value);
  if (value.kind !== 'name' || !value.binding)
    return unknown(`its properties are \`${shown}\`, which is not written here`);
  const [write] = value.binding.writes;
  const literal = write?.value && plain(write.value);
  if (value.binding.writes.length !== 1 || literal?.kind !== 'object' || (write?.path.length ?? 0) > 0)
    return unknown(`its properties are in \`${shown}\`, which is not written as they are`);
  return value.binding.reads.length === 1
    ? known(ofObject(literal satisfies ObjectLiteral))
    : unknown(`its properties are in \`${shown}\`, which others use as well`);
}

/** Scope and id stand before the props; an event source is made of what it reads alone. */
const propsAt = ({ construct }: Site): number => (construct.startsWith('aws-lambda-event-sources.') ? 1 : 2);

const plain = (expression: Expression): Expression => {
  const [only, ...others] = expression.kind === 'operation' && expression.operator === 'as' ? expression.parts : [];
  return only && others.length === 0 ? plain(only) : expression;
};

/** Props are those of the class that is named there, which may make the construct for its user. */
function classOf(callee: Expression, construct: string): Known<string> {
  const name =
    callee.kind === 'member'
      ? callee.property
      : callee.kind === 'name'
        ? (importedAs(callee) ?? callee.name)
        : undefined;
  const [, own = ''] = /\.([^.]+)$/.exec(construct) ?? [];
  if (name === own) return known(construct);
  if (name !== undefined && construct === 'aws-lambda.EventSourceMapping' && name.endsWith('EventSource'))
    return known(`aws-lambda-event-sources.${name}`);
  if (name !== undefined && construct === 'aws-apigateway.Stage' && /^(Lambda|Spec)?RestApi$/.test(name))
    return known(`aws-apigateway.${name}`);
  return unknown(
    name === undefined ? 'it is not made by its class' : `\`${name}\` makes it, whose properties are its own`,
  );
}

function importedAs({ binding }: Extract<Expression, { kind: 'name' }>): string | undefined {
  const imported = binding?.import?.imported;
  return imported === '*' || imported === 'default' ? undefined : imported;
}

/** Not what a caller, a condition or a computation decides: that would be lost. */
function isReplaceable(value: Expression): boolean {
  switch (value.kind) {
    case 'literal':
    case 'list':
      return true;
    case 'name':
      return value.binding !== undefined && value.binding.kind !== 'parameter';
    case 'member':
      return isReplaceable(value.object);
    case 'call':
      return isReplaceable(value.callee) && value.arguments.every((it) => isReplaceable(it.value));
    default:
      return false;
  }
}

const wordOf = (tree: Tree, { name, free }: Step): string =>
  tree.language === 'python' && !free ? name.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`) : name;

const isShorthand = (tree: Tree, value: Expression, name: string): boolean =>
  tree.language !== 'python' &&
  value.kind === 'name' &&
  value.name === name &&
  !/:\s*$/.test(tree.text.slice(0, value.start));

function callAt(tree: Tree, { call }: CdkOrigin): Call | undefined {
  for (const expression of allExpressions(tree))
    if (expression.kind === 'call' && expression.start === call.start && expression.end === call.end) return expression;
  return undefined;
}

/** `super().__init__(…)`, `super(…)`. */
const isSuper = (callee: Expression): boolean =>
  callee.kind === 'super' || (callee.kind === 'member' && isSuperCall(callee.object));

const isSuperCall = (object: Expression): boolean =>
  object.kind === 'super' ||
  (object.kind === 'call' &&
    (isSuper(object.callee) || (object.callee.kind === 'name' && object.callee.name === 'super')));
