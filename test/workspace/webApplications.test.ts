import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Review } from '../../src/workspace/review.ts';
import { project, workspaceOf } from '../project.ts';

const made = 'S3Client.create()';

const template = (handler: string): string => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: java21, Handler: '${handler}', CodeUri: . }
`;

/** A handler that keeps an application and hands it each event. */
const streaming = (
  container: string,
  started: string,
): string => `${template('x.Streaming::handleRequest')}//- src/main/java/x/Streaming.java
package x;
import com.amazonaws.services.lambda.runtime.*;
import ${container};
public class Streaming implements RequestStreamHandler {
  private static ${container.split('.').at(-1) ?? ''} handler = ${started};
  public void handleRequest(InputStream in, OutputStream out, Context context) { handler.proxyStream(in, out, context); }
}
`;

const spring = streaming(
  'com.amazonaws.serverless.proxy.spring.SpringBootLambdaContainerHandler',
  'SpringBootLambdaContainerHandler.getAwsProxyHandler(Application.class)',
);

const controller = (imports: string, annotation: string, route: string): string => `//- src/main/java/x/web/Orders.java
package x.web;
import ${imports};
import x.Store;
@${annotation}
public class Orders {
  @Autowired Store store;
  @${route} public Object list() { return store.load(); }
  public Object unused() { return software.amazon.awssdk.services.sqs.SqsClient.create(); }
}
`;

const ofSpring = controller('org.springframework.web.bind.annotation.*', 'RestController', 'GetMapping("/orders")');

const store = (members: string): string => `//- src/main/java/x/Store.java
package x;
import software.amazon.awssdk.services.s3.S3Client;
@Service public class Store { ${members} }
`;

const making = store(`public Object load() { return ${made}; }`);

const seen = ({ findings, crashes }: Review): readonly string[] => {
  assert.deepEqual(crashes, []);
  return findings.flatMap(({ rule, trace }) =>
    rule === 'startup-time/init-in-handler' ? [trace.map(({ label }) => label).join(' → ')] : [],
  );
};

const said = async (text: string): Promise<readonly string[]> =>
  seen(await workspaceOf(project(text).files).workspace.review());

describe('a web application of Java behind a handler', () => {
  it('runs the routes of its controllers, and what is injected into them', async () => {
    assert.deepEqual(await said(spring + ofSpring + making), [
      'Streaming.handleRequest → Orders.list → Store.load → S3Client.create',
    ]);
  });

  const elsewhere = (started: string): string =>
    spring.replace('handler.proxyStream(', 'Application.handler.proxyStream(') +
    `//- src/main/java/x/Application.java
package x;
import com.amazonaws.serverless.proxy.spring.SpringBootLambdaContainerHandler;
public class Application { public static Container handler = ${started}; }
`;
  const withoutOwn = (text: string): string => text.replace(/^.*private static SpringBoot.*\n/m, '');

  it('is started in another class, too', async () => {
    const started = 'SpringBootLambdaContainerHandler.getAwsProxyHandler(Application.class)';
    assert.deepEqual(await said(withoutOwn(elsewhere(started)) + ofSpring + making), [
      'Streaming.handleRequest → Orders.list → Store.load → S3Client.create',
    ]);
  });

  it('is none behind something else that is called so', async () => {
    assert.deepEqual(await said(withoutOwn(elsewhere('new Container()')) + ofSpring + making), []);
  });

  it('has one object of each', async () => {
    const kept = store(`private final S3Client s3 = ${made}; public Object load() { return s3; }`);
    assert.deepEqual(await said(spring + ofSpring + kept), []);
  });

  it('is started by a container of Micronaut, too', async () => {
    const micronaut = streaming(
      'io.micronaut.function.aws.proxy.MicronautLambdaContainerHandler',
      'MicronautLambdaContainerHandler.getAwsProxyHandler()',
    );
    const orders = controller('io.micronaut.http.annotation.*', 'Controller("/orders")', 'Get("/")');
    assert.deepEqual(await said(micronaut + orders + making), [
      'Streaming.handleRequest → Orders.list → Store.load → S3Client.create',
    ]);
  });

  for (const [what, handler, orders] of [
    [
      'Micronaut',
      'io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction',
      controller('io.micronaut.http.annotation.*', 'Controller("/orders")', 'Get("/")'),
    ],
    [
      'Quarkus',
      'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest',
      controller('jakarta.ws.rs.*', 'Path("/orders")', 'GET'),
    ],
    ['Spring', 'com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler', ofSpring],
  ] as const)
    it(`is known by its controllers where the handler is one of ${what}`, async () => {
      assert.deepEqual(await said(template(handler) + orders + making), ['Orders.list → Store.load → S3Client.create']);
    });

  it('is none where the handler hands nothing to it', async () => {
    const idle = spring.replace('handler.proxyStream(in, out, context);', '');
    assert.deepEqual(await said(idle + ofSpring + making), []);
  });

  it('is looked at again when a class becomes a controller', async () => {
    const { files, workspace } = workspaceOf(project(spring + ofSpring.replace('@RestController', '') + making).files);
    assert.deepEqual(seen(await workspace.review()), []);
    files.set('src/main/java/x/web/Orders.java', project(ofSpring).files.get('src/main/java/x/web/Orders.java') ?? '');
    workspace.changed(['src/main/java/x/web/Orders.java']);
    assert.equal(seen(await workspace.review()).length, 1);
  });
});
