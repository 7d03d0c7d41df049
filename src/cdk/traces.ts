/** From a stack trace that synth recorded to the expression that made a construct. */
import type { Span } from '../core/span.ts';
import type { ReadText } from './manifest.ts';

/** The innermost frame in a file of the workspace, without what only passes a constructor's arguments on. */
export function spanOfTrace(
  trace: readonly string[],
  paths: ReadonlySet<string>,
  appDirectory: string,
  read: ReadText,
): Span | undefined {
  for (const line of trace) {
    const [, file = '', row, column] = /(?:^|[( ])((?:file:\/\/)?[^()\s][^()]*?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (row === undefined || file.includes('/node_modules/')) continue;
    const path = inWorkspace(file.replace(/^file:\/\//, '').replaceAll('\\', '/'), paths, appDirectory);
    const text = path === undefined ? undefined : read(path);
    if (path === undefined || text === undefined) continue;
    const start = offsetOf(text, Number(row), Number(column));
    // The file has changed since.
    if (start === undefined) continue;
    const [head = ''] = /^(?:new\s+)?[\w$.]*/.exec(text.slice(start)) ?? [];
    if (head === '' || head === 'super') continue;
    return { path, start, end: start + head.length };
  }
  return undefined;
}

/** Traces hold absolute paths, and the workspace knows none: the longest end of one that is there. */
function inWorkspace(file: string, paths: ReadonlySet<string>, appDirectory: string): string | undefined {
  const parts = file.split('/').filter((part) => part !== '');
  for (let first = 0; first < parts.length; first++) {
    const path = parts.slice(first).join('/');
    if (paths.has(path)) return appDirectory === '' || path.startsWith(`${appDirectory}/`) ? path : undefined;
  }
  return undefined;
}

/** Both count from 1. */
function offsetOf(text: string, row: number, column: number): number | undefined {
  let start = 0;
  for (let line = 1; line < row; line++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const offset = start + column - 1;
  return offset < (end < 0 ? text.length : end) ? offset : undefined;
}
