/** Code that decides what constructions after it become: the environment, and settings of a whole SDK. */
import { keptWith } from '../../core/memo.ts';
import type { SettingFact } from '../../core/module.ts';
import { functionOf, spanOf, type Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { union } from '../analysis/flow.ts';
import type { Symbols } from '../analysis/symbols.ts';
import { writtenText } from '../plain.ts';
import type { Block, Expression, Tree } from '../tree.ts';
import { allExpressions, expressionsWithin } from '../walk.ts';

type Kind = SettingFact['of'];

const propertySet = /^java\.lang\.System\.setProperty$/;

/** Symbols of what is assigned to; `os.environ.copy()` is something else. */
const assigned: readonly (readonly [RegExp, Kind])[] = [
  [/^(os\.environ|process\.env)(\.\w+)?$/, 'environment'],
  [/^aws-sdk(\/global)?#config\b/, 'aws-sdk'],
  [/^boto3\.DEFAULT_SESSION$/, 'boto3'],
];

/** Symbols of what is called. */
const called: readonly (readonly [RegExp, Kind])[] = [
  [/^os\.(environ\.(update|setdefault|pop|clear)|putenv|unsetenv)$|(^|\.)load_dotenv$|^dotenv#config$/, 'environment'],
  [/^aws-sdk(\/global)?#config\.(update|set|load|loadFromPath|clear)$|^aws-xray-sdk(-core)?#captureAWS$/, 'aws-sdk'],
  [/^boto3\.setup_default_session$/, 'boto3'],
  [propertySet, 'environment'],
];

export const settingsOf = (analysis: Analysis): readonly SettingFact[] => settingsIn(analysis, false);

/** Whether the file, where a person runs it by itself, says what clients are made of: a profile, a region. */
export const setsWhenAlone = keptWith((analysis: Analysis): boolean => settingsIn(analysis, true).length > 0);

function settingsIn(analysis: Analysis, alone: boolean): readonly SettingFact[] {
  const { tree, symbols, flow, statements } = analysis;
  const settings: SettingFact[] = [];
  const add = (
    expression: Expression,
    kinds: typeof called,
    values: readonly Expression[],
    key = keyIn(expression),
  ) => {
    const root = expression.kind === 'index' ? expression.object : expression;
    const { symbol } = symbols.of(root);
    const kind = kinds.find(([pattern]) => symbol !== '' && pattern.test(symbol))?.[1];
    if (
      kind === undefined ||
      isOtherHolder(symbols, root, symbol) ||
      isForRunningAlone(statements.get(expression)?.block) !== alone
    )
      return;
    const isWhole = /^(os\.environ|process\.env)$/.test(symbols.of(expression).symbol);
    const isVariable = kind === 'environment' && !isWhole && (kinds === assigned || propertySet.test(symbol));
    const named = isVariable ? key : undefined;
    const variable = named !== undefined && timesNamed(tree).get(named) === 1 ? named : undefined;
    settings.push({
      of: kind,
      ...(variable === undefined ? {} : { variable }),
      ...(named === undefined ? {} : { named }),
      sources: union(values.map(flow.of)),
      in: functionOf(analysis, expression).id,
      ...(isAlwaysRun(analysis, expression) ? { always: true } : {}),
      at: spanOf(tree, expression),
      code: tree.text.slice(expression.start, expression.end),
    });
  };
  for (const { place, value, isPart } of assignedIn(tree)) if (!isPart) add(place, assigned, value ? [value] : []);
  for (const call of flow.calls) {
    const given = call.arguments.map(({ value }) => value);
    const [first, ...others] = given;
    const property = propertySet.test(symbols.of(call.callee).symbol);
    if (property) add(call.callee, called, others, first && propertyNamed(first));
    else add(call.callee, called, given);
    if (first && symbols.of(call.callee).symbol === 'Object.assign') add(first, assigned, others);
  }
  return settings;
}

/** Whether it stands in the body of its function, in a statement that runs all of itself. */
function isAlwaysRun(analysis: Analysis, expression: Expression): boolean {
  const { statements, parents } = analysis;
  const statement = statements.get(expression);
  if (statement?.block !== functionOf(analysis, expression).body) return false;
  if (statement.kind !== 'assign' && statement.kind !== 'expression') return false;
  for (let around = parents.get(expression); around; around = parents.get(around))
    if (around.kind === 'logical' || around.kind === 'conditional') return false;
  return true;
}

/** A field may have the value that a setting has, `this.stage = process.env.STAGE`, and is another place. */
function isOtherHolder(symbols: Symbols, root: Expression, symbol: string): boolean {
  if (root.kind !== 'member') return false;
  const of = symbols.of(root.object).symbol;
  return of === '' || !symbol.startsWith(of);
}

/** How often the file writes the name of a variable: of one that is written once, nothing else in it asks. */
const timesNamed = keptWith((tree: Tree): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  const keys = new Set<Expression>();
  for (const it of allExpressions(tree)) {
    const name = keyIn(it) ?? writtenText(it);
    if (name === undefined || keys.has(it)) continue;
    if (it.kind === 'index') keys.add(it.index);
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
});

/** `"aws.region"`, `SdkSystemSetting.AWS_REGION.property()` */
function propertyNamed(name: Expression): string | undefined {
  if (name.kind === 'literal') return writtenText(name);
  const constant = name.kind === 'call' && name.callee.kind === 'member' ? name.callee.object : name;
  return constant.kind === 'member' ? constant.property : undefined;
}

function keyIn(expression: Expression): string | undefined {
  if (expression.kind === 'member') return expression.property;
  return expression.kind === 'index' ? writtenText(expression.index) : undefined;
}

/** `if __name__ == '__main__':` and `if (require.main === module)` do not run in Lambda. */
function isForRunningAlone(block: Block | undefined): boolean {
  for (let owner = block?.owner; owner; owner = owner.block.owner) {
    if (owner.kind !== 'if') continue;
    for (const part of expressionsWithin(owner.test)) {
      if (part.kind === 'name' && part.name === '__name__') return true;
      if (part.kind === 'member' && part.property === 'main') return true;
    }
  }
  return false;
}
