/** Where a file changes the environment's variables while functions run, so that they are not the same at any time. */
import { keptWith } from '../../../core/memo.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { functionOf } from '../../analysis/analysis.ts';
import { assignedIn } from '../../analysis/assigned.ts';
import { shortText } from '../../lines.ts';
import type { Expression } from '../../tree.ts';
import { allExpressions, expressionsOf, statementsWithin } from '../../walk.ts';
import type { Question } from './question.ts';

const changing =
  /^(?:os\.environ\.(?:update|setdefault|pop|popitem|clear)|os\.(?:putenv|unsetenv)|dotenv\.load_dotenv|dotenv#config|dotenv#default\.config)$/;

/** Itself, not a copy of it. */
const isEnvironment = (symbol: string): boolean => symbol === 'os.environ' || symbol === 'process.env';

/** Why a variable of the environment, or any of them, may be something else when the function runs than while its module is loaded. */
export function whyEnvironmentDiffers(question: Question, variable: string | undefined): string | undefined {
  const { analysis, fn } = question;
  const change = changesIn(analysis).find((it) => functionOf(analysis, it).id !== 0 || it.start > fn.range.start);
  if (change) return `the environment is changed in this file (\`${shortText(analysis.tree, change)}\`)`;
  const elsewhere = question.environmentSet(variable);
  return elsewhere && `the environment is changed in \`${elsewhere.at.path}\` (\`${elsewhere.code}\`)`;
}

const changesIn = keptWith((analysis: Analysis): readonly Expression[] => {
  const { tree, symbols } = analysis;
  const found: Expression[] = [];
  const isOfIt = (it: Expression): boolean => isEnvironment(symbols.of(it).symbol);
  for (const { place, isPart } of assignedIn(tree))
    if (!isPart && (place.kind === 'member' || place.kind === 'index') && isOfIt(place.object)) found.push(place);
  for (const fn of tree.functions)
    for (const statement of statementsWithin(fn.body)) {
      const deletes = statement.kind === 'other' && /^del\b/.test(tree.text.slice(statement.start, statement.end));
      if (deletes) found.push(...expressionsOf(statement).filter((it) => it.kind === 'member' && isOfIt(it.object)));
    }
  for (const expression of allExpressions(tree)) {
    if (expression.kind === 'operation' && expression.operator === 'delete')
      found.push(...expression.parts.filter((it) => it.kind === 'member' && isOfIt(it.object)));
    if (expression.kind !== 'call') continue;
    const [first] = expression.arguments;
    const { symbol } = symbols.of(expression.callee);
    if (changing.test(symbol) || (symbol === 'Object.assign' && first && isOfIt(first.value))) found.push(expression);
  }
  return found;
});
