import {
  CodeActionKind,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { applies, type Finding, type Fix } from '../core/finding.ts';
import type { TextEdit } from '../core/span.ts';
import { isOf, plain } from './diagnostics.ts';
import type { Folder } from './folder.ts';

/** Under this kind `editor.codeActionsOnSave` applies the safe fixes. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.serverlessLens`;

/** What the editor understands. */
export interface ActionSupport {
  /** Edits that name the version of the text that they are for. */
  readonly versions: boolean;
  readonly disabled: boolean;
  /** Edits that are made only when an action has been chosen. */
  readonly later: boolean;
  /** The commands of the extension. */
  readonly commands: boolean;
}

export function actionSupport({ workspace, textDocument }: ClientCapabilities, commands: boolean): ActionSupport {
  return {
    commands,
    versions: workspace?.workspaceEdit?.documentChanges ?? false,
    disabled: textDocument?.codeAction?.disabledSupport ?? false,
    later: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
  };
}

/** What an action without an edit carries, so that its edit can be made. */
export interface FixAll {
  readonly folder: string;
  readonly path: string;
  /** Undefined for all rules. */
  readonly rule?: string;
}

/** The innermost folder that knows a finding answers for it. */
export function codeActionsFor(
  { context, textDocument: { uri } }: CodeActionParams,
  folders: readonly Folder[],
  support: ActionSupport,
): readonly CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ?? true;
  const here = folders.flatMap((folder) => {
    const path = folder.pathOf(uri);
    const findings = (folder.review()?.findings ?? []).filter(({ at }) => at.path === path);
    return path === undefined ? [] : [{ folder, path, findings }];
  });
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const rules = new Map<string, CodeAction>();
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
        break;
      }
    }
    actions.push(...rules.values());
  }
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
    title: plain(fix.title),
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

/** With the versions of open documents, so that the editor refuses edits of a text that has moved on. */
export function workspaceEdit(edits: readonly TextEdit[], folder: Folder, { versions }: ActionSupport): WorkspaceEdit {
  const files = [...new Set(edits.map(({ path }) => path))].map((path) => ({
    uri: folder.uriOf(path),
    version: folder.versionOf(path) ?? null,
    edits: edits
      .filter((edit) => edit.path === path)
      .map((edit) => ({ range: folder.rangeOf(edit), newText: edit.text })),
  }));
  return versions
    ? { documentChanges: files.map(({ uri, version, edits: its }) => ({ textDocument: { uri, version }, edits: its })) }
    : { changes: Object.fromEntries(files.map(({ uri, edits: its }) => [uri, its])) };
}
