import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';

export interface Change {
  readonly path: string;
  /** Both with the byte order mark that the file begins with, if any. */
  readonly before: string;
  readonly after: string;
}

/** One unified diff that `git apply` takes in the directory that the paths are relative to. */
export function unifiedDiff(changes: readonly Change[]): string {
  return changes
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => {
      const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)];
      const hunks = formatPatch(
        structuredPatch('', '', before, after, undefined, undefined, { context: 3 }),
        OMIT_HEADERS,
      );
      return `diff --git ${from} ${to}\n--- ${ended(from)}\n+++ ${ended(to)}\n${hunks}`;
    })
    .join('');
}

/** As git quotes a name that has something else in it than printable ASCII. */
function quoted(path: string): string {
  if (/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(path)) return path;
  const bytes = [...Buffer.from(path, 'utf8')].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

/** A plain name with spaces needs a tab to say where it ends. */
const ended = (name: string): string => (name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name);
