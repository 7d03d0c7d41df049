/** What a user writes for a property of a function, in the words of whoever declares it. */
import type { LambdaFunction } from '../core/application.ts';

export interface Words {
  readonly sam: string;
  readonly cloudFormation: string;
  /** Constructs of the CDK, of level 2 and of level 1, in Python and in the other languages. */
  readonly construct: string;
  readonly pythonConstruct: string;
  readonly level1: string;
  readonly pythonLevel1: string;
}

export function wordsFor({ origin, resourceType }: LambdaFunction, words: Words): string {
  if (origin?.kind === 'cdk') {
    const isPython = origin.language === 'python';
    if (origin.construct.endsWith('.CfnFunction')) return isPython ? words.pythonLevel1 : words.level1;
    return isPython ? words.pythonConstruct : words.construct;
  }
  return resourceType === 'AWS::Lambda::Function' ? words.cloudFormation : words.sam;
}
