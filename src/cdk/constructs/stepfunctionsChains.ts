/** `aws-stepfunctions`: which state follows which one. */
import type { BuildContext, ConstructClass, ValueClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { here, made } from './arns.ts';
import { argumentOf, cdkList, cdkScalar, itemsIn, optionsOf, propOf, textIn } from './props.ts';

export const classes = 'aws-stepfunctions.';

const chainName = 'aws-stepfunctions.Chain';

/** The state that a chain, a fragment or a state itself starts with. */
export function startOf(value: CdkValue | undefined): Construct | undefined {
  if (value?.kind === 'made' && value.name === chainName) return startOf(value.arguments.positional[0]);
  if (value?.kind !== 'construct') return undefined;
  const inner = value.fields.get('startState');
  return inner && inner !== value ? startOf(inner) : value;
}

/** The states that what comes next follows; a marker for a choice that has no default. */
export function endsOf(value: CdkValue | undefined): readonly CdkValue[] {
  if (value?.kind === 'made' && value.name === chainName) return itemsIn(value.arguments.positional[1]);
  if (value?.kind !== 'construct') return [];
  const inner = value.fields.get('endStates');
  if (inner) return itemsIn(inner).flatMap(endsOf);
  return /\.(Choice|Succeed|Fail)$/.test(value.library) ? [] : [value];
}

export const chainOf = (context: BuildContext, start: CdkValue, ends: readonly CdkValue[], last: CdkValue): Made =>
  made(context, chainName, [start, cdkList(ends, here(context)), last], here(context));

export function follow(context: BuildContext, self: CdkValue, next: CdkValue | undefined): CdkValue | undefined {
  if (!next) return undefined;
  const start = startOf(self) ?? self;
  const target = startOf(next);
  for (const end of endsOf(self)) {
    if (end.kind === 'made') {
      const [choice] = end.arguments.positional;
      if (choice?.kind === 'construct' && target) link(choice, 'default', target);
    } else if (end.kind === 'construct' && !end.state.has('next')) link(end, 'next', target ?? next);
  }
  return chainOf(context, start, endsOf(next), next);
}

export function link(from: Construct, name: 'next' | 'default', to: CdkValue): void {
  from.state.set(name, to);
  if (to.kind === 'construct' && name === 'next') addTo(to, 'incoming', from);
}

export function addTo(self: Construct, name: string, value: CdkValue): void {
  const kept = self.state.get(name);
  self.state.set(name, cdkList([...itemsIn(kept), value], { at: value.at, from: value.from }));
}

export const transition = (self: Construct, name: string, options: CdkMap, next: CdkValue | undefined): void => {
  const target = startOf(next) ?? next;
  const entries = new Map(options.entries);
  if (target) entries.set('next', { key: target.at, value: target });
  addTo(self, name, { ...options, entries });
  if (target?.kind === 'construct') addTo(target, 'incoming', self);
};

/** A chain as one branch of a state of its own. */
export function single(context: BuildContext, chain: CdkValue, args: Arguments): CdkValue {
  const id = textIn(argumentOf(args, 0, 'id')) ?? (chain.kind === 'construct' ? chain.id : '…');
  const scope = startOf(chain)?.scope;
  if (!scope) return context.unknown('the chain has no state', context.call);
  const options = optionsOf(args, 1, here(context));
  const parallel = context.create(`${classes}Parallel`, scope, id, options);
  addTo(parallel, 'branches', chain);
  return parallel;
}

/** States behind a choice that something may follow, those before them first. */
export function reachableEnds(from: Construct, withErrors: boolean): readonly Construct[] {
  const found = new Set<Construct>();
  const seen = new Set<Construct>();
  const visit = (at: Construct): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const next = transitionsOf(at, withErrors);
    if (next.length === 0) {
      if (endsOf(at).length > 0) found.add(at);
    } else next.forEach(visit);
  };
  visit(from);
  return [...found];
}

export function transitionsOf(self: Construct, withErrors: boolean): readonly Construct[] {
  const targets = [
    self.state.get('next'),
    self.state.get('default'),
    ...itemsIn(self.state.get('choices')).map((it) => propOf(it, 'next')),
    ...(withErrors ? itemsIn(self.state.get('catches')).map((it) => propOf(it, 'next')) : []),
  ];
  return targets.flatMap((it) => (it?.kind === 'construct' ? [it] : []));
}

const chain: ValueClass = {
  name: chainName,
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    toSingleState: (context, self, args) => single(context, self, args),
  },
  properties: {
    startState: (_, self) => startOf(self),
    endStates: (_, self) => self.arguments.positional[1],
    id: (_, self) => {
      const last = self.arguments.positional[2];
      return last?.kind === 'construct' ? cdkScalar(last.id, last) : undefined;
    },
  },
};

export const chainClass: ConstructClass = {
  name: chainName,
  statics: {
    start: (context, args) => {
      const given = argumentOf(args, 0, 'state');
      return given && chainOf(context, startOf(given) ?? given, endsOf(given), given);
    },
    sequence: (context, args) => {
      const [start, next] = [argumentOf(args, 0, 'start'), argumentOf(args, 1, 'next')];
      return start && next && chainOf(context, startOf(start) ?? start, endsOf(next), next);
    },
    custom: (context, args) => {
      const [start, ends, last] = args.positional;
      return start && chainOf(context, start, itemsIn(ends), last ?? start);
    },
  },
};

export const stepfunctionsValues: readonly ValueClass[] = [chain];
