/** The languages that can be read, each loaded when the first file of it is. */
import type { Language } from '../core/application.ts';
import type { Host } from '../core/host.ts';
import type { LanguageFrontend } from './tree.ts';

export interface Frontends {
  /** Loads what the languages need; must be awaited before `of` is asked for one of them. */
  readonly load: (languages: ReadonlySet<Language>) => Promise<void>;
  /** Undefined for a language that is not read, or not loaded yet. */
  readonly of: (language: Language) => LanguageFrontend | undefined;
}

export function createFrontends(host: Pick<Host, 'asset'>): Frontends {
  const loaded = new Map<Language, LanguageFrontend>();
  return {
    load: async (languages) => {
      if (languages.has('python') && !loaded.has('python')) {
        const { loadPython } = await import('./python/frontend.ts');
        loaded.set('python', await loadPython(host));
      }
      if ((languages.has('javascript') || languages.has('typescript')) && !loaded.has('javascript')) {
        const { javascript } = await import('./javascript/frontend.ts');
        loaded.set('javascript', javascript);
        loaded.set('typescript', javascript);
      }
    },
    of: (language) => loaded.get(language),
  };
}

export function languageOf(path: string): Language | undefined {
  if (path.endsWith('.py')) return 'python';
  if (/\.[mc]?tsx?$/.test(path)) return path.endsWith('.d.ts') ? undefined : 'typescript';
  return /\.[mc]?jsx?$/.test(path) ? 'javascript' : undefined;
}
