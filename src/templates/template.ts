/** Which files are templates, and their text as a tree. */
import { parseJson } from './json.ts';
import type { Parsed } from './node.ts';
import { parseYaml } from './yaml.ts';

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
