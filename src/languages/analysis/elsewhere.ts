/**
 * What Lambda's environment answers to conditions, so that it is known what only a developer's machine or a test runs.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
import { keptWith } from '../../core/memo.ts';
import { isEmptyValue, withoutCasts } from '../plain.ts';
import type { CallExpression, Expression, Tree } from '../tree.ts';
import { readsProperty, variableRead } from './inEnvironment.ts';
import type { Symbols } from './symbols.ts';
import { wordsIn } from './words.ts';

/** Lambda sets them in every environment of a managed runtime. */
const set =
  /^(?:_HANDLER|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(?:FUNCTION_(?:NAME|VERSION|MEMORY_SIZE)|INITIALIZATION_TYPE|RUNTIME_API|LOG_(?:GROUP|STREAM)_NAME)|LAMBDA_(?:TASK_ROOT|RUNTIME_DIR))$/;

/** Set by what runs a function elsewhere: `sam local`, `serverless invoke local`, serverless-offline, Jest, Vitest, pytest. */
const unset =
  /^(?:AWS_SAM_LOCAL|IS_LOCAL|IS_OFFLINE|LOCALSTACK_\w+|JEST_WORKER_ID|VITEST(?:_WORKER_ID)?|PYTEST_CURRENT_TEST)$/;

/** Java: whoever runs it elsewhere gives it with `-D`, which Lambda does not: `System.getProperty("ENDPOINT_OVERRIDE")`. */
const ofDevelopers = /(?:^|[._-]|is)(?:local(?:stack|host)?|offline|mocks?|tests?|dev)(?:$|[._-])|endpoint/i;

/** What the platform, the SDK and frameworks are told by. */
const ofPlatform = /^(?:java|javax|jdk|sun|os|user|file|path|line|aws|software|com|org|spring|quarkus|micronaut)\./;

/** What tells where a function is deployed, and what it never is there: `STAGE === 'local'`. */
const ofStages = /stage|env(?:ironment)?(?:$|_)|profile/i;
const ofElsewhere = /^(?:local|localhost|offline)$/i;

/** What leaves a text that is not there as empty as it was. */
const normalizing = /^(?:toLowerCase|toUpperCase|trim|lower|upper|strip|casefold|toString)$/;

/** Further than a variable's text is handed on and normalized. */
const deepest = 5;

const reading = /process\.env|environ|getenv|getProperty|getBoolean/;

const mayRead = keptWith(({ text }: Tree): boolean => reading.test(text));

/** A variable that is read, and what it is where it is not set, when that is said. */
interface Read {
  readonly name: string;
  readonly otherwise: Expression | undefined;
  /** Whether Lambda sets it; undefined where that is up to the project. */
  readonly isSet: boolean | undefined;
}

/** What a condition on one variable of the environment is in Lambda; undefined when that is not known. */
export function answerInLambda(test: Expression, tree: Tree, symbols: Symbols): boolean | undefined {
  if (!mayRead(tree)) return undefined;
  const it = withoutCasts(test);
  if (it.kind === 'operation') return ofOperation(it);
  if (it.kind === 'call' && isEqualing(it)) {
    const [other] = it.arguments;
    return it.callee.kind === 'member' && other ? compared(it.callee.object, other.value) : undefined;
  }
  if (it.kind === 'call' && isAskingEmptiness(it)) return ofEmptiness(it);
  return isTrue(it);

  function ofOperation({ operator, parts }: Extract<Expression, { kind: 'operation' }>): boolean | undefined {
    const [left, right, ...others] = parts;
    if (!left || !right || others.length > 0) return undefined;
    if (/^(?:not )?in$/.test(operator)) {
      const is = isSet(variableRead(it, tree, symbols) ?? '');
      return is === undefined ? undefined : is === (operator === 'in');
    }
    if (!/^(?:[!=]==?|is|is not)$/.test(operator)) return undefined;
    const is = compared(left, right);
    return is === undefined ? undefined : is === /^(?:===?|is)$/.test(operator);
  }

  function isTrue(value: Expression): boolean | undefined {
    const read = readBy(value);
    const is = read?.isSet;
    return is === false && read?.otherwise && !isFalsy(read.otherwise) ? undefined : is;
  }

  /** `endpoint.isEmpty()`, `StringUtils.isNotBlank(endpoint)` */
  function ofEmptiness({ callee, arguments: given }: CallExpression): boolean | undefined {
    const [only, ...others] = given;
    const [, negated] = (callee.kind === 'member' && askingEmptiness.exec(callee.property)) || [];
    const asked = only ? only.value : callee.kind === 'member' ? callee.object : undefined;
    const is = asked && others.length === 0 ? isTrue(asked) : undefined;
    return is === undefined ? undefined : is === (negated !== undefined);
  }

  function compared(a: Expression, b: Expression): boolean | undefined {
    const [ofA, ofB] = [readBy(a), readBy(b)];
    const [read, other] = ofA ? [ofA, b] : [ofB, a];
    if (!read || (ofA && ofB)) return undefined;
    if (isEmptyValue(other)) {
      const is = read.isSet;
      return is === undefined || (!is && read.otherwise) ? undefined : !is;
    }
    if (other.kind !== 'literal' || typeof other.value !== 'string' || other.value === '') return undefined;
    if (read.otherwise?.kind === 'literal' ? read.otherwise.value === other.value : read.otherwise) return undefined;
    const isElsewhere =
      read.isSet === false ||
      (ofStages.test(read.name) && ofElsewhere.test(other.value)) ||
      (read.name === 'NODE_ENV' && other.value === 'test');
    return isElsewhere ? false : undefined;
  }

  function readBy(value: Expression, depth = 0): Read | undefined {
    if (depth > deepest) return undefined;
    const inner = withoutCasts(value);
    if (inner.kind === 'call' && inner.callee.kind === 'member' && normalizing.test(inner.callee.property))
      return readBy(inner.callee.object, depth + 1);
    const named = inner.kind === 'name' && inner.binding ? wordsIn(tree).onlyGiven(inner.binding) : undefined;
    if (named) return readBy(named, depth + 1);
    const name = variableRead(inner, tree, symbols);
    if (name === undefined) return undefined;
    const isGiven = !readsProperty(inner, symbols) || !isOfDevelopers(name) || tree.text.includes('setProperty');
    const otherwise = inner.kind === 'call' ? inner.arguments[1]?.value : undefined;
    return { name, otherwise, isSet: isGiven ? isSet(name) : false };
  }
}

/** Whether Lambda sets the variable; undefined where that is up to the project. */
const isSet = (name: string): boolean | undefined => set.test(name) || (unset.test(name) ? false : undefined);

/** `"true".equals(System.getenv("AWS_SAM_LOCAL"))` */
const isEqualing = ({ callee, arguments: given }: CallExpression): boolean =>
  callee.kind === 'member' && /^equals(?:IgnoreCase)?$/.test(callee.property) && given.length === 1;

const askingEmptiness = /^is(Not)?(?:Empty|Blank)$/;

const isAskingEmptiness = ({ callee }: CallExpression): boolean =>
  callee.kind === 'member' && askingEmptiness.test(callee.property);

const isOfDevelopers = (name: string): boolean => ofDevelopers.test(name) && !ofPlatform.test(name);

const isFalsy = (value: Expression): boolean =>
  isEmptyValue(value) ||
  (value.kind === 'literal' && (value.value === false || value.value === '' || value.value === 0));
