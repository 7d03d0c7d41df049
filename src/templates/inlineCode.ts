/**
 * Code that stands in another file: `InlineCode` and `ZipFile` of templates, texts of CDK apps.
 * It is read as a text of its own, every place of which is known in the file, and edits of it are edits of the file.
 */
import { known, unknown, type Known } from '../core/known.ts';
import { applyEdits } from '../core/span.ts';
import { blockScalar } from './inline/block.ts';
import { decoding, notEncoded, rangeOf, type Decoded } from './inline/decoded.ts';
import { literalAt } from './inline/literals.ts';
import { flowScalar } from './inline/quoted.ts';
import type { IntrinsicNode, Node, Parsed, Range, ScalarNode } from './node.ts';
import type { Replacement } from './replacement.ts';
import { isJson, parseTemplate } from './template.ts';

export interface InlineCode {
  /** As Lambda gets it, with lines that end with a line feed; what `Fn::Sub` replaces stands as it is written. */
  readonly text: string;
  /** A stretch of the text, in the file. */
  readonly toFile: (range: Range) => Range;
  /**
   * Edits of the text as edits of the file, proven: the file parses as before, the code in it is the edited one,
   * and everything else is the same. Why there are none completes "No automatic fix: …".
   */
  readonly encode: (edits: readonly Replacement[]) => Known<readonly Replacement[]>;
}

/** `at` is where the value stands in `source`. Why it cannot be read is a sentence's part: "…, because". */
export const inlineCodeAt = (path: string, source: string, at: Range): Known<InlineCode> =>
  /\.([mc]?[jt]sx?|py)$/.test(path) ? inLiteral(path, source, at) : inTemplate(source, at);

function inLiteral(path: string, source: string, at: Range): Known<InlineCode> {
  const literal = literalAt(path, source, at.start);
  if (literal?.end !== at.end) return unknown('it is put together from parts');
  const { decoded } = literal;
  return known(
    inlineCode(decoded, source, (result, replaced, expected) => {
      const after = literalAt(path, result, at.start);
      return after?.decoded.text === expected && after.end === at.end + replaced ? undefined : cannotHold;
    }),
  );
}

const cannotHold = 'the text that its code stands in cannot hold the change';

/** Why a result is not what it should be, if it is not; `replaced` is by how much the file grew. */
type Proof = (result: string, replaced: number, expected: string) => string | undefined;

function inlineCode(decoded: Decoded, source: string, whyNot: Proof): InlineCode {
  return {
    text: decoded.text,
    toFile: (range) => rangeOf(decoded, range),
    encode: (edits) => {
      const asEdits = (it: readonly Replacement[]) => it.map((edit) => ({ path: '', ...edit }));
      const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
      const expected = applyEdits(decoded.text, asEdits(ordered));
      if (expected === undefined) return unknown('the edits would overlap');
      const encoded = decoded.encode(ordered);
      if (!encoded.known) return encoded;
      const result = applyEdits(source, asEdits(encoded.value));
      if (result === undefined) return unknown('the edits would overlap');
      const refusal = whyNot(result, result.length - source.length, expected);
      return refusal === undefined ? encoded : unknown(refusal);
    },
  };
}

function inTemplate(source: string, at: Range): Known<InlineCode> {
  const before = parseTemplate(source);
  const found = before.root && find(before.root, at);
  if (!found) return unknown('the template has changed');
  const decoded = decode(source, found.node);
  if (!decoded.known) return decoded;
  return known(
    inlineCode(decoded.value, source, (result, _, expected) => {
      const after = parseTemplate(result);
      if (after.problems.length > before.problems.length) return 'the template would not parse any more';
      const node = after.root && follow(after.root, found.steps);
      const code = node && decode(result, node);
      if (!code?.known || code.value.text !== expected) return cannotHold;
      if (brings(decoded.value.text, expected) && found.node.kind === 'intrinsic')
        return '`Fn::Sub` would replace more than before';
      return without(before, found.steps) === without(after, found.steps)
        ? undefined
        : 'the edit would change something else as well';
    }),
  );
}

