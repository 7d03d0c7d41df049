/** Functions of JavaScript, Node.js and Python that apps are computed with. */
import { join } from '../../core/paths.ts';
import type { Arguments, CdkValue } from '../value.ts';
import { isThere } from './files.ts';
import { jsonParts } from './jsonText.ts';
import { parsedJson, yamlValue } from './json.ts';
import { instanceOf } from './instances.ts';
import { elementsOf } from './iteration.ts';
import { environmentVariable } from './languageMembers.ts';
import { spanOf, type Machine, type Site } from './machine.ts';
import { lengthOf } from './members.ts';
import { joinPath, parentOf } from './operators.ts';
import { spread } from './literals.ts';
import { branches } from './state.ts';
import {
  isNothing,
  isText,
  libraryName,
  listOf,
  mapOf,
  nothing,
  numberIn,
  partsOf,
  scalar,
  textFrom,
  textIn,
  truthOf,
  unknownValue,
  whyOf,
} from './values.ts';

type Call = (call: {
  readonly machine: Machine;
  readonly args: Arguments;
  readonly first: CdkValue;
  readonly second: CdkValue;
  readonly at: CdkValue['at'];
  readonly site: Site;
}) => CdkValue;

export function callLanguage(machine: Machine, name: string, args: Arguments, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  const [first = nothing(at), second = nothing(at)] = args.positional;
  const file = /^py:file:(.*)\.(read|close|readlines)$/.exec(name);
  if (file?.[2] === 'read') return textOfFile(machine, `/${file[1]}`, at);
  const known = calls[name.replace(/\.(posix|win32|promises)\./, '.')];
  if (known) return known({ machine, args, first, second, at, site });
  for (const given of args.positional)
    if (given.kind === 'function')
      branches(machine, 'the language calls it', at, [
        () =>
          machine.call(
            given,
            {
              positional: given.node.parameters.map(() => unknownValue('the language gives it', at)),
              named: undefined,
            },
            site,
          ),
      ]);
  return unknownValue(`\`${name.replace(/^\w+:/, '')}\` is not followed`, at);
}

const paths = (call: (texts: readonly string[], machine: Machine) => string): Call => {
  return ({ machine, args, at }) => {
    const texts = args.positional.map(textIn);
    const known = texts.filter((it) => it !== undefined);
    if (known.length === texts.length) return scalar(call(known, machine), at);
    const missing = args.positional.find((it) => !isText(it));
    return unknownValue(missing ? whyOf(missing) : 'its path is computed', at);
  };
};

/** Where the app is run. */
const fromHere = (path: string, { appDirectory }: Machine): string =>
  path.startsWith('/') ? joinPath(path) : joinPath(`/${appDirectory}`, path);

const resolved = (texts: readonly string[], machine: Machine): string => {
  const last = texts.findLastIndex((it) => it.startsWith('/'));
  return fromHere(joinPath(...texts.slice(Math.max(last, 0))), machine);
};

const joined = paths((texts) => joinPath(...texts));
const pythonJoined = paths((texts) =>
  joinPath(
    ...texts.slice(
      Math.max(
        texts.findLastIndex((it) => it.startsWith('/')),
        0,
      ),
    ),
  ),
);
const resolvedPath = paths(resolved);
const parent = paths(([path = '']) => parentOf(path));
const base = paths(([path = '', ending = '']) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return ending !== '' && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
});
const ending = paths(([path = '']) => /\.[^./]*$/.exec(path)?.[0] ?? '');

const there =
  (what: 'exists' | 'is_file' | 'is_dir'): Call =>
  ({ machine, first, at }) => {
    const path = textIn(first);
    const own = path === undefined ? undefined : join('', fromHere(path, machine));
    const is = own === undefined ? undefined : isThere(machine, own, what);
    return is === undefined ? unknownValue('its path is computed', at) : scalar(is, at);
  };
const existing = there('exists');

const same: Call = ({ first }) => first;
const none: Call = ({ at }) => nothing(at);
const environment: Call = ({ first, at }) => environmentVariable(textIn(first) ?? '…', at);
const here: Call = ({ machine, at }) => scalar(`/${machine.appDirectory}`, at);

const entries = (pick: (key: CdkValue, value: CdkValue) => CdkValue): Call => {
  return ({ first, at }) => {
    switch (first.kind) {
      case 'map':
        return listOf(
          [...first.entries].map(([key, { key: place, value }]) => pick(scalar(key, place), value)),
          at,
          first.open,
        );
      case 'class':
        return listOf(
          [...first.statics].map(([key, value]) => pick(scalar(key, value.at), value)),
          at,
        );
      case 'list':
        return listOf(
          first.items.map((value, index) => pick(scalar(String(index), value.at), value)),
          at,
          first.open,
        );
      case 'object':
        return listOf(
          [...first.fields].map(([key, value]) => pick(scalar(key, value.at), value)),
          at,
        );
      default:
        return listOf([], at, isNothing(first) ? undefined : whyOf(first));
    }
  };
};

