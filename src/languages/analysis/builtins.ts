/**
 * What the languages' own libraries do when they are called: which calls only compute from what they are given,
 * whether they may throw, and whether what they give can be changed by whoever gets it.
 */
import type { Language } from '../../core/application.ts';
import { computesInJava } from '../java/made.ts';
import type { Argument } from '../tree.ts';

export interface Computation {
  /** `plain` never changes; `fresh` is an object of its own that holds what it was made of. */
  readonly gives: 'plain' | 'fresh';
  /** `value`: it depends on what it is given; `nothing`: when it is given nothing, such as a variable that is not set. */
  readonly throws: 'never' | 'nothing' | 'value';
}

const words = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));

interface Table {
  readonly plain: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  /** What gathers settings for a client, and is not known to bear anything but being given to one. */
  readonly settings: ReadonlySet<string>;
  /** Of those, what throws for some values. */
  readonly throwing: ReadonlySet<string>;
  /** Of those, what throws when it is given nothing. */
  readonly choosy: ReadonlySet<string>;
  /** Methods of texts, numbers and other values that never change. */
  readonly plainMethods: ReadonlySet<string>;
  /** The same, where they give a list. */
  readonly freshMethods: ReadonlySet<string>;
}

const javascript: Table = {
  plain: words([
    'Number String Boolean BigInt parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI',
    'Number.isInteger Number.isFinite Number.isNaN Number.parseInt Number.parseFloat Number.isSafeInteger',
    'Math.max Math.min Math.floor Math.ceil Math.round Math.trunc Math.abs Math.pow Math.sqrt Math.log Math.log2 Math.log10 Math.sign',
    'Array.isArray Object.is Object.hasOwn JSON.stringify String.raw Symbol.for Buffer.byteLength',
    'path#join path#resolve path#dirname path#basename path#extname path#normalize path#relative url#fileURLToPath',
    'RegExp Intl.NumberFormat Intl.DateTimeFormat Intl.Collator Intl.PluralRules TextEncoder',
    'http#Agent https#Agent @smithy/node-http-handler#NodeHttpHandler @aws-sdk/node-http-handler#NodeHttpHandler',
    '@aws-sdk/credential-providers#fromEnv @aws-sdk/credential-providers#fromNodeProviderChain',
    '@aws-sdk/credential-provider-node#defaultProvider',
  ]),
  fresh: words([
    'Object.keys Object.values Object.entries Object.fromEntries Object.assign Object.freeze Array Array.from Array.of',
    'Map Set JSON.parse URL URLSearchParams Buffer.from Buffer.alloc structuredClone',
  ]),
  settings: words(['aws-sdk#Endpoint aws-sdk#Config']),
  throwing: words([
    'BigInt decodeURIComponent encodeURIComponent encodeURI RegExp JSON.parse URL structuredClone Object.fromEntries',
    'Intl.NumberFormat Intl.DateTimeFormat Intl.Collator Intl.PluralRules url#fileURLToPath Map',
  ]),
  choosy: words([
    'Object.keys Object.values Object.entries Array.from Buffer.from Buffer.byteLength',
    'path#join path#resolve path#dirname path#basename path#extname path#normalize path#relative',
  ]),
  plainMethods: words([
    'toLowerCase toUpperCase trim trimStart trimEnd startsWith endsWith includes indexOf lastIndexOf slice substring padStart padEnd',
    'concat charAt charCodeAt codePointAt at toString toFixed replace replaceAll localeCompare normalize valueOf',
  ]),
  freshMethods: words(['split']),
};

