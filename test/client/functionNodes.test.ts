/** In which order and on which levels the functions of a workspace stand in their tree. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applicationsOf, functionsOf, rootsOf, type Node } from '../../src/client/functionNodes.ts';
import type { FolderView, FunctionView } from '../../src/protocol/messages.ts';
import { airline } from '../webview/folders.ts';

/** Functions as `application id`, or as `id` alone for one that is in no application. */
function folder(uri: string, ...functions: readonly string[]): FolderView {
  return {
    ...airline({}, uri),
    functions: functions.map((text): FunctionView => {
      const [id = '', application] = text.split(' ').reverse();
      const path = application ?? `src/${id}.py`;
      return {
        key: `${path}#${id}`,
        id,
        declared: application === undefined ? 'shape' : 'template',
        ...(application === undefined ? {} : { application }),
        unknown: {},
        open: 0,
        findings: 0,
        place: { uri: `${uri}/${path}`, path, line: 0, character: 0 },
      };
    }),
  };
}

/** As the tree would be when all of it is expanded. */
function drawn(nodes: readonly Node[], indent = ''): readonly string[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'folder':
        return [`${indent}[${node.folder.name}]`, ...drawn(applicationsOf(node.folder), `${indent}  `)];
      case 'application':
        return [
          `${indent}${node.application ?? '-'}`,
          ...drawn(functionsOf(node.folder, node.functions), `${indent}  `),
        ];
      case 'function':
        return [`${indent}${node.fn.id}`];
      default:
        return [];
    }
  });
}

describe('The tree of functions', () => {
  it('has the functions alone where there is one application, by name and by the numbers in names', () => {
    const one = folder('file:///a', 'template.yaml Orders10', 'template.yaml Orders9', 'template.yaml cancel');
    assert.deepEqual(drawn(rootsOf([one])), ['cancel', 'Orders9', 'Orders10']);
  });

  it('has an application above its functions where there are several, and those of none at the end', () => {
    const several = folder('file:///a', 'handler', 'z/cdk.json Z', 'b/template.yaml B', 'other', 'b/template.yaml A');
    assert.deepEqual(drawn(rootsOf([several])), [
      'b/template.yaml',
      '  A',
      '  B',
      'z/cdk.json',
      '  Z',
      '-',
      '  handler',
      '  other',
    ]);
  });

  it('has folders above all of it where several have functions', () => {
    const folders = [
      folder('file:///a', 'template.yaml A', 'cdk.json B'),
      folder('file:///b', 'template.yaml A'),
      folder('file:///empty'),
    ];
    assert.deepEqual(drawn(rootsOf(folders)), ['[a]', '  cdk.json', '    B', '  template.yaml', '    A', '[b]', '  A']);
    assert.deepEqual(drawn(rootsOf(folders.slice(1))), ['A']);
    assert.deepEqual(rootsOf([]), []);
  });

  it('gives all that it has ids that differ, and are the same after the next review', () => {
    const make = () => {
      const folders = [
        folder('file:///a', 'template.yaml A', 'cdk.json A', 'A'),
        folder('file:///b', 'template.yaml A'),
      ];
      const all = (nodes: readonly Node[]): readonly string[] =>
        nodes.flatMap((node) => [
          node.id,
          ...(node.kind === 'folder' ? all(applicationsOf(node.folder)) : []),
          ...(node.kind === 'application' ? all(functionsOf(node.folder, node.functions)) : []),
        ]);
      return all(rootsOf(folders));
    };
    assert.equal(new Set(make()).size, 9);
    assert.deepEqual(make(), make());
  });
});
