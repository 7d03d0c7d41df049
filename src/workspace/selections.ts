/** What may be done with a selection in a source file of the project. */
import type { ModuleFacts, ResolveImport, SettingFact } from '../core/module.ts';
import type { Refactoring } from '../core/refactoring.ts';
import type { Span, TextEdit } from '../core/span.ts';
import { refactoringAt } from '../languages/moving/selecting/selection.ts';
import type { Tree } from '../languages/tree.ts';
import { environmentSetBeside } from '../reach/settings.ts';
import type { ProjectTests } from './projectTests.ts';
import type { Review } from './review.ts';
import type { SourceFiles } from './sources.ts';

/** Nothing in a project without functions, where code runs otherwise. */
export function refactoringIn(
  sources: SourceFiles,
  { application, handlers }: Review,
  resolve: ResolveImport,
  { path, start, end }: Span,
  tests: Pick<ProjectTests, 'inTheWay'>,
): Refactoring | undefined {
  if (application.functions.length === 0) return undefined;
  const source = sources.tree(path);
  if (!source.known) return undefined;
  return refactoringAt(
    source.value.frontend,
    source.value.tree,
    { start, end },
    { handlers: [...handlers.values()].filter((it) => it.path === path), imported, environmentSet, inTheWay },
  );

  function inTheWay(edits: readonly TextEdit[]): string | undefined {
    const module = sources.module(path);
    return module && tests.inTheWay(edits, module, []);
  }

  function environmentSet(variable: string | undefined): SettingFact | undefined {
    const module = sources.module(path);
    const entries = new Set(
      [...handlers.values()].flatMap((it): readonly ModuleFacts[] => {
        const entry = sources.module(it.path);
        return entry ? [entry] : [];
      }),
    );
    return module && environmentSetBeside(module, variable, [...entries], { module: sources.module, resolve });
  }

  function imported(specifier: string): Tree | undefined {
    const from = sources.module(path);
    const to = from && resolve(from, specifier, '');
    const tree = to && sources.tree(to.path);
    return tree?.known ? tree.value.tree : undefined;
  }
}
