/** What the interpreter makes of an app in a string, with a table of the construct library that is just enough to see it. */
import { createFrontends, languageOf } from '../../src/languages/frontends.ts';
import { cdkApps, declareApp, type CdkApp } from '../../src/cdk/app.ts';
import type { ConstructClass } from '../../src/cdk/library.ts';
import type { CdkFiles } from '../../src/cdk/reader.ts';
import type { Declarations, Resource } from '../../src/core/resource.ts';
import type { Value } from '../../src/core/value.ts';
import { asset, project } from '../project.ts';

const frontends = createFrontends({ asset });

/** The files of an app as the reader of apps is given them; `files` may be changed. */
export async function filesOf(files: Map<string, string>): Promise<CdkFiles> {
  await frontends.load(new Set(['typescript', 'python']));
  const read = (path: string): string | undefined => files.get(path);
  return {
    get paths() {
      return [...files.keys()].sort();
    },
    read,
    exists: (path) => files.has(path) || [...files.keys()].some((it) => it.startsWith(`${path}/`)),
    tree: (path) => {
      const [language, text] = [languageOf(path), read(path)];
      return language && text !== undefined ? frontends.of(language)?.lower(path, text) : undefined;
    },
    library: plainLibrary,
  };
}

export interface Interpreted {
  readonly app: CdkApp;
  readonly declarations: Declarations;
  readonly files: ReadonlyMap<string, string>;
}

/** The only app of a project, or its only file of stacks. */
export async function interpreted(text: string): Promise<Interpreted> {
  const { files } = project(text);
  const context = await filesOf(new Map(files));
  const { apps, stacks } = cdkApps(context.paths, context);
  const [app] = [...apps, ...stacks];
  if (!app) throw new Error('There is no app.');
  return { app, declarations: declareApp(app, context), files };
}

/** Functions by their ids, each with its properties as plain data. */
export async function functionsOf(text: string): Promise<Readonly<Record<string, unknown>>> {
  const { declarations } = await interpreted(text);
  return Object.fromEntries(declarations.resources.map((it) => [it.id, plain(it.properties)]));
}

/** An unknown value is `? why`, a reference `${key.attribute}`. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return [...value.items.map(plain), ...(value.open === undefined ? [] : [`… ${value.open}`])];
    case 'map':
      return {
        ...Object.fromEntries([...value.entries].map(([key, { value: inner }]) => [key, plain(inner)])),
        ...(value.open === undefined ? {} : { '…': value.open }),
      };
    case 'reference':
      return `\${${value.to.slice(value.to.indexOf('#') + 1)}${value.attribute === undefined ? '' : `.${value.attribute}`}}`;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : plain(part))).join('');
    case 'unknown':
      return `? ${value.why}`;
  }
}

export const textAt = (files: ReadonlyMap<string, string>, { path, start, end }: Resource['at']): string =>
  files.get(path)?.slice(start, end) ?? '';

/** Keeps props as they are, but for what the library alone knows, which it keeps the name of. */
const functionClass = (name: string): ConstructClass => ({
  name,
  build: (context, self, props) => {
    const properties = new Map<string, Value>();
    for (const [key, { value }] of props.entries) {
      const isNamed = value.kind === 'library' || value.kind === 'made';
      const [first] = value.kind === 'made' ? value.arguments.positional : [];
      const argument = first?.kind === 'scalar' ? `(${String(first.value)})` : '';
      if (value.kind === 'scalar' && value.value === null) continue;
      properties.set(
        key,
        isNamed
          ? { kind: 'scalar', value: value.name + argument, at: value.at, from: value.from }
          : context.toValue(value),
      );
    }
    context.declare(self, {
      suffix: 'Resource',
      type: 'AWS::Lambda::Function',
      properties,
      ...(props.open === undefined ? {} : { open: props.open }),
    });
  },
  methods: {
    addEnvironment: (context, self, { positional: [name, value] }) => {
      if (self.main !== undefined && name?.kind === 'scalar' && value)
        context.change(self.main, ['environment', String(name.value)], context.toValue(value));
      return undefined;
    },
  },
  properties: {
    functionArn: (context, self) =>
      self.main === undefined ? undefined : context.reference(self.main, 'Arn', context.call),
  },
});

const plainLibrary: ReadonlyMap<string, ConstructClass> = new Map(
  ['aws-lambda.Function', 'aws-lambda-nodejs.NodejsFunction'].map((name) => [name, functionClass(name)]),
);
