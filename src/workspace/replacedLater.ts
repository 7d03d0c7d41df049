/** Whether tests put something in the place of what an edit moves, but only after it was made. */
import type { Creation, ImportFact, ModuleFacts } from '../core/module.ts';
import { contains, type TextEdit } from '../core/span.ts';
import { withShortSession } from '../core/symbol.ts';
import type { FixtureFact, LoadFact, ReplacementFact, TestFacts } from '../core/testFacts.ts';

/** What runs when its file is loaded, once the edit is made. */
export interface Moved {
  readonly module: ModuleFacts;
  readonly resources: readonly Creation['resource'][];
  /** Of the environment. */
  readonly variables: ReadonlySet<string>;
}

/** What runs then: the constructions that stand where it edits, and what the new text reads of the environment. */
export function movedBy(edits: readonly TextEdit[], module: ModuleFacts): Moved {
  const own = edits.filter(({ path }) => path === module.path);
  const resources = module.creations
    .filter(({ at }) => own.some((it) => contains(it, at)))
    .map(({ resource }) => resource);
  const text = own.map((it) => it.text).join('\n');
  const variables = [...text.matchAll(reading)].map(([, a, b]) => a ?? b ?? '');
  const needsRegion = !/region|config/i.test(text) && resources.some(asksForRegion);
  return { module, resources, variables: new Set([...variables, ...(needsRegion ? ['AWS_DEFAULT_REGION'] : [])]) };
}

/**
 * Without a region boto3 makes no client but those that have an endpoint in none; Lambda sets the variable.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/guide/configuration.html
 */
