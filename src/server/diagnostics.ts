import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../core/finding.ts';
import type { Problem } from '../core/span.ts';
import type { Folder } from './folder.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** All diagnostics of a folder, by URI. */
export function diagnosticsOf(folder: Folder): ReadonlyMap<string, readonly Diagnostic[]> {
  const result = new Map<string, Diagnostic[]>();
  const add = (uri: string, diagnostic: Diagnostic) => result.set(uri, [...(result.get(uri) ?? []), diagnostic]);
  const review = folder.review();
  for (const finding of review?.findings ?? []) add(folder.uriOf(finding.at.path), diagnosticOf(finding, folder));
  for (const problem of review?.problems ?? []) add(folder.uriOf(problem.path), problemOf(problem, folder));
  return result;
}

/** A finding's identity within its file; code actions look it up by this and never read a message back. */
export const keyOf = ({ rule, messageId, at }: Finding): string =>
  `${rule} ${messageId} ${String(at.start)}-${String(at.end)}`;

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
            message: label,
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
