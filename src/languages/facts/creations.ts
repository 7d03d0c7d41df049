/** The expressions of a file that construct a reusable resource, by the catalogue. */
import { keptWith } from '../../core/memo.ts';
import type { Changes, Creation, Source } from '../../core/module.ts';
import { packageIn } from '../../core/symbol.ts';
import { aliasesOf } from '../analysis/aliases.ts';
import { functionOf, spanOf, type Analysis } from '../analysis/analysis.ts';
import type { Circumstances } from '../analysis/circumstances.ts';
import { whenOf } from '../analysis/decided.ts';
import { union } from '../analysis/flow.ts';
import { guardOf, lazily } from '../analysis/guards.ts';
import { closesIt } from '../analysis/places.ts';
import { isTransparent, sharingOf } from '../catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { ownPerInvocation } from '../catalogue/own.ts';
import { isBuilder } from '../java/made.ts';
import { rootOf } from '../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Statement } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import { changesOf, extending } from './changes.ts';
import { constructingIn } from './constructing.ts';
import { settingUp } from './javaChanges.ts';
import type { IsIt } from './listening.ts';
import { environmentIn, importedAmong, openVariables, partsBehind } from './outside.ts';

export interface LocatedCreation {
  readonly fact: Creation;
  readonly call: CallExpression;
  readonly entry: CatalogueEntry;
  /** The creation with the transparent wrappers around it: `captureAWSClient(new S3())`. */
  readonly whole: Expression;
  /** The variable that holds it, when it is all that is assigned to one. */
  readonly holder: Binding | undefined;
}

/** Those included of which another file has to tell whether its name is that of a package. */
export const possibleCreationsOf = keptWith(creationsIn);

export const creationsOf = keptWith((analysis: Analysis): readonly LocatedCreation[] =>
  possibleCreationsOf(analysis).filter(({ fact: { onlyOf } }) => !onlyOf || !('by' in onlyOf)),
);

const isConnection = /^(database|cache|messaging|rpc-channel)$/;

/** Connections and apps are kept by the package that makes them as well; whether it has one is asked there. */
function guardFor(here: Circumstances, { kind }: CatalogueEntry, symbol: string): Creation['guard'] {
  const guard = guardOf(here);
  const [broken] = here.receivers;
  // A connection is opened anew when it is broken.
  if (broken && guard.kind === 'rare' && guard.replaces !== undefined && isConnection.test(kind)) return lazily(broken);
  const own = packageIn(symbol);
  return guard.kind === 'none' && kind === 'database' && here.libraries.has(own)
    ? { kind: 'library', package: own }
    : guard;
}