const asksForRegion = ({ symbol, code }: Creation['resource']): boolean =>
  /^boto3\b.*\b(client|resource)\b/.test(symbol) && !/["'](s3|iam|sts|cloudfront|route53|organizations)["']/.test(code);

/** `os.environ["TABLE"]`, `os.getenv("TABLE")`, `process.env.TABLE`, `System.getenv("TABLE")`. */
const reading =
  /\b(?:environ(?:\.(?:get|setdefault)\(|\[)|getenv(?:\(\)\.get)?\(|process\.env\[)\s*["'](\w+)["']|\bprocess\.env\.(\w+)/g;

/** A file of tests behind those that are loaded before it: each `conftest.py` of the folders above. */
export interface Suite {
  readonly files: readonly { readonly path: string; readonly facts: TestFacts }[];
  /** The source file that what is loaded means, if any. */
  readonly sourceOf: (loaded: LoadFact, by: string) => string | undefined;
  /** The source file that a name leads to, with what is taken of it: `src.app.boto3.client`. */
  readonly placeOf: (name: string, by: string) => { readonly path: string; readonly member: string } | undefined;
}

/** More than happens while one file is loaded. */
const inOneFile = 1_000_000;

/** @param ways the source files any of which loads what is moved. */
export function replacedLater(suite: Suite, moved: Moved, ways: ReadonlyMap<string, ModuleFacts>): string | undefined {
  const { files } = suite;
  const loaded = loadedAt(suite, (it) => ways.has(it));
  const used = files.flatMap(({ path, facts }, index) =>
    replacementsUsed(suite, facts, index).map((it) => ({
      ...it,
      path,
      isBefore: it.since !== 'later' && loaded !== undefined && index * inOneFile + it.since < loaded,
    })),
  );
  const before = new Set(used.filter(({ isBefore }) => isBefore).map(({ of, name }) => `${of} ${name}`));
  for (const it of used) {
    const code = it.isBefore ? undefined : concerning(it, it.path);
    if (code === undefined) continue;
    return `\`${it.path}\` ${doing({ ...it, code })} only ${it.since === 'later' ? 'while a test runs' : 'after the file is loaded'}`;
  }
  return undefined;

  /** How to speak of what it replaces, where that concerns what is moved. */
  function concerning(it: ReplacementFact, by: string): string | undefined {
    switch (it.of) {
      case 'variable': {
        const isRead = loaded !== undefined && moved.variables.has(it.name) && !before.has(`variable ${it.name}`);
        return isRead ? it.code : undefined;
      }
      case 'module':
        return undefined;
      case 'service': {
        const isAsked = loaded !== undefined && !isMocked(loaded);
        return isAsked && moved.resources.some((own) => isOfService(own, it.name)) ? it.code : undefined;
      }
      case 'symbol': {
        const whole = replacedBy(it.name, by);
        if (whole === undefined || !moved.resources.some(({ symbol }) => isPartOf(symbol, whole))) return undefined;
        return it.name === whole ? it.code : whole;
      }
    }
  }

  /** What it replaces for the module. Whoever patches through a source file loads it first. */
  function replacedBy(name: string, by: string): string | undefined {
    const place = moved.module.language === 'python' ? suite.placeOf(name, by) : undefined;
    if (!place) return loaded === undefined ? undefined : name;
    // What is patched through any other file is meant for that one.
    const way = ways.get(place.path);
    const [own = '', ...rest] = place.member.split('.');
    if (!way || (rest.length === 0 && place.path !== moved.module.path)) return undefined;
    const whole = meantBy(way, own);
    return whole === undefined ? undefined : [whole, ...rest].join('.');
  }

  /**
   * Clients that are made after moto was imported ask it while it is in force, if they had credentials.
   * https://docs.getmoto.org/en/latest/docs/getting_started.html#what-about-those-pesky-imports
   */
  function isMocked(at: number): boolean {
    const imported = loadedAt(suite, undefined, (it) => /^moto\b/.test(it.specifier));
    return imported !== undefined && imported < at && before.has('variable AWS_ACCESS_KEY_ID');
  }
}

/** Whether tests that load one of the files replace a module, or something of it, so that it has to be asked for there. */
export function replacesModule(
  { files, sourceOf }: Suite,
  name: string,
  ways: ReadonlyMap<string, ModuleFacts>,
): boolean {
  const isLoaded = files.some(({ path, facts }) =>
    facts.loads.some((it) => {
      const source = sourceOf(it, path);
      return source !== undefined && ways.has(source);
    }),
  );
  return (
    isLoaded &&
    files.some(({ facts }) =>
      facts.replaced.some((it) =>
        it.of === 'module' ? it.name === name : it.of === 'symbol' && it.name.startsWith(`${name}#`),
      ),
    )
  );
}

/** When the first of the files is loaded, or of what is wanted. */
function loadedAt(
  { files, sourceOf }: Suite,
  isWay: ((path: string) => boolean) | undefined,
  isWanted?: (loaded: LoadFact) => boolean,
): number | undefined {
  let earliest: number | undefined;
  for (const [index, { path, facts }] of files.entries())
    for (const it of facts.loads) {
      if (it.at === 'later') continue;
      const at = index * inOneFile + it.at;
      if (earliest !== undefined && at >= earliest) continue;
      const source = isWay && sourceOf(it, path);
      if (isWanted?.(it) === true || (source !== undefined && isWay?.(source) === true)) earliest = at;
    }
  return earliest;
}

/** What a file replaces; what fixtures of folders above do is done for tests that ask for them. */
function replacementsUsed({ files }: Suite, { replaced }: TestFacts, index: number): readonly ReplacementFact[] {
  if (index === files.length - 1) return replaced;
  const asked = fixturesAsked(files.map(({ facts }) => facts));
  return replaced.filter((it) => it.in === undefined || asked.has(it.in));
}

function fixturesAsked(facts: readonly TestFacts[]): ReadonlySet<string> {
  const fixtures = facts.flatMap((it) => it.fixtures);
  const asked = new Set([
    ...(facts.at(-1)?.asks ?? []),
    ...fixtures.filter(({ always }) => always).map(({ name }) => name),
  ]);
  const byName = new Map<string, FixtureFact>(fixtures.map((it) => [it.name, it]));
  // What is added while this goes on is gone through, too.
  for (const name of asked) for (const it of byName.get(name)?.asks ?? []) asked.add(it);
  return asked;
}

/** What a name of a file's body means: `boto3.client` for `client`. */
function meantBy({ imports }: ModuleFacts, name: string): string | undefined {
  const its = imports.find((it: ImportFact) => it.in === 0 && it.names.some(({ local }) => local === name));
  const imported = its?.names.find(({ local }) => local === name)?.imported;
  if (!its || imported === undefined) return undefined;
  return imported === '*' ? its.specifier : `${its.specifier}.${imported}`;
}

/** Whether a symbol is another one, or is made or taken of it: `boto3.resource().Table` of `boto3.resource`. */
const isPartOf = (symbol: string, whole: string): boolean => {
  const plain = withShortSession(symbol);
  return plain.startsWith(whole) && /^($|[.#(])/.test(plain.slice(whole.length));
};

function isOfService({ symbol, code }: Creation['resource'], service: string): boolean {
  if (!/^(boto3|botocore|aws_lambda_powertools)\b/.test(symbol)) return false;
  const own = /["']([\w-]+)["']/.exec(code)?.[1]?.replace(/\W|_/g, '');
  const plain = service.replaceAll('_', '');
  return (
    service === '' || own === undefined || [plain, plain.replace(/2$/, ''), plain.replace(/^aws/, '')].includes(own)
  );
}

function doing({ of, code, by }: ReplacementFact): string {
  if (of === 'variable') return `sets \`${code}\``;
  if (of === 'service') return `replaces AWS by \`${by ?? ''}\``;
  return by === undefined ? `replaces \`${code}\`` : `has \`${by}\` for \`${code}\``;
}
