/** What is declared, as what rules are decided on. */
import type { DeclaredFunction, LayerCode } from '../core/application.ts';
import type { Declarations } from '../core/resource.ts';
import { layerCodeOf } from './code.ts';
import { answeringCustomResources } from './customResources.ts';
import { functionOf, isFunction } from './functions.ts';
import { indexOf } from './index.ts';

export interface DeclaredApplication {
  readonly functions: readonly DeclaredFunction[];
  /** Directories that it makes layers of. */
  readonly layers: readonly LayerCode[];
}

const known = new WeakMap<Declarations, DeclaredApplication>();

/** The same object for the same declarations. */
export function applicationOf(declarations: Declarations): DeclaredApplication {
  const before = known.get(declarations);
  if (before) return before;
  const index = indexOf(declarations);
  const answering = answeringCustomResources(index);
  const application: DeclaredApplication = {
    functions: declarations.resources
      .filter(isFunction)
      .map((resource) => functionOf(resource, index, answering.get(resource.key))),
    layers: declarations.resources.flatMap((resource) => layerCodeOf(resource) ?? []),
  };
  known.set(declarations, application);
  return application;
}