/** Whether there is a `${…}` that was not there. */
function brings(before: string, after: string): boolean {
  const holes = (text: string) => text.match(/\$\{[^}]*\}?/g) ?? [];
  const known = new Set(holes(before));
  return holes(after).some((hole) => !known.has(hole));
}

type Steps = readonly number[];

/** The outermost node that stands exactly there. */
function find(root: Node, at: Range): { readonly node: Node; readonly steps: Steps } | undefined {
  let node: Node | undefined = root;
  const steps: number[] = [];
  while (node && (node.start !== at.start || node.end !== at.end)) {
    const inner = childrenOf(node);
    const index = inner.findLastIndex((it) => it.start <= at.start && at.end <= it.end);
    if (index < 0) return undefined;
    steps.push(index);
    node = inner[index];
  }
  return node && { node, steps };
}

const follow = (root: Node, steps: Steps): Node | undefined =>
  steps.reduce<Node | undefined>((node, index) => node && childrenOf(node)[index], root);

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'map':
      return node.entries.map(({ value }) => value);
    case 'list':
      return node.items;
    case 'intrinsic':
      return [node.argument];
  }
}

/** The tree in words, with nothing where the steps lead. */
function without({ root }: Parsed, steps: Steps): string {
  const left = root && follow(root, steps);
  return JSON.stringify(plain(root));

  function plain(node: Node | undefined): unknown {
    if (!node || node === left) return null;
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'map':
        return node.entries.map(({ key, value }) => [key, plain(value)]);
      case 'list':
        return node.items.map(plain);
      case 'intrinsic':
        return [`!${node.name}`, plain(node.argument)];
    }
  }
}

function decode(source: string, node: Node): Known<Decoded> {
  if (node.kind === 'scalar') return scalar(source, node);
  if (node.kind !== 'intrinsic') return unknown('it is not a text');
  if (node.name === 'Join') return joined(source, node);
  if (node.name !== 'Sub') return unknown(`it is decided by \`${node.name}\``);
  const text = node.argument.kind === 'list' ? node.argument.items[0] : node.argument;
  return text?.kind === 'scalar' ? scalar(source, text) : unknown('its `Fn::Sub` is not understood');
}

function scalar(source: string, node: ScalarNode): Known<Decoded> {
  // An empty block has no value.
  const value = node.value === null ? '' : String(node.value);
  const start = source.charAt(node.start);
  if (start === '*') return unknown('it is an alias for another text');
  const decoded = /[|>]/.test(start) && !isJson(source) ? blockScalar(source, node, value) : flowScalar(source, node);
  return decoded?.text === value ? known(decoded) : unknown('its text is written in a way that is not understood');
}

/** Lines in a list; what is no text among them stands as `Fn::Sub` would have it. */
function joined(source: string, { argument }: IntrinsicNode): Known<Decoded> {
  const [separator, list] = argument.kind === 'list' ? argument.items : [];
  if (separator?.kind !== 'scalar' || list?.kind !== 'list') return unknown('its `Fn::Join` is not understood');
  const builder = decoding(source);
  const between = separator.value === null ? '' : String(separator.value);
  let from = list.start;
  for (const [index, item] of list.items.entries()) {
    if (index > 0) builder.put(between, from, item.start);
    const part = item.kind === 'scalar' ? scalar(source, item) : undefined;
    if (!part) builder.put(inWords(item), item.start, item.end);
    else if (!part.known) return part;
    else
      for (const it of part.value.pieces) {
        if (it.verbatim) builder.copy(it.start, it.end);
        else builder.put(part.value.text.slice(it.at, it.at + it.length), it.start, it.end);
      }
    from = item.end;
  }
  return known(builder.done(from, notEncoded('the template puts its code together from lines (`Fn::Join`)')));
}

function inWords(node: Node): string {
  const argument = node.kind === 'intrinsic' ? node.argument : undefined;
  const items = argument?.kind === 'list' ? argument.items : argument ? [argument] : [];
  const names = items.map((it) => (it.kind === 'scalar' ? String(it.value) : ''));
  return `\${${names.join('.')}}`;
}
