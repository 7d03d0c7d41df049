/** Edits as the editor understands them. */
import type { ClientCapabilities, Range, TextEdit as LspEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '../core/span.ts';
import type { Folder } from './folder.ts';

/** What the editor understands. */
export interface ActionSupport {
  /** Edits that name the version of the text that they are for. */
  readonly versions: boolean;
  readonly disabled: boolean;
  /** Edits that are made only when an action has been chosen. */
  readonly later: boolean;
  /** Edits that say why they are made, and ask before. */
  readonly annotations: boolean;
  /** The commands of the extension. */
  readonly commands: boolean;
}

export function actionSupport({ workspace, textDocument }: ClientCapabilities, commands: boolean): ActionSupport {
  return {
    commands,
    versions: workspace?.workspaceEdit?.documentChanges ?? false,
    annotations:
      (workspace?.workspaceEdit?.documentChanges ?? false) &&
      workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    disabled: textDocument?.codeAction?.disabledSupport ?? false,
    later: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
  };
}

/** With the versions of open documents, so that the editor refuses edits of a text that has moved on. */
export const workspaceEdit = (edits: readonly TextEdit[], folder: Folder, support: ActionSupport): WorkspaceEdit =>
  ofDocuments(documentEdits(edits, folder, plainly), support);

export const plainly = ({ text }: TextEdit, range: Range): LspEdit => ({ range, newText: text });

export const ofDocuments = (changes: readonly DocumentEdits<LspEdit>[], { versions }: ActionSupport): WorkspaceEdit =>
  versions
    ? { documentChanges: [...changes] }
    : { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])) };

interface DocumentEdits<E> {
  readonly textDocument: { uri: string; version: number | null };
  readonly edits: E[];
}

/** The edits by their files, each as `spell` writes it. */
export const documentEdits = <E extends TextEdit, R extends LspEdit>(
  edits: readonly E[],
  folder: Folder,
  spell: (edit: E, range: Range) => R,
): readonly DocumentEdits<R>[] =>
  [...new Set(edits.map(({ path }) => path))].map((path) => ({
    textDocument: { uri: folder.uriOf(path), version: folder.versionOf(path) ?? null },
    edits: edits.flatMap((edit) => (edit.path === path ? [spell(edit, folder.rangeOf(edit))] : [])),
  }));