const numbers = (calculate: (values: readonly number[]) => number): Call => {
  return ({ args, at }) => {
    const given =
      args.positional.length === 1 && args.positional[0]?.kind === 'list' ? args.positional[0].items : args.positional;
    const values = given.map(numberIn);
    const known = values.filter((it) => it !== undefined);
    return known.length === values.length && known.length > 0
      ? scalar(calculate(known), at)
      : unknownValue('it is computed', at);
  };
};

const asText: Call = ({ first, at }) => (isText(first) ? first : textFrom(partsOf(first), at));
const asNumber: Call = ({ first, at }) => {
  const number = first.kind === 'scalar' && first.value !== null ? Number.parseFloat(String(first.value)) : Number.NaN;
  return Number.isNaN(number) ? unknownValue(whyOf(first), at) : scalar(number, at);
};
const asTruth: Call = ({ first, at, site }) => {
  const truth = truthOf(first, site.frame.module.tree.language === 'python');
  return truth === undefined ? unknownValue(whyOf(first), at) : scalar(truth, at);
};

const asList: Call = ({ first, second, at, site, machine }) => {
  const { elements, open } = elementsOf(first, site.frame.module.tree.language === 'python');
  // `Array.from({ length: 3 }, (_, index) => …)`
  const length = first.kind === 'map' ? numberIn(first.entries.get('length')?.value) : undefined;
  const items = length === undefined ? elements : Array.from({ length: Math.min(length, 100) }, () => nothing(at));
  if (second.kind !== 'function') return listOf(items, at, length === undefined ? open : undefined);
  const mapped = items.map((item, index) =>
    machine.call(second, { positional: [item, scalar(index, at)], named: undefined }, site),
  );
  return listOf(mapped, at, length === undefined ? open : undefined);
};

const range: Call = ({ args, at }) => {
  const values = args.positional.map(numberIn);
  const [start = 0, end = 0, by = 1] = values.length === 1 ? [0, values[0]] : values;
  if (values.some((it) => it === undefined) || by === 0) return listOf([], at, 'how often it is done is computed');
  const items: CdkValue[] = [];
  for (let value = start; by > 0 ? value < end : value > end; value += by) {
    if (items.length >= 1000) break;
    items.push(scalar(value, at));
  }
  return listOf(items, at);
};

function textOfFile(machine: Machine, path: string, at: CdkValue['at']): CdkValue {
  const own = join('', fromHere(path, machine));
  const text = own === undefined ? undefined : machine.project.read(own);
  return text === undefined || own === undefined
    ? unknownValue(`\`${path.replace(/^\//, '')}\` cannot be read`, at)
    : { ...scalar(text, { path: own, start: 0, end: text.length }) };
}

const readFile: Call = ({ machine, first, at }) => {
  const path = textIn(first);
  return path === undefined ? unknownValue(whyOf(first), at) : textOfFile(machine, path, at);
};

const open: Call = ({ machine, first, at }) => {
  const path = textIn(first);
  const own = path === undefined ? undefined : join('', fromHere(path, machine));
  return own === undefined ? unknownValue(whyOf(first), at) : libraryName(`py:file:${own}`, at);
};

const parsed: Call = ({ first, at }) => {
  const text = textIn(first);
  return (text === undefined ? undefined : parsedJson(text, first.at.path)) ?? unknownValue(whyOf(first), at);
};

const loadedFile: Call = ({ machine, first, at }) => {
  const path =
    first.kind === 'library' && first.name.startsWith('py:file:') ? first.name.slice('py:file:'.length) : undefined;
  if (path === undefined) {
    const text = textIn(first);
    return (text === undefined ? undefined : parsedJson(text, first.at.path)) ?? unknownValue(whyOf(first), at);
  }
  const value = path.endsWith('.json') ? parsedJson(machine.project.read(path) ?? '', path) : yamlValue(machine, path);
  return value ?? unknownValue(`\`${path}\` cannot be read`, at);
};

const written: Call = ({ first, at }) => {
  const parts = jsonParts(first);
  return parts ? textFrom(parts, at) : unknownValue('it is JSON of values that are not known', at);
};

const assigned: Call = ({ args, at }) => {
  const [target, ...others] = args.positional;
  if (target?.kind !== 'map') return target ?? nothing(at);
  for (const other of others) spread(target, other);
  return target;
};

const fromEntries: Call = ({ first, args, at }) => {
  const map = mapOf([], at);
  if (first.kind === 'map') spread(map, first);
  else
    for (const item of elementsOf(first, true).elements) {
      const [key, value] = item.kind === 'list' ? item.items : [];
      if (key?.kind === 'scalar' && value) map.entries.set(String(key.value), { key: key.at, value });
    }
  if (args.named) spread(map, args.named);
  if (first.kind === 'unknown') map.open ??= first.why;
  return map;
};

