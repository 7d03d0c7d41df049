/** The edits that rules ask for; each is made and proven once for a text, however many functions it concerns. */
import { removeConstructProperty, setConstructProperty, type CdkSource } from '../cdk/edit.ts';
import type { LambdaFunction } from '../core/application.ts';
import { suggested, type Fix } from '../core/finding.ts';
import { known, unknown, type Known } from '../core/known.ts';
import type { CallFact, Creation, ImportFact } from '../core/module.ts';
import { directoriesAbove, directoryOf, inDirectory } from '../core/paths.ts';
import type { Origin } from '../core/resource.ts';
import type { Edits, NarrowPlan } from '../core/rule.ts';
import type { TextEdit } from '../core/span.ts';
import { downloadOnce } from '../languages/edits/downloads.ts';
import { narrowImport } from '../languages/edits/narrow.ts';
import { hoist, keep } from '../languages/moving/hoist.ts';
import { removeProperty, setGlobal, setProperty } from '../templates/edit.ts';
import { parseJson } from '../templates/json.ts';
import { at, entryOf } from '../templates/node.ts';
import type { ProjectTests } from './projectTests.ts';
import type { SourceFiles } from './sources.ts';

type Made = Known<readonly TextEdit[]>;

export function editsIn(
  sources: Pick<SourceFiles, 'text' | 'tree'>,
  tests: Pick<ProjectTests, 'inTheWay' | 'replacing'>,
): Edits {
  // A file that changes gets new facts, so what is remembered by them is of their text.
  const hoisted = new WeakMap<Creation, Known<Fix>>();
  const kept = new WeakMap<Creation, Known<Fix>>();
  const downloaded = new WeakMap<CallFact, Known<Fix>>();
  const narrowed = new WeakMap<ImportFact, { readonly plan: NarrowPlan; readonly fix: Known<Fix> }[]>();
  const templates = new Map<string, { readonly text: string; readonly made: Map<string, Made> }>();

  /** In the language of whoever declared the function. */
  function atDeclaration({ at, origin }: LambdaFunction, words: readonly unknown[], make: Makers): Made {
    switch (origin?.kind) {
      case undefined:
        return unknown('nothing declares it');
      case 'template':
        return origin.fixed === undefined ? inFile(at.path, words, make.template) : unknown(origin.fixed);
      case 'assembly':
        return unknown('only `cdk.out` declares it; set it in the source of the app');
      case 'cdk':
        return inFile(origin.call.path, words, () => {
          const source = sources.tree(origin.call.path);
          return source.known ? make.cdk(source.value, origin) : source;
        });
    }
  }

  /** `words` tell the edits of a file apart. */
  function inFile(path: string, words: readonly unknown[], make: (text: string) => Made): Made {
    const text = sources.text(path);
    if (text === undefined) return unknown('the file cannot be read');
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
    keep: (module, creation) =>
      once(kept, creation, () => {
        const lowered = sources.tree(module.path);
        return lowered.known ? keep(lowered.value.frontend, lowered.value.tree, creation) : lowered;
      }),
    inTheWay: ({ edits }, module, ways) => tests.inTheWay(edits, module, ways),
    replacing: tests.replacing,
    downloadOnce: (module, call) =>
      once(downloaded, call, () => {
        const lowered = sources.tree(module.path);
        return lowered.known ? downloadOnce(lowered.value.frontend, lowered.value.tree, call) : lowered;
      }),
    narrowImport: (module, at, plan) => {
      const made = once(narrowed, at, () => []);
      let its = made.find((it) => isSamePlan(it.plan, plan));
      if (!its) {
        const lowered = sources.tree(module.path);
        const fix = lowered.known ? narrowImport(lowered.value.frontend, lowered.value.tree, at, plan) : lowered;
        made.push((its = { plan, fix }));
      }
      const isThere = plan.needs === undefined || isListed(plan.needs, module.path, sources.text);
      return isThere || !its.fix.known
        ? its.fix
        : known(suggested(its.fix.value, `\`package.json\` does not list \`${plan.needs}\``));
    },
    setProperty: (fn, path, value) =>
      atDeclaration(fn, ['set', fn.at.start, fn.resourceType, path, value], {
        template: (text) => setProperty(text, fn, path, value),
        cdk: (source, origin) => setConstructProperty(source, origin, path, value),
      }),
    setGlobal: (fn, path, value) =>
      atDeclaration(fn, ['global', path, value], {
        template: (text) => setGlobal(text, fn.at.path, path, value),
        cdk: () => unknown('constructs share no properties'),
      }),
    removeProperty: (fn, path) =>
      atDeclaration(fn, ['remove', fn.at.start, fn.resourceType, path], {
        template: (text) => removeProperty(text, fn, path),
        cdk: (source, origin) => removeConstructProperty(source, origin, path),
      }),
  };
}

/** What a function has when it is deployed. */
const dependencies = ['dependencies', 'peerDependencies', 'optionalDependencies'];

/** Whether the nearest `package.json` lists a package; what is only installed for another one may be gone tomorrow. */
function isListed(name: string, path: string, read: (path: string) => string | undefined): boolean {
  for (const directory of directoriesAbove(directoryOf(path))) {
    const text = read(inDirectory(directory, 'package.json'));
    if (text === undefined) continue;
    const { root } = parseJson(text);
    return dependencies.some((key) => entryOf(at(root, key), name) !== undefined);
  }
  return false;
}

const isSamePlan = (a: NarrowPlan, b: NarrowPlan): boolean =>
  a.kind === b.kind &&
  a.title === b.title &&
  a.caution === b.caution &&
  a.specifiers.size === b.specifiers.size &&
  [...a.specifiers].every(([member, specifier]) => b.specifiers.get(member) === specifier);

interface Makers {
  readonly template: (text: string) => Made;
  readonly cdk: (source: CdkSource, origin: Extract<Origin, { kind: 'cdk' }>) => Made;
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
