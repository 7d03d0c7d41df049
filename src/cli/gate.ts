import { accuses, type Finding } from '../core/finding.ts';
import { lens, riskOf } from '../review/lens.ts';
import type { Gate } from './options.ts';

/** What a finding puts at risk: questions, hints and things to weigh nothing; a fault as much as its practice's class says. */
function riskOfFinding(finding: Finding): 'high' | 'medium' | 'none' {
  if (!accuses(finding) || finding.severity !== 'warning') return 'none';
  const practice = lens.find(({ id }) => id === finding.practice);
  // A fault in the code is worth mending in a best practice, too.
  const risk = practice ? riskOf[practice.class] : 'medium';
  return risk === 'none' ? 'medium' : risk;
}

export function fails(findings: readonly Finding[], gate: Gate): boolean {
  if (gate === 'none') return false;
  return findings.map(riskOfFinding).some((risk) => risk === 'high' || (gate === 'medium' && risk === 'medium'));
}
