import type { Application } from '../../core/application.ts';
import { suggested, type Fix } from '../../core/finding.ts';
import { anySharesObjects, sharedByThreads, sharesObjects } from '../../core/concurrency.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import { haveVariables } from '../../core/loading.ts';
import type { Creation } from '../../core/module.ts';
import { rule, type Edits, type FunctionCode, type ReachedCreation } from '../../core/rule.ts';

export const initInHandler = rule({
  id: 'startup-time/init-in-handler',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'A client, a connection, a model or the like is built on each invocation instead of once.',
  why: `Lambda keeps an execution environment and sends it many invocations, one after another.
What is built at module level is built once, during the cold start, and every warm invocation finds it ready, with its connections open.
What is built in the handler, or in a function that the handler calls, is built again each time: credentials, endpoints and service models are loaded, and TLS connections are opened anew.`,
  silent: [
    "The resource is made from the event or the context (a tenant's credentials or region), or from the clock or assumed-role credentials.",
    'A cache keeps it: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'No handler reaches it.',
    'It is a client of what runs beside the function on a machine of a developer, which a condition tells from Lambda.',
    'Only a developer’s machine or a test runs it: where `IS_OFFLINE`, `AWS_SAM_LOCAL` or `JEST_WORKER_ID` is set, where a variable of Lambda itself is not, or for a stage called `local`.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
  ],
  fixes: `Moves the construction to module level, with the local statements that it needs, or gives an inline one a module-level constant.
It is \`safe\` when construction does nothing but build, and \`suggested\` when it opens a connection at once or reads a file, keeps cookies or other state, stands in a \`try\`, runs only under a condition or after what it needs was checked, needs an import that stands in the function, is handed to a function of another package that may change it, reads an environment variable that a function which loads the file may not have, stands in a file that sets a profile or a region where a person runs it by itself, or is a resource or a session of boto3 in a function that starts threads.
It is \`suggested\`, too, where a function of the project runs on Lambda Managed Instances and invocations that run at once would share something that is not known to allow it.
It is \`suggested\` as well when a test of the project replaces what is made, or sets a variable of the environment that is read for it, only while it runs or after it has loaded the file.
What must be made where it stands, because it is needed rarely, is awaited, may throw a checked exception, is made of values that are asked for or becomes what code decides that runs after its file was loaded (\`AWS.config.update\`, \`dotenv\`, \`os.environ\`), is kept in a module variable from the first time on, or in a field of a lasting object whose fields it is made of, which is always \`suggested\`; of an awaited one the promise is kept, and dropped when it fails.
What is made of a value that a cache renews, by the clock or as a library does, stays.
A database connection of psycopg, PyMySQL, MySQL Connector/Python, python-oracledb or JDBC is kept so, too: it is opened anew when it is broken, and what an earlier invocation left open is rolled back.
Of a client of \`pg\` or a connection of \`mysql2/promise\` the promise is kept, and dropped when the connection breaks; where the file tells a session something that would outlast an invocation, such as to begin a transaction, where the connection is handed on, or where what it is asked for is not written in the file, there is no fix.
What is registered with it in the lines right after it, \`addFormats(ajv)\`, moves along where it needs nothing else of the function, which is \`suggested\`; what is registered anywhere else stays, and the construction with it.
What is closed at the end is left open, where closing it does nothing else: SDK and HTTP clients, MongoDB's clients and those connections, whose \`close()\` becomes \`rollback()\` where it ended a transaction; this is \`suggested\`.
A \`with\` statement of Python and a \`try\` of Java give such a resource up, and go on closing the others.
A connection that is closed on each invocation though it is made once has no fix: leave out what closes it.
What nothing uses after the move is left alone, and the title says so.
Where a comment says that something is made there on purpose, there is no fix.`,
  references: [
    {
      title: 'Best practices for working with AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    },
    {
      title: 'Lambda execution environment lifecycle',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
    },
  ],
  severity: 'warning',
  messages: {
    inHandler: '`{code}` is {built} on each invocation of `{function}`. {Build} it once, {where}.',
    viaHelper: '`{code}` is {built} on each invocation of `{function}` ({way}). {Build} it once, {where}.',
    each: '`{code}` is {built} on each invocation of `{function}` ({way}). Keep one for each {variants}.',
    eachOpen:
      '`{code}` is built and closed on each invocation of `{function}` ({way}). Keep one open for each {variants}.',
    closed: '`{code}` is built and closed on each invocation of `{function}`. Open it once, {where}, and keep it open.',
    ended:
      '`{code}` is closed on each invocation of `{function}` ({way}), so that it is of no use to the next one. Leave it open.',
    ofLoop:
      '`{code}` is built on each invocation of `{function}`. It lives with an event loop: to keep its connections, keep the loop as well, in a module variable.',
    shared:
      '`{code}` is {built} on each invocation of `{function}` ({way}). {advice}, if it may be shared: an environment of this function serves several invocations at once.',
    exclusive:
      '`{code}` is {built} on each invocation of `{function}` ({way}). Invocations that run at once in one environment may not share it: could they share a pool?',
    rare: '`{code}` is {built} anew {because} ({way}). {advice}, if that can happen often.',
  },
  review({ fn, application, code, edit, report, ask, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined) wonder(`The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const accused = code.value.reached.filter(({ verdict }) => verdict.kind === 'per-invocation');
    for (const it of accused) {
      const way = it.trace.map(({ label }) => label).join(' → ');
      const data = {
        code: it.creation.resource.code,
        function: fn.id,
        way,
        where: placeIn(it),
        variants: variantsIn(it),
        advice: adviceOn(it),
        ...verbFor(it.creation.resource),
      };
      const place = {
        at: it.creation.at,
        trace: it.trace,
        resource: {
          kind: it.creation.resource.kind,
          symbol: it.creation.resource.symbol,
        },
      };
      const threaded = sharedByThreads(it.creation, code.value);
      const rest = { ...place, fix: () => fixOf(it, edit, application, threaded) };
      const sharing = sharesObjects(fn, it.module.language) ? it.creation.resource.sharing : 'safe';
      if (it.ended !== undefined) report({ message: 'ended', data, ...rest });
      else if (sharing === 'unsafe')
        ask({
          message: 'exclusive',
          severity: 'information',
          data,
          ...place,
          question: `Could invocations of \`${fn.id}\` that run at once share a pool in place of \`${data.code}\`?`,
        });
      else if (sharing === 'unknown') report({ message: 'shared', data, ...rest });
      else if (it.creation.resource.ofLoop) report({ message: 'ofLoop', severity: 'information', data, ...rest });
      else if (it.variants.length > 0) report({ message: it.closed ? 'eachOpen' : 'each', data, ...rest });
      else if (it.closed) report({ message: 'closed', data, ...rest });
      else if (it.trace.length > 2) report({ message: 'viaHelper', data, ...rest });
      else report({ message: 'inHandler', data, ...rest });
    }
    for (const it of code.value.reached) {
      if (it.verdict.kind !== 'rare') continue;
      const way = it.trace.map(({ label }) => label).join(' → ');
      const threaded = sharedByThreads(it.creation, code.value);
      report({
        message: 'rare',
        severity: 'hint',
        data: {
          code: it.creation.resource.code,
          because: it.verdict.because,
          way,
          advice: it.variants.length > 0 ? adviceOn(it) : 'Keep the first one',
          built: verbFor(it.creation.resource).built,
        },
        at: it.creation.at,
        trace: it.trace,
        fix: () =>
          sharesObjects(fn, it.module.language) && it.creation.resource.sharing === 'unsafe'
            ? unknown('invocations that run at once cannot share it')
            : fixOf(it, edit, application, threaded),
      });
    }
    if (accused.length === 0) pass(evidence(code.value), placeOf(code.value));
  },
});

