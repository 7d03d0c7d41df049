/** Python's `isinstance(value, Type)` and `isinstance(value, (str, list))`. */
import type { CdkClass, CdkValue, LibraryName } from '../value.ts';
import { scalar, unknownValue } from './values.ts';

export function instanceOf(value: CdkValue, type: CdkValue, at: CdkValue['at']): CdkValue {
  const answers = (type.kind === 'list' ? type.items : [type]).map((it) => isOf(value, it));
  if (answers.includes(true)) return scalar(true, at);
  return answers.includes(undefined)
    ? unknownValue('what it is depends on a value that is not known', at)
    : scalar(false, at);
}

/** Undefined where it is not known. */
function isOf(value: CdkValue, type: CdkValue): boolean | undefined {
  if (type.kind !== 'library' && type.kind !== 'class') return undefined;
  if (value.kind === 'object' || value.kind === 'construct')
    return isMadeOf(value.class, type, value.kind === 'object');
  const own = typesOf(value);
  if (!own) return undefined;
  if (type.kind === 'class' || !type.name.startsWith('py:')) return false;
  const name = type.name.slice('py:'.length);
  // Tuples and sets are lists here.
  return value.kind === 'list' && /^(tuple|set|frozenset)$/.test(name) ? undefined : own.includes(name);
}

/** Of a class of the project, through those above it; what is above a construct is the library's affair. */
function isMadeOf(of: CdkClass | undefined, type: CdkClass | LibraryName, isWhole: boolean): boolean | undefined {
  for (let at: CdkClass | LibraryName | undefined = of; at; at = at.kind === 'class' ? at.base : undefined) {
    if (
      at.kind === 'class'
        ? type.kind === 'class' && at.node === type.node
        : type.kind === 'library' && at.name === type.name
    )
      return true;
    if (at.kind === 'library') return undefined;
  }
  return isWhole ? false : undefined;
}

function typesOf(value: CdkValue): readonly string[] | undefined {
  switch (value.kind) {
    case 'map':
      return ['dict', 'object'];
    case 'list':
      return ['list', 'object'];
    case 'scalar':
      switch (typeof value.value) {
        case 'string':
          return ['str', 'object'];
        case 'boolean':
          return ['bool', 'int', 'object'];
        case 'number':
          return [Number.isInteger(value.value) ? 'int' : 'float', 'object'];
        default:
          return ['object'];
      }
    default:
      return undefined;
  }
}
