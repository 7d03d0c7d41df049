import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { extendedIn, mayHandle } from '../../src/workspace/java/shapes.ts';
import { project, workspaceOf } from '../project.ts';

async function functionsOf(text: string): Promise<readonly string[]> {
  const review = await workspaceOf(project(text).files).workspace.review();
  assert.deepEqual(review.crashes, []);
  return review.application.functions.map((fn) => (fn.entry.found ? `${fn.entry.path}#${fn.entry.symbol}` : fn.key));
}

const lambda = 'import com.amazonaws.services.lambda.runtime.*;\nimport com.amazonaws.services.lambda.runtime.Context;';

const abstractHandler = `//- shared/src/main/java/x/shared/Base.java
package x.shared;
${lambda}
public abstract class Base<I> implements RequestHandler<I, String> {
  public String handleRequest(I input, Context context) { return run(input); }
  protected abstract String run(I input);
}
`;

describe('a handler of Java that no template names', () => {
  it('is looked for in a text of any length, each part of it once', () => {
    const text = 'class A extends B implements C '.repeat(40_000);
    assert.equal(mayHandle(text), false);
    assert.equal(extendedIn(`${text}{ }`).length, 120_000 - 1);
    assert.deepEqual(extendedIn('class A<T> extends x.B<T> { class C implements D, E { } }'), ['B', 'T', 'D', 'E']);
  });

  it('is a class that extends a handler of another module of the build', async () => {
    const text = `//- settings.gradle
include 'shared', 'orders'
${abstractHandler}//- orders/src/main/java/x/orders/Orders.java
package x.orders;
import x.shared.Base;
public class Orders extends Base<String> {
  @Override protected String run(String input) { return input; }
}
//- orders/src/main/java/x/orders/OrdersTwice.java
package x.orders;
public class OrdersTwice extends Orders { }
`;
    assert.deepEqual(await functionsOf(text), [
      'orders/src/main/java/x/orders/Orders.java#Orders.handleRequest',
      'orders/src/main/java/x/orders/OrdersTwice.java#OrdersTwice.handleRequest',
    ]);
  });

  const activity = (annotation: string, constructors: string): string => `//- src/x/Activity.java
package x;
${lambda}
import javax.inject.*;
${annotation} public class Activity implements RequestHandler<String, String> {
  ${constructors}
  public String handleRequest(String in, Context context) { return in; }
}
`;
  const handled = ['src/x/Activity.java#Activity.handleRequest'];

  for (const [what, annotation, constructors, expected] of [
    ['none that Dagger or Guice makes', '', '@Inject public Activity(Store store) { }', []],
    [
      'one that a framework makes which runs it',
      '@Named("activity")',
      '@Inject public Activity(Store store) { }',
      handled,
    ],
    [
      'one that can be made without them, too',
      '',
      '@Inject Activity(Store s) { } public Activity() { this(null); }',
      handled,
    ],
    ['one into whose fields is put something', '', '@Inject Store store; public Activity() { }', handled],
    ['one that takes nothing', '', '@Inject public Activity() { }', handled],
  ] as const)
    it(`is ${what}`, async () => {
      assert.deepEqual(await functionsOf(activity(annotation, constructors)), expected);
    });

  it('is a class that implements an interface of the project which handles', async () => {
    const text = `//- src/x/Handles.java
package x;
${lambda}
public interface Handles extends RequestHandler<Object, Object> {
  @Override default Object handleRequest(Object in, Context context) { return in; }
}
//- src/x/Orders.java
package x;
public class Orders implements Comparable<Orders>, Handles { public int compareTo(Orders other) { return 0; } }
`;
    assert.deepEqual(await functionsOf(text), ['src/x/Orders.java#Orders.handleRequest']);
  });

  it('is none when the class above is of a project that knows nothing of it', async () => {
    const text = `${abstractHandler}//- orders/src/main/java/x/orders/Orders.java
package x.orders;
import x.shared.Base;
public class Orders extends Base<String> { }
`;
    assert.deepEqual(await functionsOf(text), []);
  });

  it('is one as soon as the class above is one', async () => {
    const files = project(`//- src/x/Base.java
package x;
public abstract class Base { }
//- src/x/Orders.java
package x;
public class Orders extends Base { }
`).files;
    const { workspace, files: live } = workspaceOf(files);
    assert.deepEqual((await workspace.review()).application.functions, []);
    live.set(
      'src/x/Base.java',
      `package x;\n${lambda}\npublic abstract class Base implements RequestHandler<String, String> {\n  public String handleRequest(String in, Context context) { return in; }\n}\n`,
    );
    workspace.changed(['src/x/Base.java']);
    assert.deepEqual(
      (await workspace.review()).application.functions.map(({ key }) => key),
      ['src/x/Orders.java#Orders.handleRequest'],
    );
  });

  it('is a class of Micronaut that has `execute`', async () => {
    const text = `//- src/Orders.java
import io.micronaut.function.aws.MicronautRequestHandler;
public class Orders extends MicronautRequestHandler<String, String> {
  @Override public String execute(String input) { return input; }
}
`;
    assert.deepEqual(await functionsOf(text), ['src/Orders.java#Orders.handleRequest']);
  });

  for (const [what, method] of [
    ['a method that takes the context', 'public String load(String id, Context context) { return id; }'],
    ['one that is static', 'public static String load(String id, Context context) { return id; }'],
    [
      'one that takes streams',
      'public void load(java.io.InputStream in, java.io.OutputStream out, Context context) { }',
    ],
  ] as const)
    it(`is ${what}`, async () => {
      assert.deepEqual(await functionsOf(`//- src/Orders.java\n${lambda}\npublic class Orders {\n  ${method}\n}\n`), [
        'src/Orders.java#Orders.load',
      ]);
    });

  for (const [what, method] of [
    ['the context', 'public String handleRequest(Context context) { return ""; }'],
    ['an event of a service', 'public void handler(SNSEvent event) { }'],
  ] as const)
    it(`is a method that takes ${what} alone, and is called so`, async () => {
      const text = `//- src/Orders.java\n${lambda}\nimport com.amazonaws.services.lambda.runtime.events.SNSEvent;\npublic class Orders {\n  ${method}\n}\n`;
      assert.equal((await functionsOf(text)).length, 1);
      const others = [
        text.replace(/handleRequest|handler/, 'describe'),
        text.replace('public void', 'void').replace('public String', 'String'),
        text.replace(/\((?:Context|SNSEvent)/, '(String'),
      ];
      for (const other of others) assert.deepEqual(await functionsOf(other), []);
    });

  for (const [what, method] of [
    ['private', 'String load(String id, Context context) { return id; }'],
    ['given more', 'public String load(String id, int count, Context context) { return id; }'],
    ['given another context', 'public String load(String id, javax.naming.Context context) { return id; }'],
    ['one that an interface asks for', '@Override public String load(String id, Context context) { return id; }'],
  ] as const)
    it(`is no method that is ${what}`, async () => {
      assert.deepEqual(
        await functionsOf(`//- src/Orders.java\n${lambda}\npublic class Orders {\n  ${method}\n}\n`),
        [],
      );
    });

  it('is no method of a class that a handler uses', async () => {
    const text = `//- src/Orders.java
${lambda}
public class Orders implements RequestHandler<String, String> {
  private final Loader loader = new Loader();
  public String handleRequest(String id, Context context) { return loader.load(id, context); }
}
//- src/Loader.java
${lambda}
public class Loader {
  public String load(String id, Context context) { return id; }
}
`;
    assert.deepEqual(await functionsOf(text), ['src/Orders.java#Orders.handleRequest']);
  });
});

describe('a handler that a framework of Java brings runs', () => {
  const orders = (implemented: string, annotation = '') =>
    `package x;\n${annotation}\npublic class Orders implements ${implemented} { }\n`;
  const template = (handler: string, variable = 'OTHER: x') => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Runtime: java21, Handler: '${handler}', CodeUri: ., Environment: { Variables: { ${variable} } } }
`;
  const spring = 'org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest';
  const quarkus = 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest';
  const others = '//- src/main/java/x/Other.java\npackage x;\npublic class Other { }\n';

  for (const [what, text, symbol] of [
    [
      'the function of Spring that its environment names',
      `${template(spring, 'SPRING_CLOUD_FUNCTION_DEFINITION: orders')}//- src/main/java/x/Orders.java\n${orders('Function<String, String>')}//- src/main/java/x/Bills.java\npackage x;\n@Component class Bills implements Consumer<String> { }\n`,
      'Orders.apply',
    ],
    [
      'the only function of Spring',
      `${template(spring)}//- src/main/java/x/Orders.java\n${orders('Consumer<String>', '@Component')}`,
      'Orders.accept',
    ],
    [
      'the function of Spring that a bean of its name gives',
      `${template(spring, 'SPRING_CLOUD_FUNCTION_DEFINITION: bill')}//- src/main/java/x/Orders.java\npackage x;\n@Configuration\npublic class Orders {\n  @Bean public Function<Message<String>, String> bill(Store store) { return order -> store.bill(order); }\n  @Bean\n  public Consumer<String> drop() { return order -> { }; }\n}\n`,
      'Orders.bill',
    ],
    [
      'the only bean of Spring that is a function',
      `${template(spring)}//- src/main/java/x/Orders.java\npackage x;\n@SpringBootApplication\npublic class Orders {\n  @Bean(name = "bill")\n  Function<String, String> bill() { return order -> order; }\n  @Bean Store store() { return new Store(); }\n}\n`,
      'Orders.bill',
    ],
    [
      'the only handler of Quarkus',
      `${template(quarkus)}//- src/main/java/x/Orders.java\n${orders('RequestHandler<String, String>')}`,
      'Orders.handleRequest',
    ],
    [
      'the handler of Quarkus that its environment names',
      `${template(quarkus, 'QUARKUS_LAMBDA_HANDLER: orders')}//- src/main/java/x/Orders.java\n${orders('RequestHandler<String, String>', '@Named("orders")')}//- src/main/java/x/Bills.java\npackage x;\n@Named("bills") class Bills implements RequestHandler<String, String> { }\n`,
      'Orders.handleRequest',
    ],
  ] as const)
    it(what, async () => {
      const { application } = await workspaceOf(project(text + others).files).workspace.review();
      const [fn] = application.functions;
      assert.deepEqual(fn?.entry, { found: true, path: 'src/main/java/x/Orders.java', symbol });
    });

  it('what a bean of Spring gives, and not what makes it', async () => {
    const text = `${template(spring)}//- src/main/java/x/Orders.java
package x;
import java.util.function.Function;
import org.springframework.context.annotation.*;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
@Configuration
public class Orders {
  @Bean public Function<String, Object> list() {
    SqsClient sqs = SqsClient.create();
    return id -> S3Client.create().listBuckets(sqs);
  }
}
`;
    const { findings } = await workspaceOf(project(text).files).workspace.review();
    assert.deepEqual(
      findings.flatMap(({ rule, resource }) => (rule === 'startup-time/init-in-handler' ? [resource?.symbol] : [])),
      ['software.amazon.awssdk.services.s3.S3Client.create'],
    );
  });

  it('what is not known, where there are two', async () => {
    const text = `${template(spring)}//- src/Orders.java\n${orders('Function<String, String>', '@Component')}//- src/Bills.java\npackage x;\n@Component class Bills implements Function<String, String> { }\n`;
    const { application } = await workspaceOf(project(text).files).workspace.review();
    assert.equal(application.functions[0]?.entry.found, false);
  });

  for (const [what, files] of [
    [
      'the settings of the application',
      '//- src/main/resources/application.properties\nspring.cloud.function.definition=orders\n',
    ],
    [
      'its settings in YAML',
      '//- src/main/resources/application.yml\nspring:\n  application: { name: x }\n  cloud:\n    function:\n      definition: "orders"\n',
    ],
  ] as const)
    it(`the function that is named by ${what}`, async () => {
      const bills =
        '//- src/main/java/x/Bills.java\npackage x;\n@Component class Bills implements Consumer<String> { }\n';
      const own = `//- src/main/java/x/Orders.java\n${orders('Function<String, String>', '@Component')}`;
      const { application } = await workspaceOf(
        project(template(spring) + own + bills + files).files,
      ).workspace.review();
      assert.deepEqual(application.functions[0]?.entry, {
        found: true,
        path: 'src/main/java/x/Orders.java',
        symbol: 'Orders.apply',
      });
    });

  it('the function behind a class that only gives the handler of Spring another name', async () => {
    const named = `//- src/main/java/x/Named.java\npackage x;\nimport org.springframework.cloud.function.adapter.aws.FunctionInvoker;\npublic class Named extends FunctionInvoker { }\n`;
    const own = `//- src/main/java/x/Orders.java\n${orders('Function<String, String>', '@Component')}`;
    const { application } = await workspaceOf(
      project(template('x.Named::handleRequest') + named + own).files,
    ).workspace.review();
    assert.deepEqual(application.functions[0]?.entry, {
      found: true,
      path: 'src/main/java/x/Orders.java',
      symbol: 'Orders.apply',
    });
  });

  it('the function of a module that the one in the template is built with', async () => {
    const app =
      template(spring).replace('CodeUri: .', 'CodeUri: app') +
      '//- app/pom.xml\n<dependency><artifactId>orders</artifactId></dependency>\n';
    const own = `//- orders/pom.xml\n<project/>\n//- orders/src/main/java/x/Orders.java\n${orders('Function<String, String>', '@Component')}`;
    const other = `//- bills/pom.xml\n<project/>\n//- bills/src/main/java/x/Bills.java\npackage x;\n@Component class Bills implements Function<String, String> { }\n`;
    const { application } = await workspaceOf(project(app + own + other).files).workspace.review();
    assert.deepEqual(application.functions[0]?.entry, {
      found: true,
      path: 'orders/src/main/java/x/Orders.java',
      symbol: 'Orders.apply',
    });
  });
});

