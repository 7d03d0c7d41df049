/** Hover on findings, and code lenses on handlers. */
import { MarkupKind, type CodeLens, type Hover, type Position, type Range } from 'vscode-languageserver/node';
import { accuses, type Finding } from '../core/finding.ts';
import { rules } from '../workspace/rules.ts';
import type { Folder } from './folder.ts';

/** What the innermost folder says that knows of a finding there. */
export function hoverAt(
  folders: readonly Folder[],
  uri: string,
  position: Position,
  inExtension: boolean,
): Hover | null {
  for (const folder of folders) {
    const path = folder.pathOf(uri);
    const hover = path === undefined ? null : hoverIn(folder, path, position, inExtension);
    if (hover) return hover;
  }
  return null;
}

/** What is wrong and how the handler gets there, if the editor does not show the diagnostic itself; why it matters. */
function hoverIn(folder: Folder, path: string, position: Position, inExtension: boolean): Hover | null {
  const offset = folder.offsetAt(path, position);
  const here = (folder.review()?.findingsByPath.get(path) ?? []).filter(
    ({ at }) => at.start <= offset && offset <= at.end,
  );
  const [first] = here;
  if (!first) return null;
  const parts = here.map((finding) =>
    [
      ...(inExtension ? [] : [finding.message]),
      ...(inExtension || finding.trace.length <= 2 ? [] : [wayOf(finding, folder)]),
      ...(finding.noFix === undefined ? [] : [`No automatic fix: ${finding.noFix}.`]),
      (rules.find(({ id }) => id === finding.rule)?.why ?? '').replaceAll('\n', ' '),
      inExtension ? `[Explain \`${finding.rule}\`](${explaining(finding.rule)})` : `\`${finding.rule}\``,
    ].join('\n\n'),
  );
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') }, range: folder.rangeOf(first.at) };
}

const explaining = (rule: string): string =>
  `command:serverlessLens.explain?${encodeURIComponent(JSON.stringify([rule]))}`;

const wayOf = ({ trace }: Finding, folder: Folder): string =>
  trace.map(({ at, label }) => linkTo(folder, at, label)).join(' → ');

function linkTo(
  folder: Folder,
  at: { readonly path: string; readonly start: number; readonly end: number },
  label: string,
): string {
  const { start } = folder.rangeOf(at);
  return `[\`${label}\`](${folder.uriOf(at.path)}#L${String(start.line + 1)},${String(start.character + 1)})`;
}

/** Above each handler and each function that is declared: how many findings are open. Guessed handlers have none. */
export function lensesOf(folders: readonly Folder[], uri: string, inExtension: boolean): readonly CodeLens[] {
  const lenses = new Map<string, CodeLens>();
  for (const folder of folders) {
    const path = folder.pathOf(uri);
    for (const lens of path === undefined ? [] : lensesIn(folder, path, inExtension)) {
      const place = JSON.stringify(lens.range);
      if (!lenses.has(place)) lenses.set(place, lens);
    }
  }
  return [...lenses.values()];
}

function lensesIn(folder: Folder, path: string, inExtension: boolean): readonly CodeLens[] {
  const review = folder.review();
  if (!review) return [];
  const byPlace = new Map<number, { readonly at: Range; readonly keys: string[] }>();
  for (const fn of review.application.functions) {
    if (fn.declared === 'shape') continue;
    const places = fn.at.path === path ? [fn.at] : [];
    const handler = review.handlers.get(fn.key);
    for (const at of handler?.path === path ? [...places, handler] : places) {
      const place = byPlace.get(at.start) ?? { at: folder.rangeOf(at), keys: [] as string[] };
      byPlace.set(at.start, place);
      place.keys.push(fn.key);
    }
  }
  return [...byPlace.values()].map(({ at, keys }) => {
    const its = keys.flatMap((key) => review.findingsByFunction.get(key) ?? []);
    const open = new Set(its.filter(accuses)).size;
    const title = open === 0 ? 'PERF 1: nothing open' : `PERF 1: ${String(open)} open`;
    // A lens must have a command; an empty one makes it plain text.
    return { range: at, command: { title, command: inExtension ? 'serverlessLens.openChecklist' : '' } };
  });
}
