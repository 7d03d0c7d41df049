import type { Language } from './application.ts';
import type { ClassReference } from './classReference.ts';
import type { Guard, Lazy } from './guard.ts';
import type { InjectionFact } from './injected.ts';
import type { ResourceKind } from './resourceKind.ts';
import type { OutsideWrite, PutFact, SettingFact, Source } from './source.ts';
import type { Problem, Span } from './span.ts';
import type { StoredObject } from './storedObject.ts';
import type { Symbol } from './symbol.ts';
import type { ParameterWord, Text, When, Word } from './word.ts';

export { resourceKinds, type ResourceKind } from './resourceKind.ts';
export { globals, type OutsideWrite, type PutFact, type SettingFact } from './source.ts';
export type { ClassReference, Guard, Lazy, Source };

/**
 * What one source file does, and when: plain data, made once from its text.
 * Function 0 is the module's own body; it runs once per execution environment.
 */
export interface ModuleFacts {
  readonly path: string;
  readonly language: Language;
  /** Java: what it says to be a part of, '' where it says nothing. */
  readonly package?: string;
  /** Python: the directories that it adds to those in which imports are looked up. */
  readonly searched?: readonly string[];
  readonly imports: readonly ImportFact[];
  readonly functions: readonly FunctionFact[];
  readonly exports: readonly ExportFact[];
  readonly creations: readonly Creation[];
  readonly calls: readonly CallFact[];
  /** Module-level variables that functions write to, by name; a value read from one may come from any of its writes. */
  readonly variables: readonly VariableFact[];
  readonly settings: readonly SettingFact[];
  /** What is written for names that others may ask for and nothing else is given to: `LIMIT`, `Kind.Create` of an enum. */
  readonly constants?: Readonly<Record<string, Text>>;
  /** Whose bases and types tell what a call runs where values do not. */
  readonly classes: readonly ClassFact[];
  /** Methods of classes of other files that the module's body gives another function: `Store.connect = connect_to_test`. */
  readonly patches?: readonly PatchFact[];
  /** What it puts into what other files have: `config.region = region`, `STATE['region'] = region`. */
  readonly outside?: readonly OutsideWrite[];
  /** The names of members that are assigned to, of whichever objects but one's own. */
  readonly assigned?: readonly string[];
  /** What functions put into objects that they are given: `request.context.db = connect()`. */
  readonly puts?: readonly PutFact[];
  /** What the file's variables may be, by the ids that values name them with. */
  readonly holders: readonly (readonly Value[])[];
  /** Reads the fields of an event by which CloudFormation asks for a custom resource. */
  readonly readsRequestType: boolean;
  /** Reads the event that CloudFront gives to functions at the edge. */
  readonly readsEdgeEvent: boolean;
  /** Syntax errors. The facts hold what could be read all the same. */
  readonly problems: readonly Problem[];
}

/** Index in `ModuleFacts.functions`. */
export type FunctionId = number;
/** Index in `ModuleFacts.calls`. */
export type CallId = number;

export interface ImportFact {
  readonly specifier: string;
  readonly form: 'import' | 'require' | 'from' | 'dynamic';
  /** `*` is the module itself, `default` its default export. A type-only import of TypeScript has none: it does not run. */
  readonly names: readonly {
    readonly imported: string;
    readonly local: string;
  }[];
  /** The whole statement. */
  readonly at: Span;
  readonly in: FunctionId;
  /** Every use of a name bound to the module itself, as the longest member path: `AWS.DynamoDB.DocumentClient`. */
  readonly uses: readonly ImportUse[];
}

export interface ImportUse {
  /** The members taken, `DynamoDB.DocumentClient`; '' when the module is used as a whole. */
  readonly path: string;
  readonly at: Span;
  readonly in: FunctionId;
  /** When the module as a whole is handed to a call, the symbol that is called: `aws-xray-sdk-core#captureAWS`. */
  readonly passedTo?: Symbol;
}