describe('a function that a framework of Java runs and no template names', () => {
  const ids = async (text: string): Promise<readonly string[]> => {
    const { application } = await workspaceOf(project(text).files).workspace.review();
    return application.functions.map(({ id, entry }) => `${id} ${entry.found ? entry.path : entry.why}`);
  };
  const pom = (artifact: string, directory = ''): string =>
    `//- ${directory}pom.xml\n<artifactId>${artifact}</artifactId>\n`;
  const adapter = pom('spring-cloud-function-adapter-aws');
  const orders = `//- src/main/java/x/Orders.java
package x;
import java.util.function.Function;
@Component
public class Orders implements Function<String, String> { public String apply(String id) { return id; } }
`;
  const bills = orders.replaceAll('Orders', 'Bills');
  const web = `//- src/main/java/x/Shop.java
package x;
import jakarta.ws.rs.*;
@Path("/orders")
public class Shop { @GET public String list() { return ""; } }
`;

  it('is each function of Spring in a module that is built for Lambda', async () => {
    assert.deepEqual(await ids(adapter + orders + bills), [
      'Bills.apply src/main/java/x/Bills.java',
      'Orders.apply src/main/java/x/Orders.java',
    ]);
  });

  it('is the one that the settings of the application name', async () => {
    const settings = '//- src/main/resources/application.properties\nspring.cloud.function.definition = orders\n';
    assert.deepEqual(await ids(adapter + orders + bills + settings), ['Orders.apply src/main/java/x/Orders.java']);
  });

  it('stands in a module that another one is built with, which is for Lambda', async () => {
    const app = pom('spring-cloud-function-adapter-aws', 'app/').replace('\n<', '\n<artifactId>orders</artifactId><');
    const own = `//- orders/pom.xml\n<project/>\n${orders.replace('src/', 'orders/src/')}`;
    assert.deepEqual(await ids(app + own), ['Orders.apply orders/src/main/java/x/Orders.java']);
  });

  it('is none in a module that is built for something else', async () => {
    assert.deepEqual(await ids(pom('spring-cloud-function-web') + orders + web), []);
  });

  it('is each class that is a function in the packages that are looked through', async () => {
    const plain = orders.replace('@Component\n', '');
    const scanned = (name: string) =>
      `//- src/main/resources/application.properties\nspring.cloud.function.scan.packages=other, ${name}\n`;
    assert.deepEqual(await ids(adapter + plain + scanned('x')), ['Orders.apply src/main/java/x/Orders.java']);
    assert.deepEqual(await ids(adapter + plain + scanned('xx')), []);
    const own = plain.replace('package x;', 'package functions.x;').replace('java/x/', 'java/functions/x/');
    assert.deepEqual(await ids(adapter + own), ['Orders.apply src/main/java/functions/x/Orders.java']);
  });

  it('is one of a class that a method makes a bean of', async () => {
    const plain = orders.replace('@Component\n', '');
    const app = (type: string) =>
      `//- src/main/java/x/App.java\npackage x;\n@SpringBootApplication\npublic class App { @Bean ${type} list() { return new ${type}(); } }\n`;
    assert.deepEqual(await ids(adapter + plain + app('Orders')), ['Orders.apply src/main/java/x/Orders.java']);
    assert.deepEqual(await ids(adapter + plain + app('Store')), []);
  });

  it('is no function that is no bean', async () => {
    assert.deepEqual(await ids(adapter + orders.replace('@Component\n', '')), []);
  });

  it('is a web application of Quarkus, by one of its controllers', async () => {
    assert.deepEqual(await ids(pom('quarkus-amazon-lambda-rest') + web + web.replaceAll('Shop', 'Store')), [
      'Shop src/main/java/x/Shop.java',
    ]);
  });

  it('is found when the build begins to be one for Lambda', async () => {
    const { workspace, files } = workspaceOf(project(pom('x') + orders).files);
    assert.deepEqual((await workspace.review()).application.functions, []);
    files.set('pom.xml', '<artifactId>spring-cloud-function-adapter-aws</artifactId>');
    workspace.changed(['pom.xml']);
    assert.deepEqual(
      (await workspace.review()).application.functions.map(({ id }) => id),
      ['Orders.apply'],
    );
  });
});
