/** What lets a creation in: it is valid for a while only, and another one's must not be used. */
import type { LocatedCreation } from '../../facts/creations.ts';
import type { Binding, Expression } from '../../tree.ts';
import { expressionsWithin } from '../../walk.ts';

/** By the names of options, variables, members and functions. */
const secret =
  /credential|token|secret|passw|pwd|passphrase|access_?key|api_?key|private_?key|assume_?role|bearer|jwt|oauth|authori[sz]ation|^auth|cookie|signer/i;

/** The name by which the creation, or a local value that it is made of, shows to be made of credentials. */
export function secretIn({ whole, call }: LocatedCreation): string | undefined {
  const seen = new Set<Binding>();
  return inExpression(whole);

  function inExpression(expression: Expression): string | undefined {
    for (const part of expressionsWithin(expression)) {
      // What the client itself is called tells what it is a client of.
      const names = part === call.callee ? [] : namesOf(part, part !== call);
      const found = names.find((it) => secret.test(it)) ?? (part.kind === 'name' ? inValues(part.binding) : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function inValues(binding: Binding | undefined): string | undefined {
    if (!binding || binding.function.id === 0 || seen.has(binding)) return undefined;
    seen.add(binding);
    for (const { value, path } of binding.writes) {
      const found = path.find((it) => secret.test(it)) ?? (value && inExpression(value));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** An imported function counts where it is called. */
function namesOf(part: Expression, withCallee: boolean): readonly string[] {
  switch (part.kind) {
    case 'name':
      return part.binding?.import ? [] : [part.name];
    case 'member':
      return [part.property];
    case 'object':
      return part.entries.flatMap(({ key }) => key ?? []);
    case 'call':
      return [
        ...(withCallee && part.callee.kind === 'name' ? [part.callee.name] : []),
        ...part.arguments.flatMap(({ name }) => name ?? []),
      ];
    default:
      return [];
  }
}
