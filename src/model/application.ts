/** What is declared, as what rules are decided on. */
import { ofEach } from '../core/memo.ts';
import type { DeclaredFunction, LayerCode } from '../core/application.ts';
import type { Relation, ResourceFact } from '../core/facts.ts';
import type { Declarations } from '../core/resource.ts';
import { layerCodeOf } from './code.ts';
import { answeringCustomResources } from './customResources.ts';
import { edgesIn } from './edge.ts';
import { eventFacts, factOf } from './facts.ts';
import { functionOf, isFunction } from './functions.ts';
import { indexOf } from './index.ts';
import { relationsOf } from './relations.ts';

export interface DeclaredApplication {
  readonly functions: readonly DeclaredFunction[];
  /** Directories that it makes layers of. */
  readonly layers: readonly LayerCode[];
  /** What else is declared, and how all of it hangs together. */
  readonly resources: readonly ResourceFact[];
  readonly relations: readonly Relation[];
}

/** The same object for the same declarations. */
export const applicationOf = ofEach((declarations: Declarations): DeclaredApplication => {
  const index = indexOf(declarations);
  const answering = answeringCustomResources(index);
  const relations = relationsOf(index);
  const edges = edgesIn(relations, index);
  return {
    functions: declarations.resources
      .filter(isFunction)
      .map((resource) =>
        functionOf(resource, index, { customResource: answering.get(resource.key), edge: edges.get(resource.key) }),
      ),
    layers: declarations.resources.flatMap((resource) => layerCodeOf(resource) ?? []),
    resources: declarations.resources.flatMap((resource) => [
      ...[factOf(resource, index)].flatMap((fact) => fact ?? []),
      ...eventFacts(resource, index),
    ]),
    relations,
  };
});
