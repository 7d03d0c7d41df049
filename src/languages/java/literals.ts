/** What a literal of Java means; undefined when the node is none. `{ value: undefined }` is one whose value says nothing. */
export function literalValue(
  type: string,
  text: string,
): { readonly value: string | number | boolean | null | undefined } | undefined {
  switch (type) {
    case 'string_literal':
    case 'text_block':
      return { value: stringValue(text) };
    case 'character_literal':
      return { value: unescape(text.slice(1, -1)) };
    case 'true':
    case 'false':
      return { value: type === 'true' };
    case 'null_literal':
      return { value: null };
    default:
      return /_literal$/.test(type) ? { value: numberValue(text) } : undefined;
  }
}

function stringValue(text: string): string {
  if (!text.startsWith('"""')) return unescape(text.replace(/^"|"$/g, ''));
  const lines = text.slice(3, -3).split(/\r?\n/).slice(1);
  const indents = lines
    .filter((line, index) => line.trim() !== '' || index === lines.length - 1)
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, 1000);
  return unescape(lines.map((line) => line.slice(indent).trimEnd()).join('\n'));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0' };

const unescape = (text: string): string =>
  text.replace(/\\(?:u+([0-9a-fA-F]{4})|(\r?\n)|(.))/g, (_, code?: string, line?: string, it?: string) =>
    code ? String.fromCharCode(parseInt(code, 16)) : line ? '' : (escapes[it ?? ''] ?? it ?? ''),
  );

function numberValue(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const value = /^0[xX]/.test(plain)
    ? Number(plain.replace(/[lL]$/, ''))
    : Number(plain.replace(/[lLfFdD]$/, '').replace(/^0+(?=\d)/, ''));
  return Number.isNaN(value) ? undefined : value;
}
