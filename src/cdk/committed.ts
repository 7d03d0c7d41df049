/** Templates of a CDK app that lie beside its source: the same resources a second time. */
import { directoryOf } from '../core/paths.ts';
import type { Declarations, Resource } from '../core/resource.ts';
import { valueAt } from '../core/value.ts';
import { constructIn, constructOf } from './pairing.ts';

/**
 * Without what an app of the same directory, or of one above, declares itself: the same construct path and type.
 * A template of which nothing is left to be told apart is left out; so are the resources of its own
 * (`AWS::CDK::Metadata`) when all of its functions are the app's.
 */
export function dedupe(all: readonly Declarations[]): readonly Declarations[] {
  const apps = all.filter(({ kind }) => kind === 'cdk');
  if (apps.length === 0) return all;
  const declared = apps.map((app) => ({ directory: directoryOf(app.path), names: new Set(app.resources.map(nameOf)) }));
  return all.flatMap((one) => {
    if (one.kind === 'cdk') return [one];
    const names = new Set<string>();
    for (const app of declared) if (encloses(app.directory, one.path)) for (const name of app.names) names.add(name);
    const isTheirs = (resource: Resource): boolean => {
      const path = committedPath(resource);
      return path !== undefined && names.has(`${resource.type} ${constructIn(path)}`);
    };
    if (names.size === 0 || !one.resources.some(isTheirs)) return [one];
    const left = one.resources.filter((resource) => !isTheirs(resource));
    const isCopy = left.every((resource) => committedPath(resource) !== undefined && !isFunction(resource));
    return isCopy ? [] : [{ ...one, resources: left }];
  });
}

/** `OrdersStack/Create/Resource`, as the command of CDK writes it into each resource. */
function committedPath({ metadata }: Resource): string | undefined {
  const path = valueAt(metadata, 'aws:cdk:path');
  return path?.kind === 'scalar' ? String(path.value) : undefined;
}

const nameOf = (resource: Resource): string => `${resource.type} ${constructOf(resource)}`;

const encloses = (directory: string, path: string): boolean => directory === '' || path.startsWith(`${directory}/`);

const isFunction = ({ type }: Resource): boolean => /^AWS::(Lambda|Serverless)::Function$/.test(type);
