/** A root template with all that it nests. */
import { directoryOf, inDirectory } from '../../core/paths.ts';
import type { Declarations, Resource } from '../../core/resource.ts';
import type { Problem } from '../../core/span.ts';
import type { Value } from '../../core/value.ts';
import { at, entryOf, type Node, type Parsed } from '../node.ts';
import { mostValues, type Scope } from './scope.ts';
import { readSamConfig, type Override, type SamConfig } from './samconfig.ts';
import { localPath, stackOf, type Stack } from './stack.ts';

export interface TemplateFiles {
  /** Undefined when the file is not here, or is no text. */
  readonly text: (path: string) => string | undefined;
  /** A template, or a part of one; undefined when the file is not here. */
  readonly parse: (path: string) => Parsed | undefined;
}

const mostTemplates = 500;
const mostProblems = 20;

/** Types that nest a template, with the property that names it. */
const nestingTypes: Readonly<Partial<Record<string, string>>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** The files that a template nests, as far as plain text says so: what is nested is no application of its own. */
export function nestedIn(path: string, root: Node | undefined): readonly string[] {
  const resources = at(root, 'Resources');
  if (resources?.kind !== 'map') return [];
  return resources.entries.flatMap(({ value }) => {
    const type = at(value, 'Type');
    const property = type?.kind === 'scalar' ? nestingTypes[String(type.value)] : undefined;
    const location = property === undefined ? undefined : at(value, 'Properties', property);
    return location?.kind === 'scalar' ? (localPath(path, String(location.value)) ?? []) : [];
  });
}

export function declareTemplate(rootPath: string, files: TemplateFiles): Declarations {
  const reads = new Set<string>();
  const problems: Problem[] = [];
  const told = new Set<string>();
  const budget = { left: mostValues };
  const stacks = new Map<string, { readonly stack: Stack; readonly ancestors: ReadonlySet<string> }>();
  const parse = (path: string): Parsed | undefined => {
    reads.add(path);
    return files.parse(path);
  };
  const tell: Scope['tell'] = (key, message, { start, end }, path) => {
    if (told.has(`${path} ${key}`)) return;
    told.add(`${path} ${key}`);
    problems.push({ path, message, at: { path, start, end } });
  };

  function enter(path: string, ancestors: ReadonlySet<string>, overrides: ReadonlyMap<string, Override>) {
    const parsed = parse(path);
    if (!parsed) return undefined;
    for (const { message, start, end } of parsed.problems.slice(0, mostProblems))
      problems.push({ path, message, at: { path, start, end } });
    const stack = stackOf(path, parsed.root, { overrides, parse, tell, budget });
    stacks.set(path, { stack, ancestors });
    return stack;
  }

  const root = enter(rootPath, new Set(), overridesFor(rootPath));
  for (const { stack, ancestors } of stacks.values()) nest(stack, new Set([...ancestors, stack.path]));

  function nest(stack: Stack, ancestors: ReadonlySet<string>): void {
    for (const [id, entry] of stack.entries()) {
      const type = entryOf(entry.value, 'Type')?.value;
      const property = type?.kind === 'scalar' ? nestingTypes[String(type.value)] : undefined;
      const location = property === undefined ? undefined : at(entry.value, 'Properties', property);
      const written = location && stack.value(location, entry.where);
      const path = written?.kind === 'scalar' ? localPath(entry.where.path, String(written.value)) : undefined;
      if (!location || path === undefined) continue;
      if (ancestors.has(path)) {
        tell('nests', `\`${path}\` nests itself.`, location, entry.where.path);
        continue;
      }
      if (stacks.size >= mostTemplates) return;
      const inner = stacks.get(path)?.stack ?? enter(path, ancestors, new Map());
      if (!inner) {
        tell(
          `nests ${id}`,
          `\`${path}\`, which \`${id}\` nests, is not here, so its functions are not found.`,
          location,
          entry.where.path,
        );
        continue;
      }
      const parameters = at(entry.value, 'Properties', 'Parameters');
      inner.nestedBy.push({ parameters: parameters && stack.value(parameters, entry.where) });
      stack.nested.set(id, inner);
    }
  }

  function overridesFor(path: string): ReadonlyMap<string, Override> {
    const config = samConfigFor(path);
    problems.push(...(config?.problems ?? []));
    return config?.overrides ?? new Map();
  }

  function samConfigFor(path: string): SamConfig | undefined {
    const directory = directoryOf(path);
    const name = inDirectory(directory, 'samconfig.toml');
    reads.add(name);
    const text = files.text(name);
    const config = text === undefined ? undefined : readSamConfig(name, text);
    const isFor =
      config?.template === undefined ? /(^|\/)template\.(ya?ml|json)$/.test(path) : config.template === path;
    return isFor ? config : undefined;
  }

  const resources: Resource[] = [];
  for (const { stack } of stacks.values()) resources.push(...stack.resources());
  const outputs: ReadonlyMap<string, Value> = root?.outputs() ?? new Map<string, Value>();
  return {
    path: rootPath,
    kind: isSam(root?.root) ? 'sam' : 'cloudformation',
    resources,
    outputs,
    problems,
    reads,
  };
}

function isSam(root: Node | undefined): boolean {
  const transform = at(root, 'Transform');
  const nodes = transform?.kind === 'list' ? transform.items : transform ? [transform] : [];
  return nodes.some((node) => node.kind === 'scalar' && String(node.value).startsWith('AWS::Serverless'));
}
