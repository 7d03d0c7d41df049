/** What tests of the extension do in the editor. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

export const source = 'Serverless Lens';

/** The folder that is open: a copy of the sample application. */
export function folder(): vscode.Uri {
  const [only] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(only, 'a folder is open');
  return only.uri;
}

export const file = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);

/** Our diagnostics of a file, as `line rule`; lines count from 1. */
export const faults = (path: string): readonly string[] =>
  vscode.languages
    .getDiagnostics(file(path))
    .filter((it) => it.source === source)
    .map(({ range, code }) => `${String(range.start.line + 1)} ${typeof code === 'string' ? code : ''}`);

/** Waits until it is so; says what was seen last when it never is. */
export async function until<T>(see: () => T | Promise<T>, wanted: (seen: T) => boolean, limit = 20_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const seen = await see();
    if (wanted(seen)) return seen;
    if (Date.now() > end) assert.fail(`it stayed so: ${JSON.stringify(seen)}`);
    await sleep(50);
  }
}

export const untilFaults = (path: string, wanted: readonly string[]): Promise<readonly string[]> =>
  until(
    () => faults(path),
    (seen) => JSON.stringify(seen) === JSON.stringify(wanted),
  );

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(path));
  await vscode.window.showTextDocument(document);
  return document;
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export const actionsAt = async (
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind?.value, 50);

export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'there is an action with an edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

/**
 * Saves, and again where the editor gives that up, as it does when what offers code actions comes or goes meanwhile.
 * Nothing is written then, and what is to happen on saving is still to come.
 */
export const save = (document: vscode.TextDocument): Promise<boolean> =>
  until(
    async () => document.save(),
    (saved) => saved,
  );

/** Throws away what is not saved, so that the next test starts from the disk. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
