/** Whether a text differs from another one in a property alone, by parsers that the edits do not use. */
import { spawnSync } from 'node:child_process';
import { parse as parseSource } from '@typescript-eslint/typescript-estree';
import { plainOf } from '../../src/templates/editPlain.ts';
import { parseTemplate } from '../../src/templates/template.ts';

export interface Intended {
  /** In SAM's words. */
  readonly path: readonly string[];
  /** Undefined when the property is removed. */
  readonly value: string | number | undefined;
  readonly fn: { readonly id: string; readonly resourceType?: string };
}

/** A sentence; undefined when nothing else changed. */
export function whatElseChanged(path: string, before: string, after: string, intended: Intended): string | undefined {
  if (before === after) return 'nothing changed';
  if (/\.(ya?ml|json|template)$/.test(path)) return inTemplate(before, after, intended);
  const tokens = path.endsWith('.py') ? pythonTokens : sourceTokens;
  const parsed = tokens(before);
  // What the other parser does not know to begin with, as newer syntax of Python, is compared by its words.
  const old = parsed ?? words(before);
  const fresh = parsed ? tokens(after) : words(after);
  if (!fresh) return 'the result does not parse';
  const [longer, shorter] = intended.value === undefined ? [old, fresh] : [fresh, old];
  const difference = between(shorter, longer);
  if (difference === undefined) return 'something else changed as well';
  const changed = difference.join(' ').replaceAll('_', '').toLowerCase();
  const wanted = [intended.path.at(-1) ?? '', String(intended.value ?? '')].filter((it) => it !== '');
  const isMeant = wanted.some((it) => changed.includes(it.replaceAll('_', '').toLowerCase()));
  if (difference.length > 30 || !isMeant) return `this changed: ${changed}`;
  return undefined;
}

/** Tokens of `longer` that `shorter` has not, when everything else is the same and in the same order; a value may be replaced. */
function between(shorter: readonly string[], longer: readonly string[]): readonly string[] | undefined {
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < shorter.length - start && shorter.at(-1 - end) === longer.at(-1 - end)) end++;
  const left = shorter.slice(start, shorter.length - end);
  const extra = longer.slice(start, longer.length - end);
  if (left.length <= 6) return extra;
  // An import besides: the names that it adds come first, and everything between is the same.
  const added = extra.slice(0, 2);
  if (added.some((it) => /^(Tracing|Duration|Size)$/.test(it))) {
    const rest = between(left, extra.slice(2));
    return rest && [...added, ...rest];
  }
  return undefined;
}

const words = (text: string): readonly string[] => text.match(/\w+|[^\s\w]/g) ?? [];

function sourceTokens(text: string): readonly string[] | undefined {
  try {
    const { tokens, comments } = parseSource(text, { tokens: true, comment: true, range: true, jsx: false });
    return [...(tokens ?? []), ...(comments ?? [])].sort((a, b) => a.range[0] - b.range[0]).map(({ value }) => value);
  } catch {
    return undefined;
  }
}

const pythonProgram = `
import ast, io, json, sys, tokenize
text = sys.stdin.read()
ast.parse(text)
skipped = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
print(json.dumps([t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in skipped]))
`;

function pythonTokens(text: string): readonly string[] | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', pythonProgram], { input: text, encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as readonly string[]) : undefined;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

function inTemplate(before: string, after: string, { path, value, fn }: Intended): string | undefined {
  const own =
    fn.resourceType === 'AWS::Lambda::Function' && path.join() === 'Tracing' ? ['TracingConfig', 'Mode'] : path;
  return whatElseChangedInTemplate(before, after, ['Resources', fn.id, 'Properties', ...own], value);
}

/** `keys` from the root of the document; intrinsics are `!Ref`, whichever way they are written. */
export function whatElseChangedInTemplate(
  before: string,
  after: string,
  keys: readonly string[],
  value: Plain | undefined,
): string | undefined {
  if (before === after) return 'nothing changed';
  const [old, fresh] = dataOf(before, after);
  if (old === undefined || fresh === undefined) return 'the result does not parse';
  const expected = value === undefined ? pruned(without(old, keys), keys) : having(old, keys, value);
  const got = value === undefined ? pruned(fresh, keys) : fresh;
  // A number in the place of a quoted one is quoted.
  const loosely = typeof value === 'number' ? having(old, keys, String(value)) : expected;
  const texts = [expected, loosely].map((it) => JSON.stringify(ordered(it)));
  if (!texts.includes(JSON.stringify(ordered(got)))) return 'the data differ';
  const kept = marksOf(after);
  const lost = [...marksOf(before)].filter(([mark, count]) => (kept.get(mark) ?? 0) < count).map(([mark]) => mark);
  // What stands in the lines of a property goes with it, and what looks like a comment may be text of the value.
  const isGone = (mark: string) =>
    value === undefined
      ? isRemoved(before, after, mark)
      : JSON.stringify(valueAt(old, keys)).includes(JSON.stringify(mark).slice(1, -1));
  if (!lost.every(isGone)) return `these comments and anchors are gone: ${lost.join(', ')}`;
  return undefined;
}

/** With a whole line; others may read alike. */
function isRemoved(before: string, after: string, mark: string): boolean {
  const kept = after.split('\n');
  const lines = before.split('\n');
  const times = (line: string, all: readonly string[]): number => all.filter((it) => it === line).length;
  return lines.some((line) => line.includes(mark) && times(line, kept) < times(line, lines));
}

