/**
 * The tree that every language is lowered to.
 *
 * Four languages times (symbols, guards, data flow, hoisting) would be sixteen implementations;
 * with one tree between them it is four lowerings and one of each analysis.
 * It keeps what those need – bindings, statements, blocks, calls, spans – and nothing of a language's spelling.
 * It is built in memory, used, and dropped: what outlives it are the `ModuleFacts`.
 */
import type { Language } from '../core/application.ts';
import type { OwnSymbols } from '../core/configuration.ts';
import type { Problem } from '../core/span.ts';

/** `start` and `end` in UTF-16 offsets of the tree's file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Tree {
  readonly path: string;
  readonly language: Language;
  /** Java. */
  readonly package?: string;
  readonly text: string;
  /** Function 0 is the module body. In order of appearance; a function's index is its `id`. */
  readonly functions: readonly FunctionNode[];
  readonly classes: readonly ClassNode[];
  /** All bindings of all scopes. */
  readonly bindings: readonly Binding[];
  readonly imports: readonly ImportNode[];
  /** What the module offers to others, in order; `export default` is named `default`, `module.exports = x` is `*`. */
  readonly exports: readonly ExportNode[];
  /** Names read that no scope of the file declares (globals, builtins, typos). */
  readonly unresolved: ReadonlySet<string>;
  /** Every comment, in order, delimiters included. A Python docstring is not one. */
  readonly comments: readonly Range[];
  readonly problems: readonly Problem[];
  /** What the team says of symbols; absent when it says nothing. */
  readonly own?: OwnSymbols;
}

export interface FunctionNode {
  readonly id: number;
  /** '' for the module and for anonymous functions; a function assigned to a name or property has that name. */
  readonly name: string;
  /** The name; for an anonymous function its head. */
  readonly at: Range;
  /** With decorators. */
  readonly range: Range;
  /** The function it stands in, classes skipped; undefined for the module. */
  readonly parent: FunctionNode | undefined;
  /** The class whose method it is. */
  readonly class: ClassNode | undefined;
  /** In order. A destructured or rest parameter is one entry with every binding that it declares. In Python `self`/`cls` of a method is NOT in the list. */
  readonly parameters: readonly Parameter[];
  /** The name that stands for the object in Python methods (`self`); JS has `this` expressions. */
  readonly selfBinding: Binding | undefined;
  readonly decorators: readonly Expression[];
  readonly async: boolean;
  readonly generator: boolean;
  /** Reading the property runs it. */
  readonly getter?: boolean;
  /** A concise arrow body is one `return` statement. */
  readonly body: Block;
  /** Java: the class that it is declared to give back. */
  readonly returns?: Expression;
  /** Java: it has no body. */
  readonly abstract?: boolean;
  /** Java: what initializes an object's fields, before any constructor that is written. Python: the constructor of a data class, which nobody wrote. */
  readonly implied?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly bindings: readonly Binding[];
  readonly default: Expression | undefined;
  /** Python: the calls in its annotation, `Annotated[Orders, Depends(orders)]`. */
  readonly asks?: readonly Expression[];
  /** JavaScript: the decorators of a constructor's parameter, which are evaluated with the class. */
  readonly decorators?: readonly Expression[];
  /** Java's `String... names`, JavaScript's `...names`, Python's `*names`; `named` is Python's `**options`. */
  readonly rest?: 'items' | 'named';
}

export interface ClassNode {
  readonly name: string;
  readonly range: Range;
  /** The function it stands in. */
  readonly parent: FunctionNode;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly methods: readonly {
    readonly name: string;
    readonly function: FunctionNode;
    readonly static: boolean;
  }[];
  /** Field initializers: `x = 1` in the class body. Static ones and all of Python's run when the class is defined; others belong to the constructor. */
  readonly fields: readonly {
    readonly name: string;
    readonly value: Expression | undefined;
    readonly static: boolean;
    readonly range: Range;
    /** JavaScript. */
    readonly decorators?: readonly Expression[];
    /** Java: the class that it is declared as. */
    readonly type?: Expression;
  }[];
  /** Python. */
  readonly metaclass?: Expression;
  /** Java. */
  readonly kind?: 'class' | 'abstract' | 'interface' | 'enum';
  /** Java: `new Orders() { … }`; its name is one that nobody can write. */
  readonly anonymous?: boolean;
  /** Java, where a framework puts objects together. */
  readonly injected?: InjectedNode;
}

