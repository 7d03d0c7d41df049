/** What nodes of a graph have themselves and by those that they lead to, in whatever circles. */

export interface Graph<Node, Has> {
  readonly next: (node: Node) => readonly Node[];
  /** Of nodes that lead to each other: what they have themselves, and what was gathered behind those that they lead to. */
  readonly gather: (nodes: readonly Node[], behind: ReadonlySet<Has>) => Has;
}

interface Visit<Node> {
  readonly node: Node;
  readonly order: number;
  /** The earliest node that it leads back to. */
  lowest: number;
  readonly next: readonly Node[];
  /** How many of these were gone on to. */
  done: number;
}

/**
 * Gathers for a node; each node is looked at once, however many are asked for. Nodes are the same when they are the same
 * object. After R. Tarjan, Depth-first search and linear graph algorithms (1972), without a call for each node.
 */
export function gathering<Node extends object, Has>({ next, gather }: Graph<Node, Has>): (node: Node) => Has {
  const gathered = new Map<Node, Has>();

  return (start) => {
    const visits = new Map<Node, Visit<Node>>();
    /** Those of which it is not known yet whether they lead to each other. */
    const open: Visit<Node>[] = [];
    const way: Visit<Node>[] = [];
    const enter = (node: Node): void => {
      const order = visits.size;
      const visit = { node, order, lowest: order, next: next(node), done: 0 };
      visits.set(node, visit);
      open.push(visit);
      way.push(visit);
    };
    if (!gathered.has(start)) enter(start);
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const further = here.next[here.done];
      if (further) {
        here.done++;
        const visited = visits.get(further);
        if (gathered.has(further)) continue;
        if (visited) here.lowest = Math.min(here.lowest, visited.order);
        else enter(further);
        continue;
      }
      way.pop();
      const before = way.at(-1);
      if (before) before.lowest = Math.min(before.lowest, here.lowest);
      if (here.lowest === here.order) close(from(here));
    }
    return gathered.get(start) as Has;

    function from(first: Visit<Node>): readonly Visit<Node>[] {
      const circle: Visit<Node>[] = [];
      for (let it = open.pop(); it; it = it === first ? undefined : open.pop()) circle.push(it);
      return circle.reverse();
    }
  };

  function close(circle: readonly Visit<Node>[]): void {
    const behind = new Set<Has>();
    for (const it of circle)
      for (const further of it.next) {
        const its = gathered.get(further);
        if (its !== undefined) behind.add(its);
      }
    const nodes = circle.map(({ node }) => node);
    const has = gather(nodes, behind);
    for (const node of nodes) gathered.set(node, has);
  }
}
