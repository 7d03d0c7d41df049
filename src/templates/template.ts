import type { LambdaFunction, LayerCode } from '../core/application.ts';
import type { Problem } from '../core/span.ts';
import { functionOf } from './functions.ts';
import { evaluatorOf } from './evaluate.ts';
import { layersIn } from './layers.ts';
import { parseJson } from './json.ts';
import { at, entryOf, type Parsed } from './node.ts';
import { parseYaml } from './yaml.ts';

/** A function as its template declares it; which source file its handler means is found by the workspace. */
export type DeclaredFunction = Omit<LambdaFunction, 'entry'>;

export interface Template {
  readonly path: string;
  readonly functions: readonly DeclaredFunction[];
  /** Directories that it makes layers of. */
  readonly layers: readonly LayerCode[];
  readonly problems: readonly Problem[];
  readonly transform: 'sam' | 'none';
}

/** CloudFormation's limit: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const largestTemplate = 1024 * 1024;

/** A cheap look, before anything is parsed. What `cdk synth` wrote belongs to its app, and is none of its own. */
export function isTemplate(path: string, text: string): boolean {
  if (!/\.(ya?ml|json|template)$/.test(path) || text.length > largestTemplate) return false;
  if (/(^|\/)cdk\.out\//.test(path)) return false;
  if (/(^|\/)(serverless|docker-compose|samconfig|package(-lock)?|tsconfig)\.(ya?ml|json)$/.test(path)) return false;
  return /(^|[{,\s])["']?Resources["']?\s*:/m.test(text) && /AWS::[A-Z][A-Za-z0-9]+::[A-Z]/.test(text);
}

export const isJson = (text: string): boolean => /^\s*\{/.test(text);

export const parseTemplate = (text: string): Parsed => (isJson(text) ? parseJson(text) : parseYaml(text));

/** Pure; never throws. What cannot be read is told, and the rest is read. */
export function readTemplate(path: string, text: string): Template {
  const { root, problems } = parseTemplate(text);
  const evaluator = evaluatorOf(root);
  const resources = at(root, 'Resources');
  const layers = layersIn(path, root, evaluator);
  const functions =
    resources?.kind === 'map'
      ? resources.entries
          .filter((entry) => entry === entryOf(resources, entry.key))
          .flatMap((entry) => functionOf(path, root, entry, evaluator, layers) ?? [])
      : [];
  return {
    path,
    functions,
    layers: [...layers.values()],
    problems: problems.slice(0, 20).map(({ message, start, end }) => ({ path, message, at: { path, start, end } })),
    transform: transformsOf(root).some((name) => name.startsWith('AWS::Serverless')) ? 'sam' : 'none',
  };
}

function transformsOf(root: Parsed['root']): readonly string[] {
  const transform = at(root, 'Transform');
  const nodes = transform?.kind === 'list' ? transform.items : transform ? [transform] : [];
  return nodes.flatMap((node) => (node.kind === 'scalar' ? [String(node.value)] : []));
}