const placeIn = ({ module }: ReachedCreation): string =>
  module.language === 'java' ? 'in a static field' : 'at module level';

const variantsIn = ({ variants }: ReachedCreation): string => list(variants.map((name) => `\`${name}\``));

const adviceOn = (it: ReachedCreation): string =>
  it.variants.length > 0
    ? `Keep one for each ${variantsIn(it)}`
    : `${verbFor(it.creation.resource).Build} it once, ${placeIn(it)}`;

function verbFor({ kind, symbol }: Creation['resource']): { readonly built: string; readonly Build: string } {
  if (kind === 'model') return { built: 'loaded', Build: 'Load' };
  // A JSON mapper is one of them, and nothing that anybody would call compiled.
  if (kind === 'compiled' && /compil/i.test(symbol)) return { built: 'compiled', Build: 'Compile' };
  return { built: 'built', Build: 'Build' };
}

/** Asked for long after the review: what it is handed stays in memory until then, and a function's whole code would be much. */
function fixOf(it: ReachedCreation, edit: Edits, application: Application, threaded: boolean): Known<Fix> {
  if (it.ended !== undefined) return unknown(`\`${it.ended}()\` ends it on each invocation; leave that out`);
  if (it.creation.resource.ofLoop) return unknown('it must be made where an event loop runs');
  if (it.closed && !it.creation.closed) return unknown('whoever gets it closes it; keep it open first');
  if (it.stays !== undefined) return unknown(it.stays);
  const isKept = it.verdict.kind === 'rare' || it.waits !== undefined;
  const fix = isKept ? edit.keep(it.module, it.creation) : edit.hoist(it.module, it.creation);
  if (!fix.known) return fix;
  const isShared = it.creation.resource.sharing !== 'safe' && anySharesObjects(application, it.module.language);
  const isLoadable = haveVariables(application, it.module, fix.value.demands ?? []);
  const caution = isShared
    ? 'invocations that run at once would share it'
    : it.handed
      ? 'it is handed to a function of another package, which may change it'
      : !isLoadable
        ? `${demanded(fix.value)} may be missing where another function loads the file`
        : threaded
          ? 'the function starts threads, which may not share it'
          : fix.value.applicability === 'safe'
            ? edit.inTheWay(fix.value, it.module, waysTo(it))
            : undefined;
  return caution === undefined ? fix : known(suggested(fix.value, caution));
}

