/** Functions that CloudFormation runs while it deploys a stack: nobody waits for them, and they stay cold. */
import type { LambdaFunction } from './application.ts';
import type { Known } from './known.ts';
import type { ModuleFacts } from './module.ts';
import type { FunctionCode } from './rule.ts';

/** What people answer CloudFormation with: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html */
const helpers = /(^|[./])(cfn[-_]?response(-async|-promise)?|crhelper|cfn-custom-resource|cfn-lambda)(\.[cm]?js)?$/;

/** Why the function runs only while a stack is deployed, as a sentence; undefined when nothing says so. */
export function runsOnlyAtDeployment(fn: LambdaFunction, code: Known<FunctionCode>): string | undefined {
  if (fn.events.length > 0) return undefined;
  if (fn.customResource)
    return 'It answers a custom resource, and nothing else that is declared names it: it runs only while the stack is deployed.';
  const how = code.known && code.value.modules[0] ? answers(code.value.modules[0]) : undefined;
  return how && `It answers custom resources of CloudFormation (\`${how}\`): it runs only while a stack is deployed.`;
}

const answers = (module: ModuleFacts): string | undefined =>
  module.imports.find(({ specifier }) => helpers.test(specifier))?.specifier ??
  (module.readsRequestType ? 'RequestType' : undefined);
