/** One function with inline code, in each way that a template can write it. */
const yaml = (code: string, kind: 'sam' | 'plain' = 'sam'): string =>
  kind === 'sam'
    ? `Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      Handler: index.handler\n      InlineCode: ${code}\n      Tracing: Active\n`
    : `Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: ${code}\n      Runtime: python3.13\n      Handler: index.handler\n      TracingConfig: { Mode: Active }\n`;

const lines = (code: string, margin: string): string => code.replace(/^(?=.)/gm, margin);

export const dump = (code: string): Readonly<Record<string, string>> => ({
  block: yaml(`|\n${lines(code, '        ').trimEnd()}`),
  'a block with substitutions': yaml(`!Sub |\n${lines(code, '        ').trimEnd()}`),
  'a block that ends with its text': yaml(`|-\n${lines(code.trimEnd(), '          ')}`, 'plain'),
  'Windows line ends': yaml(`|\n${lines(code, '        ').trimEnd()}`).replaceAll('\n', '\r\n'),
  'double quotes': yaml(JSON.stringify(code), 'plain'),
  'a long substitution': yaml(`\n          Fn::Sub: |-\n${lines(code.trimEnd(), '            ')}`, 'plain'),
  'joined lines': yaml(`\n          Fn::Join: ["\\n", ${JSON.stringify(code.split('\n'))}]`, 'plain'),
  JSON: `${JSON.stringify(
    {
      Resources: {
        Orders: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { ZipFile: code },
            Runtime: 'python3.13',
            Handler: 'index.handler',
            TracingConfig: { Mode: 'Active' },
          },
        },
      },
    },
    null,
    2,
  )}\n`,
});