const waysTo = ({ trace }: ReachedCreation): readonly string[] => [...new Set(trace.map(({ at }) => at.path))];

const demanded = ({ demands = [] }: Fix): string =>
  demands.includes('*') ? 'a variable of the environment' : list(demands.map((name) => `\`${name}\``));

function evidence(code: FunctionCode): string {
  const once = [...code.initialised.map(({ creation }) => creation), ...kept(code).map(({ creation }) => creation)];
  const own = code.reached.filter(({ verdict }) => verdict.kind === 'of-the-event');
  const parts: string[] = [];
  if (once.length > 0)
    parts.push(
      `${list(once.map(({ resource }) => `\`${resource.code}\``))} ${once.length === 1 ? 'is' : 'are'} built once`,
    );
  if (own.length > 0)
    parts.push(
      `${list(own.map(({ creation }) => `\`${creation.resource.code}\``))} rightly ${own.length === 1 ? 'belongs' : 'belong'} to the invocation`,
    );
  return parts.length === 0 ? 'It builds no client or connection.' : `${parts.join('; ')}.`;
}

const kept = (code: FunctionCode): readonly ReachedCreation[] =>
  code.reached.filter(({ verdict }) => verdict.kind === 'kept');

const placeOf = (code: FunctionCode) => code.initialised[0]?.creation.at ?? kept(code)[0]?.creation.at ?? code.entry.at;

function list(items: readonly string[]): string {
  const unique = [...new Set(items)];
  if (unique.length > 3) return `${unique.slice(0, 2).join(', ')} and ${unique.length - 2} more`;
  return unique.length < 2 ? unique.join('') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1) ?? ''}`;
}

export { examples } from './initInHandler.examples.ts';
