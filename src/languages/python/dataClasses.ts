/** Fields that a constructor is given which nobody wrote: those of data classes, named tuples and models. */
import { isEmptyValue, lastNameOf, memberOf } from '../plain.ts';
import { type BindingDraft, type ClassDraft, functionDraft, rangeOf, readingOf } from '../treeSitter/draft.ts';
import { childOf, fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { ClassNode, Expression, FunctionNode, Range, Statement } from '../tree.ts';
import type { Lowering } from './context.ts';
import { declareParameter } from './parameters.ts';
import { openScope } from './scopes.ts';

/** `@dataclass`, `@attr.s`, `@define`. */
const writing = /^(?:dataclass|s|attrs|attributes|define|frozen|mutable)$/;

/** `class Order(BaseModel)`. */
const modelled = /^(?:BaseModel|BaseSettings|RootModel|SQLModel|NamedTuple|Struct)$/;

/**
 * The constructor takes the fields that are annotated, in their order, after those of the class above; where the class has
 * one of its own, none is written.
 */
export function addConstructor(lowering: Lowering, draft: ClassDraft, members: readonly SyntaxNode[]): void {
  const [above] = draft.bases.flatMap((it) => writtenFor(classNamed(it)) ?? []);
  const isData =
    above !== undefined ||
    draft.decorators.some((it) => writing.test(lastNameOf(it.kind === 'call' ? it.callee : it))) ||
    draft.bases.some((it) => modelled.test(lastNameOf(it)));
  if (!isData || draft.methods.some(({ name }) => name === '__init__' || name === '__new__')) return;
  const own = new Set(members.flatMap((it) => fieldIn(lowering, it) ?? []));
  const names = new Set([...(above?.parameters.map(({ name }) => name) ?? []), ...own]);
  if (names.size === 0) return;

  const { start } = draft.range;
  const at = { start, end: start };
  const parent = lowering.scope.function;
  const fn = functionDraft(lowering, { name: '__init__', at, range: at, parent, class: draft }, at);
  fn.implied = true;
  const scope = openScope(lowering, lowering.scope, [], { kind: 'function', function: fn, visible: at });
  const self = declareParameter(lowering, scope, { name: 'self', at, visible: at });
  fn.selfBinding = self;
  const taken = [...names].map((name) => declareParameter(lowering, scope, { name, at, visible: at }));
  const defaults = new Map(above?.parameters.map((it) => [it.name, it.default]));
  fn.parameters = taken.map((it) => ({
    name: it.name,
    bindings: [it],
    default: own.has(it.name) ? withoutNothing(draft, it.name) : defaults.get(it.name),
  }));
  const { statements } = fn.body;
  if (above) statements.push(constructedAbove(fn, taken.slice(0, above.parameters.length), at));
  statements.push(...taken.filter(({ name }) => own.has(name)).map((it) => assigned(fn, self, it, at)));
  draft.methods.push({ name: '__init__', function: fn, static: false });
}

const classNamed = (base: Expression): ClassNode | undefined => {
  const declared = base.kind === 'name' ? base.binding?.declares : undefined;
  return declared && 'methods' in declared ? declared : undefined;
};

/** The constructor that nobody wrote. */
const writtenFor = (node: ClassNode | undefined): FunctionNode | undefined =>
  node?.methods.find((it) => it.function.implied && it.name === '__init__')?.function;

/** `region: str`, `retries: int = 3`; what all objects have in common, or what the constructor does not take, is none. */
function fieldIn({ text }: Lowering, member: SyntaxNode): string | undefined {
  const assignment = member.type === 'expression_statement' ? childOf(member, 'assignment') : undefined;
  const [type, left] = assignment ? [fieldOf(assignment, 'type'), fieldOf(assignment, 'left')] : [];
  if (!assignment || !type || left?.type !== 'identifier') return undefined;
  const value = fieldOf(assignment, 'right');
  const isGiven =
    !/\bClassVar\b/.test(text.slice(type.start, type.end)) &&
    !(value?.type === 'call' && namedOf(value).some((it) => /\binit\s*=\s*False\b/.test(text.slice(it.start, it.end))));
  return isGiven ? text.slice(left.start, left.end) : undefined;
}

/** `client: S3Client | None = None`: nothing is what the constructor is given otherwise, and not what the class has. */
function withoutNothing(draft: ClassDraft, name: string): Expression | undefined {
  const index = draft.fields.findIndex((it) => it.name === name && it.static);
  const field = draft.fields[index];
  if (!field?.value || !isEmptyValue(field.value)) return undefined;
  draft.fields[index] = { ...field, value: undefined };
  return field.value;
}

/** `super().__init__(name)`. */
function constructedAbove(fn: FunctionNode, given: readonly BindingDraft[], at: Range): Statement {
  const value: Expression = {
    kind: 'call',
    callee: memberOf({ kind: 'super', ...rangeOf(at) }, '__init__', at),
    arguments: given.map((it) => ({ name: undefined, value: readingOf(it, at), spread: false })),
    construct: false,
    optional: false,
    ...rangeOf(at),
  };
  return { kind: 'expression', value, ...rangeOf(at), block: fn.body, function: fn };
}

/** `self.name = name`. */
function assigned(fn: FunctionNode, self: BindingDraft, binding: BindingDraft, at: Range): Statement {
  const declarator = {
    targets: [{ kind: 'member' as const, expression: memberOf(readingOf(self, at), binding.name, at) }],
    value: readingOf(binding, at),
    operator: '=',
    annotation: undefined,
    ...rangeOf(at),
  };
  return {
    kind: 'assign',
    declarators: [declarator],
    declaration: 'none',
    exported: false,
    ...rangeOf(at),
    block: fn.body,
    function: fn,
  };
}
