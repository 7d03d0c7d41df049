/** What a caller tells of which something is made, so that one for each can be kept: `get_client(region)`. */
import type { Creation, ModuleFacts, Source } from '../core/module.ts';
import type { Callees } from './callees.ts';
import { contains } from '../core/span.ts';

type Parameter = Extract<Source, { kind: 'parameter' }>;

/** What is made of more than these is configured rather than chosen, and so is what is told by such a name. */
const most = 3;
const configuring = /(config(uration)?|options|opts|settings|params|props|kwargs|size)$/i;

/** The parameters, and the variables of loops, by their names. What is itself constructed anew is none: `DynamoDBDocumentClient.from(client)`. */
export function variantsOf(
  { sources, turns = [] }: Creation,
  module: ModuleFacts,
  callees: Callees,
): readonly string[] {
  const parameters = sources.filter((it): it is Parameter => it.kind === 'parameter');
  if (parameters.some((it) => isConstructed(it, module, callees))) return [];
  const told = parameters.map((it) => nameOf(it, module)).filter((name) => name !== '');
  const names = [...new Set([...told, ...turns])];
  return names.length > most || names.some((name) => configuring.test(name)) ? [] : names;
}

function nameOf({ function: id, index, member }: Parameter, { functions }: ModuleFacts): string {
  const name = functions[id]?.parameters[index] ?? '';
  // One that is taken apart is named by all of its parts.
  return /^[\w$]+$/.test(name) ? name : (member ?? '');
}

function isConstructed({ function: id, index, member }: Parameter, module: ModuleFacts, callees: Callees): boolean {
  const whole = { kind: 'parameter', function: id, index, declared: [] } as const;
  const given = member === undefined ? whole : ({ kind: 'member', of: [whole], name: member } as const);
  return callees
    .made([given], module)
    .some(({ module: there, call: { at } }) => there.creations.some((it) => contains(it.at, at)));
}
