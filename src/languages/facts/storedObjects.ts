/** Which object of S3 a call of JavaScript or Python fetches or puts there. */
import type { Name, StoredObject } from '../../core/storedObject.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { placesAssigned } from '../analysis/assigned.ts';
import { variableRead } from '../analysis/inEnvironment.ts';
import { lastNameOf, withoutCasts } from '../plain.ts';
import type { CallExpression, Expression, Tree } from '../tree.ts';
import { parentsIn } from '../walk.ts';

/** Where these stand, of methods that are given them without names. */
const positions: ReadonlyMap<string, readonly [bucket: number, key: number, file?: number]> = new Map([
  ['download_file', [0, 1, 2]],
  ['download_fileobj', [0, 1]],
  ['upload_file', [1, 2, 0]],
  ['upload_fileobj', [1, 2]],
]);

const named = /^((get|put|delete|copy)(_object|Object)|(Get|Put|Delete|Copy)ObjectCommand|[uU]pload)$/;

/** The same of what a handle on a bucket is told, which knows the bucket itself. */
const ofBucket: ReadonlyMap<string, readonly [key: number, file?: number]> = new Map([
  ['download_file', [0, 1]],
  ['download_fileobj', [0]],
  ['upload_file', [1, 0]],
  ['upload_fileobj', [1]],
]);

const deepest = 4;

export function storedObject(analysis: Analysis, call: CallExpression): StoredObject | undefined {
  const { tree } = analysis;
  if (tree.language === 'java') return undefined;
  const method = lastNameOf(call.callee);
  const found = ofHandle(call, method, tree) ?? ofCall(call, method, tree);
  if (!found) return undefined;
  const [bucket, key, file] = found.map((it) => it && nameOf(it, analysis, 0));
  return { ...(bucket ? { bucket } : {}), ...(key ? { key } : {}), ...(file ? { file } : {}) };
}

/** Bucket, key and file. */
type Written = readonly (Expression | undefined)[];

function ofCall(call: CallExpression, method: string, tree: Tree): Written | undefined {
  const [bucket, key, file] = positions.get(method) ?? [];
  if (bucket === undefined && !named.test(method)) return undefined;
  return [
    argument(call, tree, bucket, 'Bucket'),
    argument(call, tree, key, 'Key'),
    ...(file === undefined ? [] : [argument(call, tree, file, 'Filename')]),
  ];
}

const ofHandles = /^(get|put|delete|copy|(down|up)load_file(obj)?)$/;

/** `s3.Object(bucket, key).put(…)`, `s3.Bucket(bucket).upload_file(name, key)`. */
function ofHandle(call: CallExpression, method: string, tree: Tree): Written | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || !ofHandles.test(method)) return undefined;
  const handle = valueOf(callee.object, tree);
  if (handle.kind !== 'call') return undefined;
  const bucket = argument(handle, tree, 0, 'bucket_name', 'name');
  const isFile = method.endsWith('load_file');
  if (lastNameOf(handle.callee) === 'Object')
    return [bucket, argument(handle, tree, 1, 'key'), isFile ? argument(call, tree, 0, 'Filename') : undefined];
  const [key, file] = (lastNameOf(handle.callee) === 'Bucket' && ofBucket.get(method)) || [];
  if (key === undefined) return undefined;
  const name = file === undefined ? undefined : argument(call, tree, file, 'Filename');
  return [bucket, argument(call, tree, key, 'Key'), name];
}

/** By its place, by keyword, or as a member of an object that is handed over: `{ Bucket, Key }`, `{ params: { Bucket, Key } }`. */
function argument(
  { arguments: given }: CallExpression,
  tree: Tree,
  position: number | undefined,
  ...names: readonly string[]
): Expression | undefined {
  if (given.some(({ spread }) => spread)) return undefined;
  const named = given.find(({ name }) => name !== undefined && names.includes(name));
  const placed = position === undefined ? undefined : given[position];
  if (named ?? placed) return named?.value ?? (placed?.name === undefined ? placed?.value : undefined);
  const [first] = given;
  const whole = first?.name === undefined && first ? valueOf(first.value, tree) : undefined;
  const params = memberOf(whole, 'params');
  const [name = ''] = names;
  return memberOf(params ? valueOf(params, tree) : whole, name);
}

function memberOf(whole: Expression | undefined, name: string): Expression | undefined {
  if (whole?.kind !== 'object' || whole.entries.some(({ key }) => key === undefined)) return undefined;
  const [entry, ...others] = whole.entries.filter(({ key }) => key === name);
  return others.length === 0 ? entry?.value : undefined;
}

/** What a variable is that nothing else is written to, or what is written itself. */
function valueOf(given: Expression, tree: Tree): Expression {
  const it = withoutCasts(given);
  if (it.kind !== 'name' || it.binding?.kind !== 'variable') return it;
  const [write, ...others] = it.binding.writes;
  if (others.length > 0 || !write?.value || write.iterates || write.path.length > 0) return it;
  const isChanged = it.binding.reads.some((read) => {
    const around = parentsIn(tree).get(read);
    return around !== undefined && placesAssigned(tree).has(around);
  });
  return isChanged ? it : withoutCasts(write.value);
}

function nameOf(given: Expression, analysis: Analysis, depth: number): Name | undefined {
  const value = valueOf(given, analysis.tree);
  if (depth > deepest) return undefined;
  const variable = inEnvironment(value, analysis);
  if (variable !== undefined) return { kind: 'environment', variable };
  if (value.kind === 'literal')
    return typeof value.value === 'string' ? { kind: 'text', text: value.value } : undefined;
  if (value.kind === 'name' && value !== given) return nameOf(value, analysis, depth + 1);
  if (value.kind !== 'operation') return undefined;
  return value.operator === 'template' ? ofTemplate(value, analysis.tree) : ofSum(value, analysis, depth);
}

/** `process.env.BUCKET`, `os.environ['BUCKET']`, without another one for where it is not set. */
function inEnvironment(value: Expression, { tree, symbols }: Analysis): string | undefined {
  if (value.kind === 'operation' || (value.kind === 'call' && value.arguments.length > 1)) return undefined;
  return variableRead(value, tree, symbols);
}

function ofTemplate({ parts, ...value }: Extract<Expression, { kind: 'operation' }>, { text, language }: Tree): Name {
  const before = text.slice(value.start, parts[0]?.start ?? value.start);
  const after = text.slice(parts.at(-1)?.end ?? value.end, value.end);
  const [begins, ends] =
    language === 'python'
      ? [/^\w*(?:"""|"|')([^\\{}"']*)\{/.exec(before), /\}([^\\{}"']*)(?:"""|"|')$/.exec(after)]
      : [/^`([^\\`{}]*)\$\{/.exec(before), /\}([^\\`{}]*)`$/.exec(after)];
  return { kind: 'part', begins: begins?.[1] ?? '', ends: ends?.[1] ?? '' };
}

function ofSum(
  { operator, parts }: Extract<Expression, { kind: 'operation' }>,
  analysis: Analysis,
  depth: number,
): Name | undefined {
  if (operator !== '+' || parts.length === 0) return undefined;
  const [first, last] = [parts[0], parts.at(-1)].map((it) => it && nameOf(it, analysis, depth + 1));
  const begins = first?.kind === 'text' ? first.text : first?.kind === 'part' ? first.begins : '';
  const ends = last?.kind === 'text' ? last.text : last?.kind === 'part' ? last.ends : '';
  return { kind: 'part', begins, ends };
}
