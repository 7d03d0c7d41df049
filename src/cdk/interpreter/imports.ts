/** Modules that the program imports: its own files, the construct library, what languages bring along, and packages of others. */
import type { ExportNode, ImportNode } from '../../languages/tree.ts';
import type { CdkValue, LibraryName } from '../value.ts';
import { fileOfJavascript, fileOfPython } from './files.ts';
import { jsonValue } from './json.ts';
import { isPython, spanOf, type Machine, type Module, type Site } from './machine.ts';
import { lookUp } from './state.ts';
import { isNothing, libraryName, mapOf, unknownValue } from './values.ts';
import {
  camelCase,
  directoryPrefix,
  filePrefix,
  isOfLanguage,
  javascriptModule,
  moduleIn,
  nodeModules,
  pythonModule,
  pythonModules,
} from './words.ts';

/** What an import gives: the module for `*`, else a member of it. */
export function valueOfImport(machine: Machine, node: ImportNode, imported: string, site: Site): CdkValue {
  const module = moduleOf(machine, node, site);
  if (imported === '*') return module;
  if (module.kind !== 'library') {
    if (imported === 'default') return module;
    return machine.member(module, imported, site);
  }
  const isOwn = module.name.startsWith(filePrefix) || module.name.startsWith(directoryPrefix);
  // `import cdk from 'aws-cdk-lib'` gives the whole of it.
  if (imported === 'default' && !isOwn) return module;
  return imported.split('.').reduce<CdkValue>((value, name) => {
    if (value.kind === 'library') return exportOf(machine, value, name, site) ?? unknownIn(value, name, site);
    return machine.member(value, name, site);
  }, module);
}

const unknownIn = ({ name }: LibraryName, member: string, { frame, range }: Site): CdkValue =>
  unknownValue(`\`${member}\` is not found in \`${name.replace(/^\w+:/, '')}\``, spanOf(frame, range));

export function moduleOf(machine: Machine, node: ImportNode, site: Site): CdkValue {
  const { frame, range } = site;
  const at = spanOf(frame, range);
  const { specifier } = node;
  if (isPython(frame)) {
    const own = pythonModule(specifier, machine.library);
    if (own) return libraryName([own.module, ...own.rest].join('.'), at);
    const [root = ''] = specifier.split('.');
    const found = fileOfPython(machine, frame.module.tree.path, specifier);
    if (found) return libraryName(found, at);
    return libraryName(pythonModules.has(root) ? `py:${specifier}` : specifier, at);
  }
  const own = javascriptModule(specifier, machine.library);
  if (own !== undefined) return libraryName(own, at);
  const bare = specifier.replace(/^node:/, '');
  if (nodeModules.has(bare)) return libraryName(`node:${bare}`, at);
  const path = fileOfJavascript(machine, frame.module.tree.path, specifier);
  if (path?.endsWith('.json')) return jsonValue(machine, path) ?? unknownValue(`\`${path}\` cannot be read`, at);
  if (path !== undefined) return libraryName(filePrefix + path, at);
  if (specifier.startsWith('.')) return unknownValue(`\`${specifier}\` is not there`, at);
  return libraryName(specifier, at);
}

/** A member of a module, or of what is named in the library; undefined when a file of the project has none of this name. */
export function exportOf(machine: Machine, owner: LibraryName, name: string, site: Site): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  if (owner.name.startsWith(directoryPrefix)) {
    const directory = owner.name.slice(directoryPrefix.length);
    const found = fileOfPython(machine, `${directory}/__init__.py`, `.${name}`);
    return found === undefined ? undefined : libraryName(found, at);
  }
  if (owner.name.startsWith(filePrefix)) return ofFile(machine, owner.name.slice(filePrefix.length), name, site);
  if (isOfLanguage(owner.name)) return libraryName(`${owner.name}.${name}`, at);
  if (owner.name === 'aws_solutions_constructs') {
    const own = pythonModule(`${owner.name}.${name}`, machine.library);
    if (own) return libraryName(own.module, at);
  }
  if (owner.name === 'core') {
    const module = name === 'core' ? 'core' : moduleIn(name, machine.library);
    if (module !== undefined) return libraryName(module, at);
  }
  return libraryName(`${owner.name}.${isPython(site.frame) ? camelCase(name) : name}`, at);
}

