/** How values and their places are written in a template. */
import type { Cells } from './editCells.ts';
import type { NewValue } from '../core/value.ts';

/** What the file, or the map that is written into, does. */
export interface Style {
  /** Keys and texts stand in double quotes, as in JSON. */
  readonly quoted: boolean;
  /** `: `, or `:` in a text without white space. */
  readonly colon: string;
  readonly comma: string;
  /** Between a brace and what is in it. */
  readonly padding: string;
}

export const blockStyle: Style = { quoted: false, colon: ': ', comma: ', ', padding: ' ' };

/** A value in one line. */
export function spelled(value: NewValue, style: Style): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return style.quoted ? JSON.stringify(value) : inYaml(value);
  if (isList(value)) return `[${value.map((item) => spelled(item, style)).join(style.comma)}]`;
  const items = Object.entries(value).map(
    ([key, inner]) => `${spelledKey(key, style)}${style.colon}${spelled(inner, style)}`,
  );
  return items.length === 0 ? '{}' : `{${style.padding}${items.join(style.comma)}${style.padding}}`;
}

export const spelledKey = (key: string, { quoted }: Style): string => (quoted ? JSON.stringify(key) : inYaml(key));

/** In the quotes that the old value has. A number in the place of a quoted one is quoted as well. */
export function inQuotesOf(
  old: string,
  value: NewValue,
): { readonly text: string; readonly value: NewValue } | undefined {
  const quote = old.charAt(0);
  if ((quote !== '"' && quote !== "'") || typeof value === 'object' || typeof value === 'boolean') return undefined;
  const text = String(value);
  return { text: quote === '"' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`, value: text };
}

export const isList = (value: NewValue): value is readonly NewValue[] => Array.isArray(value);

/** Text that YAML would read as something else is quoted. */
const inYaml = (text: string): string =>
  /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : /[\n\r\t]/.test(text)
      ? JSON.stringify(text)
      : `'${text.replaceAll("'", "''")}'`;

export const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Before the line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text.charAt(at - 1) === '\r' && at > offset ? at - 1 : at;
}

/** The indentation of the line that something stands in. */
export const indentOf = (text: string, offset: number): string =>
  /^\uFEFF?([ \t]*)/.exec(text.slice(lineStart(text, offset), offset))?.[1] ?? '';

/** Whether nothing stands before it in its line. */
export const beginsLine = (text: string, offset: number): boolean =>
  /^\uFEFF?[ \t]*$/.test(text.slice(lineStart(text, offset), offset));

/** One step of indentation: that of the first indented line below `Resources`, else of the first one at all. */
export function stepOf({ text, json }: Cells): string {
  if (json) return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return /^["']?Resources["']?\s*:.*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)\S/m.exec(text)?.[1] ?? '  ';
}
