import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { applies, compatible, type Finding, type Fix } from '../core/finding.ts';
import { keyOf, plain } from './diagnostics.ts';
import type { Folder } from './folder.ts';

/** Under this kind `editor.codeActionsOnSave` applies the safe fixes. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.serverlessLens`;

export function codeActionsFor(
  params: CodeActionParams,
  folder: Folder,
  versionOf: (uri: string) => number | null,
): readonly CodeAction[] {
  const path = folder.pathOf(params.textDocument.uri);
  const findings = (folder.review()?.findings ?? []).filter(({ at }) => at.path === path);
  const wants = (kind: string) =>
    params.context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const diagnostic of params.context.diagnostics) {
      const finding = findings.find((it) => keyOf(it) === diagnostic.data);
      if (finding) actions.push(...quickFixes(finding, diagnostic, folder, versionOf));
    }
    const rules = new Set(params.context.diagnostics.map(({ code }) => code));
    for (const rule of rules) {
      const same = together(findings.filter((it) => it.rule === rule));
      if (same.length > 1) {
        actions.push({
          title: `Fix all '${String(rule)}' in this file`,
          kind: CodeActionKind.QuickFix,
          edit: { documentChanges: changes(same, folder, versionOf) },
        });
      }
    }
  }
  // Asked for by name only: as a light bulb it would stand on every line.
  if (params.context.only && wants(fixAllKind)) {
    const safe = together(findings.filter((it) => it.fixes.some((fix) => applies(fix, 'safe'))));
    if (safe.length > 0) {
      actions.push({
        title: 'Fix all PERF 1 findings that are safe to fix',
        kind: fixAllKind,
        edit: { documentChanges: changes(safe, folder, versionOf) },
      });
    }
  }
  return actions;
}

function quickFixes(
  finding: Finding,
  diagnostic: Diagnostic,
  folder: Folder,
  versionOf: (uri: string) => number | null,
): readonly CodeAction[] {
  const explain: CodeAction = {
    title: `Explain '${finding.rule}'`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title: 'Explain rule', command: 'serverlessLens.explain', arguments: [finding.rule] },
  };
  const fixes = finding.fixes.map((fix): CodeAction => ({
    title: plain(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: applies(fix, 'safe'),
    edit: { documentChanges: changes([fix], folder, versionOf) },
  }));
  if (fixes.length > 0 || finding.noFix === undefined) return [...fixes, explain];
  const disabled: CodeAction = {
    title: 'Move to module level',
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    disabled: { reason: plain(`No automatic fix: ${finding.noFix}.`) },
  };
  return [disabled, explain];
}

/** Of each finding its best fix, as long as they do not touch one another. */
function together(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find((it) => applies(it, 'safe'));
    if (fix && chosen.every((other) => compatible(other, fix))) chosen.push(fix);
  }
  return chosen;
}

/** With the versions of open documents, so that the editor refuses edits of a text that has moved on. */
export function changes(
  fixes: readonly Fix[],
  folder: Folder,
  versionOf: (uri: string) => number | null,
): TextDocumentEdit[] {
  const edits = fixes.flatMap((fix) => fix.edits);
  return [...new Set(edits.map(({ path }) => path))].map((path) => {
    const uri = folder.uriOf(path);
    return {
      textDocument: { uri, version: versionOf(uri) },
      edits: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ range: folder.rangeOf(edit), newText: edit.text })),
    };
  });
}
