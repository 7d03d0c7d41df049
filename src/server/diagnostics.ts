import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../core/finding.ts';
import { addTo } from '../core/groups.ts';
import type { Problem } from '../core/span.ts';
import type { Review } from '../workspace/review.ts';
import type { Folder } from './folder.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** All diagnostics of a review of the folder, by path; as long as nothing else is said of a file, its list is the same one. */
export function diagnosticsMaker(folder: Folder): (review: Review) => ReadonlyMap<string, readonly Diagnostic[]> {
  const before = new Map<string, Made>();
  return (review) => {
    const now = new Map<string, readonly Diagnostic[]>();
    const problems = new Map<string, Problem[]>();
    for (const problem of review.problems) addTo(problems, problem.path, problem);
    const tell = (path: string, findings: readonly Finding[]): void => {
      const own = problems.get(path);
      let its = before.get(path);
      if (its?.findings !== findings || own || its.places.some((it) => review.textOf(it.path) !== it.text))
        before.set(path, (its = made(findings, own ?? [], review, folder)));
      now.set(path, its.diagnostics);
    };
    for (const [path, findings] of review.findingsByPath) tell(path, findings);
    for (const path of problems.keys()) if (!now.has(path)) tell(path, []);
    for (const path of before.keys()) if (!now.has(path)) before.delete(path);
    return now;
  };
}

interface Made {
  /** Undefined with problems: whether they are still the same would have to be found out. */
  readonly findings: readonly Finding[] | undefined;
  /** The texts that its ranges are of. */
  readonly places: readonly { readonly path: string; readonly text: string | undefined }[];
  readonly diagnostics: readonly Diagnostic[];
}

function made(findings: readonly Finding[], problems: readonly Problem[], review: Review, folder: Folder): Made {
  const paths = new Set(findings.flatMap(({ at, trace }) => [at.path, ...trace.map((step) => step.at.path)]));
  return {
    findings: problems.length > 0 ? undefined : findings,
    places: [...paths].map((path) => ({ path, text: review.textOf(path) })),
    diagnostics: [
      ...findings.map((finding) => diagnosticOf(finding, folder)),
      ...problems.map((problem) => problemOf(problem, folder)),
    ],
  };
}

/** A finding's identity within its file; code actions look it up by this and never read a message back. */
const keyOf = ({ rule, messageId, at }: Finding): string =>
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
