/** `.serverless-lens/config.yaml`: what a team leaves out of its review, and how severe its rules are. */
import { LineCounter, parseDocument } from 'yaml';
import * as v from 'valibot';
import { defaultConfiguration, type Configuration } from '../core/configuration.ts';
import { known, unknown, type Known } from '../core/known.ts';
import type { Problem } from '../core/span.ts';

/** Relative to the workspace. */
export const configurationPath = '.serverless-lens/config.yaml';

const schema = v.strictObject({
  version: v.optional(v.literal(1, 'The only version is 1.')),
  exclude: v.optional(
    v.array(
      v.pipe(v.string('A glob is text.'), v.maxLength(1000, 'A glob has at most 1,000 characters.')),
      '`exclude` is a list of globs.',
    ),
    [],
  ),
  rules: v.optional(
    v.record(
      v.string(),
      v.picklist(['warning', 'information', 'hint', 'off'], 'A rule is `warning`, `information`, `hint` or `off`.'),
      '`rules` maps rule ids to severities.',
    ),
    {},
  ),
});

/** A malformed file counts as empty, and its problems say where it is malformed; `undefined` is a file that does not exist. */
export function readConfiguration(
  path: string,
  text: string | undefined,
): { readonly configuration: Configuration; readonly problems: readonly Problem[] } {
  if (text === undefined || text.trim() === '') return { configuration: defaultConfiguration, problems: [] };
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      problemAt(path, `Not valid YAML: ${error.message}`, error.pos[0], error.pos[1]),
    );
    return { configuration: defaultConfiguration, problems };
  }
  const value = valueOf(document);
  if (!value.known) return { configuration: defaultConfiguration, problems: [problemAt(path, value.why, 0, 0)] };
  const parsed = v.safeParse(schema, value.value);
  if (parsed.success) {
    const { exclude, rules } = parsed.output;
    return { configuration: { exclude, rules: new Map(Object.entries(rules)) }, problems: [] };
  }
  const problems = parsed.issues.map((issue) => {
    const keys = (issue.path ?? []).map((item) => item.key);
    const [start, end] = rangeOf(document, keys);
    return problemAt(
      path,
      issue.expected === 'never' ? `\`${String(keys.at(-1))}\` is not a setting.` : issue.message,
      start,
      end,
    );
  });
  return { configuration: defaultConfiguration, problems };
}

/** Not known when aliases multiply into more than any file needs. */
function valueOf(document: ReturnType<typeof parseDocument>): Known<unknown> {
  try {
    return known(document.toJS());
  } catch {
    return unknown('Its aliases stand for too much.');
  }
}

function rangeOf(document: ReturnType<typeof parseDocument>, keys: readonly unknown[]): readonly [number, number] {
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true) as
      { range?: readonly [number, number, number] } | undefined;
    if (node?.range) return [node.range[0], node.range[1]];
  }
  return [0, 0];
}

const problemAt = (path: string, message: string, start: number, end: number): Problem => ({
  path,
  message,
  at: { path, start, end },
});
