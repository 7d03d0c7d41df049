/** What is fixed, or named, beyond one finding. */
import { commands, Position, Uri, window } from 'vscode';
import type { FixWorkspaceParams } from '../protocol/messages.ts';
import { fixedInWords } from '../protocol/words.ts';
import { silent, type Server } from './server.ts';

export const fixFile = () =>
  commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.serverlessLens', apply: 'first' });

/** Opens the refactor preview with all safe fixes, of which the server tells; says so when there are none. */
export async function fixWorkspace(server: Server, params: FixWorkspaceParams = {}): Promise<void> {
  const result = await server.fixWorkspace(params);
  if (!result) void window.showErrorMessage(silent);
  else if (result.kind === 'changed') void window.showWarningMessage(fixedInWords(result));
  else if (result.kind === 'nothing') void window.showInformationMessage(fixedInWords(result));
}

/** Asks for the name of what was given one that was made up; nothing happens where the language has no renaming. */
export const rename = (uri: string, { line, character }: { readonly line: number; readonly character: number }) =>
  commands.executeCommand('editor.action.rename', [Uri.parse(uri, true), new Position(line, character)]);