function creationsIn(analysis: Analysis): readonly LocatedCreation[] {
  const found = analysis.flow.calls.flatMap((call) => constructingIn(analysis, call) ?? []);
  const ids = new Map(found.map(({ call }, id) => [call, id]));
  const aliases = aliasesOf(analysis.tree, analysis.symbols);
  return found.map(({ call, entry, symbol, onlyOf }, id) => {
    const whole = withWrappers(analysis, call, entry);
    const holder = holderOf(analysis, whole);
    const here = analysis.circumstances.get(call);
    const fn = functionOf(analysis, call);
    const when = whenOf(analysis, fn, call);
    const within = creationAround(analysis, whole, ids);
    const statement = analysis.statements.get(call) ?? call;
    const isIt = aliases.of([call, whole]);
    const turns = turnsIn(call);
    const given = [call, ...settingsOf(analysis, call, whole)].flatMap((it) => it.arguments.map(({ value }) => value));
    const on = call.callee.kind === 'member' ? call.callee.object : call.callee;
    const parts = partsBehind([...given, on]);
    const environment = environmentIn(analysis, parts);
    const fact: Creation = {
      id,
      at: spanOf(analysis.tree, whole.start < whole.end ? whole : fn.at),
      in: fn.id,
      resource: {
        kind: entry.kind,
        symbol,
        code: codeOf(analysis, call),
        light: entry.light ?? false,
        ...(entry.answers ? { answers: true } : {}),
        ofLoop: entry.needsLoop ?? false,
        sharing: sharingOf(entry),
        ...(ownPerInvocation(symbol, analysis.tree) ? { perInvocation: true } : {}),
        ...(entry.staysOpen ? { staysOpen: true } : {}),
      },
      sources: union([
        ...given.map(analysis.flow.ofGiven),
        analysis.flow.of(on),
        ...heirsOwn(analysis, call, fn),
        ...keysFor(statement).map(analysis.flow.of),
        expiring(analysis, call),
        openVariables(analysis, parts),
        importedAmong(analysis, parts),
      ]),
      ...(environment.length > 0 ? { environment } : {}),
      ...(turns.length > 0 ? { turns } : {}),
      guard: here ? guardFor(here, entry, symbol) : { kind: 'none' },
      ...(when ? { when } : {}),
      statement: spanOf(analysis.tree, statement),
      awaited: analysis.parents.get(whole)?.kind === 'await',
      closed: (here?.ends ?? false) || isClosed(analysis, isIt, symbol),
      ...(within === undefined ? {} : { within }),
      changes: endOnError(analysis, isIt) ?? changesOf(analysis, isIt, entry, whole),
      ...(onlyOf ? { onlyOf } : {}),
    };
    return { fact, call, entry, whole, holder };
  });
}

/** What the constructor of a class of the project is given besides what it hands to the one above. */
const heirsOwn = (
  { flow }: Analysis,
  { callee }: CallExpression,
  { parameters }: FunctionNode,
): readonly (readonly Source[])[] =>
  callee.kind === 'super' ? parameters.flatMap(({ bindings }) => bindings.map(flow.ofBinding)) : [];

/** Credentials with a token expire, but for those that the environment or the module has. */
const expiring = (analysis: Analysis, { arguments: given }: CallExpression): readonly Source[] =>
  given.flatMap(({ name, value }) => {
    if (name !== 'aws_session_token' || analysis.flow.of(value).length === 0) return [];
    const isOfEnvironment = environmentIn(analysis, partsBehind([value])).length > 0;
    return isOfEnvironment || rootOf(value)?.binding?.function.id === 0 ? [] : [{ kind: 'volatile', symbol: name }];
  });

/** The variables of loops that it is given. */
const turnsIn = ({ arguments: given }: CallExpression): readonly string[] =>
  given
    .flatMap(({ value }) => [...expressionsWithin(value)])
    .flatMap((it) => (it.kind === 'name' && it.binding?.writes.some(({ iterates }) => iterates) ? [it.name] : []));

/** What it is kept by, in `clients[region] = …`: there is one for each, whatever it is made of. */
const keysFor = (statement: Statement | Expression): readonly Expression[] =>
  statement.kind === 'assign' && 'declarators' in statement
    ? statement.declarators.flatMap(({ targets }) =>
        targets.flatMap((target) =>
          target.kind === 'member' && target.expression.kind === 'index' ? [target.expression.index] : [],
        ),
      )
    : [];

function withWrappers(analysis: Analysis, call: CallExpression, entry: CatalogueEntry): Expression {
  let whole: Expression = call;
  for (let parent = analysis.parents.get(whole); parent; parent = analysis.parents.get(whole)) {
    const configured = analysis.tree.language === 'java' ? setUpBy(analysis, parent, entry) : undefined;
    if (configured) {
      whole = configured;
      continue;
    }
    const cast = parent.kind === 'operation' && parent.operator === 'as';
    const wraps =
      parent.kind === 'call' &&
      parent.arguments[0]?.value === whole &&
      (isTransparent(analysis.symbols.of(parent.callee).symbol) || isExtended(analysis, parent, entry));
    if (!cast && !wraps) break;
    whole = parent;
  }
  return whole;
}