export interface FunctionFact {
  readonly id: FunctionId;
  /** As the source calls it, with its class: `OrderService.load`; '' for an anonymous one. */
  readonly name: string;
  /** Where to point at: the name, or the head of an anonymous function. */
  readonly at: Span;
  readonly span: Span;
  /** The function it stands in. Function 0 has none. */
  readonly parent?: FunctionId;
  readonly parameters: readonly string[];
  readonly async: boolean;
  /** Symbols of decorators and wrappers, outermost first. */
  readonly wrappers: readonly Symbol[];
  /** What it is decorated with, outermost first. */
  readonly decorators?: readonly Value[];
  /** What its parameters are when nothing is given, and what their annotations ask for. */
  readonly defaults?: readonly Value[];
  /** By parameter: the call by which it asks a framework for what it is given, `Depends(make_orders)`. */
  readonly asks?: Readonly<Record<number, CallId>>;
  /** By parameter: the texts that it may be when nothing is given. */
  readonly defaultWords?: Readonly<Record<number, readonly Word[]>>;
  /** The parameter that takes everything that stands there and behind it without a name. */
  readonly rest?: number;
  /** A parameter that a call gives nothing is nothing. */
  readonly mayLack?: true;
  /** The wrapper that keeps its first result: `functools.lru_cache`. Its body runs once per distinct arguments. */
  readonly memoised?: Symbol;
  /** Objects of its class have what it keeps in common. */
  readonly sharesMemory?: true;
  /** The parameters into which it puts something: `cache.host = host`. */
  readonly fills?: readonly number[];
  /** What its results are made of. */
  readonly returns: readonly Source[];
  /** What its results may be. */
  readonly values: readonly Value[];
  /** Reading the property runs it. */
  readonly getter: boolean;
  /** `static` when it runs on the class, so that whoever has an object of it does not call it. */
  readonly method?: { readonly class: string; readonly name: string; readonly static?: true };
  /** Looks like a Lambda handler by name and parameters. */
  readonly handlerShape: boolean;
  /** It has no body, or one that is not meant to run, so that a class below runs instead. */
  readonly abstract?: boolean;
  /** Java: what initializes an object's fields, whichever constructor is called. */
  readonly implied?: boolean;
}

export interface ClassFact {
  readonly name: string;
  readonly kind: 'class' | 'abstract' | 'interface' | 'enum';
  /** What it extends and implements. */
  readonly bases: readonly ClassReference[];
  /** By field, and by method: the class that it is declared as or given, or gives back. */
  readonly types: Readonly<Record<string, ClassReference>>;
  /** What its fields may be, where a language declares no types. */
  readonly fields: Readonly<Record<string, readonly Value[]>>;
  /** Whether fields are set that the class's body alone says yes or no of; null where it does not, or others do. */
  readonly flags?: Readonly<Record<string, boolean | null>>;
  /** By field: the parameter of a constructor that it is wherever that is given anything. */
  readonly borrowed?: Readonly<Record<string, ParameterWord>>;
  /** What it is decorated with, outermost first. */
  readonly decorators?: readonly Value[];
  /** Asking for an object of it gives the same one each time; `construction` when its constructor runs only once, too. */
  readonly single?: 'object' | 'construction';
  /** Python: what is asked for an object of it, or of a class below. */
  readonly metaclass?: ClassReference;
  /** As a metaclass, it keeps the objects that are asked for. */
  readonly keepsObjects?: true;
  /** Java: it stands where its one object is made, so that its name is one that nobody can write. */
  readonly anonymous?: boolean;
  readonly injection?: InjectionFact;
}

/** What an expression may be, as far as that decides what calling it, or a method of it, runs. */
export type Value =
  | { readonly kind: 'function'; readonly id: FunctionId }
  /** `below` when it may be a class below instead, on which the method is called: `cls`, `this` of a static method. */
  | { readonly kind: 'class'; readonly name: string; readonly below?: true }
  /** As in a target. */
  | { readonly kind: 'import'; readonly specifier: string; readonly member: string }
  /** An object or a list that is written out; `others` stand under keys that are not known. */
  | {
      readonly kind: 'record';
      readonly members: Readonly<Record<string, readonly Value[]>>;
      readonly others: readonly Value[];
      /** What stands beside it is spread into it. */
      readonly spreads?: true;
    }
  /**
   * `declared` is what it is annotated to be, or is when nothing is given. One that is put into something is looked for there by others: what stands
   * below a decorator is then all that it was used on, where the decorator itself only has the one.
   */
  | {
      readonly kind: 'parameter';
      readonly function: FunctionId;
      readonly index: number;
      readonly declared: readonly Value[];
      readonly isPut?: true;
    }
  /** The object that a method of the class runs on; `above` is that object as the classes above it see it, `super`. */
  | { readonly kind: 'this'; readonly class: string; readonly above: boolean }
  | { readonly kind: 'holder'; readonly id: number }
  /** `name` is `*` for a key that is not known; `by` is what texts it may be, where parameters decide on it. */
  | { readonly kind: 'member'; readonly of: readonly Value[]; readonly name: string; readonly by?: readonly Word[] }
  /** A function or class that the call binds to some of its arguments. */
  | { readonly kind: 'bound'; readonly of: readonly Value[]; readonly call: CallId }
  /** What remembers what the functions give: `once(connect)`; `call` makes it. */
  | { readonly kind: 'memory'; readonly of: readonly Value[]; readonly call: CallId }
  /** What calling it gives; `call` tells where, when that is written. */
  | { readonly kind: 'result'; readonly of: readonly Value[]; readonly call?: CallId };

