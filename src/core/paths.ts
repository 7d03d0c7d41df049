/** Paths of the workspace: relative to it, with `/`; '' is the workspace itself. */

export const directoryOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** What stands behind the last slash. */
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const inDirectory = (directory: string, name: string): string =>
  directory === '' ? name : `${directory}/${name}`;

/** The directory itself, and each that it lies in, the workspace last. */
export function directoriesAbove(directory: string): readonly string[] {
  const directories = [directory];
  for (let last = directory; last !== ''; directories.push(last)) last = directoryOf(last);
  return directories;
}

/** How many directories two paths lie in together, the outermost first; a path with `/` at its end is a directory's. */
export function directoriesInCommon(a: string, b: string): number {
  const own = a.split('/').slice(0, -1);
  const theirs = b.split('/').slice(0, -1);
  const at = own.findIndex((part, index) => part !== theirs[index]);
  return at < 0 ? own.length : at;
}

/** `a/b` and `../c/./d` → `a/c/d`; undefined when it leads out of the workspace. */
export function join(directory: string, relative: string): string | undefined {
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