/** The annotations of members as they are written, without `@` and spaces: `Named("orders")`. */
export interface InjectedNode {
  /** The classes that the annotations of the class name: `modules = OrdersModule.class`. */
  readonly classes: readonly Expression[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly methods: ReadonlyMap<
    FunctionNode,
    { readonly own: readonly string[]; readonly parameters: readonly (readonly string[])[] }
  >;
}

export interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'parameter' | 'variable' | 'function' | 'class' | 'catch' | 'type';
  /** The function whose scope it belongs to (0: the module). A block-scoped one belongs to the function around the block. */
  readonly function: FunctionNode;
  /** Where its name means it: the whole function body or, for `let`/`const`, the block. */
  readonly visible: Range;
  /** Every place that gives it a value, the declaration included. */
  readonly writes: readonly Write[];
  /** Every place that reads it (augmented assignments read and write). */
  readonly reads: readonly NameExpression[];
  /** `const`, `let`, `var`; `none` where the language has no such word. */
  readonly declaration: 'const' | 'let' | 'var' | 'none';
  /** The function or class that the name was declared for. */
  readonly declares: FunctionNode | ClassNode | undefined;
  readonly import: { readonly node: ImportNode; readonly imported: string } | undefined;
  /** The class that a variable of Java, or a parameter of any language, is declared as. */
  readonly type?: Expression;
}

export interface Write {
  readonly function: FunctionNode;
  readonly range: Range;
  /** Undefined for a loop variable, an import, a parameter, `except … as e`: use `iterates` for loops. */
  readonly value: Expression | undefined;
  /** Which part of the value: `const { a: { b } } = v` gives ['a','b'] for b; ['0'] for an array's first; ['*'] for a rest. */
  readonly path: readonly string[];
  /** The value is an element of this (for-of, for-in, comprehension). */
  readonly iterates: Expression | undefined;
  readonly statement: Statement | undefined;
}

export interface ImportNode {
  readonly specifier: string;
  readonly form: 'import' | 'require' | 'from' | 'dynamic';
  /** TypeScript's `import type` and imports that only types use, or Python's `if TYPE_CHECKING:`: nothing is loaded. */
  readonly typeOnly: boolean;
  readonly names: readonly {
    readonly imported: string;
    readonly local: string;
    readonly binding: Binding | undefined;
    readonly range: Range;
  }[];
  /** The specifier with its quotes (JS), or the dotted name (Python). */
  readonly specifierRange: Range;
  readonly range: Range;
  readonly function: FunctionNode;
}

export interface ExportNode {
  readonly name: string;
  readonly value: Expression | undefined;
  /** `export { a as b } from './x'` (imported: a) and `export * from './x'` (imported: '*', name: '*'). */
  readonly from: { readonly specifier: string; readonly imported: string } | undefined;
  readonly range: Range;
  /** Python: what the name was given before, and may be still, where a condition or an error decides. */
  readonly earlier?: readonly Expression[];
}

export interface Block {
  readonly statements: readonly Statement[];
  readonly range: Range;
  readonly function: FunctionNode;
  /** The statement it belongs to; undefined for a function's own body. */
  readonly owner: Statement | undefined;
}

interface StatementBase extends Range {
  /** Indentation and line break excluded; decorators, `export` and a final `;` included. */
  readonly block: Block;
  readonly function: FunctionNode;
}

export type Statement = StatementBase &
  (
    | {
        readonly kind: 'assign';
        readonly declarators: readonly Declarator[];
        readonly declaration: 'const' | 'let' | 'var' | 'none';
        readonly exported: boolean;
      }
    | { readonly kind: 'expression'; readonly value: Expression }
    | {
        readonly kind: 'if';
        readonly test: Expression;
        readonly then: Block;
        readonly else: Block | undefined;
      }
    | {
        readonly kind: 'loop';
        readonly head: readonly Expression[];
        /** What each turn sets, where that is no name alone: `for (row[0] of rows)`. */
        readonly sets?: Target;
        readonly body: Block;
        readonly else: Block | undefined;
      }
    | {
        readonly kind: 'try';
        readonly body: Block;
        readonly handlers: readonly Block[];
        readonly else: Block | undefined;
        readonly finally: Block | undefined;
      }
    /** Python's `with`, JS's `using`: the value is ended when the block is left. */
    | {
        readonly kind: 'with';
        readonly items: readonly {
          readonly value: Expression;
          readonly targets: readonly Target[];
        }[];
        readonly body: Block;
      }
    | {
        readonly kind: 'switch';
        readonly subject: Expression;
        readonly cases: readonly Block[];
        readonly tests: readonly Expression[];
      }
    | { readonly kind: 'return'; readonly value: Expression | undefined }
    | { readonly kind: 'throw'; readonly value: Expression | undefined }
    | { readonly kind: 'function'; readonly declared: FunctionNode; readonly exported: boolean }
    | {
        readonly kind: 'class';
        readonly declared: ClassNode;
        readonly exported: boolean;
        /** Java: the members, of which static fields and initializers run when the class is loaded. */
        readonly body?: Block;
      }
    | { readonly kind: 'import'; readonly node: ImportNode }
    /**
     * Declares nothing that runs: types, `global x`, `pass`, `break`, empty statements, re-exports.
     * `continue` skips the rest of a loop's body.
     */
    | { readonly kind: 'none'; readonly skips?: boolean }
    /** Anything else; its expressions and blocks in order. */
    | {
        readonly kind: 'other';
        readonly values: readonly Expression[];
        readonly blocks: readonly Block[];
      }
  );

