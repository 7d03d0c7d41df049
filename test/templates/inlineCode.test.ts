import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits } from '../../src/core/span.ts';
import { inlineCodeAt, type InlineCode } from '../../src/templates/inlineCode.ts';
import type { Node } from '../../src/templates/node.ts';
import { parseTemplate } from '../../src/templates/template.ts';

/** The value of `Code` in a template. */
function codeIn(source: string, path = 'template.yaml') {
  const find = (node: Node | undefined): Node | undefined => {
    if (node?.kind === 'list') return node.items.map(find).find(Boolean);
    if (node?.kind !== 'map') return undefined;
    return (
      node.entries.find(({ key }) => key === 'Code')?.value ??
      node.entries.map(({ value }) => find(value)).find(Boolean)
    );
  };
  const node = find(parseTemplate(source).root);
  assert.ok(node, 'there is code');
  return inlineCodeAt(path, source, node);
}

function read(source: string): InlineCode {
  const code = codeIn(source);
  assert.ok(code.known, code.known ? '' : code.why);
  return code.value;
}

/** Each visible character of the code stands in the file where the map says. */
function assertMapped(code: InlineCode, source: string, spelt: ReadonlyMap<string, string> = new Map()) {
  let last = 0;
  for (const [offset, char] of [...code.text].entries()) {
    const { start, end } = code.toFile({ start: offset, end: offset + 1 });
    assert.ok(start >= last, 'places are in order');
    last = start;
    if (/\s/.test(char)) continue;
    const written = source.slice(start, end);
    assert.equal(written, written === char ? char : spelt.get(char), `offset ${String(offset)}`);
  }
}

/** The file after `from` in the code became `to`. */
function changed(source: string, from: string, to: string): string {
  const code = read(source);
  const start = code.text.indexOf(from);
  assert.ok(start >= 0);
  const edits = code.encode([{ start, end: start + from.length, text: to }]);
  assert.ok(edits.known, edits.known ? '' : edits.why);
  const result = applyEdits(
    source,
    edits.value.map((edit) => ({ path: '', ...edit })),
  );
  assert.ok(result !== undefined);
  assert.equal(
    read(result).text,
    code.text.replace(from, () => to),
  );
  return result;
}

const block = (header: string, lines: string, after = '\nAfter: 1\n') => `Fn:\n  Code: ${header}\n${lines}${after}`;
const python = 'import os\n\ndef handler(event, context):\n    return os.name\n';
const indented = python.replace(/^(?=.)/gm, '    ');

