/**
 * `custom-resources`: functions that run while the app is deployed.
 * What the library adds to call them is its own affair: its functions are not the user's, and are not declared.
 */
import type { ConstructClass } from '../library.ts';
import { attributeOf, propOf } from './props.ts';
import { cdkOf } from './core.ts';

const provider: ConstructClass = {
  name: 'custom-resources.Provider',
  extends: 'constructs.Construct',
  build: (_, self, props) => {
    const handler = propOf(props, 'onEventHandler');
    if (handler) self.state.set('onEventHandler', handler);
  },
  properties: {
    // A function of the library stands between the two, which calls this one and nothing else.
    serviceToken: (context, self) => {
      const handler = self.state.get('onEventHandler');
      return handler ? cdkOf(attributeOf(context, handler, 'Arn', 'functionArn')) : undefined;
    },
    onEventHandler: (_, self) => self.state.get('onEventHandler'),
  },
};

const awsCustomResource: ConstructClass = {
  name: 'custom-resources.AwsCustomResource',
  extends: 'constructs.Construct',
  methods: {
    getResponseField: (context) => context.unknown('it is what a custom resource gives', context.call),
    getResponseFieldReference: (context) => context.unknown('it is what a custom resource gives', context.call),
  },
};

export const customResources: readonly ConstructClass[] = [provider, awsCustomResource];