/** One `target = value`; `a = b = value` of Python has two targets. */
export interface Declarator extends Range {
  readonly targets: readonly Target[];
  readonly value: Expression | undefined;
  /** `=`, or the operator of an augmented one: `+=`, `??=`, `||=`. */
  readonly operator: string;
  /** The annotation with its colon: `: S3Client`. */
  readonly annotation: Range | undefined;
}

/** What is assigned to: a name, a member or subscript, or a pattern of those. */
export type Target =
  | { readonly kind: 'name'; readonly name: NameExpression }
  | { readonly kind: 'member'; readonly expression: Expression }
  | {
      readonly kind: 'pattern';
      readonly range: Range;
      readonly parts: readonly Target[];
      /** JavaScript's defaults and computed keys: `const { a = make(), [key()]: b } = …`. */
      readonly evaluated?: readonly Expression[];
    };

export type Expression = Range &
  (
    | { readonly kind: 'name'; readonly name: string; readonly binding: Binding | undefined }
    /** Java tells the class, since methods of a class around need no `this`. */
    | { readonly kind: 'this'; readonly class?: ClassNode }
    | { readonly kind: 'super' }
    | {
        readonly kind: 'literal';
        readonly value: string | number | boolean | null | undefined;
        /** The class in Java's `Orders.class`, which has no value. */
        readonly type?: Expression;
      }
    /** `a.b`, `a?.b`, and `a['b']` with a literal key; `computed` tells the spellings apart. */
    | {
        readonly kind: 'member';
        readonly object: Expression;
        readonly property: string;
        readonly propertyRange: Range;
        readonly computed: boolean;
      }
    /** `a[k]` with a key that is not a literal. */
    | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
    | {
        readonly kind: 'call';
        readonly callee: Expression;
        readonly arguments: readonly Argument[];
        readonly construct: boolean;
        readonly optional: boolean;
      }
    | { readonly kind: 'function'; readonly function: FunctionNode }
    | { readonly kind: 'class'; readonly class: ClassNode }
    | { readonly kind: 'await'; readonly value: Expression }
    | {
        readonly kind: 'assign';
        readonly targets: readonly Target[];
        readonly value: Expression;
        readonly operator: string;
      }
    /** `a ? b : c`, `b if a else c`. */
    | {
        readonly kind: 'conditional';
        readonly test: Expression;
        readonly then: Expression;
        readonly else: Expression;
      }
    /** `||`, `&&`, `??`, `or`, `and`. */
    | {
        readonly kind: 'logical';
        readonly operator: '||' | '&&' | '??';
        readonly left: Expression;
        readonly right: Expression;
      }
    /** An object or dict. A spread has key undefined; `dynamicKey` when the key is an expression. */
    | {
        readonly kind: 'object';
        readonly entries: readonly {
          readonly key: string | undefined;
          readonly dynamicKey: Expression | undefined;
          readonly value: Expression;
        }[];
      }
    /** Arrays, tuples, sets. */
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    /** Operators, templates and f-strings, casts (`as T`, `!`), parentheses' content, spreads, `yield`, comprehensions: the parts that are evaluated. `operator` is a word for it: '!', 'not', 'is', 'is not', '==', '===', '+', 'template', 'as', 'spread', 'yield', 'comprehension'… */
    | {
        readonly kind: 'operation';
        readonly operator: string;
        readonly parts: readonly Expression[];
      }
    /** `import('x')`, `__import__`, `importlib.import_module('x')`, a `require('x')` used as an expression. */
    | { readonly kind: 'import'; readonly node: ImportNode }
    | { readonly kind: 'unknown'; readonly parts: readonly Expression[] }
  );

export type NameExpression = Extract<Expression, { kind: 'name' }>;

export type CallExpression = Extract<Expression, { kind: 'call' }>;

export interface Argument {
  readonly value: Expression;
  /** The keyword, in Python. */
  readonly name: string | undefined;
  /** `...args`, `*args`, `**kwargs`. */
  readonly spread: boolean;
}

/** What a language brings: its lowering, and the few spellings that an edit needs. */
export interface LanguageFrontend {
  readonly lower: (path: string, text: string) => Tree;
  readonly spelling: Spelling;
}

/** How edits are spelt. */
export interface Spelling {
  /** `const s3 = new S3Client({});`, `s3 = boto3.client('s3')`, in the way that the file writes it; for Java `annotation` is the type. No line break at the end. */
  readonly declare: (tree: Tree, name: string, annotation: string, value: string) => string;
  /** A variable that has no value yet: `let s3: S3Client | undefined;`, `s3 = None`; `type` is what it will hold, '' when the language does not say. */
  readonly declareEmpty: (tree: Tree, name: string, type: string) => string;
  /** A name of the language's convention from words: `s3Client` or `s3_client`. */
  readonly identifier: (words: readonly string[]) => string;
  readonly reserved: ReadonlySet<string>;
  /** Empty lines around a top-level function: 2 in Python, 1 in JS. */
  readonly blankLinesAroundFunctions: number;
  /** Whether a block left without statements needs one, and which (`pass`). */
  readonly emptyBlock: string;
}
