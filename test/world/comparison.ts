/** Whether a text differs from another one in a property alone, by parsers that the edits do not use. */
import { spawnSync } from 'node:child_process';
import { parse as parseSource } from '@typescript-eslint/typescript-estree';
import { isMap, isPair, isScalar, parseDocument, visit, type Document, type Tags } from 'yaml';

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
  const [old, fresh] = [tokens(before), tokens(after)];
  if (!fresh) return 'the result does not parse';
  if (!old) return undefined;
  const [longer, shorter] = intended.value === undefined ? [old, fresh] : [fresh, old];
  const difference = between(shorter, longer);
  if (difference === undefined) return 'something else changed as well';
  const words = difference.join(' ').replaceAll('_', '').toLowerCase();
  const wanted = [intended.path.at(-1) ?? '', String(intended.value ?? '')].filter((it) => it !== '');
  const isMeant = wanted.some((it) => words.includes(it.replaceAll('_', '').toLowerCase()));
  if (difference.length > 30 || !isMeant) return `this changed: ${words}`;
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
  const keys = ['Resources', fn.id, 'Properties', ...own];
  const [old, fresh] = [before, after].map((text) => dataOf(text));
  if (!old || !fresh) return 'it is no map';
  // What this parser misreads says nothing.
  if (old.errors > 0) return undefined;
  if (fresh.errors > 0) return 'the result does not parse';
  const expected = JSON.stringify(
    ordered(value === undefined ? without(old.data, keys) : having(old.data, keys, value)),
  );
  const got = JSON.stringify(ordered(value === undefined ? pruned(fresh.data, keys) : fresh.data));
  if (expected !== got) return 'the data differ';
  if (old.marks.join('\n') !== fresh.marks.join('\n')) return 'a comment, an anchor or a tag changed';
  return undefined;
}

function dataOf(text: string): { readonly data: Plain; readonly marks: readonly string[]; readonly errors: number } {
  const document = parseDocument(text, {
    uniqueKeys: false,
    logLevel: 'silent',
    merge: true,
    customTags: tags,
    strict: false,
  });
  return {
    data: document.toJS({ maxAliasCount: -1 }) as Plain,
    marks: marksOf(document),
    errors: document.errors.length,
  };
}

const tags: Tags =
  'And Base64 Cidr Condition Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Ref Select Split Sub Transform'
    .split(' ')
    .flatMap((name) => [
      { tag: `!${name}`, resolve: (value: string) => value },
      { tag: `!${name}`, collection: 'map' as const },
      { tag: `!${name}`, collection: 'seq' as const },
    ]);

function marksOf(document: Document): readonly string[] {
  const marks: string[] = [];
  visit(document, (_, node) => {
    if (isPair(node) || typeof node !== 'object' || node === null) return;
    const it = node as { commentBefore?: string | null; comment?: string | null; anchor?: string; tag?: string };
    for (const comment of [it.commentBefore, it.comment])
      if (comment) marks.push(...comment.split('\n').map((line) => `#${line}`));
    if (it.anchor !== undefined) marks.push(`&${it.anchor}`);
    if (it.tag?.startsWith('!') && (isScalar(node) || isMap(node))) marks.push(it.tag);
  });
  for (const comment of [document.commentBefore, document.comment])
    if (comment) marks.push(...comment.split('\n').map((line) => `#${line}`));
  return marks.sort();
}

const isRecord = (it: Plain | undefined): it is { readonly [key: string]: Plain } =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

function having(data: Plain | undefined, [key, ...rest]: readonly string[], value: string | number): Plain {
  if (key === undefined) return value;
  const map = isRecord(data) ? data : {};
  return { ...map, [key]: having(map[key], rest, value) };
}

function without(data: Plain, keys: readonly string[]): Plain {
  const [key, ...rest] = keys;
  if (key === undefined || !isRecord(data) || !(key in data)) return data;
  const { [key]: inner, ...others } = data;
  if (rest.length === 0) return others;
  return pruned({ ...others, [key]: without(inner ?? null, rest) }, keys);
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
  if (Array.isArray(data)) return (data as readonly Plain[]).map(ordered);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, ordered(data[key] ?? null)]),
  );
}
