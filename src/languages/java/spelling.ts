import type { Spelling } from '../tree.ts';

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));

const keywords = words(
  'abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally',
  'float for goto if implements import instanceof int interface long native new package private protected public return short',
  'static strictfp super switch synchronized this throw throws transient try void volatile while true false null var yield',
  'record sealed permits _',
);

/** Classes that no import has to bring. */
export const javaLang: ReadonlySet<string> = words(
  'Appendable AutoCloseable CharSequence Cloneable Comparable Iterable Readable Runnable Boolean Byte Character Class ClassLoader',
  'ClassValue Double Enum Float InheritableThreadLocal Integer Long Math Module ModuleLayer Number Object Package Process',
  'ProcessBuilder ProcessHandle Record Runtime RuntimePermission SecurityManager Short StackTraceElement StackWalker StrictMath',
  'String StringBuffer StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void ScopedValue',
  'ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException ClassCastException ClassNotFoundException',
  'CloneNotSupportedException EnumConstantNotPresentException Exception IllegalAccessException IllegalArgumentException',
  'IllegalCallerException IllegalMonitorStateException IllegalStateException IllegalThreadStateException',
  'IndexOutOfBoundsException InstantiationException InterruptedException LayerInstantiationException MatchException',
  'NegativeArraySizeException NoSuchFieldException NoSuchMethodException NullPointerException NumberFormatException',
  'ReflectiveOperationException RuntimeException SecurityException StringIndexOutOfBoundsException TypeNotPresentException',
  'UnsupportedOperationException WrongThreadException AbstractMethodError AssertionError BootstrapMethodError ClassCircularityError',
  'ClassFormatError Error ExceptionInInitializerError IllegalAccessError IncompatibleClassChangeError InstantiationError',
  'InternalError LinkageError NoClassDefFoundError NoSuchFieldError NoSuchMethodError OutOfMemoryError StackOverflowError',
  'ThreadDeath UnknownError UnsatisfiedLinkError UnsupportedClassVersionError VerifyError VirtualMachineError',
  'Deprecated FunctionalInterface Override SafeVarargs SuppressWarnings',
);

export const spelling: Spelling = {
  declare: (_tree, name, type, value) => `private static final ${type} ${name} = ${value};`,
  declareEmpty: (_tree, name, type) => `private static ${type} ${name};`,
  identifier,
  reserved: new Set([...keywords, ...javaLang]),
  blankLinesAroundFunctions: 1,
  emptyBlock: '',
};

/** `DynamoDb`, `client` gives `dynamoDbClient`; `SQS` gives `sqs`. */
function identifier(given: readonly string[]): string {
  const parts = given.flatMap((word) => word.match(/[\p{L}\p{N}$_]+/gu) ?? []);
  const [first = 'value', ...rest] = parts;
  const head = /^(?:[A-Z0-9]+$|[A-Z]+(?=[A-Z][a-z])|[A-Z]+)/.exec(first)?.[0] ?? '';
  const name =
    head.toLowerCase() +
    first.slice(head.length) +
    rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}
