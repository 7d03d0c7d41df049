import { type BindingDraft, nothingGiven, recordWrite, within } from '../treeSitter/draft.ts';
import type { Binding, Expression, NameExpression, Parameter, Range } from '../tree.ts';
import { type Lowering, type Scope } from './context.ts';
import { namesIn } from './names.ts';
import { declare, namesOfTarget } from './scopes.ts';
import { fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';

export interface ParameterSyntax {
  readonly node: SyntaxNode;
  /** The identifiers that it binds. */
  readonly names: readonly SyntaxNode[];
  readonly default: Expression | undefined;
  /** The class that it is annotated with, when that is one name: `Orders`, `Optional[Orders]`, `Orders | None`. */
  readonly type: Expression | undefined;
  /** The calls in its annotation. */
  readonly asks: readonly Expression[];
  /** `*args`, or `**kwargs`. */
  readonly rest: Parameter['rest'];
}

const rests: Readonly<Record<string, Parameter['rest']>> = {
  list_splat_pattern: 'items',
  dictionary_splat_pattern: 'named',
};

/** The parameters, with defaults and annotations lowered where the function stands. */
export function readParameters(lowering: Lowering, list: SyntaxNode | undefined): readonly ParameterSyntax[] {
  if (!list) return [];
  return namedOf(list).flatMap((node): readonly ParameterSyntax[] => {
    if (node.type === 'keyword_separator' || node.type === 'positional_separator') return [];
    const type = fieldOf(node, 'type');
    const calls = type ? outermostCalls(type) : [];
    const classes = type
      ? namesIn(lowering, type, (it) => calls.includes(it)).filter(({ binding }) => binding && !isTyping(binding))
      : [];
    const asks = calls.map(lowering.expression);
    const value = fieldOf(node, 'value');
    const target =
      fieldOf(node, 'name') ?? (node.type === 'typed_parameter' ? namedOf(node).find((it) => it !== type) : node);
    const names = namesOfTarget(target);
    if (names.length === 0) return [];
    const rest = target && rests[target.type];
    return [{ node, names, default: value && lowering.expression(value), type: onlyOne(classes), asks, rest }];
  });
}

/** Binds the parameters in the function's own scope, which has to be open. */
export function bindParameters(
  lowering: Lowering,
  scope: Scope,
  syntax: readonly ParameterSyntax[],
  visible: Range,
): readonly Parameter[] {
  return syntax.map(({ names, default: value, type, asks, rest }): Parameter => {
    const bindings = names.map((name) => bindParameter(lowering, scope, name, visible));
    if (type) for (const binding of bindings) binding.type = type;
    return {
      name: names.length === 1 ? (bindings[0]?.name ?? '') : '',
      bindings,
      default: value,
      ...(asks.length > 0 ? { asks } : {}),
      ...(rest ? { rest } : {}),
    };
  });
}

const bindParameter = (lowering: Lowering, scope: Scope, node: SyntaxNode, visible: Range): BindingDraft =>
  declareParameter(lowering, scope, { name: lowering.text.slice(node.start, node.end), at: node, visible });

export function declareParameter(
  lowering: Lowering,
  scope: Scope,
  { name, at, visible }: { readonly name: string; readonly at: Range; readonly visible: Range },
): BindingDraft {
  const binding = declare(lowering, scope, name, 'parameter', visible);
  binding.kind = 'parameter';
  within(lowering, scope, () => {
    const outer = lowering.pending;
    // A parameter is given by the call, not by a statement of the function.
    lowering.pending = [];
    recordWrite(lowering, binding, at, nothingGiven);
    lowering.pending = outer;
  });
  return binding;
}

/** `Depends(make_s3)` in `Annotated[S3Client, Depends(make_s3)]`. */
function outermostCalls(type: SyntaxNode): readonly SyntaxNode[] {
  const calls: SyntaxNode[] = [];
  const stack = [type];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'call') calls.push(node);
    else stack.push(...node.children);
  }
  return calls;
}

const isTyping = ({ import: imported }: Pick<Binding, 'import'>): boolean =>
  imported !== undefined && /^(?:typing|typing_extensions|collections\.abc)$/.test(imported.node.specifier);

const onlyOne = (names: readonly NameExpression[]): NameExpression | undefined =>
  names.length === 1 ? names[0] : undefined;
