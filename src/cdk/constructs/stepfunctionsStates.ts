/** `aws-stepfunctions`: states, how they follow one another, and the definition that they make. */
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkValue, Construct } from '../value.ts';
import { here, made } from './arns.ts';
import { argumentOf, booleanIn, cdkList, cdkScalar, optionsOf, propOf, textIn } from './props.ts';
import {
  addTo,
  chainClass,
  chainOf,
  classes,
  endsOf,
  follow,
  link,
  reachableEnds,
  single,
  startOf,
  transition,
} from './stepfunctionsChains.ts';
import { nameOf } from './stepfunctionsParts.ts';

const ofState =
  (
    method: (context: BuildContext, self: Construct, args: Arguments) => void,
  ): NonNullable<ConstructClass['methods']>[string] =>
  (context, self, args) => {
    method(context, self, args);
    return self;
  };

const state: ConstructClass = {
  name: `${classes}State`,
  extends: 'constructs.Construct',
  build: (_, self, props) => {
    self.state.set('props', props);
  },
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    addRetry: ofState((context, self, args) => addTo(self, 'retries', optionsOf(args, 0, here(context)))),
    addCatch: ofState((context, self, args) =>
      transition(self, 'catches', optionsOf(args, 1, here(context)), argumentOf(args, 0, 'handler')),
    ),
    addPrefix: ofState((_, self, args) => prefixOf(self, textIn(argumentOf(args, 0, 'x')) ?? '')),
    toSingleState: (context, self, args) => single(context, self, args),
    prefixStates: (_, self) => self,
  },
  properties: {
    startState: (_, self) => self.fields.get('startState') ?? self,
    endStates: (context, self) => cdkList(endsOf(self), here(context)),
    id: (_, self) => cdkScalar(self.id, self),
    stateId: (context, self) => cdkScalar(nameOf(self), here(context)),
  },
  statics: {
    prefixStates: (_, args) => args.positional[0],
  },
};

function prefixOf(self: Construct, prefix: string): void {
  const kept = textIn(self.state.get('prefix')) ?? '';
  self.state.set('prefix', cdkScalar(prefix + kept, self));
}

const choice: ConstructClass = {
  name: `${classes}Choice`,
  extends: state.name,
  methods: {
    when: ofState((context, self, args) => {
      const condition = argumentOf(args, 0, 'condition');
      const options = optionsOf(args, 2, here(context));
      const entries = new Map(options.entries);
      if (condition) entries.set('condition', { key: condition.at, value: condition });
      transition(self, 'choices', { ...options, entries }, argumentOf(args, 1, 'next'));
    }),
    otherwise: ofState((_, self, args) => {
      const target = startOf(argumentOf(args, 0, 'def')) ?? argumentOf(args, 0, 'def');
      if (target) link(self, 'default', target);
    }),
    afterwards: (context, self, args) => {
      const options = optionsOf(args, 0, here(context));
      const ends: CdkValue[] = [...reachableEnds(self, booleanIn(propOf(options, 'includeErrorHandlers')) === true)];
      if (booleanIn(propOf(options, 'includeOtherwise')) === true)
        ends.push(made(context, 'aws-stepfunctions.DefaultAsNext', [self], here(context)));
      return chainOf(context, self, ends, self);
    },
  },
};

const parallel: ConstructClass = {
  name: `${classes}Parallel`,
  extends: state.name,
  methods: {
    branch: ofState((_, self, args) => {
      for (const given of args.positional) addTo(self, 'branches', given);
    }),
  },
};

const map = (name: string): ConstructClass => ({
  name: `${classes}${name}`,
  extends: state.name,
  methods: {
    iterator: ofState((_, self, args) => {
      const given = argumentOf(args, 0, 'iterator');
      if (given) self.state.set('iterator', given);
    }),
    itemProcessor: ofState((context, self, args) => {
      const given = argumentOf(args, 0, 'processor');
      if (given) self.state.set('processor', given);
      self.state.set('processorConfig', optionsOf(args, 1, here(context)));
    }),
  },
});

/** A class of the program puts states together; it has `startState` and `endStates`. */
const fragment: ConstructClass = {
  name: `${classes}StateMachineFragment`,
  extends: 'constructs.Construct',
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    prefixStates: (_, self) => self,
    toSingleState: (context, self, args) => {
      const options = optionsOf(args, 0, here(context));
      const id = propOf(options, 'stateId') ?? cdkScalar(self.id, self);
      return single(context, self, { positional: [id, options], named: undefined });
    },
  },
  properties: { id: (_, self) => cdkScalar(self.id, self) },
};

export const stepfunctionsStates: readonly ConstructClass[] = [
  state,
  choice,
  parallel,
  map('Map'),
  map('DistributedMap'),
  fragment,
  chainClass,
  ...['Pass', 'Wait', 'Succeed', 'Fail', 'CustomState'].map((name) => ({
    name: `${classes}${name}`,
    extends: state.name,
  })),
  { name: `${classes}TaskStateBase`, extends: state.name },
];
