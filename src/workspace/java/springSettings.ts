/**
 * What an application of Spring says of its functions in `application.properties` and `application.yml`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
import { inDirectory } from '../../core/paths.ts';
import type { Node } from '../../templates/node.ts';
import { parseDocuments } from '../../templates/yaml.ts';
import type { Files } from '../files.ts';

export type TextOf = (path: string) => string;

export interface SpringSettings {
  /** The name of the function that runs; undefined where any may. */
  readonly definition: string | undefined;
  /** The packages in which each class that is a function is a bean. */
  readonly scanned: readonly string[];
}

/** Whether a file is one of those settings. */
export const isSpringSettings = (path: string): boolean =>
  /(^|\/)src\/main\/resources\/application(-[\w-]+)?\.(properties|ya?ml)$/.test(path);

/** What the application of a module says; before it counts what a variable of the environment says. */
export function springSettings(
  module: string,
  files: Files,
  text: TextOf,
  variable: (name: string) => string | undefined = () => undefined,
): SpringSettings {
  const named = (suffix: string): readonly Properties[] =>
    ['yaml', 'yml', 'properties']
      .map((ending) => inDirectory(module, `src/main/resources/application${suffix}.${ending}`))
      .filter(files.has)
      .flatMap((path) => (path.endsWith('.properties') ? documentsOfProperties : documentsOfYaml)(text(path)));
  const shared = named('');
  const active = variable('SPRING_PROFILES_ACTIVE') ?? lastIn(shared.filter(isForAll), 'spring.profiles.active') ?? '';
  const profiles = listed(active);
  const counting = [...shared, ...profiles.flatMap((profile) => named(`-${profile}`))].filter((it) =>
    isActive(it, profiles.length > 0 ? profiles : ['default']),
  );
  const property = (name: string): string | undefined => lastIn(counting, name);
  return {
    definition:
      variable('SPRING_CLOUD_FUNCTION_DEFINITION') ??
      variable('FUNCTION_NAME') ??
      property('spring.cloud.function.definition') ??
      property('function.name'),
    scanned: listed(property('spring.cloud.function.scan.packages') ?? 'functions'),
  };
}

/** Of a document, by their whole names. */
type Properties = ReadonlyMap<string, string>;

const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');

/** What comes later counts before what comes earlier. */
const lastIn = (documents: readonly Properties[], name: string): string | undefined =>
  documents.map((it) => it.get(name)).findLast((value) => value !== undefined && value !== '');

/** For which profiles a document counts; of a list any of them. */
const profilesOf = (document: Properties): readonly string[] =>
  [...document].flatMap(([name, value]) =>
    /^spring\.(config\.activate\.on-profile|profiles)(\[\d+\])?$/.test(name) ? listed(value) : [],
  );

const isForAll = (document: Properties): boolean => profilesOf(document).length === 0;

/** `prod`, `!local`, `prod & eu`, `prod | staging`; what is written with parentheses counts for none. */
function isActive(document: Properties, profiles: readonly string[]): boolean {
  const one = (name: string): boolean => (name.startsWith('!') ? !one(name.slice(1).trim()) : profiles.includes(name));
  const isMet = (profile: string): boolean =>
    !/[()]/.test(profile) && profile.split('|').some((it) => it.split('&').every((name) => one(name.trim())));
  return isForAll(document) || profilesOf(document).some(isMet);
}

function documentsOfYaml(text: string): readonly Properties[] {
  return parseDocuments(text).map(({ root }) => {
    const found = new Map<string, string>();
    if (root) addProperties(root, '', found);
    return found;
  });
}

function addProperties(node: Node, name: string, found: Map<string, string>): void {
  if (node.kind === 'scalar') found.set(name, String(node.value ?? ''));
  if (node.kind === 'list')
    node.items.forEach((item, index) => addProperties(item, `${name}[${String(index)}]`, found));
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) addProperties(value, name === '' ? key : `${name}.${key}`, found);
}

/** As `java.util.Properties` reads them, with `#---` between documents. */
function documentsOfProperties(text: string): readonly Properties[] {
  return text.split(/^[#!]---[ \t]*$/m).map((document) => {
    const found = new Map<string, string>();
    let begun = '';
    for (const line of document.split(/\r?\n/)) {
      const rest = line.trimStart();
      if (begun === '' && /^[#!]/.test(rest)) continue;
      if (isContinued(rest)) {
        begun += rest.slice(0, -1);
        continue;
      }
      const [, name = '', value = ''] = /^((?:\\.|[^\\\s:=])*)\s*[:=]?\s*(.*)$/.exec(begun + rest) ?? [];
      found.set(unescaped(name), unescaped(value).trim());
      begun = '';
    }
    return found;
  });
}

function isContinued(line: string): boolean {
  let slashes = 0;
  while (line.at(-1 - slashes) === '\\') slashes++;
  return slashes % 2 === 1;
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');