const zipped: Call = ({ args, at }) => {
  const lists = args.positional.map((it) => elementsOf(it, true));
  const length = Math.min(...lists.map(({ elements }) => elements.length), 1000);
  const more = lists.map(({ open: why }) => why).find((why) => why !== undefined);
  const items = Array.from({ length: lists.length > 0 ? length : 0 }, (_, index) =>
    listOf(
      lists.flatMap(({ elements }) => elements[index] ?? []),
      at,
    ),
  );
  return listOf(items, at, more);
};

const attribute: Call = ({ machine, args, first, second, site, at }) => {
  const name = textIn(second);
  if (name === undefined) return unknownValue('it is looked up by something that is computed', at);
  const found = machine.member(first, name, site);
  return isNothing(found) ? (args.positional[2] ?? found) : found;
};

const calls: Readonly<Record<string, Call>> = {
  'node:path.join': joined,
  'node:path.resolve': resolvedPath,
  'node:path.dirname': parent,
  'node:path.basename': base,
  'node:path.extname': ending,
  'node:path.normalize': joined,
  'node:url.fileURLToPath': same,
  'node:url.pathToFileURL': same,
  'js:URL': ({ first, second, at }) =>
    isText(first) && isText(second)
      ? scalar(joinPath(parentOf(second.value), first.value), at)
      : unknownValue('its path is computed', at),
  'node:fs.existsSync': existing,
  'node:fs.readFileSync': readFile,
  'js:process.cwd': here,
  'node:process.cwd': here,
  'js:JSON.parse': parsed,
  'js:JSON.stringify': written,
  'js:Object.keys': entries((key) => key),
  'js:Object.values': entries((_, value) => value),
  'js:Object.entries': entries((key, value) => listOf([key, value], key.at)),
  'js:Object.assign': assigned,
  'js:Object.fromEntries': fromEntries,
  'js:Object.freeze': same,
  'js:structuredClone': same,
  'js:Array.from': asList,
  'js:Array.isArray': ({ first, at }) =>
    first.kind === 'unknown' ? unknownValue(first.why, at) : scalar(first.kind === 'list', at),
  'js:Map': fromEntries,
  'js:Set': asList,
  'js:String': asText,
  'js:Number': asNumber,
  'js:Number.parseInt': asNumber,
  'js:Number.parseFloat': asNumber,
  'js:parseInt': asNumber,
  'js:parseFloat': asNumber,
  'js:Boolean': asTruth,
  'js:Math.max': numbers((values) => Math.max(...values)),
  'js:Math.min': numbers((values) => Math.min(...values)),
  'js:Math.floor': numbers(([value = 0]) => Math.floor(value)),
  'js:Math.ceil': numbers(([value = 0]) => Math.ceil(value)),
  'js:Math.round': numbers(([value = 0]) => Math.round(value)),
  'js:Promise.resolve': same,
  'js:Promise.all': same,
  'js:console.log': none,
  'js:console.warn': none,
  'js:console.info': none,
  'js:console.error': none,
  'py:os.path.join': pythonJoined,
  'py:os.path.dirname': parent,
  'py:os.path.basename': base,
  'py:os.path.abspath': resolvedPath,
  'py:os.path.realpath': resolvedPath,
  'py:os.path.normpath': joined,
  'py:os.path.exists': existing,
  'py:os.path.isfile': there('is_file'),
  'py:os.path.isdir': there('is_dir'),
  'py:os.getcwd': here,
  'py:os.getenv': environment,
  'py:os.environ.get': environment,
  'py:pathlib.Path': pythonJoined,
  'py:pathlib.PurePath': pythonJoined,
  'py:pathlib.Path.cwd': here,
  'py:open': open,
  'py:json.loads': parsed,
  'py:json.load': loadedFile,
  'py:json.dumps': written,
  'py:typing.cast': ({ second }) => second,
  'py:range': range,
  'py:len': ({ first, at }) => lengthOf(first, at),
  'py:enumerate': ({ args, first, second, at }) => {
    const { elements, open: more } = elementsOf(first, true);
    const start = numberIn(args.named?.entries.get('start')?.value ?? second) ?? 0;
    return listOf(
      elements.map((item, index) => listOf([scalar(index + start, at), item], at)),
      at,
      more,
    );
  },
  'py:zip': zipped,
  'py:dict': fromEntries,
  'py:list': asList,
  'py:tuple': asList,
  'py:set': asList,
  'py:sorted': asList,
  'py:reversed': ({ first, at }) => {
    const { elements, open: more } = elementsOf(first, true);
    return listOf([...elements].reverse(), at, more);
  },
  'py:str': asText,
  'py:int': ({ first, at }) => {
    const number = first.kind === 'scalar' && first.value !== null ? Number(first.value) : Number.NaN;
    return Number.isNaN(number) ? unknownValue(whyOf(first), at) : scalar(Math.trunc(number), at);
  },
  'py:float': asNumber,
  'py:bool': asTruth,
  'py:print': none,
  'py:min': numbers((values) => Math.min(...values)),
  'py:max': numbers((values) => Math.max(...values)),
  'py:sum': numbers((values) => values.reduce((a, b) => a + b, 0)),
  'py:getattr': attribute,
  'py:isinstance': ({ first, second, at }) => instanceOf(first, second, at),
};
