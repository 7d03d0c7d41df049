/** Definitions of state machines, from their first state on. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { nameIn } from './arns.ts';
import { itemsIn, propOf, scalar, unknownValue } from './props.ts';
import { startOf, transitionsOf } from './stepfunctionsChains.ts';
import { type Asl, aslMap, type AslMap, aslOf, put } from './stepfunctionsJson.ts';
import {
  catchesOf,
  choicesOf,
  credentialsOf,
  join,
  mapOf,
  nameOf,
  pathProp,
  queryLanguageOf,
  retriesOf,
  targetOf,
  timesOf,
  unfollowed,
  waitOf,
} from './stepfunctionsParts.ts';

/** Of a task: what it calls, and what that needs to be allowed. */
export interface TaskOf {
  readonly resource: Value;
  readonly parameters?: Asl | undefined;
  readonly statements: readonly Value[];
}

export type Task = (context: BuildContext, self: Construct, props: CdkMap) => TaskOf;

export interface Graph {
  readonly definition: Map<string, Asl>;
  readonly statements: readonly Value[];
}

/** A definition from its first state on. States come in the order in which the library finds them. */
export function graphOf(
  context: BuildContext,
  chainable: CdkValue,
  taskOf: (self: Construct) => Task | undefined,
  isJsonata: boolean,
  outer: ReadonlySet<Construct> = new Set(),
): Graph | undefined {
  const start = startOf(chainable);
  if (!start || outer.has(start)) return undefined;
  const states: Construct[] = [];
  const seen = new Set<Construct>(outer);
  const statements: Value[] = [];
  const bodies = new Map<CdkValue, Graph | undefined>();
  const visit = (self: Construct): void => {
    if (seen.has(self)) return;
    seen.add(self);
    states.push(self);
    const props = self.state.get('props');
    const task = taskOf(self);
    if (task && props?.kind === 'map') statements.push(...task(context, self, props).statements);
    for (const before of itemsIn(self.state.get('incoming'))) if (before.kind === 'construct') visit(before);
    for (const after of transitionsOf(self, true)) visit(after);
    for (const inner of innerOf(self)) {
      const graph = graphOf(context, inner, taskOf, isJsonata, seen);
      bodies.set(inner, graph);
      statements.push(...(graph?.statements ?? []));
    }
  };
  visit(start);
  // The first state comes first, whatever leads to it.
  const rendered = new Map<string, Asl>();
  for (const self of states) rendered.set(nameOf(self), stateOf(context, self, taskOf(self), bodies, isJsonata));
  return {
    definition: aslMap({ StartAt: scalar(nameOf(start), start), States: rendered }),
    statements,
  };
}

const innerOf = (self: Construct): readonly CdkValue[] => [
  ...itemsIn(self.state.get('branches')),
  ...['iterator', 'processor'].flatMap((name) => self.state.get(name) ?? []),
];

function stateOf(
  context: BuildContext,
  self: Construct,
  task: Task | undefined,
  bodies: ReadonlyMap<CdkValue, Graph | undefined>,
  isJsonata: boolean,
): AslMap {
  const props = self.state.get('props');
  const given = (name: string): CdkValue | undefined => propOf(props, name);
  const plainly = (name: string): Asl | undefined => {
    const value = given(name);
    return value && aslOf(context, value);
  };
  const path = (name: string): Asl | undefined => pathProp(context, given(name));
  const own = (values: Readonly<Record<string, Asl | undefined>>): Map<string, Asl> => aslMap(values);
  const next = self.state.get('next');
  const after = own(next ? { Next: targetOf(next) } : { End: scalar(true, { at: self.at, from: 'default' }) });
  const parameters = own({});
  put(context, parameters, 'Parameters', given('parameters'));
  const selector = own({});
  put(context, selector, 'ResultSelector', given('resultSelector'));
  const input = join(own({ InputPath: path('inputPath') }), parameters, own({ OutputPath: path('outputPath') }));
  const ownLanguage = queryLanguageOf(props);
  const language = isJsonata ? aslMap({}) : ownLanguage;
  const outputs = own({ Output: plainly('outputs') });
  const assign = own({ Assign: plainly('assign') });
  const comment = own({ Comment: plainly('comment') });
  const result = own({ ResultPath: path('resultPath') });
  const retries = own({ Retry: retriesOf(context, self), Catch: catchesOf(context, self) });
  const type = (name: string): Map<string, Asl> => own({ Type: scalar(name, { at: self.at, from: 'default' }) });
  const bodyOf = (value: CdkValue): Asl => bodies.get(value)?.definition ?? unfollowed(value);
  switch (nameIn(self.library)) {
    case 'Pass':
      return join(
        type('Pass'),
        language,
        comment,
        own({ Result: plainly('result') }),
        result,
        input,
        outputs,
        after,
        assign,
      );
    case 'Wait':
      return join(type('Wait'), language, comment, waitOf(context, given('time')), input, outputs, after, assign);
    case 'Succeed':
      return join(type('Succeed'), language, comment, input, outputs);
    case 'Fail':
      return join(
        type('Fail'),
        language,
        comment,
        own({
          Error: plainly('error'),
          ErrorPath: path('errorPath'),
          Cause: plainly('cause'),
          CausePath: path('causePath'),
        }),
      );
    case 'Choice':
      return join(type('Choice'), language, comment, input, outputs, choicesOf(context, self), assign);
    case 'Parallel': {
      const branches = itemsIn(self.state.get('branches')).map(bodyOf);
      return join(
        type('Parallel'),
        language,
        comment,
        result,
        after,
        input,
        outputs,
        retries,
        own({ Branches: branches }),
        selector,
        assign,
      );
    }
    case 'Map':
    case 'DistributedMap':
      return join(
        type('Map'),
        language,
        comment,
        result,
        after,
        input,
        outputs,
        selector,
        retries,
        mapOf(context, self, bodyOf),
        assign,
      );
    case 'CustomState': {
      const json = plainly('stateJson');
      return join(after, json instanceof Map ? (json as AslMap) : own({ '…': json }), retries);
    }
    default: {
      const called = task && props?.kind === 'map' ? task(context, self, props) : undefined;
      const isArguments = isJsonata || ownLanguage.size > 0;
      return join(
        language,
        after,
        retries,
        type('Task'),
        comment,
        timesOf(context, given),
        own({ InputPath: path('inputPath'), OutputPath: path('outputPath') }),
        result,
        isArguments ? own({ Arguments: called?.parameters }) : own({}),
        outputs,
        selector,
        credentialsOf(context, given('credentials')),
        assign,
        own({
          Resource: called?.resource ?? unknownValue('what it calls is not read from the source', self),
          Parameters: isArguments ? undefined : called?.parameters,
        }),
      );
    }
  }
}
