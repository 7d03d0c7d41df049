/**
 * Asks for a file before it is downloaded into `/tmp`, so that what an earlier invocation left there is used.
 * Only what is downloaded whole or not at all may be asked for like this: boto3 gives a file its name when it is complete.
 */
import type { Fix } from '../../core/finding.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { CallFact } from '../../core/module.ts';
import type { TextEdit } from '../../core/span.ts';
import { analyse, type Analysis } from '../analysis/analysis.ts';
import { eolOf, lineStart, sharesNoLine } from '../lines.ts';
import type { CallExpression, Expression, LanguageFrontend, Statement, Tree } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import { multilineLiterals } from './excerpts.ts';
import { provenEdits } from './prove.ts';

/** `tree` is lowered from the very text that the call's facts came from. */
export function downloadOnce(frontend: LanguageFrontend, tree: Tree, { at, symbol }: CallFact): Known<Fix> {
  if (tree.language !== 'python' || !symbol.endsWith('.download_file'))
    return unknown('what is kept of it, and how, is for people to decide');
  if (tree.problems.length > 0) return unknown('the file has a syntax error');
  const analysis = analyse(tree);
  const call = analysis.flow.calls.find(({ start, end }) => start === at.start && end === at.end);
  const statement = call && analysis.statements.get(call);
  if (!call || !statement) return unknown('the file has changed');
  if (statement.kind !== 'expression' || statement.value !== call) return unknown('it is a part of a larger statement');
  if (!sharesNoLine(tree, statement)) return unknown('another statement stands on its line');
  const destination = destinationOf(call, symbol);
  if (!destination || !isInTmp(destination, 0)) return unknown('it is not known that it downloads into `/tmp`');
  if (statement.function.id === 0) return unknown('it is at module level');
  const changing = changesFiles(analysis, call);
  if (changing !== undefined) return unknown(`the file may be changed or removed afterwards (\`${changing}\`)`);
  const os = nameOfOs(tree);
  if (!os.known) return os;
  const path = tree.text.slice(destination.start, destination.end);
  const edits = [...os.value.edits, ...asked(tree, statement, `if not ${os.value.name}.path.exists(${path}):`)];
  const proven = provenEdits(frontend, tree, edits);
  return proven.known
    ? known({
        title: `Download it only when it is not in \`/tmp\` yet`,
        applicability: 'suggested',
        caution: 'a file that changes later is not fetched again',
        edits: proven.value,
        ...(os.value.edits.length > 0 ? { introduces: [`${tree.path}#${os.value.name}`] } : {}),
      })
    : proven;
}

/** `client.download_file(bucket, key, file)`, `bucket.download_file(key, file)`, `object.download_file(file)`. */
function destinationOf({ arguments: given }: CallExpression, symbol: string): Expression | undefined {
  if (given.some(({ spread }) => spread)) return undefined;
  const index = /\.Object\(\)\.download_file$/.test(symbol) ? 0 : /\.Bucket\(\)\.download_file$/.test(symbol) ? 1 : 2;
  const named = given.find(({ name }) => name === 'Filename');
  const positional = given[index];
  return named?.value ?? (positional?.name === undefined ? positional?.value : undefined);
}

/** Whether it is text that begins with `/tmp/`, made of names and texts alone, so that it can be asked for twice. */
function isInTmp(expression: Expression, depth: number): boolean {
  if (depth > 4) return false;
  for (const part of expressionsWithin(expression))
    if (!/^(name|literal)$/.test(part.kind) && !(part.kind === 'operation' && /^(\+|template)$/.test(part.operator)))
      return false;
  const first = firstOf(expression);
  if (first.kind === 'literal') return typeof first.value === 'string' && first.value.startsWith('/tmp/');
  const writes = first.kind === 'name' ? (first.binding?.writes ?? []) : [];
  const [only] = writes;
  return writes.length === 1 && only?.value !== undefined && only.path.length === 0 && isInTmp(only.value, depth + 1);
}

function firstOf(expression: Expression): Expression {
  const [first] = expression.kind === 'operation' ? expression.parts : [];
  return first ? firstOf(first) : expression;
}

const changing =
  /(^|\.)(remove|unlink|rmtree|rename|replace|move|removedirs|truncate|rmdir|write_text|write_bytes|system|extractall)$|^subprocess\./;

/** The call after which the file may not be the one that was downloaded. */
function changesFiles({ flow, symbols, tree }: Analysis, download: CallExpression): string | undefined {
  for (const call of flow.calls) {
    if (call === download) continue;
    const { symbol } = symbols.of(call.callee);
    const name = tree.text.slice(call.callee.start, call.callee.end);
    const isText =
      call.callee.kind === 'member' && call.callee.property === 'replace' && !/^(os|pathlib)\./.test(symbol);
    if (!isText && changing.test(symbol === '' ? name : symbol)) return name;
    const mode = call.arguments.find(
      (it, index) => it.name === 'mode' || (it.name === undefined && index === 1),
    )?.value;
    const isWritten = mode?.kind === 'literal' && typeof mode.value === 'string' && /[wax+]/.test(mode.value);
    if (name === 'open' && mode && (isWritten || mode.kind !== 'literal')) return name;
  }
  return undefined;
}

/** What `os` is called in the file, and what brings it there. */
function nameOfOs(tree: Tree): Known<{ readonly name: string; readonly edits: readonly TextEdit[] }> {
  const imported = tree.imports
    .filter(({ specifier, function: within, typeOnly }) => specifier === 'os' && within.id === 0 && !typeOnly)
    .flatMap(({ names }) => names.filter(({ imported: member }) => member === '*' || member === ''));
  const [own] = imported;
  if (own?.binding && own.binding.writes.length <= 1) return known({ name: own.local, edits: [] });
  if (tree.unresolved.has('os') || tree.bindings.some(({ name }) => name === 'os'))
    return unknown('`os` is something else in the file');
  const first = tree.functions[0]?.body.statements.find(
    (it) => it.kind === 'import' && !tree.text.slice(it.start, it.end).includes('__future__'),
  );
  if (!first || lineStart(tree.text, first.start) !== first.start)
    return unknown('there is no place for the import of `os`');
  return known({
    name: 'os',
    edits: [{ path: tree.path, start: first.start, end: first.start, text: `import os${eolOf(tree)}` }],
  });
}

/** The statement below a condition, with its lines one level deeper. */
function asked(tree: Tree, statement: Statement, condition: string): readonly TextEdit[] {
  const { text, path } = tree;
  const start = lineStart(text, statement.start);
  const indentation = text.slice(start, statement.start);
  const unit = indentation.includes('\t') ? '\t' : '    ';
  const edits: TextEdit[] = [{ path, start, end: start, text: `${indentation}${condition}${eolOf(tree)}${unit}` }];
  const literals = multilineLiterals(tree);
  for (let at = text.indexOf('\n', statement.start); at >= 0 && at < statement.end; at = text.indexOf('\n', at + 1)) {
    const line = at + 1;
    if (!literals.some((range) => range.start < line && line <= range.end) && !/^\r?\n/.test(text.slice(line)))
      edits.push({ path, start: line, end: line, text: unit });
  }
  return edits;
}
