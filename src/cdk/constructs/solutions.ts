/**
 * Constructs of `@aws-solutions-constructs`, which put resources of the library together.
 * Of these only the function is read, from `lambdaFunctionProps`; what else they set on it is not known.
 */
import type { ConstructClass } from '../library.ts';
import { propOf } from './props.ts';

const opened = 'the construct of AWS Solutions Constructs adds properties of its own';

export function solutionClassOf(name: string): ConstructClass | undefined {
  if (!/^@aws-solutions-constructs\/[\w-]+\.[A-Z]\w*$/.test(name)) return undefined;
  return {
    name,
    extends: 'constructs.Construct',
    build: (context, self, props) => {
      const existing = propOf(props, 'existingLambdaObj');
      const given = propOf(props, 'lambdaFunctionProps');
      if (existing) self.state.set('lambdaFunction', existing);
      if (existing || given?.kind !== 'map') return;
      const fn = context.create('aws-lambda.Function', self, 'LambdaFunction', {
        ...given,
        open: given.open ?? opened,
      });
      self.state.set('lambdaFunction', fn);
    },
  };
}
