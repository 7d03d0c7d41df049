/** The schema of `config.yaml`, in the words of the program; editors complete and explain by it. */
import { traits, type Trait } from '../src/core/configuration.ts';
import { resourceKinds, type ResourceKind } from '../src/core/module.ts';
import type { AnyRule } from '../src/core/rule.ts';

const kinds: Readonly<Record<ResourceKind, string>> = {
  'sdk-client': 'A client of AWS.',
  database: 'A connection, a pool or a client of a database.',
  cache: 'A connection to a cache.',
  'http-client': 'A session or a pool of HTTP connections.',
  'api-client': "A client of somebody else's service.",
  messaging: 'A producer or a connection of a message broker.',
  'rpc-channel': 'A channel of remote procedure calls.',
  'key-set': 'Public keys that tokens are verified with.',
  compiled: 'A compiled schema or template.',
  model: 'A model of machine learning, or what it needs.',
  telemetry: 'A logger, a tracer or metrics.',
  container: 'A container of dependency injection.',
};

const traitTexts: Readonly<Record<Trait, string>> = {
  connects: 'It opens a connection at once, which may break while the environment is frozen.',
  resolves: 'Its construction gives a promise, which is awaited.',
  reads: 'It reads a file, which must be there before.',
  remembers: 'It remembers something from one use to the next, such as cookies.',
  exclusive: 'It serves one use at a time, so invocations that run at once may not share it.',
  'event-loop': 'It must be made where an event loop runs.',
  light: 'It is a handle that costs next to nothing by itself.',
};

export function configurationSchema(rules: readonly AnyRule[]): unknown {
  const kind = { oneOf: resourceKinds.map((it) => ({ const: it, description: kinds[it] })) };
  const symbol = {
    type: 'string',
    maxLength: 500,
    pattern: '^(?=.*\\w)(?!.*\\(\\)$)[\\w@$*./#()-]+$',
    description:
      'A full name: `@acme/db#connect`, `acme.db.connect`, or `./src/db#connect` for a file of the workspace.',
  };
  const symbols = (description: string) => ({ type: ['array', 'null'], description, items: symbol });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Serverless Lens: .serverless-lens/config.yaml',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      exclude: {
        type: ['array', 'null'],
        description: 'Globs, relative to the workspace, of what is not reviewed.',
        items: { type: 'string', maxLength: 1000 },
      },
      rules: {
        type: ['object', 'null'],
        description: 'How severe each rule is, or `off`.',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, summary }) => [
            id,
            { enum: ['warning', 'information', 'hint', 'off'], description: summary },
          ]),
        ),
      },
      symbols: {
        type: ['object', 'null'],
        description: 'What your own symbols, and those of packages that are not known, construct and keep.',
        additionalProperties: false,
        properties: {
          reusable: {
            type: ['object', 'null'],
            description: 'What they construct is meant to be made once and used for long.',
            propertyNames: symbol,
            additionalProperties: {
              anyOf: [
                kind,
                {
                  type: 'object',
                  additionalProperties: false,
                  required: ['kind'],
                  properties: {
                    kind,
                    type: {
                      type: 'string',
                      pattern: '^[\\w$.]+$',
                      description: 'The full name of the class of what it makes, which a field of Java needs.',
                    },
                    ...Object.fromEntries(
                      traits.map((trait) => [trait, { type: 'boolean', description: traitTexts[trait] }]),
                    ),
                  },
                },
              ],
            },
          },
          memoising: symbols('They keep the first result of the functions that they are given, or decorate.'),
          'per-invocation': symbols('They, and what they run, belong to the invocation: nothing of it is reported.'),
          varying: symbols('What they give differs from one invocation to the next, and so does what is made from it.'),
        },
      },
    },
  };
}