/** By PyYAML, which CloudFormation's own reading is nearest to; undefined for a text that it rejects. */
const yamlProgram = `
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.yaml_implicit_resolvers = {
    first: [it for it in resolvers if it[0] not in ('tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:bool', 'tag:yaml.org,2002:int', 'tag:yaml.org,2002:float')]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
import re
Loader.add_implicit_resolver('tag:yaml.org,2002:bool', re.compile('^(true|True|TRUE|false|False|FALSE)$'), list('tTfF'))
Loader.add_implicit_resolver('tag:yaml.org,2002:float', re.compile('^[-+]?[0-9]+[.][0-9]+$'), list('-+0123456789'))
Loader.add_implicit_resolver('tag:yaml.org,2002:int', re.compile('^[-+]?[0-9]+$'), list('-+0123456789'))
def tagged(loader, tag, node):
    if isinstance(node, yaml.ScalarNode): value = node.value
    elif isinstance(node, yaml.SequenceNode): value = loader.construct_sequence(node, deep=True)
    else: value = loader.construct_mapping(node, deep=True)
    return {'!' + tag: value}
Loader.add_multi_constructor('!', tagged)
Loader.add_constructor('tag:yaml.org,2002:int', lambda loader, node: int(node.value))
results = []
for text in json.load(sys.stdin):
    try: results.append(list(yaml.load_all(text, Loader)))
    except Exception: results.append(None)
def plain(it):
    if isinstance(it, dict): return {str(key): plain(value) for key, value in it.items()}
    if isinstance(it, list): return [plain(value) for value in it]
    return it
print(json.dumps(plain(results)))
`;

/** The first document; one that follows must be the same. */
function dataOf(...texts: readonly string[]): readonly (Plain | undefined)[] {
  const plain = texts.map((text) => text.replace(/^\uFEFF/, ''));
  if (/^\s*\{/.test(plain[0] ?? '')) return plain.map(parsedJson);
  const { stdout } = spawnSync('python3', ['-c', yamlProgram], {
    input: JSON.stringify(plain),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const documents = JSON.parse(stdout) as readonly (readonly Plain[] | null)[];
  // What PyYAML rejects to begin with, as a text with holes for a generator, the parser of the program reads.
  if (!documents[0]) return plain.map((text) => readByUs(text));
  return documents.map((it) => (it ? canonical(it[0] ?? null) : undefined));
}

function readByUs(text: string): Plain | undefined {
  const { root, problems } = parseTemplate(text);
  return problems.length > 0 ? undefined : plainOf(root);
}

function parsedJson(text: string): Plain | undefined {
  try {
    return canonical(JSON.parse(text) as Plain);
  } catch {
    return undefined;
  }
}

/** `Fn::Sub` as `!Sub`. */
function canonical(data: Plain): Plain {
  if (isList(data)) return data.map(canonical);
  if (!isRecord(data)) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, canonical(value)] as const);
  const [only] = entries;
  const isIntrinsic =
    entries.length === 1 &&
    only &&
    (only[0].startsWith('Fn::') || (/^(Ref|Condition)$/.test(only[0]) && typeof only[1] !== 'object'));
  return isIntrinsic ? { [`!${only[0].replace('Fn::', '')}`]: only[1] } : Object.fromEntries(entries);
}

/** Comments and anchors, counted, by a look at the text; JSON has neither. */
function marksOf(text: string): ReadonlyMap<string, number> {
  if (text.trimStart().startsWith('{')) return new Map();
  const marks = new Map<string, number>();
  for (const [mark] of text.matchAll(/(?<=^|\s)#[^\r\n]*|(?<=[:-]\s+)[&*][\w-]+/gm)) {
    const its = mark.trimEnd();
    marks.set(its, (marks.get(its) ?? 0) + 1);
  }
  return marks;
}

const isList = (it: Plain): it is readonly Plain[] => Array.isArray(it);

const isRecord = (it: Plain | undefined): it is { readonly [key: string]: Plain } =>
  typeof it === 'object' && it !== null && !isList(it);

const valueAt = (data: Plain, keys: readonly string[]): Plain =>
  keys.reduce<Plain>((it, key) => (isList(it) ? it[Number(key)] : isRecord(it) ? it[key] : null) ?? null, data);

function having(data: Plain | undefined, [key, ...rest]: readonly string[], value: Plain): Plain {
  if (key === undefined) return value;
  if (data !== undefined && isList(data))
    return data.map((item, index) => (String(index) === key ? having(item, rest, value) : item));
  const map = isRecord(data) ? data : {};
  return { ...map, [key]: having(map[key], rest, value) };
}

function without(data: Plain, [key, ...rest]: readonly string[]): Plain {
  if (key === undefined || !isRecord(data) || !(key in data)) return data;
  const { [key]: inner, ...others } = data;
  return rest.length === 0 ? others : { ...others, [key]: without(inner ?? null, rest) };
}

/** Without the maps on the way that are empty. */
function pruned(data: Plain, [key, ...rest]: readonly string[]): Plain {
  if (key === undefined || !isRecord(data) || !(key in data)) return data;
  const inner = pruned(data[key] ?? null, rest);
  const { [key]: _, ...others } = data;
  const isEmpty = inner === null || (isRecord(inner) && Object.keys(inner).length === 0);
  return isEmpty ? others : { ...others, [key]: inner };
}

function ordered(data: Plain): Plain {
  if (isList(data)) return data.map(ordered);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, ordered(data[key] ?? null)]),
  );
}