/** `addFormats(new Ajv())` gives the validator back. */
const isExtended = ({ symbols, flow }: Analysis, call: CallExpression, { remembers }: CatalogueEntry): boolean =>
  remembers === true &&
  extending.test(symbols.of(call.callee).symbol) &&
  call.arguments.slice(1).every(({ value }) => flow.of(value).length === 0);

/** `new ObjectMapper().registerModule(…)` gives the mapper back, `new AmazonS3Client().withRegion(…)` the client. */
function setUpBy(analysis: Analysis, member: Expression, entry: CatalogueEntry): CallExpression | undefined {
  const isClient = entry.kind === 'sdk-client' && entry.construct === true;
  const settings = entry.kind === 'compiled' ? settingUp : isClient ? settingClientUp : undefined;
  const call = analysis.parents.get(member);
  const sets = member.kind === 'member' && settings?.test(member.property);
  return sets && call?.kind === 'call' && call.callee === member ? call : undefined;
}

/** Of clients of the SDK for Java v1 that are made by their constructor. */
const settingClientUp = /^with(Region|Endpoint|TimeOffset|SignerRegionOverride)$/;

/** The calls that set it up, around the one that makes it. */
function settingsOf(analysis: Analysis, call: CallExpression, whole: Expression): readonly CallExpression[] {
  const found: CallExpression[] = [];
  for (let at = analysis.parents.get(call); at && at.end <= whole.end; at = analysis.parents.get(at))
    if (at.kind === 'call' && at.callee.end >= call.end) found.push(at);
  return found;
}

function holderOf(analysis: Analysis, whole: Expression): Binding | undefined {
  const parent = analysis.parents.get(whole);
  const value = parent?.kind === 'await' ? parent : whole;
  const statement = analysis.statements.get(value);
  if (statement?.kind === 'with') {
    const target = statement.items.find((item) => item.value === value)?.targets[0];
    return target?.kind === 'name' ? target.name.binding : undefined;
  }
  if (statement?.kind !== 'assign') return undefined;
  const declarator = statement.declarators.find((it) => it.value === value);
  const [target] = declarator?.targets ?? [];
  return target?.kind === 'name' && declarator?.targets.length === 1 ? target.name.binding : undefined;
}

/** The creation that takes this one as its receiver or as an argument. */
function creationAround(
  analysis: Analysis,
  whole: Expression,
  ids: ReadonlyMap<CallExpression, number>,
): number | undefined {
  for (let parent = analysis.parents.get(whole); parent; parent = analysis.parents.get(parent)) {
    if (parent.kind === 'call' && ids.has(parent)) return ids.get(parent);
    // `boto3.client('s3').put_object(…)` uses the client; what is around the use is not made of it.
    if (parent.kind === 'call' && isBuilder(analysis.symbols.of(parent).symbol)) continue;
    if (parent.kind === 'call' && !isTransparent(analysis.symbols.of(parent.callee).symbol)) return undefined;
  }
  return undefined;
}

/** `boto3.client('sns')`, `new S3Client`, `boto3.resource('dynamodb').Table`: enough to recognize it by. */
function codeOf(analysis: Analysis, call: CallExpression): string {
  const { text } = analysis.tree;
  const [above] = (call.callee.kind === 'super' && analysis.symbols.ownerOf(call.callee)?.class.bases) || [];
  const { start, end } = above ?? call.callee;
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  const callee = analysis.tree.language === 'java' ? shortened(written, call.construct) : written;
  const [first] = call.arguments;
  const argument =
    first && !first.spread && first.name === undefined && first.value.kind === 'literal'
      ? text.slice(first.value.start, first.value.end)
      : '';
  const shown = callee.length > 60 ? `…${callee.slice(-58)}` : callee;
  if (call.construct || above) return `new ${shown}`;
  if (argument.length > 0 && argument.length < 30) return `${shown}(${argument})`;
  return analysis.tree.language === 'java' ? `${shown}()` : shown;
}

