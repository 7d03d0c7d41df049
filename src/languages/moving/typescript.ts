/** The types that TypeScript needs of a variable which is set later. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { LocatedCreation } from '../facts/creations.ts';
import { rootOf } from '../plain.ts';
import type { Binding, Expression, Tree } from '../tree.ts';
import { holds, isModuleLevel } from '../walk.ts';

/** Methods of a class that give back one of its objects. */
const factories: ReadonlySet<string> = new Set(['from', 'fromEnv', 'fromConnectionString', 'connect', 'init']);

/** The type of what a creation makes; '' in JavaScript, which has none. */
export function typeOf(analysis: Analysis, located: LocatedCreation): Known<string> {
  const { tree } = analysis;
  if (tree.language !== 'typescript') return known('');
  const written = annotationOf(analysis, located);
  if (written !== undefined) return known(written);
  const { call } = located;
  const { callee } = call;
  const binding = rootOf(callee)?.binding;
  const loaded = binding && call.construct ? loadedType(analysis, binding, located) : undefined;
  if (loaded !== undefined) return known(loaded);
  if (!binding || !isModuleLevel(binding)) return unknown('the type of its variable is not known');
  const text = tree.text.slice(callee.start, callee.end);
  const given = /^\s*(<[^()]*>)\s*\(/.exec(tree.text.slice(callee.end, call.end))?.[1] ?? '';
  const isType = binding.import !== undefined && binding.import.node.form === 'import';
  if (call.construct) return known(isType ? text + given : `InstanceType<typeof ${text}>`);
  const owner = callee.kind === 'member' && /(?:^|\.)[A-Z]\w*$/.test(text.slice(0, text.lastIndexOf('.')));
  const isPackage = callee.kind === 'member' && callee.object.kind === 'name' && binding.import?.imported === '*';
  if (owner && isType && !isPackage && factories.has(callee.property))
    return known(text.slice(0, text.lastIndexOf('.')));
  return given === '' ? known(`ReturnType<typeof ${text}>`) : unknown('the type of its variable is not known');
}

/** Of a class that the function loads itself, `const { S3Client } = await import('@aws-sdk/client-s3')`. */
function loadedType({ tree }: Analysis, binding: Binding, { fact }: LocatedCreation): string | undefined {
  const [write, ...others] = binding.writes;
  if (isModuleLevel(binding) || others.length > 0 || write?.value?.kind !== 'await') return undefined;
  const [, quoted = ''] = /^await\s+import\(\s*(['"][^'"]+['"])\s*\)$/.exec(textOf(tree, write.value)) ?? [];
  const [specifier, name = ''] = fact.resource.symbol.split('#');
  return quoted.slice(1, -1) === specifier && /^\w+$/.test(name) && name !== 'default'
    ? `import(${quoted}).${name}`
    : undefined;
}

const textOf = ({ text }: Tree, { start, end }: Expression): string => text.slice(start, end);

/** The type of the promise that an awaited construction gives. */
export function promiseTypeOf(analysis: Analysis, located: LocatedCreation): Known<string> {
  const type = typeOf(analysis, located);
  if (!type.known || type.value === '' || type.value.startsWith('ReturnType<')) return type;
  return known(`Promise<${type.value}>`);
}

/** What stands behind the variable that holds it, when that says all of its type. */
function annotationOf({ tree, statements }: Analysis, { whole, holder }: LocatedCreation): string | undefined {
  const statement = statements.get(whole);
  if (!holder || statement?.kind !== 'assign') return undefined;
  const annotation = statement.declarators.find(({ value }) => value && holds(value, whole))?.annotation;
  return annotation && tree.text.slice(annotation.start, annotation.end).replace(/^\s*:\s*/, '');
}
