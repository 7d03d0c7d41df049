/** What a name means where it stands. */
import type { NameExpression } from '../../languages/tree.ts';
import { directoryOf } from '../../core/paths.ts';
import type { CdkValue } from '../value.ts';
import { exportOf, moduleOf, valueOfImport } from './imports.ts';
import { isPython, spanOf, type Frame, type Machine } from './machine.ts';
import { lookUp } from './state.ts';
import { libraryName, mapOf, nothing, scalar, unknownValue } from './values.ts';

export function nameValue(machine: Machine, expression: NameExpression, frame: Frame): CdkValue {
  const at = spanOf(frame, expression);
  const { binding, name } = expression;
  if (!binding) return globalValue(machine, name, frame, at) ?? unknownValue(`\`${name}\` is declared elsewhere`, at);
  const value = lookUp(frame, binding);
  if (value) return value.kind === 'unknown' ? unknownValue(value.why, at) : value;
  if (binding.import)
    return valueOfImport(machine, binding.import.node, binding.import.imported, { frame, range: expression });
  return unknownValue(`\`${name}\` is not set where it is used`, at);
}

const javascriptGlobals: ReadonlySet<string> = new Set(
  'Object Array JSON Math process String Number Boolean Promise Map Set Date Error RegExp console parseInt parseFloat isNaN Buffer URL structuredClone encodeURIComponent Symbol'.split(
    ' ',
  ),
);

const pythonGlobals: ReadonlySet<string> = new Set(
  'range len enumerate zip dict list tuple set str int float bool print open sorted reversed map filter isinstance hasattr getattr setattr any all min max sum abs type next iter repr round Exception ValueError object property staticmethod classmethod format vars'.split(
    ' ',
  ),
);

function globalValue(machine: Machine, name: string, frame: Frame, at: CdkValue['at']): CdkValue | undefined {
  const { path } = frame.module.tree;
  if (isPython(frame)) {
    const found = starImported(machine, name, frame);
    if (found) return found;
    if (name === '__file__') return scalar(`/${path}`, at);
    if (name === '__name__') return scalar(isEntry(machine, path) ? '__main__' : path, at);
    return pythonGlobals.has(name) ? libraryName(`py:${name}`, at) : undefined;
  }
  switch (name) {
    case 'undefined':
      return nothing(at);
    case '__dirname':
      return scalar(`/${directoryOf(path)}`, at);
    case '__filename':
      return scalar(`/${path}`, at);
    // `require.main === module` holds in the file that the program starts with.
    case 'module':
      return isEntry(machine, path) ? libraryName('js:module', at) : mapOf([], at);
    case 'exports':
      return mapOf([], at);
    case 'require':
      return libraryName('js:require', at);
    case 'globalThis':
      return libraryName('js:globalThis', at);
  }
  return javascriptGlobals.has(name) ? libraryName(`js:${name}`, at) : undefined;
}

const isEntry = (machine: Machine, path: string): boolean => machine.modules.keys().next().value === path;

/** A name that `from … import *` may have brought. */
function starImported(machine: Machine, name: string, frame: Frame): CdkValue | undefined {
  for (const node of frame.module.tree.imports) {
    if (!node.names.some(({ local }) => local === '*')) continue;
    const site = { frame, range: node.range };
    const module = moduleOf(machine, node, site);
    if (module.kind !== 'library') continue;
    const found = exportOf(machine, module, name, site);
    if (found && found.kind !== 'unknown') return found;
  }
  return undefined;
}
