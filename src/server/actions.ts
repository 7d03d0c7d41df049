import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import { applies, type Finding, type Fix } from '../core/finding.ts';
import { fixWorkspaceCommand, type FixWorkspaceParams } from '../protocol/messages.ts';
import { isOf, plain } from './diagnostics.ts';
import { workspaceEdit, type ActionSupport } from './edits.ts';
import type { Folder } from './folder.ts';
import { refactoringKinds, refactoringsFor, type SelectionOfAction } from './refactorings.ts';

/** Under this kind `editor.codeActionsOnSave` applies the safe fixes. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.serverlessLens`;

/** What an action without an edit carries, so that its edit can be made. */
export type ActionData = FixAll | SelectionOfAction;

export interface FixAll {
  readonly folder: string;
  readonly path: string;
  /** Undefined for all rules. */
  readonly rule?: string;
}

/** The innermost folder that knows a finding answers for it. */
export function codeActionsFor(
  params: CodeActionParams,
  folders: readonly Folder[],
  support: ActionSupport,
): readonly CodeAction[] {
  const {
    context,
    textDocument: { uri },
  } = params;
  const wants = (kind: string): boolean =>
    context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ?? true;
  const here = folders.flatMap((folder) => {
    const path = folder.pathOf(uri);
    return path === undefined ? [] : [{ folder, path, findings: folder.review()?.findingsByPath.get(path) ?? [] }];
  });
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const rules = new Map<string, CodeAction>();
    const everywhere = new Map<string, CodeAction>();
    for (const diagnostic of context.diagnostics) {
      for (const { folder, path, findings } of here) {
        const finding = findings.find((it) => isOf(diagnostic, it, folder));
        if (!finding) continue;
        actions.push(...quickFixes(finding, diagnostic, folder, support));
        const { rule } = finding;
        if (findings.filter((it) => it.rule === rule && safeFix(it)).length > 1)
          rules.set(rule, {
            title: `Fix all '${rule}' in this file`,
            kind: CodeActionKind.QuickFix,
            data: { folder: folder.uri, path, rule } satisfies FixAll,
          });
        if (isElsewhere(folders, finding)) everywhere.set(rule, fixEverywhere(rule));
        break;
      }
    }
    actions.push(...rules.values(), ...everywhere.values());
  }
  if (asksForRefactorings(params, actions) && Object.values(refactoringKinds).some(wants))
    actions.push(...refactoringsFor(params, folders, support).filter(({ kind }) => wants(kind ?? '')));
  // Asked for by name only: as a light bulb it would stand on every line.
  if (context.only && wants(fixAllKind)) {
    const fixable = here.find(({ findings }) => findings.some(safeFix));
    if (fixable)
      actions.push({
        title: 'Fix all PERF 1 findings that are safe to fix',
        kind: fixAllKind,
        data: { folder: fixable.folder.uri, path: fixable.path } satisfies FixAll,
      });
  }
  return actions;
}

/** Whether a rule has something to be fixed outside of the finding's file. */
const isElsewhere = (folders: readonly Folder[], { rule, at }: Finding): boolean =>
  folders.some((folder) =>
    (folder.review()?.findings ?? []).some((it) => it.rule === rule && it.at.path !== at.path && safeFix(it)),
  );

const fixEverywhere = (rule: string): CodeAction => ({
  title: `Fix all '${rule}' in the workspace…`,
  kind: CodeActionKind.QuickFix,
  command: {
    title: 'Fix all in the workspace',
    command: fixWorkspaceCommand,
    arguments: [{ rule } satisfies FixWorkspaceParams],
  },
});

/** A fix that is offered for the very same place says it better. */
const asksForRefactorings = ({ context, range }: CodeActionParams, offered: readonly CodeAction[]): boolean =>
  context.only !== undefined ||
  !offered.some(
    ({ edit, diagnostics = [] }) =>
      edit &&
      (JSON.stringify(range.start) === JSON.stringify(range.end) ||
        diagnostics.some((it) => JSON.stringify(it.range) === JSON.stringify(range))),
  );

/** Chooses what is to be fixed. */
export const wantedBy =
  ({ path, rule }: FixAll) =>
  (finding: Finding): Fix | undefined =>
    finding.at.path === path && (rule === undefined || finding.rule === rule) ? safeFix(finding) : undefined;

const safeFix = ({ fixes }: Finding): Fix | undefined => fixes.find((fix) => applies(fix, 'safe'));

function quickFixes(
  finding: Finding,
  diagnostic: Diagnostic,
  folder: Folder,
  support: ActionSupport,
): readonly CodeAction[] {
  const explain: readonly CodeAction[] = support.commands
    ? [
        {
          title: `Explain '${finding.rule}'`,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          command: { title: 'Explain rule', command: 'serverlessLens.explain', arguments: [finding.rule] },
        },
      ]
    : [];
  const fixes = finding.fixes.map((fix): CodeAction => ({
    title: plain(fix.title + (fix.caution === undefined ? '' : ` (${fix.caution})`)),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: applies(fix, 'safe'),
    edit: workspaceEdit(fix.edits, folder, support),
  }));
  if (fixes.length > 0 || finding.noFix === undefined || !support.disabled) return [...fixes, ...explain];
  const disabled: CodeAction = {
    title: 'Move to module level',
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    disabled: { reason: plain(`No automatic fix: ${finding.noFix}.`) },
  };
  return [disabled, ...explain];
}
