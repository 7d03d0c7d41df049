/** Documents in a property: OpenAPI of an API, and the states language of a state machine, as a tree or as its text. */
import type { Span } from '../core/span.ts';
import { valueAt, type MapEntry, type MapValue, type TextValue, type Value } from '../core/value.ts';

export interface Operation {
  /** `get /orders/{id}`, as the document has it. */
  readonly id: string;
  readonly at: Span;
  readonly integration: Value | undefined;
}

const integrationKey = 'x-amazon-apigateway-integration';
const methods = /^(get|put|post|delete|options|head|patch|trace|x-amazon-apigateway-any-method)$/i;

/** The operations of an API that OpenAPI describes: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html */
export function operationsIn(properties: MapValue): readonly Operation[] {
  const body = valueAt(properties, 'DefinitionBody') ?? valueAt(properties, 'Body');
  const paths = valueAt(body, 'paths');
  if (paths?.kind !== 'map') return [];
  return [...paths.entries].flatMap(([path, { value: item }]) =>
    item.kind !== 'map'
      ? []
      : [...item.entries].flatMap(([method, { key: at, value }]): readonly Operation[] => {
          if (!methods.test(method)) return [];
          const word = method.startsWith('x-') ? 'any' : method;
          return [{ id: `${word} ${path}`, at, integration: valueAt(value, integrationKey) }];
        }),
  );
}

/** The definition of a state machine, whether it is written as a tree or as text. */
export function definitionIn(properties: MapValue): Value | undefined {
  const tree = valueAt(properties, 'Definition');
  if (tree) return tree;
  const text = valueAt(properties, 'DefinitionString');
  return text?.kind === 'scalar' || text?.kind === 'text' ? parsed(text) : text;
}

/** Stands in the text for a part that is no text. */
const mark = (index: number): string => `\uE000${String(index)}\uE001`;
const marks = /\uE000(\d+)\uE001/;

/** JSON deeper than that is no definition. */
const deepest = 100;

/** All of it stands where the text does. */
function parsed(text: Value): Value | undefined {
  const parts = text.kind === 'text' ? text.parts : text.kind === 'scalar' ? [String(text.value)] : [];
  const whole = parts.map((part, index) => (typeof part === 'string' ? part : mark(index))).join('');
  const place = { at: text.at, from: text.from };
  let json: unknown;
  try {
    json = JSON.parse(whole);
  } catch {
    return undefined;
  }
  return valueOf(json, 0);

  function valueOf(node: unknown, depth: number): Value {
    if (Array.isArray(node) && depth < deepest)
      return { kind: 'list', items: node.map((item) => valueOf(item, depth + 1)), ...place };
    if (typeof node === 'object' && node !== null && depth < deepest) {
      const entries = Object.entries(node).map(([key, value]): readonly [string, MapEntry] => [
        key,
        { key: text.at, value: valueOf(value, depth + 1) },
      ]);
      return { kind: 'map', entries: new Map(entries), ...place };
    }
    if (typeof node === 'string') return textOf(node);
    if (typeof node === 'number' || typeof node === 'boolean') return { kind: 'scalar', value: node, ...place };
    return { kind: 'unknown', why: 'nothing is written there', mentions: [], ...place };
  }

  function textOf(node: string): Value {
    const its = node
      .split(marks)
      .map((piece, index) => (index % 2 === 0 ? piece : parts[Number(piece)]))
      .filter((piece): piece is TextValue['parts'][number] => piece !== undefined && piece !== '');
    const [only = ''] = its;
    if (its.length <= 1) return typeof only === 'string' ? { kind: 'scalar', value: only, ...place } : only;
    return { kind: 'text', parts: its, ...place };
  }
}
