/** Fields of objects that an invocation makes, of what outlives it: `new Store(clients)` with a map of the module. */
import type { ArgumentFact, Lazy, ModuleFacts, Source } from '../core/module.ts';
import type { ParameterWord } from '../core/word.ts';
import type { Lasting } from './lasting.ts';
import { classIn } from './names.ts';
import { parameterFor, type ClassPlace } from './reference.ts';
import type { Makers, Site } from './site.ts';

/** A method, and the objects that it runs on, where all are known. */
interface Running {
  readonly module: ModuleFacts;
  readonly selves: ReadonlyMap<string, ClassPlace & { readonly makers?: Makers }> | undefined;
}

/** Whether all that made the objects on which the function runs gave them what is kept longer than they are. */
export function isBorrowed(
  { class: owner, variable }: Lazy,
  { module, selves }: Running,
  lasting: Pick<Lasting, 'isKept'>,
): boolean {
  if (owner === undefined || !selves || selves.size === 0) return false;
  const of = classIn(module, owner)?.borrowed?.[variable.slice(owner.length + 1)];
  if (!of) return false;
  return [...selves.values()].every(
    ({ module: there, name, makers = [] }) =>
      there === module && name === owner && makers.length > 0 && makers.every((it) => isGivenLasting(it, of, module)),
  );

  function isGivenLasting({ module: there, call }: Site, word: ParameterWord, its: ModuleFacts): boolean {
    const fn = its.functions[word.function];
    const [argument, ...others] = call.arguments.filter(
      (it, position) => fn && parameterFor(fn, position, it.name) === word.index,
    );
    if (!argument || others.length > 0 || call.arguments.some(({ spread }) => spread)) return false;
    const variable = argument.variables?.[word.member ?? ''];
    if (variable !== undefined) return lasting.isKept({ kind: 'lazy', variable }, there);
    const sources = sourcesOf(argument, word.member);
    return sources.length > 0 && sources.every(({ kind }) => kind === 'import');
  }
}

const sourcesOf = ({ sources, parts }: ArgumentFact, member: string | undefined): readonly Source[] =>
  member === undefined ? sources : (parts?.members[member] ?? []);
