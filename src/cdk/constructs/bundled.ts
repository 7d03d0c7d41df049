/** Functions whose code a bundler packages: `aws-lambda-nodejs`, and the alpha modules for Python and Go. */
import { known, unknown, type Known } from '../../core/known.ts';
import { join } from '../../core/paths.ts';
import type { Asset } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { withProps } from './arns.ts';
import { entryOf, symbolOf } from './code.ts';
import { buildFunction } from './lambda.ts';
import {
  booleanIn,
  byDefault,
  plain,
  propOf,
  scalar,
  setProperty,
  textIn,
  unknownValue,
  workspacePath,
  type Place,
} from './props.ts';
import { buildLayer } from './versions.ts';

const nodejs: ConstructClass = {
  name: 'aws-lambda-nodejs.NodejsFunction',
  extends: 'aws-lambda.Function',
  build: (context, self, props) => {
    const properties = new Map<string, Value>();
    const runtime = propOf(props, 'runtime');
    if (!runtime) properties.set('Runtime', unknownValue(defaultRuntime, byDefault(self)));
    connectionReuse(context, self, props, properties);
    if (propOf(props, 'code')) {
      buildFunction(context, self, props, { properties });
      return;
    }
    const handler = propOf(props, 'handler');
    properties.set('Handler', nodeHandler(context, handler, byDefault(self)));
    const entry = propOf(props, 'entry');
    const asset: Asset = {
      kind: 'entry',
      path: entryOf(context, self.id, entry),
      symbol: symbolOf(handler, 'handler'),
      at: entry?.at ?? self.at,
    };
    buildFunction(context, self, props, { properties, asset });
  },
};

const defaultRuntime = 'the library chooses it by its version and by the flags of `cdk.json`';

/** `handler` is exported by the one file that the bundler makes, `index.js`. */
function nodeHandler(context: BuildContext, handler: CdkValue | undefined, place: Place): Value {
  if (!handler) return scalar('index.handler', place);
  const text = textIn(handler);
  if (text === undefined) return plain(context, handler) ?? context.toValue(handler);
  return scalar(text.includes('.') ? text : `index.${text}`, handler);
}

/** An environment variable of SDK v2 alone, which came with runtimes up to Node.js 16. */
function connectionReuse(context: BuildContext, self: Construct, props: CdkMap, properties: Map<string, Value>): void {
  const runtime = propOf(props, 'runtime');
  const given = propOf(props, 'awsSdkConnectionReuse');
  const place = given ?? byDefault(self);
  const isOn = given ? booleanIn(given) : hasSdkV2(context, runtime);
  if (isOn === false) return;
  const environment = propOf(props, 'environment');
  const variables = environment && plain(context, environment);
  if (variables?.kind === 'map')
    for (const [name, entry] of variables.entries)
      setProperty(properties, `Environment.Variables.${name}`, entry.value, entry.key);
  setProperty(
    properties,
    'Environment.Variables.AWS_NODEJS_CONNECTION_REUSE_ENABLED',
    isOn ? scalar('1', place) : unknownValue('the library sets it by the runtime', place),
  );
}

/** Without a runtime it is one of the old ones, as long as `cdk.json` does not ask for the latest. */
function hasSdkV2(context: BuildContext, runtime: CdkValue | undefined): boolean | undefined {
  if (!runtime) return booleanIn(context.setting('@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion')) !== true;
  if (runtime.kind !== 'library') return undefined;
  return /\.NODEJS(_(4_3|6_10|8_10|10_X|12_X|14_X|16_X))?$/.test(runtime.name);
}

const python: ConstructClass = {
  name: 'aws-lambda-python-alpha.PythonFunction',
  extends: 'aws-lambda.Function',
  build: (context, self, props) => {
    const [entry, index, handler] = ['entry', 'index', 'handler'].map((name) => propOf(props, name));
    const directory = workspacePath(context, entry);
    const file = knownText(index, 'index.py');
    const symbol = knownText(handler, 'handler');
    const asset: Asset = { kind: 'python', directory, index: file, symbol, at: entry?.at ?? self.at };
    const module = file.known ? file.value.replace(/\.py$/, '').replaceAll('/', '.') : undefined;
    const place = handler ?? index ?? byDefault(self);
    const value =
      module !== undefined && symbol.known
        ? scalar(`${module}.${symbol.value}`, place)
        : unknownValue('it is not decided in the source', place);
    buildFunction(context, self, props, { properties: new Map([['Handler', value]]), asset });
  },
};

function knownText(value: CdkValue | undefined, standard: string): Known<string> {
  if (!value) return known(standard);
  const text = textIn(value);
  return text === undefined
    ? unknown(value.kind === 'unknown' ? value.why : 'it is not decided in the source')
    : known(text);
}

const pythonLayer: ConstructClass = {
  name: 'aws-lambda-python-alpha.PythonLayerVersion',
  extends: 'aws-lambda.LayerVersion',
  build: (context, self, props) => {
    const entry = propOf(props, 'entry');
    const asset: Asset = { kind: 'path', path: workspacePath(context, entry), at: entry?.at ?? self.at };
    buildLayer(context, self, props, { properties: new Map(), asset });
  },
};

const go: ConstructClass = {
  name: 'aws-lambda-go-alpha.GoFunction',
  extends: 'aws-lambda.Function',
  build: (context, self, props) => {
    const entry = propOf(props, 'entry');
    const place = byDefault(self);
    const properties = new Map<string, Value>([['Handler', scalar('bootstrap', place)]]);
    if (!propOf(props, 'runtime')) properties.set('Runtime', scalar('provided.al2', place));
    const path = workspacePath(context, entry);
    const main = path.known && !path.value.endsWith('.go') ? join(path.value, 'main.go') : undefined;
    const found = main !== undefined && context.exists(main) ? known(main) : path;
    const asset: Asset = { kind: 'entry', path: found, symbol: known('main'), at: entry?.at ?? self.at };
    buildFunction(context, self, props, { properties, asset });
  },
};

/** Of the package that most apps in Rust take for their functions. */
const rust: ConstructClass = {
  name: 'cargo-lambda-cdk.RustFunction',
  extends: 'aws-lambda.Function',
  build: (context, self, props) => {
    const manifest = propOf(props, 'manifestPath');
    const place = byDefault(self);
    const properties = new Map<string, Value>([['Handler', scalar('bootstrap', place)]]);
    if (!propOf(props, 'runtime')) properties.set('Runtime', scalar('provided.al2023', place));
    const architecture = propOf(props, 'bundling', 'architecture');
    const inner = architecture ? withProps(props, { architecture }) : props;
    const asset: Asset = { kind: 'path', path: unknown('Cargo builds its code'), at: manifest?.at ?? self.at };
    buildFunction(context, self, inner, { properties, asset });
  },
};

export const bundled: readonly ConstructClass[] = [rust, nodejs, python, pythonLayer, go];
