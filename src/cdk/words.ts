/** Members of the library's enums in CloudFormation's words, as synth writes them. */

/** `aws-lambda.Tracing.ACTIVE` → `Active`; of what has a `name` or text of its own, that one too. */
export function wordOf(name: string): string | number | undefined {
  const plainName = name.replace(/\.(?:name|toString)$/, '');
  const member = plainName.slice(plainName.lastIndexOf('.') + 1);
  const owner = plainName.slice(0, -member.length - 1);
  return words[owner]?.[member];
}

const words: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  'aws-lambda.Tracing': { ACTIVE: 'Active', PASS_THROUGH: 'PassThrough', DISABLED: 'Disabled' },
};