function ofFile(
  machine: Machine,
  path: string,
  name: string,
  site: Site,
  seen: Set<string> = new Set(),
): CdkValue | undefined {
  if (seen.has(path)) return undefined;
  seen.add(path);
  const module = machine.load(path);
  if (!module) return unknownValue(`\`${path}\` cannot be read`, spanOf(site.frame, site.range));
  const { tree, frame, index } = module;
  const binding = index.names.get(name);
  const held = binding && lookUp(frame, binding);
  if (tree.language === 'python') {
    if (held) return held;
    const its = binding?.import;
    // A package that imports a module of its own: `from . import name`.
    if (its && fileOfPython(machine, path, its.node.specifier) === filePrefix + path) {
      const inner = fileOfPython(machine, path, `.${its.imported}`);
      const at = spanOf(site.frame, site.range);
      return inner === undefined ? unknownValue(`\`${name}\` is not there`, at) : libraryName(inner, at);
    }
    if (binding?.import)
      return valueOfImport(machine, binding.import.node, binding.import.imported, {
        frame,
        range: binding.import.node.range,
      });
  }
  let found: ExportNode | undefined;
  for (const node of tree.exports) if (node.name === name) found = node;
  if (found?.from) return fromElsewhere(machine, module, found, found.from, site);
  if (found) {
    const { value } = found;
    if (value) {
      const kept = lookUp(frame, value);
      if (kept) return kept;
      if (value.kind === 'name' && value.binding) {
        const named = lookUp(frame, value.binding);
        if (named) return named;
      }
      if (value.kind === 'class') return lookUp(frame, value.class) ?? held;
      if (value.kind === 'function') return lookUp(frame, value.function) ?? machine.evaluate(value, frame);
      if (held) return held;
      return machine.evaluate(value, frame);
    }
    if (held) return held;
  }
  for (const node of tree.exports) {
    if (node.name === '*' && node.value && tree.language !== 'python') {
      const whole = lookUp(frame, node.value) ?? machine.evaluate(node.value, frame);
      if (name === 'default') return whole;
      const member = machine.member(whole, name, site);
      if (!isNothing(member) && member.kind !== 'unknown') return member;
    }
    if (node.name !== '*' || !node.from) continue;
    const target = moduleOf(machine, importLike(node.from.specifier, module), { frame, range: node.range });
    if (target.kind !== 'library') continue;
    const inner = target.name.startsWith(filePrefix)
      ? ofFile(machine, target.name.slice(filePrefix.length), name, site, seen)
      : undefined;
    if (inner) return inner;
  }
  // A package may hold modules that it does not name.
  if (path.endsWith('/__init__.py') || path === '__init__.py') {
    const inner = fileOfPython(machine, path, `.${name}`);
    if (inner !== undefined) return libraryName(inner, spanOf(site.frame, site.range));
  }
  return held;
}

function fromElsewhere(
  machine: Machine,
  module: Module,
  node: ExportNode,
  from: { readonly specifier: string; readonly imported: string },
  site: Site,
): CdkValue {
  const own = { frame: module.frame, range: node.range };
  const value = valueOfImport(machine, importLike(from.specifier, module), from.imported, own);
  return value.kind === 'unknown' ? { ...value, at: spanOf(site.frame, site.range) } : value;
}

const importLike = (specifier: string, { tree }: Module): ImportNode => ({
  specifier,
  form: 'import',
  typeOnly: false,
  names: [],
  specifierRange: { start: 0, end: 0 },
  range: { start: 0, end: 0 },
  function: tree.functions[0] ?? impossible(),
});

function impossible(): never {
  throw new Error('Impossible: function 0 of a tree is its module');
}

/** All that a module of the project offers, as a map: for a spread, or to go through it. */
export function offeredBy(machine: Machine, { name }: LibraryName, site: Site): CdkValue | undefined {
  if (!name.startsWith(filePrefix)) return undefined;
  const module = machine.load(name.slice(filePrefix.length));
  if (!module) return undefined;
  const { tree, frame } = module;
  const whole = tree.exports.findLast(({ name: own, value }) => own === '*' && value)?.value;
  const offered = whole && (lookUp(frame, whole) ?? machine.evaluate(whole, frame));
  const entries: (readonly [string, CdkValue])[] = [];
  if (offered?.kind === 'map') for (const [own, { value }] of offered.entries) entries.push([own, value]);
  for (const own of new Set(tree.exports.map((it) => it.name))) {
    const value = own === '*' ? undefined : ofFile(machine, tree.path, own, site);
    if (value) entries.push([own, value]);
  }
  return mapOf(entries, spanOf(site.frame, site.range));
}