const python: Table = {
  plain: words([
    'str repr bool len int float complex abs round min max sum ord chr hash hex bin oct pow divmod isinstance issubclass callable any all',
    'tuple frozenset range bytes slice format type object',
    'os.getenv os.environ.get os.path.join os.path.dirname os.path.basename os.path.abspath os.path.splitext os.path.normpath os.fspath',
    're.compile re.escape json.dumps datetime.timedelta datetime.timezone datetime.date datetime.time zoneinfo.ZoneInfo',
    'decimal.Decimal fractions.Fraction uuid.UUID pathlib.Path pathlib.PurePath string.Template textwrap.dedent textwrap.indent',
    'base64.b64encode base64.b64decode binascii.hexlify urllib.parse.quote urllib.parse.quote_plus urllib.parse.urlencode',
    'urllib.parse.urljoin urllib.parse.urlparse urllib.parse.urlsplit ipaddress.ip_address ipaddress.ip_network',
    'logging.getLogger collections.namedtuple operator.itemgetter operator.attrgetter types.MappingProxyType',
    'math.ceil math.floor math.sqrt math.log math.log2 math.log10 math.pow math.trunc math.prod',
    'botocore.config.Config botocore.client.Config httpx.Timeout httpx.Limits urllib3.Retry urllib3.Timeout urllib3.util.Retry',
    'urllib3.util.retry.Retry urllib3.util.Timeout certifi.where typing.cast',
    'boto3.dynamodb.conditions.Key boto3.dynamodb.conditions.Attr',
  ]),
  fresh: words([
    'list dict set bytearray sorted os.environ.copy dict.fromkeys json.loads collections.OrderedDict collections.Counter',
    'collections.deque copy.copy copy.deepcopy re.split re.findall',
  ]),
  settings: words(['boto3.session.Config requests.adapters.HTTPAdapter ssl.create_default_context']),
  throwing: words([
    'int float complex ord chr hash pow divmod min max sum tuple frozenset range bytes list dict set sorted zoneinfo.ZoneInfo decimal.Decimal',
    'fractions.Fraction uuid.UUID datetime.date datetime.time base64.b64encode base64.b64decode ipaddress.ip_address ipaddress.ip_network',
    'json.loads json.dumps math.sqrt math.log math.log2 math.log10 re.split re.findall re.compile collections.namedtuple',
    'urllib.parse.urlencode bytearray',
  ]),
  choosy: words([
    'len round abs any all os.path.join os.path.dirname os.path.basename os.path.abspath os.path.splitext os.path.normpath os.fspath',
    'pathlib.Path pathlib.PurePath re.escape textwrap.dedent textwrap.indent urllib.parse.quote urllib.parse.quote_plus urllib.parse.urljoin',
    'botocore.config.Config string.Template',
  ]),
  plainMethods: words([
    'lower upper strip lstrip rstrip title capitalize casefold startswith endswith replace format join encode decode zfill ljust rjust center',
    'removeprefix removesuffix find rfind count isdigit isalpha isalnum isnumeric islower isupper isspace partition rpartition bit_length',
    'total_seconds with_suffix with_name joinpath as_posix translate expandtabs swapcase',
  ]),
  freshMethods: words(['split rsplit splitlines']),
};

const java: Table = {
  plain: words([
    'java.util.List.of java.util.List.copyOf java.util.Set.of java.util.Set.copyOf java.util.Map.of java.util.Map.copyOf java.util.Map.entry',
    'java.util.Map.ofEntries java.util.Collections.emptyList java.util.Collections.emptyMap java.util.Collections.emptySet',
    'java.util.Collections.singletonList java.util.Collections.singleton java.util.Locale.of java.util.Locale.forLanguageTag',
    'java.util.Objects.requireNonNullElse java.util.Optional.of java.util.Optional.ofNullable java.util.Optional.empty',
    'java.util.regex.Pattern.compile java.util.regex.Pattern.quote java.net.URI.create java.nio.file.Path.of java.nio.file.Paths.get',
    'java.nio.charset.Charset.forName java.math.BigDecimal java.math.BigInteger java.math.BigDecimal.valueOf java.math.BigInteger.valueOf',
    'java.time.Duration.ofSeconds java.time.Duration.ofMillis java.time.Duration.ofMinutes java.time.Duration.ofHours java.time.Duration.ofDays',
    'java.time.Duration.parse java.time.ZoneId.of java.time.ZoneOffset.of java.time.format.DateTimeFormatter.ofPattern java.time.Period.ofDays',
    'java.util.Base64.getEncoder java.util.Base64.getDecoder java.util.Base64.getUrlEncoder java.util.Base64.getUrlDecoder',
  ]),
  fresh: words([
    'java.util.ArrayList java.util.HashMap java.util.LinkedHashMap java.util.TreeMap java.util.HashSet java.util.LinkedHashSet java.util.TreeSet',
    'java.util.LinkedList java.util.ArrayDeque java.util.concurrent.ConcurrentHashMap java.util.Arrays.asList',
  ]),
  settings: words([]),
  throwing: words([
    'java.util.regex.Pattern.compile java.net.URI.create java.nio.file.Path.of java.nio.file.Paths.get java.nio.charset.Charset.forName',
    'java.math.BigDecimal java.math.BigInteger java.time.Duration.parse java.time.ZoneId.of java.time.ZoneOffset.of',
    'java.time.format.DateTimeFormatter.ofPattern java.util.Set.of java.util.Map.of java.util.Map.ofEntries',
  ]),
  choosy: words([
    'java.util.List.of java.util.List.copyOf java.util.Set.copyOf java.util.Map.copyOf java.util.Map.entry java.util.Optional.of',
    'java.util.Objects.requireNonNullElse java.util.Locale.forLanguageTag java.util.regex.Pattern.quote',
  ]),
  plainMethods: words([
    'trim strip stripLeading stripTrailing toLowerCase toUpperCase startsWith endsWith contains indexOf lastIndexOf substring replace replaceAll',
    'replaceFirst concat charAt length isEmpty isBlank equals equalsIgnoreCase toString repeat intValue longValue toMillis toSeconds',
    'getSeconds plus plusSeconds plusMillis multipliedBy resolve getFileName hashCode compareTo matches',
    'get getOrDefault containsKey containsValue size',
  ]),
  freshMethods: words(['split getBytes toCharArray']),
};

