/** `const AWS = AWSXRay.captureAWS(require('aws-sdk'))`: wraps each client by itself instead of the whole SDK. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { NarrowPlan } from '../../core/rule.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { Binding, Expression, ImportNode, Tree } from '../tree.ts';
import { localName } from './localName.ts';

export function wrapEachClient(analysis: Analysis, node: ImportNode, plan: NarrowPlan): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const found = captureOf(analysis, node);
  if (!found) return unknown('the wrapped SDK is not all that is assigned to one variable');
  const { statement, call, holder } = found;
  if (call.callee.kind !== 'member') return unknown('`captureAWSClient` would have to be imported');
  const wrapper = `${textOf(tree, call.callee.object)}.captureAWSClient`;
  const services = new Map<string, string>();
  const edits: TextEdit[] = [];
  for (const read of holder.reads) {
    const member = analysis.parents.get(read);
    const use = member && analysis.parents.get(member);
    if (member?.kind !== 'member' || use?.kind !== 'call' || !use.construct || use.callee !== member) {
      return unknown(`\`${holder.name}\` is used for something else than making clients`);
    }
    const specifier = plan.specifiers.get(member.property);
    if (specifier === undefined) return unknown(`\`${member.property}\` has no module of its own`);
    const name = localName(tree, member.property);
    if (name === undefined) return unknown(`the file already uses the name \`${member.property}\``);
    services.set(name, specifier);
    const rest = tree.text.slice(member.end, use.end);
    edits.push({ path: tree.path, start: use.start, end: use.end, text: `${wrapper}(new ${name}${rest})` });
  }
  if (services.size === 0) return unknown('no client is made of it');
  const quote = tree.text.charAt(node.specifierRange.start);
  const end = tree.text.slice(statement.start, statement.end).endsWith(';') ? ';' : '';
  const eol = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [...services]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, specifier]) => `const ${name} = require(${quote}${specifier}${quote})${end}`);
  return known([{ path: tree.path, start: statement.start, end: statement.end, text: lines.join(eol) }, ...edits]);
}

function captureOf(analysis: Analysis, node: ImportNode) {
  for (const statement of analysis.tree.functions[0]?.body.statements ?? []) {
    if (statement.kind !== 'assign' || statement.exported || statement.declarators.length !== 1) continue;
    const [declarator] = statement.declarators;
    const [target] = declarator?.targets ?? [];
    const call = declarator?.value;
    const holder: Binding | undefined = target?.kind === 'name' ? target.name.binding : undefined;
    if (call?.kind !== 'call' || !holder || holder.writes.length !== 1) continue;
    const [argument] = call.arguments;
    if (argument?.value.kind === 'import' && argument.value.node === node) return { statement, call, holder };
  }
  return undefined;
}

const textOf = (tree: Tree, expression: Expression): string => tree.text.slice(expression.start, expression.end);