describe('inline code', () => {
  describe('is read as Lambda gets it, each character with its place', () => {
    const styles: Readonly<Record<string, readonly [source: string, text: string]>> = {
      'a block': [block('|', indented), python],
      'a block without a last line break': [block('|-', indented), python.trimEnd()],
      'a block that keeps blank lines': [block('|+', indented, '\n\nAfter: 1\n'), `${python}\n\n`],
      'a block with an indentation indicator': [block('|2', '     if True:\n    x = 1\n'), ' if True:\nx = 1\n'],
      'a block with a comment in its head': [block('|- # code', indented), python.trimEnd()],
      'a block at the end of the file': ['Fn:\n  Code: |\n    a = 1\n    b = 2', 'a = 1\nb = 2\n'],
      'a block with Windows line ends': [block('|', indented).replaceAll('\n', '\r\n'), python],
      'a block with tabs': [block('|', '    if x:\n    \ty = 1\n'), 'if x:\n\ty = 1\n'],
      'a block with a blank first line': [block('|', '\n    x = 1\n'), '\nx = 1\n'],
      'a block with blank lines of spaces': [
        block('|', '    x = 1\n  \n       \n    y = 2\n'),
        'x = 1\n\n   \ny = 2\n',
      ],
      'a block with substitutions': [block('!Sub |', "    x = '${Table} ${!y}'\n"), "x = '${Table} ${!y}'\n"],
      'a substitution in long words': ["Fn:\n  Code:\n    Fn::Sub: |\n      x = '${T}'\n", "x = '${T}'\n"],
      'a substitution with values': ["Fn:\n  Code: !Sub\n    - |\n      x = '${T}'\n    - { T: 1 }\n", "x = '${T}'\n"],
      'a folded block': [
        block('>', '    x = [\n    1,\n      2,\n    3]\n\n    y = 2\n'),
        'x = [ 1,\n  2,\n3]\ny = 2\n',
      ],
      'a folded block with Windows line ends': [block('>-', '    a\r\n    b\r\n'), 'a b'],
      'a plain text': ['Fn:\n  Code: exports.handler = async () => 1;\n', 'exports.handler = async () => 1;'],
      'a plain text of several lines': [
        'Fn:\n  Code: exports.a = 1;\n    exports.b = 2;\n\n    c\n',
        'exports.a = 1; exports.b = 2;\nc',
      ],
      'single quotes': ["Fn:\n  Code: 'x = ''a'' ;'\n", "x = 'a' ;"],
      'double quotes': ['Fn:\n  Code: "x = \\"\\u0061\\"\\n  y\\\n    z"\n', 'x = "a"\n  yz'],
      'double quotes of several lines': ['Fn:\n  Code: "a  \n    b\n\n    c\\\n    \\  d"\n', 'a b\nc  d'],
      'a character of two units': [block('|', '    x = "🦊é"\n'), 'x = "🦊é"\n'],
      JSON: ['{ "Fn": { "Code": "def f():\\n\\treturn \\"\\u00e9\\"\\n" } }', 'def f():\n\treturn "é"\n'],
      'JSON that joins lines': [
        '{ "Fn": { "Code": { "Fn::Join": ["\\n", ["a = \\"1\\"", { "Ref": "Table" }, "b"]] } } }',
        'a = "1"\n${Table}\nb',
      ],
      'YAML that joins lines': ['Fn:\n  Code: !Join\n    - "\\n"\n    - - a = 1\n      - !Ref T\n', 'a = 1\n${T}'],
      nothing: ["Fn:\n  Code: ''\n", ''],
      'an empty block': [block('|', ''), ''],
      'a number': ['Fn:\n  Code: 12\n', '12'],
    };
    for (const [style, [source, text]] of Object.entries(styles))
      it(`from ${style}`, () => {
        const code = read(source);
        assert.equal(code.text, text);
        const spelt = new Map([
          ['"', '\\"'],
          ['é', '\\u00e9'],
          ["'", "''"],
        ]);
        if (style === 'double quotes') spelt.set('a', '\\u0061');
        if (!style.includes('joins') && !style.includes('units')) assertMapped(code, source, spelt);
        assert.deepEqual(code.toFile({ start: 0, end: 0 }).start <= source.length, true);
      });

    it('also where a stretch goes over several lines', () => {
      const source = block('|', indented);
      const code = read(source);
      const start = code.text.indexOf('def');
      const { start: from, end } = code.toFile({ start, end: code.text.length - 1 });
      assert.equal(source.slice(from, end), 'def handler(event, context):\n        return os.name');
    });
  });

  describe('is changed in the words of its template', () => {
    it('in a block, with its indentation on each line that has text', () => {
      assert.equal(
        changed(block('|', indented), 'import os\n', 'import os\nimport boto3\n\ns3 = 1\n'),
        block('|', indented.replace('import os\n', 'import os\n    import boto3\n\n    s3 = 1\n')),
      );
    });
    it('in a block, in front of everything and behind everything', () => {
      const first = changed(block('|', indented), 'import os', 'import boto3\nimport os');
      assert.equal(changed(first, 'name\n', 'name\nx = 1\n').includes('os.name\n    x = 1\n\nAfter'), true);
      assert.equal(changed(block('|', indented), 'import os\n\n', '').includes('|\n    def handler'), true);
    });
    it('in a block, on a line that was blank', () => {
      const result = changed(block('|', '    a = 1\n\n    b = 2\n'), '1\n\n', '1\nx = 1\n\n\n');
      assert.equal(result, block('|', '    a = 1\n    x = 1\n\n\n    b = 2\n'));
    });
    it('in a block, with whole lines taken out', () => {
      assert.equal(
        changed(block('|-', indented), '    return os.name', '    pass'),
        block('|-', indented.replace('return os.name', 'pass')),
      );
      assert.equal(changed(block('|', '    a\n    b\n    c\n'), 'b\n', ''), block('|', '    a\n    c\n'));
    });
    it('in a block that the file ends with', () => {
      assert.equal(
        changed('Fn:\n  Code: |\n    a = 1\n    b = 2', 'a = 1', 'a = 1\nc = 3'),
        'Fn:\n  Code: |\n    a = 1\n    c = 3\n    b = 2',
      );
      assert.equal(
        changed('Fn:\n  Code: |\n    a = 1', 'a = 1\n', 'a = 1\nc = 3\n'),
        'Fn:\n  Code: |\n    a = 1\n    c = 3\n',
      );
    });
    it('in a block with an indentation indicator', () => {
      const result = changed(block('|2', '     if True:\n    x = 1\n'), 'x = 1', 'y = 2\nx = 1');
      assert.equal(result, block('|2', '     if True:\n    y = 2\n    x = 1\n'));
    });
    it('with the line ends of the file', () => {
      const result = changed(block('|', indented).replaceAll('\n', '\r\n'), 'import os\n', 'import os\nimport re\n');
      assert.equal(
        result,
        block('|', indented.replace('import os\n', 'import os\n    import re\n')).replaceAll('\n', '\r\n'),
      );
    });
    it('in JSON, with its escapes', () => {
      assert.equal(
        changed('{ "Fn": { "Code": "a = \\"1\\"\\nb" } }', 'b', 'c = "\\2"\nb'),
        '{ "Fn": { "Code": "a = \\"1\\"\\nc = \\"\\\\2\\"\\nb" } }',
      );
    });
    it('in quotes', () => {
      assert.equal(changed('Fn:\n  Code: "a = 1\\nb"\n', 'b', 'c\nb'), 'Fn:\n  Code: "a = 1\\nc\\nb"\n');
      assert.equal(changed("Fn:\n  Code: 'a = ''1'''\n", "'1'", "'2' + '3'"), "Fn:\n  Code: 'a = ''2'' + ''3'''\n");
      assert.equal(changed('Fn:\n  Code: a = 1\n', '1', '2'), 'Fn:\n  Code: a = 2\n');
    });
  });

  describe('is left as it is, with the reason', () => {
    const refusal = (source: string, from: string, to: string) => {
      const code = read(source);
      const start = code.text.indexOf(from);
      const edits = code.encode([{ start, end: start + from.length, text: to }]);
      return edits.known ? 'changed' : edits.why;
    };
    it('when its lines are folded or joined', () => {
      assert.match(refusal(block('>', '    a\n    b\n'), 'a', 'c'), /folds its lines/);
      assert.match(refusal('Fn:\n  Code: !Join ["", [a, b]]\n', 'a', 'c'), /puts its code together/);
    });
    it('when quotes or a plain text cannot hold the change', () => {
      assert.match(refusal("Fn:\n  Code: 'a'\n", 'a', 'a\nb'), /cannot hold lines/);
      assert.match(refusal('Fn:\n  Code: a\n', 'a', 'a: b'), /template would not parse|cannot hold the change/);
      assert.match(refusal('Fn:\n  Code: a\n', 'a', 'a #b'), /cannot hold the change/);
    });
    it('when a first line that is indented would shift the block', () => {
      assert.match(refusal(block('|', '    a\n    b\n'), 'a', '  a'), /not parse|cannot hold the change/);
    });
    it('when `Fn::Sub` would replace something else', () => {
      assert.match(refusal(block('!Sub |', '    a\n'), 'a', '${b}'), /Fn::Sub/);
    });
    it('when it is not written as a text', () => {
      for (const [source, why] of [
        ['Fn:\n  Code: !Ref Text\n', /decided by `Ref`/],
        ['A: &a x\nFn:\n  Code: *a\n', /alias/],
        ['Fn:\n  Code: [a]\n', /not a text/],
      ] as const) {
        const code = codeIn(source);
        assert.match(code.known ? '' : code.why, why);
      }
    });
  });

  describe('of a CDK app', () => {
    const literal = (path: string, text: string) =>
      inlineCodeAt(path, `f(${text})`, { start: 2, end: 2 + text.length });
    const cases: readonly (readonly [path: string, literal: string, text: string, edited: string])[] = [
      ['app.ts', "'a = \\'1\\';\\nb'", "a = '1';\nb", "'a = \\'1\\';\\n\\'`\\${x}\\\\\\nb'".replace('\\$', '$')],
      ['app.js', '`a\r\n\\`\\${x}\\x41b`', 'a\n`${x}Ab', "`a\r\n\\`\\${x}\\x41'\\`\\${x}\\\\\r\nb`"],
      ['app.py', '"""a\\n\n\\t\\q\\"b"""', 'a\n\n\t\\q"b', '"""a\\n\n\\t\\q\\"\'`${x}\\\\\nb"""'],
      ['app.py', "r'''a\\nb'''", 'a\\nb', ''],
      ['app.py', "'a\\\n  b'", 'a  b', "'a\\\n  \\'`${x}\\\\\\nb'"],
    ];
    for (const [path, text, decoded, expected] of cases)
      it(`is read from ${text.slice(0, 3)}… of ${path} and changed in it`, () => {
        const code = literal(path, text);
        assert.ok(code.known);
        assert.equal(code.value.text, decoded);
        const source = `f(${text})`;
        const start = decoded.lastIndexOf('b');
        const place = code.value.toFile({ start, end: start + 1 });
        assert.equal(source.slice(place.start, place.end), 'b');
        const edits = code.value.encode([{ start, end: start, text: "'`${x}\\\n" }]);
        if (expected === '') return;
        assert.ok(edits.known, edits.known ? '' : edits.why);
        assert.equal(
          applyEdits(
            source,
            edits.value.map((edit) => ({ path, ...edit })),
          ),
          `f(${expected})`,
        );
      });
    it('is not read when it has holes', () => {
      for (const [path, text] of [
        ['app.ts', '`a ${b}`'],
        ['app.py', "f'a {b}'"],
        ['app.ts', "'a' + 'b'"],
        ['app.ts', 'code'],
      ] as const)
        assert.equal(literal(path, text).known, false, text);
    });
  });
});
