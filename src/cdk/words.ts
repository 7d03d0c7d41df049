/** Names of the library that are not called, in CloudFormation's words, as synth writes them. */
import type { ReferenceValue, ScalarValue, TextValue, UnknownValue } from '../core/value.ts';
import type { LibraryName } from './value.ts';
import { enums } from './enums.ts';

/** `aws-lambda.Tracing.ACTIVE` → `Active`; of what has a `name` or a text of its own, that one too. */
export function wordOf(name: string): string | number | undefined {
  const plainName = name.replace(/\.(?:name|value|toString)$/, '');
  return words.get(plainName) ?? runtimeOf(plainName);
}

/** `ACTIVE` of `aws-lambda.Tracing` for `Active`: how a source writes CloudFormation's word. */
export function memberOf(owner: string, word: string): string | undefined {
  for (const [name, written] of words)
    if (written === word && name.startsWith(`${owner}.`)) return name.slice(owner.length + 1);
  return undefined;
}

/** Runtimes that are newer than the table. */
function runtimeOf(name: string): string | undefined {
  const [, family = '', version = ''] =
    /^aws-lambda\.Runtime\.(NODEJS|PYTHON|JAVA|DOTNET|RUBY)_([\d_]+X?)$/.exec(name) ?? [];
  if (family === '') return undefined;
  return family.toLowerCase() + version.toLowerCase().replaceAll('_', '.');
}

/** What a name stands for in a template: a member of an enum, or something that is decided at deployment. */
export function valueOfName(
  value: Pick<LibraryName, 'name' | 'at' | 'from'>,
): ScalarValue | ReferenceValue | TextValue | UnknownValue | undefined {
  const { name, at, from } = value;
  const word = wordOf(name);
  if (word !== undefined) return { kind: 'scalar', value: word, at, from };
  const pseudo = pseudoParameters[name];
  if (pseudo !== undefined) return pseudoParameter(pseudo, value);
  return undefined;
}

/** `AWS::Region` in the words that a template's one has. */
export const pseudoParameter = (name: string, { at, from }: Pick<UnknownValue, 'at' | 'from'>): UnknownValue => ({
  kind: 'unknown',
  why: `it is \`${name}\`, which is decided at deployment`,
  mentions: [],
  at,
  from,
});

const pseudoParameters: Readonly<Record<string, string>> = {
  'core.Aws.ACCOUNT_ID': 'AWS::AccountId',
  'core.Aws.URL_SUFFIX': 'AWS::URLSuffix',
  'core.Aws.NOTIFICATION_ARNS': 'AWS::NotificationARNs',
  'core.Aws.PARTITION': 'AWS::Partition',
  'core.Aws.REGION': 'AWS::Region',
  'core.Aws.STACK_ID': 'AWS::StackId',
  'core.Aws.STACK_NAME': 'AWS::StackName',
  'core.Aws.NO_VALUE': 'AWS::NoValue',
};

const words: ReadonlyMap<string, string | number> = readEnums(enums);

function readEnums(text: string): ReadonlyMap<string, string | number> {
  const found = new Map<string, string | number>();
  let owner = '';
  for (const item of text.split(/\s+/)) {
    if (/^(core|aws-[\w-]+)\.\w+:$/.test(item)) owner = item.slice(0, -1);
    else if (item !== '') {
      const [, member = '', word = member] = /^([^=]+)(?:=(.*))?$/.exec(item) ?? [];
      found.set(`${owner}.${member}`, word.startsWith('#') ? Number(word.slice(1)) : word);
    }
  }
  return found;
}