export interface PatchFact {
  readonly of: ClassReference;
  readonly method: string;
  readonly values: readonly Value[];
}

export interface ExportFact {
  readonly name: string;
  /** Functions behind the name, wrappers such as `middy(…)` looked through. */
  readonly functions: readonly FunctionId[];
  /** Where an exported name comes from when it is imported: another module's export, or a wrapped one. */
  readonly targets: readonly Target[];
  readonly wrappers: readonly Symbol[];
  /** The variable of the module that it is, where that has another name. */
  readonly variable?: string;
  /** What the exported value is: `.OrderService()` is an instance of the file's class. */
  readonly symbol: Symbol;
  readonly values: readonly Value[];
  /** Its type says that it is a handler. */
  readonly typed?: true;
  readonly at: Span;
}

/** What a call may run. */
export type Target =
  | { readonly kind: 'function'; readonly id: FunctionId }
  /** `member` is '' for the module itself, `a.b` for a member of an export, `Service().load` for a method of what calling it gives. */
  | { readonly kind: 'import'; readonly specifier: string; readonly member: string };

export interface CallFact {
  readonly id: CallId;
  readonly symbol: Symbol;
  /** The last name of `a.b.method()`, which is known even where the symbol is not. */
  readonly method?: string;
  readonly targets: readonly Target[];
  /** What is called, where the targets may not say it. */
  readonly callee: readonly Value[];
  /** No call is written: a property is read that is a getter, when it is one, or a block is entered `with` the object. */
  readonly implied: boolean;
  readonly in: FunctionId;
  readonly at: Span;
  readonly arguments: readonly ArgumentFact[];
  /** What the object that the method is called on is made of. */
  readonly receiver: readonly Source[];
  /** Of what may end it: the member that the object is of another one, `db` in `request.context.db.end()`. */
  readonly on?: string;
  /** Java: the class that an injector is asked for, or whose object is to be filled: `getInstance(Orders.class)`. */
  readonly wanted?: ClassReference;
  /** The callee, when it registers something with that object or a part of it: `client.middlewareStack.add`. */
  readonly registers?: string;
  readonly guard: Guard;
  /** What it gives takes the place of what it is handed there: `server = await start(server)`. */
  readonly refills?: { readonly argument: number; readonly of: Lazy };
  /** It stands under a condition that asks for more than the function was given: a cache, the clock, a file. */
  readonly conditional: boolean;
  /** All of it holds where it runs. */
  readonly when?: When;
  /** It is how another call has a function called that it hands on with arguments; one that it `binds` may be given more. */
  readonly applied?: { readonly by: CallId; readonly binds: boolean };
  /** What the team says of the symbol: it keeps what the functions give that it is handed, or all that it runs belongs to the invocation. */
  readonly declared?: 'memoises' | 'per-invocation';
  /** It asks by HTTP for the public keys that tokens are verified with. */
  readonly asksForKeys?: true;
  /** Nothing is made of what it gives. */
  readonly forgotten?: true;
  /** Of what ends or empties something: it runs whenever its function does. */
  readonly always?: true;
  /** No condition, no loop and nothing that leaves before decides on it, as far as statements tell. */
  readonly sure?: true;
  /** It fetches that object of S3, or puts it there. */
  readonly stored?: StoredObject;
}

export interface ArgumentFact {
  readonly sources: readonly Source[];
  /** The same by member, where it is known what is put into which. */
  readonly parts?: {
    readonly members: Readonly<Record<string, readonly Source[]>>;
    readonly others: readonly Source[];
  };
  /** The keyword, in Python. */
  readonly name?: string;
  /** The word that is written beside functions that are handed over: `'onReady'`. */
  readonly word?: string;
  /** All the texts that it may be, where it is known to be one. */
  readonly words?: readonly Word[];
  /** The same by member of an object that is written out. */
  readonly wordsByMember?: Readonly<Record<string, readonly Word[]>>;
  /** It is never nothing: a parameter that the function fills where it is, a new object. */
  readonly certain?: true;
  /** The variable of the module that it is, by '', or that its members are, by their names. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The members that what has a name certainly has there, since the function put them there before. */
  readonly filled?: readonly string[];
  /** Of functions that are handed over: all of it holds where the call runs them. */
  readonly when?: When;
  /** Its elements are handed over one by one, `...rest`. */
  readonly spread?: true;
  /** Another call tells with what it is called. */
  readonly isApplied?: true;
  /** Functions handed over, which the callee may call. */
  readonly functions: readonly Target[];
  readonly values: readonly Value[];
}

