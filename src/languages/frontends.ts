/** The languages that can be read, each loaded when the first file of it is. */
import type { Language } from '../core/application.ts';
import { noSymbols, type OwnSymbols } from '../core/configuration.ts';
import type { Host } from '../core/host.ts';
import type { LanguageFrontend, Tree } from './tree.ts';

export interface Frontends {
  /** Loads what the languages need; must be awaited before `of` is asked for one of them. */
  readonly load: (languages: ReadonlySet<Language>) => Promise<void>;
  /** Undefined for a language that is not read, or not loaded yet. */
  readonly of: (language: Language) => LanguageFrontend | undefined;
  /** What the team says of symbols; trees that are lowered from then on hold it. */
  readonly use: (own: OwnSymbols) => void;
}

export function createFrontends(host: Pick<Host, 'asset'>): Frontends {
  const loaded = new Map<Language, LanguageFrontend>();
  let own: OwnSymbols = noSymbols;
  const remembering = (frontend: LanguageFrontend) => rememberingTheLast(frontend, () => own);
  return {
    load: async (languages) => {
      if (languages.has('python') && !loaded.has('python')) {
        const { loadPython } = await import('./python/frontend.ts');
        loaded.set('python', remembering(await loadPython(host)));
      }
      if (languages.has('java') && !loaded.has('java')) {
        const { loadJava } = await import('./java/frontend.ts');
        loaded.set('java', remembering(await loadJava(host)));
      }
      if ((languages.has('javascript') || languages.has('typescript')) && !loaded.has('javascript')) {
        const { javascript } = await import('./javascript/frontend.ts');
        const frontend = remembering(javascript);
        loaded.set('javascript', frontend);
        loaded.set('typescript', frontend);
      }
    },
    of: (language) => loaded.get(language),
    use: (symbols) => {
      own = symbols;
    },
  };
}

/** What edits come to is lowered for their proof, and then for what is said of it; trees never change. */
function rememberingTheLast({ lower, spelling }: LanguageFrontend, ownSymbols: () => OwnSymbols): LanguageFrontend {
  let last: { readonly path: string; readonly tree: Tree } | undefined;
  return {
    spelling,
    lower: (path, text) => {
      const own = ownSymbols();
      if (last?.path !== path || last.tree.text !== text || last.tree.own !== own)
        last = { path, tree: { ...lower(path, text), own } };
      return last.tree;
    },
  };
}

export function languageOf(path: string): Language | undefined {
  if (path.endsWith('.py')) return 'python';
  if (path.endsWith('.java')) return 'java';
  if (/\.[mc]?tsx?$/.test(path)) return path.endsWith('.d.ts') ? undefined : 'typescript';
  return /\.[mc]?jsx?$/.test(path) ? 'javascript' : undefined;
}