/** `DynamoDbClient.builder().region(…).build` as `DynamoDbClient.builder()…build`, without a package before it. */
function shortened(callee: string, construct: boolean): string {
  const plain = (construct ? callee : joined(callee)).replace(casts, '').replace(/^(?:[a-z_]\w*\.)+(?=[A-Z])/, '');
  const [, head, end] = construct ? [] : (/^([^(]*)\((?!\)\.\w+$).*\.(\w+)$/.exec(plain) ?? []);
  return head === undefined || end === undefined ? plain : `${head}()…${end}`;
}

/** `((Builder) Builder.standard().withRegion(region)).build` begins with one. */
const casts = /^(?:\(+[\w.<>,?[\]]+\)(?=[\w(]))+\(*/;

/** A chain on one line; a reference to a method reads like the call that it stands for. */
const joined = (callee: string): string => callee.replace(/(?<!\bnew)\s+/g, '').replace('::', '.');

/** Methods that end what they are called on. */
export const closing: ReadonlySet<string> = new Set([
  'close',
  'end',
  'quit',
  'disconnect',
  'destroy',
  '$disconnect',
  'dispose',
  'free',
  'aclose',
  'shutdown',
]);

/** A call that ends it, where an error is caught. */
function endOnError(analysis: Analysis, isIt: IsIt): Changes | undefined {
  const { text } = analysis.tree;
  const ending = analysis.flow.calls.find(
    (call) =>
      call.callee.kind === 'member' &&
      closing.has(call.callee.property) &&
      isCaught(analysis, call) &&
      isIt(call.callee.object),
  );
  return ending && { kind: 'ends', call: text.slice(ending.callee.start, ending.callee.end) };
}

const isCaught = (analysis: Analysis, call: CallExpression): boolean =>
  analysis.circumstances.get(call)?.rare !== undefined;

function isClosed(analysis: Analysis, isIt: IsIt, symbol: string): boolean {
  const { calls, entered } = closingsIn(analysis, isIt, symbol);
  return entered || calls.length > 0;
}

/** What ends a resource: calls on it, and whether a statement does that enters it. */
export interface Closings {
  readonly calls: readonly CallExpression[];
  readonly entered: boolean;
}

export function closingsOf(analysis: Analysis, { call, whole, fact }: LocatedCreation): Closings {
  const isIt = aliasesOf(analysis.tree, analysis.symbols).of([call, whole]);
  const { calls, entered } = closingsIn(analysis, isIt, fact.resource.symbol);
  return { calls, entered: entered || (analysis.circumstances.get(call)?.ends ?? false) };
}

function closingsIn(analysis: Analysis, isIt: IsIt, symbol: string): Closings {
  const calls = analysis.flow.calls.filter(
    (call) =>
      call.callee.kind === 'member' &&
      closing.has(call.callee.property) &&
      !isCaught(analysis, call) &&
      isIt(call.callee.object),
  );
  const handed = analysis.flow.calls.some(({ callee, arguments: [first] }) => {
    if (callee.kind === 'member' && closing.has(callee.property)) return false;
    return first !== undefined && closesIt.has(analysis.symbols.of(callee).symbol) && isIt(first.value);
  });
  // psycopg's connections only end a transaction.
  const isEntered = !/^(psycopg|aurora_dsql_)/.test(symbol) && entered(analysis).some(isIt);
  return { calls, entered: handed || isEntered };
}

/** What `with` statements are given by a name. */
const entered = keptWith((analysis: Analysis): readonly Expression[] =>
  statementsOf(analysis).flatMap((statement) =>
    statement.kind === 'with' ? statement.items.flatMap(({ value }) => (value.kind === 'call' ? [] : [value])) : [],
  ),
);

const statementsOf = keptWith(({ statements }: Analysis): readonly Statement[] => [...new Set(statements.values())]);
