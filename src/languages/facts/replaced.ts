/** What a module of Python puts in the place of others when it is loaded: itself, and methods of classes. */
import type { ExportFact, ModuleFacts, PatchFact } from '../../core/module.ts';
import { spanOf, type Analysis } from '../analysis/analysis.ts';
import type { Tree } from '../tree.ts';

/** What Python gives to whoever imports the module, instead of it: `sys.modules[__name__] = Constants()`. */
export function insteadOfModule({ tree, symbols, values }: Analysis): readonly ExportFact[] {
  return assignmentsIn(tree).flatMap(({ place, value }): readonly ExportFact[] => {
    const isIts =
      place.kind === 'index' &&
      symbols.of(place.object).symbol === 'sys.modules' &&
      place.index.kind === 'name' &&
      place.index.name === '__name__';
    if (!isIts) return [];
    const { symbol } = symbols.of(value);
    const at = spanOf(tree, value);
    return [{ name: '*', functions: [], targets: [], wrappers: [], symbol, values: values.of(value), at }];
  });
}

/** `library.Store.connect = connect`, at module level of Python. */
export function patchesIn({ tree, symbols, values }: Analysis): Pick<ModuleFacts, 'patches'> {
  const patches = assignmentsIn(tree).flatMap(({ place, value }): readonly PatchFact[] =>
    place.kind !== 'member'
      ? []
      : symbols
          .of(place.object)
          .targets.flatMap((it) =>
            it.kind === 'import'
              ? [{ of: { specifier: it.specifier, name: it.member }, method: place.property, values: values.of(value) }]
              : [],
          ),
  );
  return patches.length > 0 ? { patches } : {};
}

/** What the module's body gives to members and elements: `a.b = …`, `a[b] = …`. */
function assignmentsIn({ language, functions: [body] }: Tree) {
  if (language !== 'python' || !body) return [];
  return body.body.statements.flatMap((statement) =>
    statement.kind !== 'assign'
      ? []
      : statement.declarators.flatMap(({ targets: [target], value }) =>
          target?.kind === 'member' && value ? [{ place: target.expression, value }] : [],
        ),
  );
}
