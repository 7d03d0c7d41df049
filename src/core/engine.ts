/** Runs rules over functions. A rule that throws loses what it said itself, never what others said. */
import type { Application, LambdaFunction } from './application.ts';
import type { Configuration } from './configuration.ts';
import { crashLine } from './crash.ts';
import { runsOnlyAtDeployment } from './deployment.ts';
import { withFix, type Finding, type FunctionOutcome, type Outcome } from './finding.ts';
import { must, unknown, type Known } from './known.ts';
import type { AnyRule, Edits, FunctionCode, Report, Rule, RuleContext } from './rule.ts';

export interface Verdicts {
  readonly findings: readonly Finding[];
  readonly outcomes: readonly FunctionOutcome[];
  /** `rule on function: error`, one line each. */
  readonly crashes: readonly string[];
}

export interface EngineInput {
  readonly application: Application;
  readonly rules: readonly AnyRule[];
  readonly configuration: Configuration;
  /** Of the function. */
  readonly code: Known<FunctionCode>;
  readonly edit: Edits;
}

/** What the rules say about one function, before equal findings of several functions become one. */
export function reviewFunction(fn: LambdaFunction, input: EngineInput): Verdicts {
  const findings: Finding[] = [];
  const outcomes: FunctionOutcome[] = [];
  const crashes: string[] = [];
  for (const rule of input.rules) {
    if (input.configuration.rules.get(rule.id) === 'off') continue;
    try {
      const said = run(rule as Rule, fn, input);
      findings.push(...said.findings);
      outcomes.push({ rule: rule.id, function: fn.key, outcome: said.outcome });
    } catch (error) {
      crashes.push(crashLine(`${rule.id} on ${fn.key}`, error));
    }
  }
  return { findings, outcomes, crashes };
}

function run(rule: Rule, fn: LambdaFunction, input: EngineInput) {
  const findings: Finding[] = [];
  let outcome: Outcome | undefined;
  const say = (next: Outcome) => {
    if (outcome && outcome.kind !== next.kind && !(outcome.kind === 'failed' || next.kind === 'failed')) {
      throw new Error(`says both '${outcome.kind}' and '${next.kind}'`);
    }
    outcome = outcome?.kind === 'failed' && next.kind !== 'failed' ? outcome : next;
  };
  const add = (report: AnyReport, kind: Finding['outcome']) =>
    findings.push(findingOf(rule, fn, report, kind, input.configuration));
  const context: RuleContext<Record<string, string>> = {
    fn: withEdge(fn, input.code),
    application: input.application,
    code: input.code,
    edit: input.edit,
    report: (report) => {
      add(report, 'failed');
      say({
        kind: 'failed',
        findings: findings.filter((it) => it.outcome === 'failed').length,
      });
    },
    ask: (report) => {
      add(report, 'unknown');
      say({ kind: 'unknown', ask: report.question, at: report.at });
    },
    wonder: (question) => say({ kind: 'unknown', ask: question }),
    pass: (because, at) => say({ kind: 'passed', because, ...(at ? { at } : {}) }),
    skip: (because) => say({ kind: 'not-applicable', because }),
  };
  // Of a function that nobody waits for, no rule of a question of performance has anything to say.
  const deploying = isNeverDeployed(fn) ?? runsOnlyAtDeployment(fn, input.code);
  if (deploying === undefined) rule.review(context);
  else context.skip(deploying);
  return {
    findings,
    outcome: must(outcome, `${rule.id} says something about every function`),
  };
}

/** What answers CloudFront and nothing that is declared runs at the edge, wherever its distribution is declared. */
function withEdge(fn: LambdaFunction, code: Known<FunctionCode>): LambdaFunction {
  const isOther = fn.edge !== undefined || fn.events.length > 0 || !code.known;
  return isOther || !code.value.modules[0]?.readsEdgeEvent ? fn : { ...fn, edge: code.value.entry.at };
}

const isNeverDeployed = ({ deployed }: LambdaFunction): string | undefined =>
  deployed?.known && !deployed.value ? 'It is not deployed: its condition is false.' : undefined;

type AnyReport = Report<Record<string, string>, string> & {
  readonly data?: Record<string, string | number>;
};

function findingOf(
  rule: Rule,
  fn: LambdaFunction,
  report: AnyReport,
  outcome: Finding['outcome'],
  configuration: Configuration,
): Finding {
  const text = must(rule.messages[report.message], `${rule.id} has the message ${report.message}`);
  const configured = configuration.rules.get(rule.id);
  const found = {
    rule: rule.id,
    practice: rule.practice,
    severity: configured && configured !== 'off' ? configured : (report.severity ?? rule.severity),
    messageId: report.message,
    message: text.replace(/\{(\w+)\}/g, (_, hole: string) =>
      String(must(report.data?.[hole], `${report.message} has {${hole}}`)),
    ),
    outcome,
    at: report.at,
    functions: [fn.key],
    trace: report.trace ?? [],
    ...(report.resource ? { resource: report.resource } : {}),
  };
  const { fix } = report;
  return withFix(found, () => {
    try {
      return fix?.();
    } catch (error) {
      return unknown(crashLine('Serverless Lens failed at making it', error));
    }
  });
}
