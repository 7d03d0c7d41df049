/** `.serverless-lens/config.yaml`: what a team leaves out of its review, how severe its rules are, and what its own symbols are. */
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import * as v from 'valibot';
import { defaultConfiguration, noSymbols, type Configuration } from '../core/configuration.ts';
import type { Severity } from '../core/finding.ts';
import type { Problem } from '../core/span.ts';
import { readSymbols, type ConfigurationReader } from './configured-symbols.ts';
import { lens } from './lens.ts';
import { firstOf, tooLarge } from './own-files.ts';
import { nameOf } from './review-file.ts';

/** Relative to the workspace. */
export const configurationPath = '.serverless-lens/config.yaml';

const glob = v.pipe(v.string('A glob is text.'), v.maxLength(1000, 'A glob has at most 1,000 characters.'));
const severity = v.picklist(
  ['warning', 'information', 'hint', 'off'],
  'A rule is `warning`, `information`, `hint` or `off`.',
);

/**
 * What the file says, and its problems where they stand; what is not malformed counts.
 * `undefined` is a file that does not exist.
 */
export function readConfiguration(
  path: string,
  text: string | undefined,
): { readonly configuration: Configuration; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const nothing = { configuration: defaultConfiguration, problems };
  const say = (message: string, [start, end]: readonly [number, number]) =>
    problems.push({ path, message, at: { path, start, end } });

  if (text === undefined) return nothing;
  const refusal = tooLarge(text);
  if (refusal !== undefined) {
    say(refusal, [0, 0]);
    return nothing;
  }
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  for (const { message, pos } of document.errors) say(`Not valid YAML: ${message}.`, pos);
  if (multiplies(document)) {
    say('Its aliases stand for too much.', [0, 0]);
    return nothing;
  }
  const root = document.contents;
  if (root === null || isEmpty(root)) return nothing;
  if (!isMap(root)) {
    say('`exclude`, `rules` and `symbols` are expected here.', rangeOf(root));
    return { ...nothing, problems: firstOf(problems) };
  }

  const reader: ConfigurationReader = {
    say,
    once,
    valueOf: (node) => valueOf(node, document),
    resolve: (node) => (isAlias(node) ? node.resolve(document) : node),
    placeOf: rangeOf,
    isEmpty,
  };
  const exclude: string[] = [];
  const rules = new Map<string, Severity | 'off'>();
  let symbols = noSymbols;
  let version: unknown = 1;
  for (const pair of once(root)) {
    const key = nameOf(pair);
    const value = reader.resolve(pair.value);
    const place = rangeOf(isEmpty(value) ? pair.key : value);
    if (key === 'version') version = valueOf(value, document);
    if (key === 'version' && version !== 1) say('The only version is 1.', place);
    else if (key === 'exclude') readExclude(value, place);
    else if (key === 'rules') readRules(value, place);
    else if (key === 'symbols') symbols = readSymbols(value, place, reader);
    else if (key !== 'version') say(`\`${key ?? String(pair.key)}\` is not a setting.`, rangeOf(pair.key));
  }
  const configuration = version === 1 ? { exclude, rules, symbols } : defaultConfiguration;
  return { configuration, problems: firstOf(problems.sort((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0))) };

  /** Of a key that is written twice the last one counts. */
  function once(map: YAMLMap): readonly Pair[] {
    const last = new Map(map.items.map((pair) => [nameOf(pair) ?? pair, pair]));
    for (const pair of map.items)
      if (last.get(nameOf(pair) ?? pair) !== pair)
        say(`\`${nameOf(pair) ?? ''}\` is written twice; the last one counts.`, rangeOf(pair.key));
    return [...last.values()];
  }

  function readExclude(value: unknown, place: readonly [number, number]): void {
    if (isEmpty(value)) return;
    if (!isSeq(value)) {
      say('`exclude` is a list of globs.', place);
      return;
    }
    for (const item of value.items) {
      const read = v.safeParse(glob, valueOf(item, document));
      if (read.success) exclude.push(read.output);
      else say(read.issues[0].message, rangeOf(item));
    }
  }

  function readRules(value: unknown, place: readonly [number, number]): void {
    if (isEmpty(value)) return;
    if (!isMap(value)) {
      say('`rules` maps rule ids to severities.', place);
      return;
    }
    for (const pair of once(value)) {
      const id = nameOf(pair);
      const read = v.safeParse(severity, valueOf(pair.value, document));
      if (id === undefined || !ruleIds.has(id))
        say(`There is no rule \`${id ?? String(pair.key)}\`.`, rangeOf(pair.key));
      else if (read.success) rules.set(id, read.output);
      else say(read.issues[0].message, rangeOf(isEmpty(pair.value) ? pair.key : pair.value));
    }
  }
}

const ruleIds: ReadonlySet<string> = new Set(
  lens.flatMap(({ checks }) => checks.flatMap(({ rules }) => rules.map(({ id }) => id))),
);

/** Aliases can stand for more than any file needs. */
function multiplies(document: Document): boolean {
  try {
    document.toJS({ mapAsMap: true });
    return false;
  } catch {
    return true;
  }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (isScalar(value) && value.value === null);

const valueOf = (node: unknown, document: Document): unknown =>
  isNode(node) ? node.toJS(document, { mapAsMap: true }) : node;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value;

function rangeOf(node: unknown): readonly [number, number] {
  const range = isNode(node) ? node.range : undefined;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}
