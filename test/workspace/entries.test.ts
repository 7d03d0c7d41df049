import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ReadResult } from '../../src/core/host.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { memoryHost } from '../project.ts';

interface Case {
  readonly what: string;
  /** Of the only function. */
  readonly properties: string;
  readonly files?: readonly string[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly metadata?: string;
  readonly template?: string;
  readonly type?: string;
  /** `path#symbol`, else the reason; then what was looked for, as far as it is said here. */
  readonly entry: string;
  readonly lookedFor?: readonly string[];
}

async function entryOf(it: Case, read?: (path: string) => ReadResult | undefined) {
  const { template = 'template.yaml', type = 'AWS::Serverless::Function' } = it;
  const metadata = it.metadata === undefined ? '' : `, Metadata: ${it.metadata}`;
  const files = new Map(
    (it.files ?? []).map((path) => [path, path.endsWith('.py') ? 'def handler(event, context): pass\n' : '']),
  );
  for (const [path, text] of Object.entries(it.texts ?? {})) files.set(path, text);
  files.set(
    template,
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders: { Type: ${type}, Properties: { ${it.properties} }${metadata} }\n`,
  );
  const { host } = memoryHost(files);
  const review = await openWorkspace({ ...host, read: (path) => read?.(path) ?? host.read(path) }).review();
  assert.deepEqual(review.crashes, []);
  const fn = review.application.functions.find(({ declared }) => declared === 'template');
  assert.ok(fn);
  return fn.entry;
}

function check(cases: readonly Case[]): void {
  for (const each of cases)
    it(each.what, async () => {
      const entry = await entryOf(each);
      assert.equal(entry.found ? `${entry.path}#${entry.symbol}` : entry.why, each.entry);
      if (each.lookedFor && !entry.found)
        assert.deepEqual(entry.lookedFor.slice(0, each.lookedFor.length), each.lookedFor);
    });
}

const python = 'Runtime: python3.13';
const node = 'Runtime: nodejs22.x';

describe('the Dockerfile of a container image leads to', () => {
  const properties = 'PackageType: Image';
  const metadata = '{ DockerContext: ./orders, Dockerfile: Dockerfile }';
  const image = (...lines: readonly string[]) => ({ 'orders/Dockerfile': lines.join('\n') });
  const lambda = 'FROM public.ecr.aws/lambda/python:3.13';
  check([
    {
      what: 'a file that it copies to where images have their code',
      properties,
      metadata,
      texts: image(lambda, 'COPY requirements.txt src/app.py ./', 'RUN pip install x', 'CMD ["app.handler"]'),
      files: ['orders/src/app.py', 'orders/app.py'],
      entry: 'orders/src/app.py#handler',
    },
    {
      what: 'a module of a package in a directory that it copies',
      properties,
      metadata: '{ DockerContext: ., Dockerfile: orders/Dockerfile }',
      texts: image(lambda, 'COPY orders/src ${LAMBDA_TASK_ROOT}/shop', 'CMD [ "shop.orders.handler" ]'),
      files: ['orders/src/orders.py'],
      entry: 'orders/src/orders.py#handler',
    },
    {
      what: 'a file that is compiled there, in several stages',
      properties,
      metadata,
      texts: image(
        'ARG FUNCTION_DIR="/function"',
        'FROM node:22-slim AS build',
        'WORKDIR ${FUNCTION_DIR}',
        'COPY package*.json *.ts ./',
        'RUN npm run build',
        'FROM build',
        'COPY --from=build ${FUNCTION_DIR} ${FUNCTION_DIR}',
        'ENTRYPOINT ["npx", "aws-lambda-ric"]',
        'CMD ["index.run"]',
      ),
      files: ['orders/index.ts'],
      entry: 'orders/index.ts#run',
    },
    {
      what: 'the command of the function instead of its own',
      properties: 'PackageType: Image, ImageConfig: { Command: [refunds.handler] }',
      metadata,
      texts: image(lambda, 'COPY . .', 'CMD ["orders.handler"]'),
      files: ['orders/orders.py', 'orders/refunds.py'],
      entry: 'orders/refunds.py#handler',
    },
    {
      what: 'nothing where it runs a program',
      properties,
      metadata,
      texts: image(lambda, 'COPY . .', 'CMD ["python", "app.py"]'),
      files: ['orders/app.py'],
      entry: 'It is a container image; its code is not named by the template.',
    },
    {
      what: 'nothing where it copies no such file',
      properties,
      metadata,
      texts: image('FROM python:3.13', 'COPY . /code', 'WORKDIR /srv', 'CMD ["app.handler"]'),
      files: ['orders/app.py'],
      entry: 'It is a container image; its code is not named by the template.',
    },
  ]);
});

