/** Whether an expression gives the same whenever its function is run, so that its first result may be kept. */
import { isLoginToken } from '../../../core/symbol.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { isVolatile } from '../../catalogue.ts';
import type { Binding, CallExpression, Expression } from '../../tree.ts';
import { expressionsWithin, isModuleLevel } from '../../walk.ts';
import { whyFieldChanges } from '../changes.ts';
import { onItsObject, short } from '../needs.ts';

const longestChain = 20;

/** Functions that hand out what is valid for a limited time, by their names. */
const expiring = /token|oauth|bearer|assume_?role|sign(ed|ature)?_?url|presign|expir|log_?in\b/i;

/**
 * What hinders it, as far as the file tells; undefined when nothing does.
 * It stays where it is, so that what it calls may do what it likes; but what it is made of must not be the caller's.
 * A connection that is `renewed` asks anew for what lets it in; `held` are names of a lasting object, whose fields stay.
 */
export function whatVaries(
  analysis: Analysis,
  expression: Expression,
  { renewed = false, held }: { readonly renewed?: boolean; readonly held?: ReadonlySet<Expression> } = {},
): string | undefined {
  const seen = new Set<Binding>();
  return inExpression(expression, 0);

  function inExpression(it: Expression, depth: number): string | undefined {
    if (depth > longestChain) return 'it depends on too long a chain of values';
    for (const part of expressionsWithin(it)) {
      const varies = inPart(part, depth, it === expression);
      if (varies !== undefined) return varies;
    }
    return undefined;
  }

  function inPart(part: Expression, depth: number, own: boolean): string | undefined {
    if (held?.has(part)) return undefined;
    switch (part.kind) {
      case 'name':
        if (part.binding) return inBinding(part.binding, depth) ?? whyFieldChanges(analysis, part);
        return part.name === 'arguments' && analysis.tree.language !== 'python'
          ? 'it depends on the arguments of the call'
          : undefined;
      case 'call': {
        const { symbol } = analysis.symbols.of(part.callee);
        if (renewed && isLoginToken(symbol)) return undefined;
        if (isVolatile(symbol, analysis.tree)) return `\`${symbol}\` gives something else each time`;
        const called = part.callee.kind === 'member' ? part.callee.property : short(part.callee);
        return !renewed && expiring.test(called) ? `what \`${short(part.callee)}()\` gives may expire` : undefined;
      }
      case 'await':
        return own ? 'something that it needs is awaited on the way' : undefined;
      case 'assign':
        return 'it sets a variable on the way';
      case 'function':
        return own ? 'it is given a function' : undefined;
      case 'this':
      case 'super':
        return onItsObject;
      case 'unknown':
        return `\`${short(part)}\` is not understood`;
      case 'operation':
        return ['yield', 'jsx', '++', '--'].includes(part.operator) ? `\`${short(part)}\` cannot be kept` : undefined;
      default:
        return undefined;
    }
  }

  function inBinding(binding: Binding, depth: number): string | undefined {
    if (seen.has(binding)) return undefined;
    seen.add(binding);
    if (binding.function.selfBinding === binding) return onItsObject;
    if (binding.kind === 'parameter') return `it depends on the parameter \`${binding.name}\``;
    if (binding.kind === 'catch') return `it depends on the caught \`${binding.name}\``;
    if (binding.import) return undefined;
    if (isModuleLevel(binding))
      return binding.writes.some((write) => write.function.id !== 0)
        ? `it depends on \`${binding.name}\`, which functions change`
        : undefined;
    if (binding.declares) return `it depends on \`${binding.name}\`, which is declared in the function`;
    const [write] = binding.writes;
    if (binding.writes.length !== 1 || !write?.value || write.iterates)
      return `it depends on \`${binding.name}\`, which changes`;
    return inExpression(write.value, depth + 1);
  }
}

/** The first variable that it is made of which holds what was waited for: a secret that may be another one tomorrow. */
export function askedFor({ arguments: given }: CallExpression): string | undefined {
  for (const part of given.flatMap(({ value }) => [...expressionsWithin(value)])) {
    const binding = part.kind === 'name' && !part.binding?.import ? part.binding : undefined;
    const isAsked = binding?.writes.some(
      ({ value }) => value && [...expressionsWithin(value)].some(({ kind }) => kind === 'await'),
    );
    if (binding && isAsked && !isModuleLevel(binding)) return binding.name;
  }
  return undefined;
}
