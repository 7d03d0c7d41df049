/** What loading an entry loads. */
import type { TraceStep } from '../core/finding.ts';
import type { ModuleFacts } from '../core/module.ts';
import type { FunctionCode } from '../core/rule.ts';
import type { Sources } from './reference.ts';

export type Loaded = Pick<FunctionCode, 'modules' | 'imports' | 'gaps'>;

/** Every module of the project that loading these loads, and what those import from outside. */
export function loadedFrom(entries: readonly ModuleFacts[], sources: Sources): Loaded {
  const modules = new Map<string, ModuleFacts>();
  const imports: Loaded['imports'][number][] = [];
  const gaps: string[] = [];
  const visit = (module: ModuleFacts, trace: readonly TraceStep[]): void => {
    if (modules.has(module.path)) return;
    modules.set(module.path, module);
    for (const it of module.imports) {
      const step: TraceStep = { at: it.at, label: it.specifier };
      const found = [it.names.length === 0 ? [''] : it.names.map(({ imported }) => (imported === '*' ? '' : imported))]
        .flat()
        .flatMap((member) => sources.resolve(module, it.specifier, member) ?? []);
      for (const { path } of found) {
        const other = sources.module(path);
        if (other) visit(other, [...trace, step]);
        else gaps.push(`\`${path}\`, which \`${module.path}\` imports, cannot be read.`);
      }
      if (module.language === 'java') visitComponent(module, it.specifier, [...trace, step]);
      if (found.length > 0) continue;
      if (it.specifier.startsWith('.'))
        gaps.push(`\`${it.specifier}\`, which \`${module.path}\` imports, was not found.`);
      else imports.push({ module, import: it, trace: [...trace, step] });
    }
  };
  /** What Dagger makes of a component stands in no file; the component does. */
  function visitComponent(module: ModuleFacts, specifier: string, trace: readonly TraceStep[]): void {
    const component = /(?:^|\.)Dagger[A-Z]\w*$/.test(specifier) ? specifier.replace(/Dagger(?=\w+$)/, '') : undefined;
    const there = component === undefined ? undefined : sources.resolve(module, component, '');
    const other = there && sources.module(there.path);
    if (other) visit(other, trace);
  }
  for (const it of entries) visit(it, []);
  return { modules: [...modules.values()], imports, gaps };
}