describe('a handler string of Java leads to', () => {
  const java = (handler: string, code: string) => `Runtime: java21, Handler: '${handler}', CodeUri: ${code}`;
  check([
    {
      what: 'a class of a module of Maven or Gradle',
      properties: java('com.example.Orders::load', 'OrdersFunction'),
      files: ['OrdersFunction/src/main/java/com/example/Orders.java', 'Other/src/main/java/com/example/Orders.java'],
      entry: 'OrdersFunction/src/main/java/com/example/Orders.java#Orders.load',
    },
    {
      what: 'handleRequest, where only the class is named',
      properties: java('com.example.Orders', '.'),
      files: ['src/main/java/com/example/Orders.java'],
      entry: 'src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
    {
      what: 'the sources that an archive is built from',
      properties: java('com.example.Orders', 'orders/target/orders-1.0.jar'),
      files: ['orders/src/main/java/com/example/Orders.java', 'orders/src/test/java/com/example/Orders.java'],
      entry: 'orders/src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
    {
      what: 'the sources of an archive of Gradle',
      properties: java('com.example.Orders', 'build/distributions/orders.zip'),
      files: ['app/src/main/java/com/example/Orders.java'],
      entry: 'app/src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
    {
      what: 'a nested class',
      properties: java('com.example.Orders$Load::handleRequest', '.'),
      files: ['src/com/example/Orders.java'],
      entry: 'src/com/example/Orders.java#Load.handleRequest',
    },
    {
      what: 'the only class of its name, where the code lies in S3',
      template: 'deploy/template.yaml',
      properties: java('com.example.Orders', 's3://bucket/orders.jar'),
      files: ['orders/src/main/java/com/example/Orders.java'],
      entry: 'orders/src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
    {
      what: 'the only class of its full name, where the code is an archive of another directory',
      template: 'deploy/templates/template.yaml',
      properties: java('com.example.Orders', './orders.zip'),
      files: ['apps/orders/src/main/java/com/example/Orders.java'],
      entry: 'apps/orders/src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
    {
      what: 'the class that was made a program of its own',
      properties: "Runtime: provided.al2023, Handler: 'com.example.Orders::load', CodeUri: target/function.zip",
      files: ['src/main/java/com/example/Orders.java'],
      entry: 'src/main/java/com/example/Orders.java#Orders.load',
    },
    {
      what: 'a class of another module beside the one that is packaged',
      properties: java('com.example.Orders', 'app/target/app.jar'),
      files: ['app/pom.xml', 'functions/src/main/java/com/example/Orders.java'],
      entry: 'functions/src/main/java/com/example/Orders.java#Orders.handleRequest',
    },
  ]);
});

describe('a handler string of Python leads to', () => {
  check([
    {
      what: 'a module',
      properties: `${python}, Handler: app.handler, CodeUri: src/`,
      files: ['src/app.py'],
      entry: 'src/app.py#handler',
    },
    {
      what: 'a module of a package',
      properties: `${python}, Handler: a.b.app.handler, CodeUri: .`,
      files: ['a/b/app.py'],
      entry: 'a/b/app.py#handler',
    },
    {
      what: 'a module written as a path',
      properties: `${python}, Handler: a/b/app.handler, CodeUri: ./src`,
      files: ['src/a/b/app.py'],
      entry: 'src/a/b/app.py#handler',
    },
    {
      what: 'a package',
      properties: `${python}, Handler: orders.handler, CodeUri: src`,
      files: ['src/orders/__init__.py'],
      entry: 'src/orders/__init__.py#handler',
    },
    {
      what: 'the module, where a package has the same name',
      properties: `${python}, Handler: app.handler, CodeUri: src`,
      files: ['src/app.py', 'src/app/__init__.py'],
      entry: 'src/app.py#handler',
    },
    {
      what: 'a file beside a template deep in the workspace',
      template: 'services/orders/template.yaml',
      properties: `${python}, Handler: app.handler`,
      files: ['services/orders/app.py', 'app.py'],
      entry: 'services/orders/app.py#handler',
    },
    {
      what: 'code above its template',
      template: 'deploy/sam/template.yml',
      properties: `${python}, Handler: app.handler, CodeUri: ../../functions/orders/`,
      files: ['functions/orders/app.py'],
      entry: 'functions/orders/app.py#handler',
    },
    {
      what: 'a single file that is packaged alone',
      properties: `${python}, Handler: app.handler, CodeUri: src/app.py`,
      files: ['src/app.py', 'src/app/app.py'],
      entry: 'src/app.py#handler',
    },
    {
      what: 'nothing beside a file that is packaged alone',
      properties: `${python}, Handler: other.handler, CodeUri: src/app.py`,
      files: ['src/app.py', 'src/other.py'],
      entry: 'No file for its handler `other.handler` was found.',
      lookedFor: ['src/other.py'],
    },
    {
      what: 'nothing, and what was looked for is said',
      properties: `${python}, Handler: a.app.handler, CodeUri: src`,
      files: ['src/other.py'],
      entry: 'No file for its handler `a.app.handler` was found.',
      lookedFor: ['src/a/app.py', 'src/a/app/__init__.py'],
    },
  ]);
});

describe('a handler string of Node.js leads to', () => {
  for (const ending of ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'])
    check([
      {
        what: `a file that ends with .${ending}`,
        properties: `${node}, Handler: app.handler, CodeUri: src/`,
        files: [`src/app.${ending}`],
        entry: `src/app.${ending}#handler`,
      },
    ]);
  check([
    {
      what: 'a file in a folder of the code',
      properties: `${node}, Handler: ./handlers/get.handler, CodeUri: src/`,
      files: ['src/handlers/get.js'],
      entry: 'src/handlers/get.js#handler',
    },
    {
      what: 'a member of an export',
      properties: `${node}, Handler: app.api.get, CodeUri: src/`,
      files: ['src/app.js'],
      entry: 'src/app.js#api.get',
    },
    {
      what: 'the source of what esbuild builds, by EntryPoints',
      properties: `${node}, Handler: get.handler, CodeUri: .`,
      metadata: '{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/put.ts, src/get.ts] } }',
      files: ['src/get.ts', 'src/put.ts', 'get.js'],
      entry: 'src/get.ts#handler',
    },
    {
      what: 'the entry point of the same path, where two have the same name',
      properties: `${node}, Handler: get/app.handler, CodeUri: .`,
      metadata: '{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [put/app.js, get/app.js] } }',
      files: ['get/app.js', 'get/app.ts', 'put/app.js'],
      entry: 'get/app.js#handler',
    },
    {
      what: 'nothing by its name alone, where two entry points have it',
      properties: `${node}, Handler: app.handler, CodeUri: .`,
      metadata: '{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [put/app.ts, get/app.ts] } }',
      files: ['get/app.ts', 'put/app.ts'],
      entry: 'No source for its handler `app.handler` was found. It is built by `esbuild`.',
    },
    {
      what: 'the only entry point, however the handler calls it',
      properties: `${node}, Handler: index.handler, CodeUri: fn`,
      metadata: '{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [main.ts] } }',
      files: ['fn/main.ts'],
      entry: 'fn/main.ts#handler',
    },
    {
      what: 'an entry point that is written without its ending',
      properties: `${node}, Handler: app.handler, CodeUri: fn`,
      metadata: '{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [./app] } }',
      files: ['fn/app.ts'],
      entry: 'fn/app.ts#handler',
    },
    {
      what: 'the source of built output in dist',
      properties: `${node}, Handler: orders.handler, CodeUri: dist/`,
      files: ['src/orders.ts', 'dist/readme.js'],
      entry: 'src/orders.ts#handler',
    },
    {
      what: 'the source of what a bundler puts into a directory of its own, which is not built yet',
      properties: `${node}, Handler: index.handler, CodeUri: built/orders`,
      files: ['src/lambdas/orders/index.ts', 'src/lambdas/other/index.ts'],
      entry: 'src/lambdas/orders/index.ts#handler',
    },
    {
      what: 'nothing where two sources may be meant',
      properties: `${node}, Handler: index.handler, CodeUri: built/orders`,
      files: ['src/lambdas/orders/index.ts', 'src/web/orders/index.ts'],
      entry: 'Its code location `built/orders` does not exist.',
    },
    {
      what: 'the source of what a bundler puts into a directory of its own, by its path there',
      properties: `${node}, Handler: orders/create.handler, CodeUri: dist/create`,
      files: ['src/orders/create.ts', 'src/create.ts'],
      entry: 'src/orders/create.ts#handler',
    },
    {
      what: 'the source of what is built into an output of its project',
      properties: `${node}, Handler: index.handler, CodeUri: dist/shop/apps/shop/orders`,
      files: ['apps/shop/orders/index.ts', 'apps/other/orders/index.ts', 'orders/index.ts'],
      entry: 'apps/shop/orders/index.ts#handler',
    },
    {
      what: 'nothing where only the name of what a bundler makes is that of a source',
      properties: `${node}, Handler: create.handler, CodeUri: dist/orders`,
      files: ['src/create.ts'],
      entry: 'Its code location `dist/orders` does not exist.',
    },
    {
      what: 'the source of built output that is not built yet',
      properties: `${node}, Handler: dist/orders.handler, CodeUri: .`,
      files: ['src/orders.ts'],
      entry: 'src/orders.ts#handler',
    },
    {
      what: 'nothing, and what was looked for is said',
      properties: `${node}, Handler: gone.handler, CodeUri: src`,
      metadata: '{ BuildMethod: makefile }',
      files: ['src/app.js'],
      entry: 'No source for its handler `gone.handler` was found. It is built by `makefile`.',
      lookedFor: ['src/gone.ts', 'src/gone.mts'],
    },
  ]);
});

describe('a function has no entry', () => {
  check([
    {
      what: 'as a container image',
      properties: 'PackageType: Image',
      entry: 'It is a container image; its code is not named by the template.',
    },
    {
      what: 'as a container image of plain CloudFormation',
      type: 'AWS::Lambda::Function',
      properties: 'PackageType: Image, Code: { ImageUri: x }',
      entry: 'It is a container image; its code is not named by the template.',
    },
    {
      what: 'with its code in the template (`ZipFile`), under another name than `index`',
      type: 'AWS::Lambda::Function',
      properties: `${python}, Handler: app.handler, Code: { ZipFile: "x = 1" }`,
      entry: 'Its handler `app.handler` does not name a function of `index`, the file that inline code becomes.',
    },
    {
      what: 'with its code in the template (`InlineCode`), given at deployment',
      properties: `${python}, Handler: index.handler, InlineCode: !Ref Code`,
      entry: 'Its code stands in the template and cannot be read there: it is decided by `Ref`.',
    },
    {
      what: 'in Java without a source',
      properties: "Runtime: java21, Handler: 'com.example.Orders::handleRequest', CodeUri: .",
      entry: 'No source for its handler `com.example.Orders::handleRequest` was found.',
      lookedFor: ['src/main/java/com/example/Orders.java'],
    },
    {
      what: 'in Java without a package, in a directory that has none of its name',
      properties: "Runtime: java21, Handler: 'Orders::handleRequest', CodeUri: orders",
      files: ['orders/pom.xml', 'other/src/main/java/Orders.java'],
      template: 'deploy/template.yaml',
      entry: 'No source for its handler `Orders::handleRequest` was found.',
    },
    {
      what: 'of a program of another language that was built',
      properties: 'Runtime: provided.al2023, Handler: bootstrap, CodeUri: bin',
      entry: 'Functions of the runtime `provided.al2023` are not read.',
    },
    {
      what: 'in Kotlin',
      properties: "Runtime: java21, Handler: 'com.example.Orders::handleRequest', CodeUri: .",
      files: ['src/main/kotlin/com/example/Orders.kt'],
      entry: 'Its handler is written in Kotlin (`src/main/kotlin/com/example/Orders.kt`), which is not read.',
    },
    {
      what: 'that Spring Cloud Function brings',
      properties:
        "Runtime: java21, Handler: 'org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest', CodeUri: target/app.jar",
      files: ['src/main/java/com/example/Orders.java'],
      entry:
        'Its handler `org.springframework.cloud.function.adapter.aws.FunctionInvoker` is of Spring Cloud Function, which runs the functions that the application registers.',
    },
    {
      what: 'that Quarkus brings',
      properties:
        "Runtime: java21, Handler: 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest', CodeUri: target/function.zip",
      entry:
        'Its handler `io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler` is of Quarkus, which finds the handler when the application is built.',
    },
    {
      what: 'in a language that is not read',
      properties: 'Runtime: ruby3.3, Handler: app.handler, CodeUri: src',
      files: ['src/app.rb'],
      entry: 'Functions of the runtime `ruby3.3` are not read.',
    },
    { what: 'without a runtime', properties: 'Handler: app.handler', entry: 'The template names no runtime.' },
    {
      what: 'with a runtime that is given at deployment',
      properties: 'Runtime: !Ref Runtime, Handler: app.handler',
      entry: 'Its runtime is not known: it is what `Runtime` is given at deployment.',
    },
    { what: 'without a handler', properties: python, entry: 'The template names no handler.' },
    {
      what: 'in a layer',
      properties: `${node}, Handler: /opt/nodejs/node_modules/datadog-lambda-js/handler.handler`,
      entry: 'Its handler `/opt/nodejs/node_modules/datadog-lambda-js/handler.handler` comes from a layer.',
    },
    {
      what: 'of a handler string that names no function',
      properties: `${python}, Handler: app`,
      files: ['app.py'],
      entry: 'Its handler `app` does not name a function of a file.',
    },
    {
      what: 'of a handler string without a file',
      properties: `${python}, Handler: .handler`,
      files: ['app.py'],
      entry: 'Its handler `.handler` does not name a function of a file.',
    },
    {
      what: 'of a handler string that ends with a dot',
      properties: `${python}, Handler: "app."`,
      files: ['app.py'],
      entry: 'Its handler `app.` does not name a function of a file.',
    },
    {
      what: 'of an empty handler string',
      properties: `${python}, Handler: ""`,
      files: ['app.py'],
      entry: 'Its handler `` does not name a function of a file.',
    },
    {
      what: 'of a handler string that leads out of the workspace',
      properties: `${node}, Handler: ../../x.handler, CodeUri: src`,
      files: ['src/app.js'],
      entry: 'Its handler `../../x.handler` does not name a function of a file.',
    },
    {
      what: 'with code outside of the workspace',
      properties: `${python}, Handler: app.handler, CodeUri: ../elsewhere`,
      entry: 'Its code cannot be found: `CodeUri` leads out of the workspace.',
    },
    {
      what: 'with code at an absolute path',
      properties: `${python}, Handler: app.handler, CodeUri: /srv/app`,
      entry: 'Its code cannot be found: `CodeUri` is an absolute path.',
    },
    {
      what: 'with code in S3',
      properties: `${python}, Handler: app.handler, CodeUri: s3://bucket/key`,
      entry: 'Its code cannot be found: its code lies in S3.',
    },
    {
      what: 'with code in an archive',
      properties: `${python}, Handler: app.handler, CodeUri: build/app.zip`,
      entry: 'Its code is the archive `build/app.zip`, which is not opened.',
    },
    {
      what: 'with a code location that does not exist',
      properties: `${python}, Handler: app.handler, CodeUri: gone/`,
      entry: 'Its code location `gone` does not exist.',
    },
    {
      what: 'of plain CloudFormation that names no code',
      type: 'AWS::Lambda::Function',
      properties: `${python}, Handler: app.handler`,
      entry: 'The template does not say where its code lies.',
    },
  ]);

  it('behind a link that leads to nothing in the workspace, wherever on the way it lies', async () => {
    for (const link of ['shared', 'shared/functions']) {
      const entry = await entryOf(
        { what: '', properties: `${python}, Handler: app.handler, CodeUri: shared/functions/`, entry: '' },
        (path) =>
          path === link
            ? { kind: 'missing', what: 'link', why: 'it is a link, and links are not followed' }
            : path === 'shared'
              ? { kind: 'missing', what: 'directory', why: 'it is a directory' }
              : undefined,
      );
      assert.equal(
        entry.found || entry.why,
        'Its code location `shared/functions` is or lies behind a link that leads to nothing in the workspace.',
      );
    }
  });
});
