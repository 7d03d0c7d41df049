/**
 * The cases that peers test their own rules with, held against the program: each construction in them, what the peer
 * expects of it, and what the program should do. Only places and our own words are kept here, never a peer's code.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { accuses } from '../../src/core/finding.ts';
import { linesOf } from '../../src/core/lines.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { memoryHost } from '../project.ts';

interface PeerCases {
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly rule: string;
  /** The functions that the peer's harness takes for handlers: by their names and parameters. */
  readonly handlers: readonly string[];
  readonly expected: readonly Expectation[];
}

export interface Expectation {
  readonly line: number;
  readonly what: string;
  readonly peer: 'noncompliant' | 'compliant';
  readonly program: 'reported' | 'silent';
  /** Why the program does not do what the peer does. */
  readonly reason?: string;
}

/** One line for each thing that is not as it should be; empty when everything is. */
export function againstPeer(expected: readonly Expectation[], reported: ReadonlySet<number>): readonly string[] {
  const wrong = expected
    .filter(({ line, program }) => reported.has(line) !== (program === 'reported'))
    .map(
      ({ line, what, program }) => `${String(line)} ${what}: ${program === 'reported' ? 'not reported' : 'reported'}`,
    );
  const unexplained = expected
    .filter(({ peer, program, reason }) => (peer === 'noncompliant') !== (program === 'reported') && !reason)
    .map(({ line, what }) => `${String(line)} ${what}: differs from the peer without a reason`);
  const lines = new Set(expected.map(({ line }) => line));
  const others = [...reported]
    .filter((line) => !lines.has(line))
    .map((line) => `${String(line)}: reported, and not listed`);
  return [...wrong, ...unexplained, ...others];
}

/** What there is to say about the peers whose checkouts lie in the directory. */
export async function peersIn(directory: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const folder = join(__dirname, 'peers');
  for (const name of readdirSync(folder).sort()) {
    const cases = JSON.parse(readFileSync(join(folder, name), 'utf8')) as PeerCases;
    const file = join(directory, cases.repository.replace('/', '+'), cases.path);
    lines.push(...(existsSync(file) ? await heldAgainst(cases, file) : [`${cases.repository} is missing: no ${file}`]));
  }
  return lines;
}

/** The file is looked at alone, as the peer's harness does. */
async function heldAgainst({ repository, rule, path, handlers, expected }: PeerCases, file: string) {
  const name = basename(path);
  const text = readFileSync(file, 'utf8');
  const review = await openWorkspace(memoryHost(new Map([[name, text]])).host).review();
  const { positionAt } = linesOf(text);
  const found = review.application.functions.flatMap(({ entry }) => (entry.found ? [entry.symbol] : []));
  const reported = new Set(
    review.findings
      .filter((finding) => finding.rule.endsWith('/init-in-handler') && accuses(finding))
      .map(({ at }) => positionAt(at.start).line + 1),
  );
  const asked = expected.filter(({ peer }) => peer === 'noncompliant');
  const differences = expected.filter(({ reason }) => reason !== undefined);
  return [
    `${repository} ${rule}: of ${String(asked.length)} constructions that the peer reports, ${String(asked.filter(({ line }) => reported.has(line)).length)} are reported; of ${String(expected.length - asked.length)} others, ${String(expected.filter(({ peer, line }) => peer === 'compliant' && reported.has(line)).length)}`,
    ...handlers.filter((it) => !found.includes(it)).map((it) => `  ${it}: not known as a handler`),
    ...againstPeer(expected, reported).map((line) => `  ${name}:${line}`),
    ...differences.map(
      ({ line, what, program, reason }) => `  ${name}:${String(line)} ${what}, ${program} on purpose: ${reason ?? ''}`,
    ),
  ];
}
