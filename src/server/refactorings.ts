/** Code actions at a selection, whatever is selected: offered when they are proven, else disabled with the reason. */
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionParams,
} from 'vscode-languageserver/node';
import { applyEdits, type Span } from '../core/span.ts';
import { linesOf } from '../core/lines.ts';
import type { Refactoring, RefactoringEdits } from '../core/refactoring.ts';
import { workspaceEdit, type ActionSupport } from './edits.ts';
import { plain } from './diagnostics.ts';
import type { Folder } from './folder.ts';

export const refactoringKinds: Readonly<Record<Refactoring['kind'], string>> = {
  move: CodeActionKind.RefactorMove,
  extract: `${CodeActionKind.RefactorExtract}.constant`,
  keep: CodeActionKind.RefactorRewrite,
};

/** What an action carries, so that its edit can be made. */
export interface SelectionOfAction {
  readonly folder: string;
  readonly selection: Span;
  /** Of the document that it was offered for. */
  readonly version: number | undefined;
}

/** For the innermost folder that the document lies in. */
export function refactoringsFor(
  { context, range, textDocument: { uri } }: CodeActionParams,
  folders: readonly Folder[],
  support: ActionSupport,
): readonly CodeAction[] {
  const isCursor = range.start.line === range.end.line && range.start.character === range.end.character;
  const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
  // Light bulbs would stand everywhere.
  if (isCursor && automatic) return [];
  for (const folder of folders) {
    const path = folder.pathOf(uri);
    if (path === undefined) continue;
    const selection = {
      path,
      start: folder.offsetAt(path, range.start),
      end: folder.offsetAt(path, range.end),
    };
    const refactoring = folder.refactoring(selection);
    if (!refactoring) continue;
    const action = actionFor(refactoring, folder, selection, support);
    // Who asks for anything wants to see what there is; who asks for refactorings, why one is not there.
    return action === undefined || (action.disabled && context.only === undefined) ? [] : [action];
  }
  return [];
}

function actionFor(
  { kind, title, edits }: Refactoring,
  folder: Folder,
  selection: Span,
  support: ActionSupport,
): CodeAction | undefined {
  const action = { title: plain(title), kind: refactoringKinds[kind] };
  if (!edits.known) return support.disabled ? disabled(action, plain(edits.why), support) : undefined;
  const version = folder.versionOf(selection.path);
  const data: SelectionOfAction = { folder: folder.uri, selection, version };
  return { ...action, ...(support.commands ? renaming(edits.value, folder, selection) : {}), data };
}

/** The same action with its edit; undefined when the text has changed. */
export function withRefactoring(
  action: CodeAction,
  { selection, version }: SelectionOfAction,
  folder: Folder,
  support: ActionSupport,
): CodeAction | undefined {
  if (folder.versionOf(selection.path) !== version) return undefined;
  const edits = folder.refactoring(selection)?.edits;
  return edits?.known ? { ...action, edit: workspaceEdit(edits.value.edits, folder, support) } : undefined;
}

/** Lets a person give the constant a name of their own. */
function renaming(
  { name, edits }: RefactoringEdits,
  folder: Folder,
  { path }: Span,
): Pick<CodeAction, 'command'> | object {
  const text = name && applyEdits(folder.textOf(path), edits);
  if (text === undefined) return {};
  const position = linesOf(text).positionAt(name?.at ?? 0);
  return {
    command: { title: 'Rename', command: 'serverlessLens.rename', arguments: [folder.uriOf(path), position] },
  };
}

/** VS Code shows the reason in a tooltip alone, which nobody looks for. */
const disabled = (action: CodeAction, why: string, { commands }: ActionSupport): CodeAction => ({
  ...action,
  title: commands ? `${action.title}: ${why}` : action.title,
  disabled: { reason: `${why.charAt(0).toUpperCase()}${why.slice(1)}.` },
});