const tables: Readonly<Record<Language, Table>> = { javascript, typescript: javascript, python, java };

/** Properties of the system may be set at any time. */
const javaTexts =
  /^java\.lang\.(?:System\.getenv|(?:String|Integer|Long|Boolean|Double|Float|Short|Byte|Character|Math)\.\w+)$/;
const javaThrowing =
  /^(?!java\.lang\.(?:String\.valueOf|Boolean\.\w+)$).*\.(?:parse\w*|valueOf|format|decode|\w+Exact|floorDiv|floorMod)$/;

/** What calling the symbol does; undefined where that is not known to be computing alone. */
export function computationOf(symbol: string, language: Language): Computation | undefined {
  const table = tables[language];
  const throws = table.throwing.has(symbol) ? 'value' : table.choosy.has(symbol) ? 'nothing' : 'never';
  if (table.plain.has(symbol)) return { gives: 'plain', throws };
  if (table.fresh.has(symbol)) return { gives: 'fresh', throws };
  if (language !== 'java') return undefined;
  if (javaTexts.test(symbol) && symbol !== 'java.lang.Math.random')
    return { gives: 'plain', throws: javaThrowing.test(symbol) ? 'value' : 'never' };
  // Builders of the SDKs' settings gather what they are given.
  const settings = computesInJava(symbol) && /^(?:software|com)\.amazon(?:aws)?\./.test(symbol);
  return settings ? { gives: 'plain', throws: 'nothing' } : undefined;
}

/** Whether calling the symbol only computes from what it is given, and if only settings. */
export const computesOnly = (symbol: string, language: Language): boolean =>
  computationOf(symbol, language) !== undefined ||
  tables[language].settings.has(symbol) ||
  (language === 'java' && computesInJava(symbol));

/** Whether it changes what it is given first, which is a fresh object in most calls: `Object.assign({}, defaults)`. */
export const changesItsFirst = (symbol: string, [first]: readonly Argument[]): boolean =>
  symbol === 'Object.assign' && first?.value.kind !== 'object';

/** What a method of a value that never changes does. */
export function methodOf(method: string, language: Language): Computation | undefined {
  const { plainMethods, freshMethods } = tables[language];
  if (plainMethods.has(method)) return { gives: 'plain', throws: throwingMethods.has(method) ? 'value' : 'never' };
  return freshMethods.has(method) ? { gives: 'fresh', throws: 'never' } : undefined;
}

const throwingMethods = words([
  'get format encode decode charAt substring repeat normalize toFixed translate compareTo replaceFirst matches resolve',
]);

/** Methods that look at a list, map or set, and change neither it nor what it holds. */
export const lookingMethods: ReadonlySet<string> = words([
  'join includes indexOf lastIndexOf has get keys values items index count copy at isdisjoint issubset issuperset',
  'contains containsKey containsValue getOrDefault size isEmpty entries toString equals hashCode keySet',
]);

/** Methods that go through a list with a function of the caller's. */
export const callingMethods: ReadonlySet<string> = words(['map filter some every find findIndex flatMap']);

/** Methods that change the list, map or set that they are called on. */
export const changingMethods: ReadonlySet<string> = words([
  'append extend insert update add push unshift splice set setdefault pop popitem clear remove delete sort reverse discard shift fill copyWithin',
  'put putAll addAll removeAll putIfAbsent removeIf retainAll replaceAll compute computeIfAbsent merge addFirst addLast appendleft popleft',
]);

/** Functions that look at what they are given, and keep nothing of it. */
export const looking: ReadonlySet<string> = words([
  'len str repr bool sum min max any all json.dumps isinstance hash print type',
  'JSON.stringify Array.isArray String Boolean console.log console.info console.debug console.warn console.error',
  'java.lang.String.join java.lang.String.valueOf java.lang.System.out.println',
]);

/** The environment's variables, as the languages' libraries offer them. */
export const environment = /^(?:os\.environ|process\.env)\b/;

/** Names of the language itself that mean the same at any time. */
export const constants: ReadonlySet<string> = words([
  'undefined NaN Infinity __dirname __filename __name__ __file__ __package__ Ellipsis NotImplemented process Math JSON Number String Boolean',
  'Object Array Symbol Map Set Buffer URL Intl RegExp BigInt Date Error',
  'str int float bool bytes list dict set tuple frozenset object type Exception ValueError TypeError KeyError RuntimeError complex range',
]);
