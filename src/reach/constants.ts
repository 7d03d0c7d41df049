/** What constants are that other files have: members of enums, `Kind.Create`, and names such as `LIMIT`. */
import { forEach } from '../core/memo.ts';
import type { ModuleFacts } from '../core/module.ts';
import type { Constant, Text } from '../core/word.ts';
import type { Variables } from './variables.ts';

export type Constants = (module: ModuleFacts) => (constant: Constant) => ReadonlySet<Text> | undefined;

export const constantsIn = (variables: Variables): Constants =>
  forEach((module: ModuleFacts) => forEach((constant: Constant) => textOf(constant, module, variables)));

function textOf({ specifier, member: path }: Constant, module: ModuleFacts, variables: Variables) {
  const variable = variables.behind({ kind: 'import', specifier, member: path }, module);
  if (!variable) return undefined;
  const { name, member } = variable;
  const key = member === undefined ? name : `${name}.${member}`;
  const { constants = {} } = variable.module;
  if (!Object.hasOwn(constants, key) || variables.writes(variable).some((write) => write.in !== 0)) return undefined;
  return new Set<Text>([constants[key] ?? null]);
}
