/**
 * Names made whole: what an expression refers to, through imports, aliases, destructuring, assignments,
 * fields of classes and the results of functions of the same file.
 */
import { addTo } from '../../core/groups.ts';
import { once } from '../../core/memo.ts';
import type { Target } from '../../core/module.ts';
import { isTransparent, resourceOf } from '../catalogue.ts';
import { builds, classAskedFor, isBuilder, madeBy } from '../java/made.ts';
import { overloads } from '../java/overloads.ts';
import { isEmptyValue, withoutCasts } from '../plain.ts';
import { isBuiltin } from '../python/builtins.ts';
import type { Binding, CallExpression, ClassNode, Expression, FunctionNode, ImportNode, Tree, Write } from '../tree.ts';
import { allExpressions, resultsOf } from '../walk.ts';
import { classMeant, fieldsOf, isGetter, ownersOfThis, sharedFieldsOf, type FieldWrite, type Owner } from './fields.ts';
import { isFieldOf } from './javaFields.ts';
import { objectOfThis, type ObjectOfThis } from './objectsOfThis.ts';
import {
  asBase,
  eitherOf,
  firstKnown,
  importReference,
  inOneOf,
  instanceOf,
  nothing,
  ofFunction,
  ofFunctions,
  ofImport,
  type Reference,
} from './references.ts';

export interface Symbols {
  readonly language: Tree['language'];
  /** The calls of the file that run the function. */
  readonly callsOf: (fn: FunctionNode) => readonly CallExpression[];
  readonly of: (expression: Expression) => Reference;
  /** Every value that the class's methods and initializers give to a field. */
  readonly fieldValues: (node: ClassNode, field: string) => readonly FieldWrite[];
  readonly fieldNames: (node: ClassNode) => Iterable<string>;
  /** The class whose object `this`, or a Python method's `self`, stands for. */
  readonly thisClass: (expression: Expression, within: FunctionNode) => ClassNode | undefined;
  /** The class itself, where an expression means one. */
  readonly classMeant: (expression: Expression) => ClassNode | undefined;
  /** Whether all objects of a class have a field in common. */
  readonly isShared: (node: ClassNode, field: string) => boolean;
  /** What `this` stands for in a method of no class. */
  readonly objectOfThis: (within: FunctionNode) => ObjectOfThis | undefined;
  /** Whose `this` or `super` it is. */
  readonly ownerOf: (expression: Expression) => Owner | undefined;
}

/** Of what is still being looked at. */
const begun: Reference = { ...nothing };

/** What a variable or a field is given. */
type Given = Partial<Pick<Write, 'value' | 'path'>>;