export interface VariableFact {
  /** `name` of a module-level variable, `Class.field` of a field, `Class.*` of those whose names only an invocation tells. */
  readonly name: string;
  readonly writes: readonly {
    readonly in: FunctionId;
    readonly sources: readonly Source[];
    /** Where only that member of its value is given something, or emptied. */
    readonly member?: string;
    /** Of a field: it is never nothing. */
    readonly certain?: true;
    /** Of a field: whenever the function runs, it is given that, whatever it had. */
    readonly always?: true;
    /** Whenever the function runs, it is empty again: `client = null`. */
    readonly empties: boolean;
  }[];
}

/** An expression that constructs a reusable resource. */
export interface Creation {
  readonly id: number;
  /** The constructing expression, as far out as it is one resource: `boto3.resource('dynamodb').Table(name)`. */
  readonly at: Span;
  readonly in: FunctionId;
  readonly resource: {
    readonly kind: ResourceKind;
    readonly symbol: Symbol;
    /** How to speak of it: `boto3.client('sns')`, `new S3Client`. */
    readonly code: string;
    /** A handle on another resource that costs next to nothing by itself, such as a boto3 `Table`. */
    readonly light: boolean;
    /** An application or a bot: it runs functions that it was handed whenever it answers something. */
    readonly answers?: true;
    /** It lives and ends with the event loop that it was made in. */
    readonly ofLoop: boolean;
    /** Whether invocations that run at once may use it: certainly, certainly not, or it is not known. */
    readonly sharing: 'safe' | 'unsafe' | 'unknown';
    /** The team says that it belongs to the invocation. */
    readonly perInvocation?: true;
    /** Whoever ends it gives back what it lent, and it keeps its connections. */
    readonly staysOpen?: true;
  };
  readonly sources: readonly Source[];
  /** The variables of the environment that it reads, where their names are written. */
  readonly environment?: readonly string[];
  /** The variables of loops of which it is made. */
  readonly turns?: readonly string[];
  readonly guard: Guard;
  /** All of it holds where it runs. */
  readonly when?: When;
  /** The statement it stands in. */
  readonly statement: Span;
  /** Its construction is awaited. */
  readonly awaited: boolean;
  /** The function itself ends the resource: `with`, `.close()`, `.end()`. */
  readonly closed: boolean;
  /** Another creation that it is a part of: the client in `DocumentClient.from(new DynamoDBClient({}))`. */
  readonly within?: number;
  readonly changes: Changes;
  /** It is one only if one of these made what the method is called on, `session.client('s3')`, or the file that it comes from passes one on. */
  readonly onlyOf?:
    | { readonly makers: readonly Symbol[]; readonly receiver: readonly Value[] }
    | { readonly passedOn: readonly Symbol[]; readonly by: readonly Target[] };
}

/** What the function does to a resource after it was made. */
export type Changes =
  | { readonly kind: 'none' }
  /** Sets something on it: `session.headers['X-Tenant'] = tenant`; `sources` is what the values are made of. */
  | { readonly kind: 'set'; readonly sources: readonly Source[] }
  /** Registers something, so that a shared one would collect it on each run: `client.middlewareStack.add(…)`. */
  | { readonly kind: 'registers'; readonly call: string; readonly sources?: readonly Source[] }
  /** Ends it when an error is caught, and not otherwise: `connection.close()`. */
  | { readonly kind: 'ends'; readonly call: string }
  /** Opens it, which works only once: `client.connect()`. */
  | { readonly kind: 'opens'; readonly call: string };

/** What of a file tells where its imports lead. */
export type Importing = Pick<ModuleFacts, 'path' | 'language' | 'package' | 'searched' | 'imports'>;

/** Where a member of an import leads in the project; undefined when outside of it. */
export type ResolveImport = (
  from: Importing,
  specifier: string,
  member: string,
) => { readonly path: string; readonly member: string } | undefined;
