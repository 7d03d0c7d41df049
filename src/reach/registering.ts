/** What names tell of a library's methods: whether they keep what they are handed, and when they run it. */
import type { CallFact, Value } from '../core/module.ts';

/** These call what they are handed when they have nothing yet, and keep what it gives; or they make objects of a project. */
export const keeping =
  /cache|pool|lazy|memo|once|singleton|supplier|threadlocal|dataloader|container|inject|provider|retry|backoff|attempt/i;

/** They call a function for each element. */
export const isIterating = (method = ''): boolean =>
  /^(map|forEach|find|filter|some|every|flatMap|findLast|findIndex)$/.test(method);

/** They call a function for each element, with what it gave for those before. */
export const isFolding = (method = ''): boolean => /^reduce(Right)?$/.test(method);

/** They call a function when a promise is made, or when what it waits for is there. */
export const isContinuing = ({ symbol, method = '' }: Pick<CallFact, 'symbol' | 'method'>): boolean =>
  symbol === 'Promise' || /^(then|finally)$/.test(method);

/** They call a function on the spot, or hold data; what they are handed does not run when the object is used. */
const atOnce = new Set(
  `debug info warn warning map forEach each filter find findIndex findLast some every flatMap reduce reduceRight sort sorted then catch finally
  set decorate defaults config locals listen start serve close exit once addListener removeListener off
  capture_method capture_lambda_handler capture_method_async inject_lambda_context log_metrics setter getter deleter
  group_command fixture test timed timer trace measure profile run_until_complete`.split(/\s+/),
);

/** Functions of the standard library that look at data and give data: they run nothing, and what they give registers nothing. */
const ofData =
  /^(yaml|json|os|pathlib|io|re|urllib|hashlib|base64|binascii|datetime|time|uuid|math|random|decimal|collections|itertools|string|struct|textwrap|shutil|tempfile|zlib|gzip|csv|hmac|secrets|logging|copy)\.|^(JSON|Math|Date|Buffer|Map|WeakMap|Set|WeakSet)\b/;

export const isOfData = (symbol: string): boolean => ofData.test(symbol);

/** What reads a command line, which no event has. */
export const isOfCommandLine = (symbol: string): boolean =>
  /^(click|rich_click|asyncclick|typer|invoke|flask\.cli|commander|yargs|cac)\b/.test(symbol);

/** Decorators of a library that give back a function which calls the one that they are handed, with what it is called with. */
export const isWrapping = (method: string): boolean =>
  /^(capture_lambda_handler|inject_lambda_context|log_metrics)$/.test(method);

/** What Chalice deploys as a function of its own, beside the one that answers the requests of its app. */
export const isDeployedAlone = (method: string): boolean =>
  /^(schedule|lambda_function|authorizer|on_(s3_event|sns_message|sqs_message|kinesis_record|dynamodb_record|cw_event))$/.test(
    method,
  );

/** They hand the object to a function that registers with it: plugins. */
export const isInstalling = (name = ''): boolean => /^(register|configure|group|plugin|extend|init_app)$/.test(name);

/** They run when an environment begins or ends. */
const ofEnvironment =
  /start_?up|shut_?down|lifespan|on_?event|first_?request|on_?(ready|close|listen|load|init)|warm_?up/i;

/** Whether it names such a moment: `addHook('onReady', …)`. */
export const isOfEnvironment = (word: string): boolean => ofEnvironment.test(word);

/** Keys of functions that a library calls to have something, which it keeps. */
export const isFactory = (key: string): boolean =>
  /^(create|factory|init(iali[sz]e)?|connect|load|setup|client|db|database|data_?source(?!s$))|factory$/i.test(key) ||
  ofEnvironment.test(key);

/** Under which a GraphQL server is handed what answers its requests, whatever that is called: `Mutation: { createOrder }`. */
export const isOfResolvers = (key: string): boolean => /^(resolvers|Query|Mutation|Subscription)$/.test(key);

/** Whether functions that a method is handed run later, when its object is used; `answers` says that this is an application or a bot. */
export const isForLater = (method: string, count = Infinity, answers = false): boolean =>
  (!atOnce.has(method) || (method === 'start' && answers)) &&
  !isDeployedAlone(method) &&
  !ofEnvironment.test(method) &&
  !keeping.test(method) &&
  // Listeners are told of connections and errors; the ones with more are routes of a method.
  !(method === 'on' && count < 3 && !answers);

/** Completes "only …", for what is registered under such a name. */
export const rarelyUnder = (name: string): string | undefined =>
  /err(or)?(_?handler)?$|^on_?error|exception|on_?giveup|fail(ure|ed)?$|not_?found/i.test(name)
    ? 'when an error is caught'
    : undefined;

/** Whether a method calls what it is handed there when something failed: `catch(report)`, `then(answer, report)`. */
export const isForErrors = (method = '', position = 0): boolean =>
  (method === 'then' && position === 1) ||
  /^(catch|exceptionally\w*|onError[A-Z]\w*|doOnError|onFailure|recover(With)?)$/.test(method);

/** FastAPI calls what it is given so, be it a function, a class or an object. */
export const isAskedFor = (name = ''): boolean => /^(Depends|Security)$/.test(name);

/** With what brings the requests: `new App({ token, receiver })`. */
export const withReceivers = (values: readonly Value[]): readonly Value[] =>
  values.flatMap((it) => (it.kind === 'record' ? (it.members['receiver'] ?? []) : [it]));
