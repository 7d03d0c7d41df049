/**
 * Python: the directories of the workspace that a file adds to those in which imports are looked up,
 * `sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'shared'))`.
 */
import { directoryOf, join } from '../../core/paths.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CallExpression, Expression } from '../tree.ts';

/** Deeper than paths are put together. */
const deepest = 12;

/** In the order in which they are written; what does not lie beside the file is left out, such as `/opt/python`. */
export function searchedIn(analysis: Analysis): readonly string[] {
  const { tree, flow, symbols, statements } = analysis;
  if (tree.language !== 'python' || !tree.text.includes('sys.path')) return [];
  const found = flow.calls.flatMap((call) => {
    if (statements.get(call)?.function.id !== 0) return [];
    const { symbol } = symbols.of(call.callee);
    const added =
      symbol === 'sys.path.append' ? call.arguments[0] : symbol === 'sys.path.insert' ? call.arguments[1] : undefined;
    const directory = added && pathOf(analysis, added.value, 0);
    return directory === undefined ? [] : [directory];
  });
  return [...new Set(found)];
}

/** The path in the workspace that an expression gives, as far as it is made of where the file lies. */
function pathOf(analysis: Analysis, expression: Expression, depth: number): string | undefined {
  if (depth > deepest) return undefined;
  const inner = (it: Expression | undefined): string | undefined => it && pathOf(analysis, it, depth + 1);
  switch (expression.kind) {
    case 'name': {
      if (expression.name === '__file__' && !expression.binding) return analysis.tree.path;
      const [write, ...others] = expression.binding?.writes ?? [];
      return others.length === 0 && write?.path.length === 0 ? inner(write.value) : undefined;
    }
    case 'call':
      return ofCall(analysis, expression, inner);
    case 'member':
      if (expression.property === 'parent') return parentOf(inner(expression.object));
      return isParents(expression.object)
        ? above(inner(expression.object.object), Number(expression.property))
        : undefined;
    case 'index':
      return isParents(expression.object) && expression.index.kind === 'literal'
        ? above(inner(expression.object.object), Number(expression.index.value))
        : undefined;
    case 'operation': {
      const [base, ...rest] = expression.parts;
      return expression.operator === '/' ? joined(inner(base), rest) : undefined;
    }
    default:
      return undefined;
  }
}

function ofCall(
  { symbols }: Analysis,
  { callee, arguments: given }: CallExpression,
  inner: (it: Expression | undefined) => string | undefined,
): string | undefined {
  const { symbol } = symbols.of(callee);
  const [first, ...rest] = given.map(({ value }) => value);
  if (/^os\.path\.(?:abspath|realpath|normpath)$|^str$|^os\.fspath$|^pathlib\.(?:Pure)?Path$/.test(symbol))
    return joined(inner(first), rest);
  if (symbol === 'os.path.dirname') return parentOf(inner(first));
  if (symbol === 'os.path.join') return joined(inner(first), rest);
  if (callee.kind !== 'member') return undefined;
  if (/^(?:resolve|absolute|as_posix)$/.test(callee.property) && given.length === 0) return inner(callee.object);
  return callee.property === 'joinpath'
    ? joined(
        inner(callee.object),
        given.map(({ value }) => value),
      )
    : undefined;
}

const isParents = (expression: Expression): expression is Extract<Expression, { kind: 'member' }> =>
  expression.kind === 'member' && expression.property === 'parents';

/** Undefined above the workspace. */
const parentOf = (path: string | undefined): string | undefined =>
  path === undefined || path === '' ? undefined : directoryOf(path);

function above(path: string | undefined, index: number): string | undefined {
  let at = parentOf(path);
  for (let count = 0; count < index; count++) at = parentOf(at);
  return at;
}

function joined(base: string | undefined, parts: readonly Expression[]): string | undefined {
  let path = base;
  for (const part of parts) {
    if (path === undefined || part.kind !== 'literal' || typeof part.value !== 'string' || part.value.startsWith('/'))
      return undefined;
    path = join(path, part.value);
  }
  return path;
}
