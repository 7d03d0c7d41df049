/** Classes and functions of the construct library, and of other packages. */
import { synthAdvice } from '../advice.ts';
import type { Arguments, CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { build, contextFor, pathIn } from './context.ts';
import { gap, isPython, spanOf, type Creation, type Machine, type Site } from './machine.ts';
import { ancestry, stackOf } from './members.ts';
import { parsedYaml, yamlValue } from './json.ts';
import { placedIn } from './nodes.ts';
import { write } from './state.ts';
import { isNothing, isText, partsOf, unknownValue, whyOf } from './values.ts';
import { camelCase, isClassName, isOfLibrary, lastOf } from './words.ts';

/** Python's keywords in the library's words. */
export function libraryArguments({ positional, named }: Arguments): Arguments {
  if (!named) return { positional, named };
  const entries = new Map([...named.entries].map(([key, entry]) => [camelCase(key), entry] as const));
  return { positional, named: { ...named, entries } };
}

export function instantiateLibrary(machine: Machine, name: string, written: Arguments, site: Site): CdkValue {
  const args = isPython(site.frame) ? libraryArguments(written) : written;
  if (!isConstruct(machine, name, args)) return made(name, args, site);
  const self = draftOf(name, site);
  begin(machine, self, site);
  construct(machine, self, args, site);
  return self;
}

export const draftOf = (library: string, { frame, range }: Site): Construct => ({
  kind: 'construct',
  library,
  class: undefined,
  id: '',
  scope: undefined,
  path: '',
  fields: new Map(),
  state: new Map(),
  at: spanOf(frame, range),
  from: 'resource',
});

/** Remembers where a construct is made: from its class to its id. */
export function begin(machine: Machine, self: Construct, { frame, range, named }: Site): void {
  const call = spanOf(frame, range);
  const at = { ...call, end: named === undefined ? call.end : Math.min(named, call.end) };
  machine.creations.set(self, { call, at, shared: false, tree: frame.module.tree });
}

const roots: ReadonlySet<string> = new Set([
  'core.App',
  'core.Stack',
  'core.Stage',
  'core.NestedStack',
  'constructs.Construct',
]);

function isConstruct(machine: Machine, name: string, { positional, named }: Arguments): boolean {
  if (roots.has(name)) return true;
  const scope = positional[0] ?? named?.entries.get('scope')?.value;
  const id = positional[1] ?? named?.entries.get('id')?.value;
  const builds = ancestry(machine.library, name).some((it) => it.build);
  if (scope?.kind === 'construct') {
    // `new LambdaIntegration(fn, { … })` is given a construct as well, but no id.
    return id !== undefined && id.kind !== 'map'
      ? isIdLike(id)
      : builds && positional.length + (named?.entries.size ?? 0) === 1 && /Stack$|^core\./.test(name);
  }
  return builds && scope?.kind === 'unknown' && id !== undefined && isIdLike(id);
}

const isIdLike = (id: CdkValue): boolean => isText(id) || id.kind === 'token' || id.kind === 'unknown' || isNothing(id);

/** The part of a construct that the library makes: `super(scope, id, props)` of a class of the project, too. */
export function construct(machine: Machine, self: Construct, args: Arguments, site: Site): void {
  const { scope, id, props } = partsIn(args, self.library, site);
  const placed: { -readonly [Key in 'scope' | 'id' | 'path']: Construct[Key] } = self;
  placed.scope = scope?.kind === 'construct' ? scope : undefined;
  placed.id = id;
  placed.path = self.library === 'core.App' ? '' : pathIn(placed.scope, id);
  if (placed.scope) write(machine, placedIn(machine, placed.scope), id, self);
  const before = machine.creations.get(self);
  const call = spanOf(site.frame, site.range);
  const creation: Creation = before
    ? { ...before, call, shared: self.class !== undefined, tree: site.frame.module.tree }
    : { call, at: call, shared: false, tree: site.frame.module.tree };
  machine.creations.set(self, creation);
  const built = build(machine, self, props, site, creation);
  if (!built && !isOfLibrary(self.library) && mayBeScope(scope)) tellUnread(machine, self, creation, site);
}

function partsIn({ positional, named }: Arguments, library: string, site: Site) {
  const left = [...positional];
  const keywords = new Map(named?.entries ?? []);
  const take = (name: string): CdkValue | undefined => {
    const found = keywords.get(name)?.value;
    keywords.delete(name);
    return found;
  };
  const at = spanOf(site.frame, site.range);
  const isApp = library === 'core.App';
  const scope = take('scope') ?? (isApp && left[0]?.kind !== 'construct' ? undefined : left.shift());
  const id = take('id') ?? (isApp ? undefined : left.shift());
  const given = left.shift();
  const props: CdkMap =
    given?.kind === 'map'
      ? given
      : { kind: 'map', entries: keywords, at: named?.at ?? at, from: 'resource', ...openOf(given, named) };
  return { scope, id: idOf(id, isApp), props };
}

function openOf(given: CdkValue | undefined, named: CdkMap | undefined): { readonly open?: string } {
  if (given && !isNothing(given)) return { open: whyOf(given) };
  return named?.open === undefined ? {} : { open: named.open };
}

/** What is not known of an id is left out, so that the rest of it tells one from the other. */
function idOf(id: CdkValue | undefined, isApp: boolean): string {
  if (isNothing(id) || id === undefined) return isApp ? '' : 'Default';
  return partsOf(id)
    .map((part) => (typeof part === 'string' ? part : '…'))
    .join('')
    .replaceAll('/', '--');
}

/** Settings, clients and the like are made without a construct around them. */
const mayBeScope = (value: CdkValue | undefined): boolean => value?.kind === 'construct' || value?.kind === 'unknown';

function tellUnread(machine: Machine, self: Construct, { at }: Creation, site: Site): void {
  const module = packageOf(self.library.slice(0, self.library.lastIndexOf('.')), site);
  if (machine.told.has(module) || module === '') return;
  machine.told.add(module);
  gap(
    machine,
    at,
    `What \`${lastOf(self.library)}\` of \`${module}\` declares is not read, so functions that it makes are not found. ${synthAdvice}`,
  );
}

/** `@guardian/cdk` of `@guardian/cdk/lib/constructs`. */
const packageOf = (module: string, { frame }: Site): string =>
  (isPython(frame) ? /^[^.]*/ : /^(@[^/]+\/)?[^/]*/).exec(module)?.[0] ?? module;

/** A function of the library, a static one of a class as a rule. */
export function libraryCall(machine: Machine, name: string, args: Arguments, site: Site): CdkValue {
  const dot = name.lastIndexOf('.');
  const owner = name.slice(0, dot);
  const member = name.slice(dot + 1);
  for (const known of ancestry(machine.library, owner)) {
    const found = known.statics?.[member]?.(contextFor(machine, site), args);
    if (found) return found;
  }
  const [first] = args.positional;
  if (member === 'of' && /^core\.(Stack|Stage|App)$/.test(owner)) {
    const found = first?.kind === 'construct' ? stackOf(first) : undefined;
    return found ?? unknownValue('it is of no stack', spanOf(site.frame, site.range));
  }
  if (/^(yaml|js-yaml|yamljs)\.(safe_?load|full_?load|load|parse)$/i.test(name))
    return loadedFrom(machine, first, site);
  if (!isOfLibrary(name) && !isClassName(owner)) {
    for (const given of args.positional)
      if (given.kind === 'function')
        machine.call(
          given,
          {
            positional: given.node.parameters.map(() =>
              unknownValue(`\`${name}\` gives it`, spanOf(site.frame, site.range)),
            ),
            named: undefined,
          },
          site,
        );
    return unknownValue(`\`${name}\` of another package gives it`, spanOf(site.frame, site.range));
  }
  return made(name, args, site);
}

/** The data in a text, or in a file that Python opened. */
function loadedFrom(machine: Machine, source: CdkValue | undefined, { frame, range }: Site): CdkValue {
  const prefix = 'py:file:';
  const isFile = source?.kind === 'library' && source.name.startsWith(prefix);
  const value = isFile
    ? yamlValue(machine, source.name.slice(prefix.length))
    : isText(source)
      ? parsedYaml(source.value, source.at.path)
      : undefined;
  return value ?? unknownValue(source ? whyOf(source) : 'it is read from a file', spanOf(frame, range));
}

function made(name: string, args: Arguments, { frame, range }: Site): Made {
  const call = spanOf(frame, range);
  return { kind: 'made', name, arguments: args, call, path: call.path, at: call, from: 'resource' };
}
