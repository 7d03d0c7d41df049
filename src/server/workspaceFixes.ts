/** All safe fixes of all folders in one edit, which an editor that can lets a person look at before. */
import {
  MessageType,
  ShowMessageNotification,
  type ChangeAnnotation,
  type Connection,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { applies, type Finding, type Fix } from '../core/finding.ts';
import type { FixWorkspaceResult } from '../protocol/messages.ts';
import { counted, fixesIn, toBeTicked } from '../protocol/words.ts';
import { documentEdits, ofDocuments, plainly, type ActionSupport } from './edits.ts';
import type { Fixed, Folder } from './folder.ts';
import type { Reviews } from './reviews.ts';

interface FolderFixes extends Fixed {
  readonly folder: Folder;
}

/** `rule` limits it to one rule. */
export async function fixWorkspace(
  connection: Connection,
  reviews: Reviews,
  support: ActionSupport,
  rule: string | undefined,
): Promise<FixWorkspaceResult> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Serverless Lens: looking for safe fixes');
  const found = await fixesOf(reviews, rule).finally(() => progress.done());
  if (!found) return { kind: 'changed' };
  const fixes = found.reduce((sum, it) => sum + it.fixes.length, 0);
  const files = found.reduce((sum, it) => sum + new Set(it.edits.map(({ path }) => path)).size, 0);
  if (fixes === 0) return { kind: 'nothing' };
  // Whoever looks at them decides which are made, so that nothing can be said of it afterwards.
  if (support.annotations) say(connection, toBeTicked({ fixes, files }));
  const label = `Fix ${fixesIn({ fixes, files })}`;
  const edit = support.annotations
    ? annotatedEdit(found)
    : ofDocuments(
        found.flatMap((it) => documentEdits(it.edits, it.folder, plainly)),
        support,
      );
  const { applied } = await connection.workspace.applyEdit({ label, edit, metadata: { isRefactoring: true } });
  return { kind: applied ? 'applied' : 'refused', fixes, files };
}

/** Of each folder; undefined when a text changes meanwhile. */
async function fixesOf(reviews: Reviews, rule: string | undefined): Promise<readonly FolderFixes[] | undefined> {
  const found: FolderFixes[] = [];
  for (const folder of reviews.all()) {
    await reviews.quiet(folder);
    const fixed = await reviews.fixed(folder, wantedIn(folder, reviews.all(), rule));
    if (!fixed) return undefined;
    found.push({ folder, ...fixed });
  }
  return found;
}

export const say = (connection: Connection, message: string): void =>
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });

/** A folder within another one answers for its own files. */
const wantedIn =
  (folder: Folder, all: readonly Folder[], rule: string | undefined) =>
  (finding: Finding): Fix | undefined => {
    const uri = folder.uriOf(finding.at.path);
    const innermost = all.find((it) => it.pathOf(uri) !== undefined);
    if (innermost !== folder || (rule !== undefined && finding.rule !== rule)) return undefined;
    return finding.fixes.find((fix) => applies(fix, 'safe'));
  };

function annotatedEdit(found: readonly FolderFixes[]): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = found.flatMap(({ folder, edits }) =>
    documentEdits(edits, folder, ({ text, rules }, range) => {
      const annotationId = rules.join(', ');
      changeAnnotations[annotationId] ??= annotationFor(rules, found);
      return { range, newText: text, annotationId };
    }),
  );
  return { documentChanges, changeAnnotations };
}

function annotationFor(rules: readonly string[], found: readonly FolderFixes[]): ChangeAnnotation {
  const fixes = found.flatMap((it) => it.fixes.filter((fix) => rules.includes(fix.rule)));
  return {
    label: rules.join(', '),
    description: counted(fixes.length, 'safe fix', 'safe fixes'),
    needsConfirmation: true,
  };
}
