import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../core/finding.ts';
import type { Problem } from '../core/span.ts';
import type { Review } from '../workspace/review.ts';
import type { Folder } from './folder.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** All diagnostics of a folder, by path; as long as nothing else is said of a file, its list is the same one. */
export function diagnosticsMaker(folder: Folder): () => ReadonlyMap<string, readonly Diagnostic[]> {
  let before = new Map<string, Made>();
  return () => {
    const review = folder.review();
    if (!review) return new Map();
    const problems = new Map<string, Problem[]>();
    for (const problem of review.problems) problems.set(problem.path, [...(problems.get(problem.path) ?? []), problem]);
    const now: typeof before = new Map();
    for (const path of new Set([...review.findingsByPath.keys(), ...problems.keys()])) {
      const findings = review.findingsByPath.get(path) ?? [];
      const own = problems.get(path);
      const last = before.get(path);
      const stands =
        last?.findings === findings && !own && last.places.every((it) => review.textOf(it.path) === it.text);
      now.set(path, stands ? last : made(findings, own ?? [], review, folder));
    }
    before = now;
    return new Map([...now].map(([path, { diagnostics }]) => [path, diagnostics]));
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
