import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gathering } from '../../src/reach/gathering.ts';

interface Node {
  readonly name: string;
  readonly next: Node[];
}

/** `a: b c` is a node that leads to two others. */
function graphOf(lines: readonly string[]): (name: string) => Node {
  const nodes = new Map<string, Node>();
  const node = (name: string): Node => {
    const its = nodes.get(name) ?? { name, next: [] };
    nodes.set(name, its);
    return its;
  };
  for (const line of lines) {
    const [name = '', next = ''] = line.split(':');
    node(name).next.push(...next.split(' ').filter(Boolean).map(node));
  }
  return node;
}

/** The names of all nodes behind one, itself included. */
function namesBehind(lines: readonly string[]): (name: string) => string {
  const node = graphOf(lines);
  const names = gathering<Node, ReadonlySet<string>>({
    next: (it) => it.next,
    gather: (nodes, behind) => new Set([...nodes.map(({ name }) => name), ...[...behind].flatMap((it) => [...it])]),
  });
  return (name) => [...names(node(name))].sort().join(' ');
}

describe('what nodes of a graph come to', () => {
  it('is what all have that they lead to', () => {
    const of = namesBehind(['a:b c', 'b:d', 'c:d', 'e:a']);
    assert.deepEqual(['a', 'b', 'd', 'e'].map(of), ['a b c d', 'b d', 'd', 'a b c d e']);
  });

  it('is the same for those that lead to each other, wherever it is asked first', () => {
    const lines = ['a:b', 'b:c x', 'c:a', 'x:y', 'y:x'];
    for (const first of ['a', 'b', 'c', 'x']) {
      const of = namesBehind(lines);
      of(first);
      assert.deepEqual(['a', 'b', 'c', 'x'].map(of), ['a b c x y', 'a b c x y', 'a b c x y', 'x y'], first);
    }
  });

  it('is found with one look at each node, in chains that no stack of calls would bear', () => {
    const count = 50_000;
    const chain = Array.from({ length: count }, (_, at) => `${String(at)}:${String(at + 1)}`);
    const node = graphOf(chain);
    let looks = 0;
    const last = gathering<Node, string>({
      next: (it) => {
        looks++;
        return it.next;
      },
      gather: ([only], [behind]) => behind ?? only?.name ?? '',
    });
    for (const start of ['40000', '0', '7']) assert.equal(last(node(start)), String(count));
    assert.equal(looks, count + 1);
  });
});
