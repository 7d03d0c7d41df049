/**
 * Constructs of other packages that make functions, or that change those of an app.
 * What such a package sets by itself is not known, so that everything but what the program gives is open.
 */
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Construct } from '../value.ts';
import { nameIn, withProps } from './arns.ts';
import { environmentProps } from './core.ts';
import { buildFunction } from './lambda.ts';
import { byDefault, cdkList, cdkMap, itemsIn, optionsOf, propOf } from './props.ts';

export function packageClassOf(name: string): ConstructClass | undefined {
  if (guardian.test(name)) return ofGuardian(name);
  // What it adds to functions that are made elsewhere, it adds when they are deployed.
  if (/^datadog[-_]cdk[-_]constructs([-_]v2)?(\/[\w/-]*)?\.Datadog\w*$/.test(name))
    return { name, extends: 'constructs.Construct', build: () => undefined };
  return undefined;
}

const guardian = /^@guardian\/cdk(\/[\w/.-]*)?\.Gu[A-Z]\w*$/;
/** What a stack of the Guardian is made with; `stack` is a name there. */
const stackProps = ['stack', 'stage', 'app', 'repositoryName'];

const opened = 'the construct of `@guardian/cdk` adds properties of its own';

function ofGuardian(name: string): ConstructClass {
  const own = nameIn(name);
  if (/^GuStack/.test(own))
    return {
      name,
      extends: 'core.Stack',
      build: (_, self, props) => {
        environmentProps(self, props);
        for (const prop of stackProps) {
          const given = propOf(props, prop);
          if (given) self.state.set(prop, given);
        }
      },
      properties: Object.fromEntries(
        stackProps.map((prop) => [prop, (_: BuildContext, self: Construct) => self.state.get(prop)]),
      ),
    };
  if (!/^Gu(LambdaFunction|ScheduledLambda|ApiLambda|\w+LambdaExperimental)$/.test(own))
    return { name, extends: 'constructs.Construct', build: () => undefined };
  return {
    name,
    extends: 'aws-lambda.Function',
    build: (context, self, props) => {
      buildFunction(context, self, { ...props, open: props.open ?? opened });
      for (const [index, rule] of itemsIn(propOf(props, 'rules')).entries()) {
        const place = byDefault(self);
        const target = {
          kind: 'made',
          name: 'aws-events-targets.LambdaFunction',
          arguments: { positional: [self], named: undefined },
          call: self.at,
          path: context.path,
          ...place,
        } as const;
        const options = optionsOf({ positional: [rule], named: undefined }, 0, place);
        const targets = cdkList([target], place);
        const all = withProps(cdkMap({ schedule: propOf(options, 'schedule') }, place), { targets });
        context.create('aws-events.Rule', self, `${self.id}-rate-${index}`, all);
      }
    },
  };
}
