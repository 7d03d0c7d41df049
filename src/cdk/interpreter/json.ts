/** Data that a program reads from files of the project. */
import { parseJson } from '../../templates/json.ts';
import type { Node } from '../../templates/node.ts';
import { parseYaml } from '../../templates/yaml.ts';
import type { CdkValue } from '../value.ts';
import type { Machine } from './machine.ts';
import { listOf, scalar, unknownValue } from './values.ts';

export function jsonValue({ project }: Pick<Machine, 'project'>, path: string): CdkValue | undefined {
  const text = project.read(path);
  return text === undefined ? undefined : parsedJson(text, path);
}

export function yamlValue({ project }: Pick<Machine, 'project'>, path: string): CdkValue | undefined {
  const text = project.read(path);
  return text === undefined ? undefined : parsedYaml(text, path);
}

export function parsedYaml(text: string, path: string): CdkValue | undefined {
  const { root } = parseYaml(text);
  return root && valueOfNode(root, path);
}

export function parsedJson(text: string, path: string): CdkValue | undefined {
  const { root, problems } = parseJson(text);
  return root && problems.length === 0 ? valueOfNode(root, path) : undefined;
}

export function valueOfNode(node: Node, path: string): CdkValue {
  const at = { path, start: node.start, end: node.end };
  switch (node.kind) {
    case 'scalar':
      return scalar(node.value, at);
    case 'list':
      return listOf(
        node.items.map((item) => valueOfNode(item, path)),
        at,
      );
    case 'map':
      return {
        kind: 'map',
        entries: new Map(
          node.entries.map(({ key, keyRange, value }) => [
            key,
            { key: { path, start: keyRange.start, end: keyRange.end }, value: valueOfNode(value, path) },
          ]),
        ),
        at,
        from: 'resource',
      };
    // Of data in CloudFormation's words, the program sees the map that it is.
    case 'intrinsic':
      return unknownValue('it is decided at deployment', at);
  }
}
