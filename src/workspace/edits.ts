/** The edits that rules ask for; each is made and proven once for a text, however many functions it concerns. */
import type { Fix } from '../core/finding.ts';
import { unknown, type Known } from '../core/known.ts';
import type { Creation, ImportFact } from '../core/module.ts';
import type { Edits } from '../core/rule.ts';
import type { TextEdit } from '../core/span.ts';
import { hoist } from '../languages/hoist.ts';
import { narrowImport } from '../languages/narrow.ts';
import { removeProperty, setGlobal, setProperty } from '../templates/edit.ts';
import type { SourceFiles } from './sources.ts';

type Made = Known<readonly TextEdit[]>;

export function editsIn(sources: Pick<SourceFiles, 'text' | 'tree'>): Edits {
  // A file that changes gets new facts, so what is remembered by them is of their text.
  const hoisted = new WeakMap<Creation, Known<Fix>>();
  const narrowed = new WeakMap<ImportFact, Map<string, Known<Fix>>>();
  const templates = new Map<string, { readonly text: string; readonly made: Map<string, Made> }>();

  /** `words` tell the edits of a template apart. */
  function inTemplate(path: string, words: readonly unknown[], make: (text: string) => Made): Made {
    const text = sources.text(path);
    if (text === undefined) return unknown('the template cannot be read');
    let template = templates.get(path);
    if (template?.text !== text) templates.set(path, (template = { text, made: new Map() }));
    return once(template.made, JSON.stringify(words), () => make(text));
  }

  return {
    hoist: (module, creation) =>
      once(hoisted, creation, () => {
        const lowered = sources.tree(module.path);
        return lowered.known ? hoist(lowered.value.frontend, lowered.value.tree, creation) : lowered;
      }),
    narrowImport: (module, at, plan) =>
      once(
        once(narrowed, at, () => new Map<string, Known<Fix>>()),
        JSON.stringify({ ...plan, specifiers: [...plan.specifiers] }),
        () => {
          const lowered = sources.tree(module.path);
          return lowered.known ? narrowImport(lowered.value.frontend, lowered.value.tree, at, plan) : lowered;
        },
      ),
    setProperty: (fn, path, value) =>
      inTemplate(fn.at.path, ['set', fn.id, fn.resourceType, path, value], (text) =>
        setProperty(text, fn, path, value),
      ),
    setGlobal: (fn, path, value) =>
      inTemplate(fn.at.path, ['global', path, value], (text) => setGlobal(text, fn.at.path, path, value)),
    removeProperty: (fn, path) =>
      inTemplate(fn.at.path, ['remove', fn.id, fn.resourceType, path], (text) => removeProperty(text, fn, path)),
  };
}

interface Remembered<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => unknown;
}

function once<Key, Value>(remembered: Remembered<Key, Value>, key: Key, make: () => Value): Value {
  const before = remembered.get(key);
  if (before !== undefined) return before;
  const value = make();
  remembered.set(key, value);
  return value;
}
