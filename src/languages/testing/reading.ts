/** Reads files of tests: cheaply, whether one may replace anything and what it names; then for what it does. */
import type { Language } from '../../core/application.ts';
import { directoryOf, fileNameOf, join } from '../../core/paths.ts';
import type { LoadFact, Moment, TestFacts } from '../../core/testFacts.ts';
import { analyse, type Analysis } from '../analysis/analysis.ts';
import { searchedIn } from '../facts/searchPath.ts';
import type { Tree } from '../tree.ts';
import { replacedInJava } from './java.ts';
import { importsFirst, loadedInstead, replacedInJavaScript } from './javascript.ts';
import { first } from './moments.ts';
import { asksOf, fixturesOf, replacedInPython } from './python.ts';

const replacing: Record<Exclude<Language, 'typescript'>, RegExp> = {
  python: /\bpatch\b|monkeypatch|\bmoto\b|\bos\.(environ|putenv)\b/,
  javascript:
    /\bmock(Implementation|ReturnValue|ResolvedValue)|\bspyOn\b|\b(stub|replace)\(|aws-sdk-mock|\b(jest|vi|vitest)\.(do)?[mM]ock\b|\bproxyquire\b|\bprocess\.env\b|\bstubEnv\b|\bAWS\.\w+ = /,
  java: /\bmock(Static|Construction)|\bwhenNew\b|EnvironmentVariable/i,
};

/** Whether its text has a word of something that replaces. */
export const mayReplace = (language: Language, text: string): boolean =>
  replacing[language === 'typescript' ? 'javascript' : language].test(text);

/**
 * By which a file of tests may mean a source file: its path without an ending where the import tells it, else its last name.
 * What `namesOfSource` says of a file is among them where a test loads it, or replaces something through it.
 */
export function namesIn(path: string, language: Language, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (language === 'python') for (const dotted of dottedIn(text)) for (const name of pairsOf(dotted)) names.add(name);
  else if (language === 'java') for (const [name] of text.matchAll(/\b[A-Z]\w*/g)) names.add(name);
  else
    for (const [, specifier = ''] of text.matchAll(/["'`]([\w@.~#/-]+)["'`]/g)) {
      const plain = specifier.replace(/\.[mc]?[jt]sx?$/, '').replace(/\/index$/, '');
      const inProject = plain.startsWith('.') ? join(directoryOf(path), plain) : undefined;
      if (inProject !== undefined) names.add(inProject.replace(/(^|\/)index$/, ''));
      else if (plain.includes('/')) names.add(fileNameOf(plain));
    }
  return names;
}

const imports =
  /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n#]*)|import[ \t]+([^\n#]*))|["']([\w.{}]+\.[\w.]+)["']|import_module\(\s*["'](\w+)["']/gm;

/** Every name with dots that a file of Python imports or writes. */
function* dottedIn(text: string): Generator<string> {
  for (const [, module = '', members = '', modules = '', written, named] of text.matchAll(imports)) {
    for (const [name] of members.matchAll(/\w+/g)) yield `${module}.${name}`;
    for (const [name] of modules.matchAll(/[\w.]+/g)) yield name;
    if (written !== undefined || named !== undefined) yield written ?? named ?? '';
  }
}

/** Each part behind the one before it: `.src`, `src.orders`, `orders.app`. Most files are called like others, but not their folders. */
const pairsOf = (dotted: string): readonly string[] =>
  dotted
    .split('.')
    .filter((it) => it !== '')
    .map((name, index, all) => `${all[index - 1] ?? ''}.${name}`);

/** The names by which tests may mean a source file. */
export function namesOfSource(path: string, language: Language): readonly string[] {
  const plain = path.replace(/\.\w+$/, '');
  const module = plain.replace(/(^|\/)(index|__init__)$/, '');
  const name = fileNameOf(module);
  if (language === 'python') return [`.${name}`, `${fileNameOf(directoryOf(module))}.${name}`];
  return language === 'java' ? [name] : [module, name];
}

/** `tree` is of the file's present text. */
export function testFactsOf(tree: Tree): TestFacts {
  const analysis = analyse(tree);
  const isPython = tree.language === 'python';
  return inOrder({
    loads: loadsOf(analysis),
    replaced:
      tree.language === 'java'
        ? replacedInJava(analysis)
        : isPython
          ? replacedInPython(analysis)
          : replacedInJavaScript(analysis),
    searched: searchedIn(analysis),
    asks: isPython ? asksOf(analysis) : [],
    fixtures: isPython ? fixturesOf(analysis) : [],
  });
}

function loadsOf(analysis: Analysis): readonly LoadFact[] {
  const { tree } = analysis;
  const isScript = /script$/.test(tree.language);
  const isFirst = isScript && importsFirst(tree);
  const imported = tree.imports.flatMap(({ specifier, form, names, range, typeOnly, function: within }) => {
    if (typeOnly) return [];
    const at = within.id !== 0 ? 'later' : isFirst && form === 'import' ? first : range.start;
    const members = names.length === 0 ? [''] : names.map(({ imported }) => (imported === '*' ? '' : imported));
    return members.map((member): LoadFact => ({ specifier, member, at }));
  });
  return isScript ? [...imported, ...loadedInstead(analysis)] : imported;
}

/** With the numbers of what comes one after another for offsets, so that the same is said while somebody types in a test. */
function inOrder(facts: TestFacts): TestFacts {
  const offsets = new Set([...facts.loads.map(({ at }) => at), ...facts.replaced.map(({ since }) => since)]);
  const order = [...offsets].filter((it) => typeof it === 'number').sort((a, b) => a - b);
  const ranks = new Map<Moment, number>(order.map((it, index) => [it, index]));
  const rankOf = (it: Moment): Moment => ranks.get(it) ?? 'later';
  return {
    ...facts,
    loads: unique(facts.loads.map((it) => ({ ...it, at: rankOf(it.at) }))),
    replaced: unique(facts.replaced.map((it) => ({ ...it, since: rankOf(it.since) }))),
  };
}

/** Tests do the same again and again. */
function unique<T extends object>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter((it) => {
    const key = JSON.stringify(it);
    return !seen.has(key) && seen.add(key);
  });
}
