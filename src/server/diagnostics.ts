import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../core/finding.ts';
import type { Problem } from '../core/span.ts';
import type { Folder } from './folder.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** All diagnostics of a folder, by path. */
export function diagnosticsOf(folder: Folder): ReadonlyMap<string, readonly Diagnostic[]> {
  const result = new Map<string, Diagnostic[]>();
  const add = (path: string, diagnostic: Diagnostic) => {
    const before = result.get(path);
    if (before) before.push(diagnostic);
    else result.set(path, [diagnostic]);
  };
  const review = folder.review();
  for (const finding of review?.findings ?? []) add(finding.at.path, diagnosticOf(finding, folder));
  for (const problem of review?.problems ?? []) add(problem.path, problemOf(problem, folder));
  return result;
}

/** A finding's identity within its file; code actions look it up by this and never read a message back. */
export const keyOf = ({ rule, messageId, at }: Finding): string =>
  `${rule} ${messageId} ${String(at.start)}-${String(at.end)}`;

/** Whether a diagnostic that the editor sends back is that of a finding. */
export function isOf(diagnostic: Diagnostic, finding: Finding, folder: Folder): boolean {
  if (diagnostic.data !== undefined) return diagnostic.data === keyOf(finding);
  // Not every editor keeps `data`.
  const { start, end } = folder.rangeOf(finding.at);
  const { range, code } = diagnostic;
  return code === finding.rule && samePosition(range.start, start) && samePosition(range.end, end);
}

const samePosition = (a: Diagnostic['range']['start'], b: Diagnostic['range']['start']): boolean =>
  a.line === b.line && a.character === b.character;

function diagnosticOf(finding: Finding, folder: Folder): Diagnostic {
  return {
    range: folder.rangeOf(finding.at),
    severity: severities[finding.severity],
    code: finding.rule,
    source: 'Serverless Lens',
    message: plain(finding.message),
    data: keyOf(finding),
    ...(finding.trace.length > 1
      ? {
          relatedInformation: finding.trace.map(({ at, label }) => ({
            location: { uri: folder.uriOf(at.path), range: folder.rangeOf(at) },
            message: plain(label),
          })),
        }
      : {}),
  };
}

function problemOf({ message, at }: Problem, folder: Folder): Diagnostic {
  const own = at?.path.startsWith('.serverless-lens/') ?? false;
  return {
    range: at ? folder.rangeOf(at) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    // Other extensions report broken YAML as an error; here it only says why the review has a gap.
    severity: own ? DiagnosticSeverity.Error : DiagnosticSeverity.Information,
    source: 'Serverless Lens',
    message: plain(message),
  };
}

/** Diagnostics are plain text. */
export const plain = (text: string): string => text.replaceAll('`', '');
