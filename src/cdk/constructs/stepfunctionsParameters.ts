/** What all tasks of state machines have: the API that they call, and its parameters. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue } from '../value.ts';
import { pseudoParameter } from '../words.ts';
import { nameIn } from './arns.ts';
import { type Place, propOf, textOf } from './props.ts';
import { type Asl, type AslMap, put } from './stepfunctionsJson.ts';

const suffixes: Readonly<Record<string, string>> = { RUN_JOB: '.sync', WAIT_FOR_TASK_TOKEN: '.waitForTaskToken' };

export const patternOf = (props: CdkMap): string => {
  const given = propOf(props, 'integrationPattern');
  return given?.kind === 'library' ? nameIn(given.name) : 'REQUEST_RESPONSE';
};

/** `arn:aws:states:::lambda:invoke.waitForTaskToken` */
export const integration = (api: string, props: CdkMap, place: Place, more = ''): Value =>
  textOf(
    ['arn:', pseudoParameter('AWS::Partition', place), `:states:::${api}${suffixes[patternOf(props)] ?? ''}${more}`],
    place,
  );

/** Parameters in the order that they are written; those that are not given are left out. */
export function parametersOf(
  context: BuildContext,
  entries: Readonly<Record<string, CdkValue | Value | Asl | undefined>>,
): AslMap {
  const map = new Map<string, Asl>();
  for (const [name, value] of Object.entries(entries)) {
    if (value === undefined) continue;
    if (isProgram(value)) put(context, map, name, value);
    else map.set(name, value);
  }
  return map;
}

const programKinds = new Set(['list', 'map', 'made', 'construct', 'library', 'token', 'function', 'class', 'object']);

/** Values of the program and of CloudFormation have some kinds in common; lists and maps of the former hold other things. */
function isProgram(value: CdkValue | Value | Asl): value is CdkValue {
  if (value === null || Array.isArray(value) || value instanceof Map) return false;
  const { kind } = value as CdkValue | Value;
  return kind === 'unknown' ? !('mentions' in value) : programKinds.has(kind);
}
