import type { ModuleFacts, ResolveImport } from '../core/module.ts';
import type { Symbol } from '../core/symbol.ts';

/** The source files of a project, as facts. */
export interface Sources {
  readonly module: (path: string) => ModuleFacts | undefined;
  readonly resolve: ResolveImport;
  /** The files of controllers that a web framework of Java finds where it is started in the file. */
  readonly controllers?: (path: string) => readonly string[];
  /** The files of Java in which a class extends or implements something of that simple name. */
  readonly extending?: (name: string) => readonly string[];
  /** Whether a call of the symbol, in a file of the language, gives something else each time. */
  readonly varies?: (symbol: Symbol, module: Pick<ModuleFacts, 'language' | 'path'>) => boolean;
}
