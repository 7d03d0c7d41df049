import { Position, Range, Uri, window, ViewColumn, workspace } from 'vscode';
import type { Place } from '../protocol/messages.ts';

/** Opens a place in an editor, or says why it cannot. */
export async function openPlace({ uri, path, line, character }: Place, column = ViewColumn.Active): Promise<void> {
  try {
    const document = await workspace.openTextDocument(Uri.parse(uri, true));
    const at = new Position(line, character);
    await window.showTextDocument(document, { selection: new Range(at, at), viewColumn: column });
  } catch {
    void window.showWarningMessage(`${path} cannot be opened. It may have been moved or deleted.`);
  }
}