export function symbolsOf(tree: Tree): Symbols {
  const cache = new Map<Expression, Reference>();
  const alike = new Map<readonly Given[], Reference | undefined>();
  const underWay = new Set<object>();
  /** How often something was not looked at that was under way already: what was found meanwhile may not be all. */
  let cuts = 0;
  const selves = new Map<Binding, ClassNode>();
  for (const fn of tree.functions) if (fn.selfBinding && fn.class) selves.set(fn.selfBinding, fn.class);
  const thisOwners = ownersOfThis(tree);
  const everything = tree.imports.filter(takesEverything);
  const fields = fieldsOf(tree, (expression) => classOfThis(expression));
  const shared = once(() => sharedFieldsOf(tree, classOfThis));

  function classOfThis(given: Expression): ClassNode | undefined {
    const expression = withoutCasts(given);
    if (expression.kind === 'this') return thisOwners.get(expression)?.class;
    return expression.kind === 'name' && expression.binding ? selves.get(expression.binding) : undefined;
  }

  function of(expression: Expression): Reference {
    const cached = cache.get(expression);
    // To come here again on the way tells nothing.
    if (cached === begun) return cut();
    if (cached) return cached;
    cache.set(expression, begun);
    const result = compute(expression);
    cache.set(expression, result);
    return result;
  }

  function cut(): Reference {
    cuts++;
    return nothing;
  }

  function compute(expression: Expression): Reference {
    const self = classOfThis(expression);
    if (self) return { ...nothing, instance: self };
    switch (expression.kind) {
      case 'name':
        return expression.binding ? ofBinding(expression.binding) : ofUnbound(expression.name);
      case 'function':
        return ofFunction(expression.function);
      case 'class':
        return ofClass(expression.class);
      case 'member':
        return ofMember(expression, of(expression.object));
      case 'call':
        return ofCall(expression);
      case 'await':
        return of(expression.value);
      case 'assign':
        return of(expression.value);
      case 'conditional':
        return eitherOf(of(expression.then), of(expression.else));
      case 'logical':
        return expression.operator === '&&'
          ? of(expression.right)
          : firstKnown(of(expression.right), of(expression.left));
      case 'operation':
        return expression.operator === 'as' && expression.parts[0] ? of(expression.parts[0]) : nothing;
      case 'import':
        return ofImport(tree, expression.node, '*');
      case 'super': {
        const base = thisOwners.get(expression)?.class.bases[0];
        const parent = base && of(base).class;
        if (tree.language === 'java') return parent ? instanceOf(parent) : base ? ofType(base) : nothing;
        if (parent) return ofClass(parent);
        return base ? of(base) : nothing;
      }
      default:
        return nothing;
    }
  }

  function ofBinding(binding: Binding): Reference {
    if (binding.import) return ofImport(tree, binding.import.node, binding.import.imported);
    if (binding.declares)
      return 'methods' in binding.declares ? ofClass(binding.declares) : ofFunction(binding.declares);
    if (underWay.has(binding)) cut();
    if (binding.kind !== 'variable' || underWay.has(binding)) return ofType(binding.type);
    underWay.add(binding);
    const its = heldInAll(binding.writes);
    underWay.delete(binding);
    return its ?? ofType(binding.type);
  }

  /** What all of the values are, apart from empty ones; undefined where one is unknown or another. */
  function heldInAll(values: readonly Given[]): Reference | undefined {
    const its = alikeIn(values);
    return its && (its.symbol !== '' || its.instance) ? its : undefined;
  }

  /** The first of the values, apart from empty ones, and `nothing` where another one has another symbol. */
  function alikeIn(values: readonly Given[]): Reference | undefined {
    if (alike.has(values)) return alike.get(values);
    const before = cuts;
    const references = values.flatMap(({ value, path = [] }) =>
      value && !isEmptyValue(value) ? [path.reduce(memberOf, of(value))] : [],
    );
    const [first] = references;
    const its = references.every(({ symbol }) => symbol === first?.symbol) ? first : nothing;
    if (cuts === before) alike.set(values, its);
    return its;
  }

  /** A name of Python that no scope declares may come from `from module import *`. */
  function ofUnbound(name: string): Reference {
    const [first, ...others] = tree.language === 'python' && isBuiltin(name) ? [] : everything;
    if (!first) return { ...nothing, symbol: name };
    const reference = importReference(tree, first.specifier, name);
    const targets = [first, ...others].map(({ specifier }): Target => ({ kind: 'import', specifier, member: name }));
    return others.length === 0 ? reference : { ...nothing, symbol: name, targets };
  }

  /** An object of the class that Java's declaration names. */
  function ofType(type: Expression | undefined): Reference {
    const named = type && tree.language === 'java' ? of(type) : undefined;
    if (!named) return nothing;
    if (named.class) return instanceOf(named.class);
    return named.imported ? importReference(tree, named.imported.specifier, `${named.imported.member}()`) : nothing;
  }

  function ofClass(node: ClassNode): Reference {
    if (tree.language === 'java') {
      const constructors = methodsOf(node, 'constructor');
      return { ...ofFunctions(constructors), symbol: `.${node.name}`, class: node };
    }
    const names = tree.language === 'python' ? ['__new__', '__init__', '__post_init__'] : ['constructor'];
    const constructors = names.flatMap((name) => methodOf(node, name) ?? []);
    const own = constructors.map(({ id }): Target => ({ kind: 'function', id }));
    return {
      symbol: `.${node.name}`,
      targets: own.length > 0 ? own : fromAbove(node, (member) => member).targets,
      functions: constructors,
      class: node,
    };
  }

  /** Without a look at what stands above the class, however many do. */
  function classNamed(base: Expression): ClassNode | undefined {
    const declared = base.kind === 'name' && !base.binding?.import ? base.binding?.declares : undefined;
    return declared && 'methods' in declared ? declared : of(base).class;
  }

  function methodOf(node: ClassNode, name: string, depth = 0): FunctionNode | undefined {
    const own = node.methods.find((method) => method.name === name);
    if (own || depth > 10) return own?.function;
    for (const base of node.bases) {
      const parent = classNamed(base);
      const inherited = parent && parent !== node ? methodOf(parent, name, depth + 1) : undefined;
      if (inherited) return inherited;
    }
    return undefined;
  }

  /** What a class has from the nearest class above it that another file declares. */
  function fromAbove(node: ClassNode, memberOf: (member: string) => string, depth = 0): Reference {
    for (const base of node.bases) {
      const above = classNamed(base);
      const isFurther = above !== node && depth < 10;
      const found = !above ? asBase(of(base), memberOf) : isFurther ? fromAbove(above, memberOf, depth + 1) : nothing;
      if (found.targets.length > 0) return found;
    }
    return nothing;
  }

  /** Java's methods of one name: its own, or those of the first class above that has any. */
  function methodsOf(node: ClassNode, name: string, depth = 0): readonly FunctionNode[] {
    const own = node.methods.filter((method) => method.name === name);
    if (own.length > 0 || depth > 10) return own.map((method) => method.function);
    for (const base of node.bases) {
      const parent = classNamed(base);
      const inherited = parent && parent !== node ? methodsOf(parent, name, depth + 1) : [];
      if (inherited.length > 0) return inherited;
    }
    return [];
  }

  function ofMember(expression: Extract<Expression, { kind: 'member' }>, base: Reference): Reference {
    const owner = base.instance && isFieldOf(base.instance, expression, tree) ? base.instance : undefined;
    return owner ? (fieldInJava(owner, expression.property) ?? nothing) : memberOf(base, expression.property);
  }

  function fieldInJava(owner: ClassNode, property: string): Reference | undefined {
    const held = heldInAll(fields.get(owner)?.get(property) ?? []);
    if (held && held.symbol !== '') return held;
    const field = owner.fields.find(({ name }) => name === property);
    return field && ofType(field.type);
  }

  /** A method or field of a class of this Java file, or of a class above it in another file. */
  function memberInJava(base: Reference, owner: ClassNode, property: string, depth = 0): Reference {
    const methods = methodsOf(owner, property);
    if (methods.length > 0)
      return { ...ofFunctions(methods), symbol: `${base.symbol || `.${owner.name}()`}.${property}` };
    const field = fieldInJava(owner, property);
    if (field) return field;
    const nested = tree.classes.find(
      ({ name, range }) => name === property && owner.range.start < range.start && range.end <= owner.range.end,
    );
    if (nested) return ofClass(nested);
    const outside: Reference[] = [];
    for (const node of owner.bases) {
      const above = of(node);
      const found = above.class && depth < 10 ? memberInJava(base, above.class, property, depth + 1) : nothing;
      if (found.functions.length > 0 || found.instance) return found;
      if (found.symbol !== '') outside.push(found);
      else if (above.imported)
        outside.push(memberOf(importReference(tree, above.imported.specifier, `${above.imported.member}()`), property));
    }
    return inOneOf([...outside, ...(depth === 0 ? importedBy(property) : [])]);
  }

  /** `import static com.example.Clients.*` */
  const importedBy = (name: string): readonly Reference[] =>
    everything.map(({ specifier }) => importReference(tree, specifier, name));

  function memberOf(base: Reference, property: string): Reference {
    const owner = base.instance ?? base.class;
    if (owner && tree.language === 'java') return memberInJava(base, owner, property);
    if (owner && property === '__class__') return ofClass(owner);
    if (owner) {
      const method = methodOf(owner, property);
      if (method && isGetter(method, base.instance ? 'object' : 'class')) return resultOf(method);
      if (method)
        return {
          ...ofFunction(method),
          symbol: `${base.symbol || `.${owner.name}()`}.${property}`,
        };
      const values = fields.get(owner)?.get(property) ?? [];
      return alikeIn(values) ?? fromAbove(owner, (member) => `${member}${base.instance ? '()' : ''}.${property}`);
    }
    if (base.imported && property === 'default' && tree.language !== 'python' && tree.language !== 'java') return base;
    if (base.imported) {
      const { specifier, member } = base.imported;
      return importReference(tree, specifier, member ? `${member}.${property}` : property);
    }
    // A CommonJS module may use what it offers: `exports.load(…)`, `const self = module.exports`.
    if (tree.language !== 'python' && (base.symbol === 'exports' || base.symbol === 'module.exports')) {
      const offered = tree.exports.filter((it) => it.name === property && it.value);
      const [only] = offered;
      if (only?.value && offered.length === 1) return of(only.value);
    }
    // An object that a lambda of Java made has one method, whatever it is called.
    if (base.functions.length > 0 && tree.language === 'java') return { ...base, symbol: '' };
    // `handler.bind(this)` is the function itself.
    if (base.functions.length > 0 && property === 'bind') return base;
    return base.symbol === '' ? nothing : { ...nothing, symbol: `${base.symbol}.${property}` };
  }

  function ofCall(expression: CallExpression): Reference {
    const callee = of(expression.callee);
    const [first] = expression.arguments;
    if (first && isTransparent(callee.symbol)) return of(first.value);
    if (first && tree.language === 'python') {
      if (callee.symbol === 'functools.partial') return of(first.value);
      if (callee.symbol === 'type' && expression.arguments.length === 1) return memberOf(of(first.value), '__class__');
      const name = callee.symbol === 'getattr' ? expression.arguments[1]?.value : undefined;
      if (name?.kind === 'literal' && typeof name.value === 'string') return memberOf(of(first.value), name.value);
    }
    const built = tree.language === 'java' ? ofBuilder(expression, callee) : undefined;
    if (built) return built;
    if (callee.class)
      return {
        ...nothing,
        symbol: `.${callee.class.name}()`,
        instance: callee.class,
      };
    if (expression.callee.kind === 'member' && expression.callee.property === 'bind') {
      if (callee.functions.length > 0) return callee;
      // `promisify(ssm.getParameter.bind(ssm))` asks what the method asks.
      if (first && callee.symbol.includes('()')) return of(expression.callee.object);
    }
    if (first && /^(node:)?util#promisify$/.test(callee.symbol)) return of(first.value);
    const functions = overloads(callee.functions, expression.arguments.length);
    const [fn] = functions;
    if (fn && functions.length === 1 && !fn.generator) return resultOf(fn);
    const asked = tree.language === 'java' ? ofType(classAskedFor(expression)) : nothing;
    if (asked !== nothing) return asked;
    const result = `(${operationOf(expression)})`;
    if (callee.imported) {
      const { specifier, member } = callee.imported;
      return importReference(tree, specifier, `${member}${result}`);
    }
    return callee.symbol === '' ? nothing : { ...nothing, symbol: `${callee.symbol}${result}` };
  }

  /** What a function gives back, when all of its results are alike. */
  function resultOf(fn: FunctionNode): Reference {
    if (underWay.has(fn)) return cut();
    underWay.add(fn);
    const references = resultsOf(fn).map(of);
    underWay.delete(fn);
    const [only] = references;
    const same = only && references.every((other) => other.symbol === only.symbol);
    return same && (only.symbol !== '' || only.instance) ? only : ofType(fn.returns);
  }

  /** `X.builder().region(…).build()` gives an `X`, however much is set on the way. */
  function ofBuilder({ callee, construct }: CallExpression, reference: Reference) {
    if (callee.kind === 'member' && !construct) {
      const base = of(callee.object);
      if (isBuilder(base.symbol) && !builds(callee.property)) return base;
    }
    if (construct || reference.functions.length > 0 || !reference.imported) return undefined;
    const type = resourceOf(reference.symbol, construct, tree)?.type ?? madeBy(reference.symbol);
    return type === undefined ? undefined : importReference(tree, type, '()');
  }

  const callers = once(() => {
    const found = new Map<FunctionNode, CallExpression[]>();
    for (const call of allExpressions(tree)) {
      if (call.kind !== 'call') continue;
      for (const fn of of(call.callee).functions) addTo(found, fn, call);
    }
    return found;
  });

  return {
    of,
    fieldValues: (node, field) => fields.get(node)?.get(field) ?? [],
    fieldNames: (node) => fields.get(node)?.keys() ?? [],
    language: tree.language,
    callsOf: (fn) => callers().get(fn) ?? [],
    thisClass: (expression, within) =>
      classOfThis(expression) ?? (expression.kind === 'this' ? within.class : undefined),
    classMeant: (expression) => classMeant(withoutCasts(expression), classOfThis),
    isShared: (node, field) => shared().get(node)?.has(field) ?? false,
    objectOfThis: (within) => objectOfThis(tree, within),
    ownerOf: (expression) => thisOwners.get(expression),
  };
}

/** `list_tables` in `client.get_paginator('list_tables')`, which gives something else for each; '' of other calls. */
function operationOf({ callee, arguments: [first] }: CallExpression): string {
  if (callee.kind !== 'member' || callee.property !== 'get_paginator' || first?.value.kind !== 'literal') return '';
  const { value } = first.value;
  return typeof value === 'string' && /^\w+$/.test(value) ? value : '';
}

const takesEverything = ({ form, names }: ImportNode): boolean =>
  form === 'from' && names.some(({ imported, binding }) => imported === '*' && !binding);
