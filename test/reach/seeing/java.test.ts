import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { file, handler, imports, said, type Example } from './javaExamples.ts';

const made = 'S3Client.create(): per-invocation';

const cached = [
  file('Store', 'class Store { Object load() { return client(); } S3Client client() { return S3Client.create(); } }'),
  file(
    'Cached',
    'class Cached extends Store { static final S3Client S3 = S3Client.create(); S3Client client() { return S3; } }',
  ),
].join('');

const perInvocation: readonly Example[] = [
  {
    what: 'whether or not something else that is given can be used',
    text: handler(
      'return open(event.isEmpty() ? null : new Scanner(""));',
      'private Object open(Scanner known) { if (known != null && known.isClosed()) { known.close(); } return S3Client.create(); }',
    ),
    said: [made],
  },
  {
    what: 'that is handed a lambda which uses the logger of the context',
    text: handler('return S3Client.builder().overrideConfiguration(it -> context.getLogger().log("")).build();'),
    said: ['S3Client.builder()…build(): per-invocation'],
  },
  {
    what: 'whose builder is told again and again what it is',
    text: handler(
      'return ((S3ClientBuilder)((S3ClientBuilder) S3Client.builder().region(R)).forcePathStyle(true)).build();',
    ),
    said: ['S3Client.builder()…build(): per-invocation'],
  },
  {
    what: 'beside what the logger of the context says',
    text: handler(
      'return new Store(context.getLogger()).load();',
      '',
      file(
        'Store',
        'class Store { Store(LambdaLogger log) { this.log = log; } Object load() { log.log(""); return S3Client.builder().build(); } }',
      ),
    ),
    said: ['S3Client.builder().build(): per-invocation'],
  },
  { what: 'in the handler', text: handler('return S3Client.create().listBuckets();'), said: [made] },
  {
    what: 'in a field of a helper that is built for it',
    text: handler(
      'return new Store().load();',
      '',
      file('Store', 'class Store { private final S3Client s3 = S3Client.create(); Object load() { return s3; } }'),
    ),
    said: [made],
  },
  {
    what: 'behind a check for null of a field of a helper that is built for it',
    text: handler(
      'return new Store().load();',
      '',
      file(
        'Store',
        'class Store { private S3Client s3; Object load() { if (s3 == null) { s3 = S3Client.create(); } return s3; } }',
      ),
    ),
    said: [made],
  },
  {
    what: 'in a static method of another file',
    text: handler(
      'return Clients.s3();',
      '',
      file('Clients', 'class Clients { static S3Client s3() { return S3Client.create(); } }'),
    ),
    said: [made],
  },
  {
    what: 'in a method that a class above calls',
    text: `${handler('return super.run();').replace('implements RequestHandler<Map<String, String>, Object>', 'extends Base')}${file(
      'Base',
      'abstract class Base implements RequestHandler<Map<String, String>, Object> { Object run() { return S3Client.create(); } }',
    )}`,
    said: [made],
  },
  {
    what: 'in a lambda that a stream calls',
    text: handler('return event.keySet().stream().map(key -> S3Client.create()).toList();'),
    said: [made],
  },
  {
    what: 'in a method that a stream calls by reference',
    text: handler(
      'return event.keySet().stream().map(this::load).toList();',
      'private Object load(String key) { return S3Client.create(); }',
    ),
    said: [made],
  },
  {
    what: 'in an anonymous class',
    text: handler('new Thread(new Runnable() { public void run() { S3Client.create(); } }).start(); return null;'),
    said: [made],
  },
  {
    what: 'in a switch expression',
    text: handler('return switch (event.get("op")) { case "get" -> S3Client.create(); default -> { yield null; } };'),
    said: [made],
  },
  {
    what: 'in a method of a record',
    text: handler(
      'return new Query("x").run();',
      '',
      file('Query', 'record Query(String id) { Object run() { var s3 = S3Client.create(); return s3; } }'),
    ),
    said: [made],
  },
  {
    what: 'in a method that only one of the classes that may be meant overrides',
    text: handler(
      'return run(event.isEmpty() ? new Cached() : new Store());',
      'private Object run(Store store) { return store.client(); }',
      cached,
    ),
    said: [made],
  },
  {
    what: 'in a method that the handler overrides and asks for above itself',
    text: `//- src/Orders.java
${imports}public class Orders extends Base { S3Client client() { return super.client(); } }
${file(
  'Base',
  'abstract class Base implements RequestHandler<Map<String, String>, Object> { public Object handleRequest(Map<String, String> event, Context context) { return client(); } S3Client client() { return S3Client.create(); } }',
)}`,
    said: [made],
  },
  {
    what: 'in what a map computes without looking at what it has',
    text: handler(
      'return CLIENTS.compute("x", (key, kept) -> key == null ? null : S3Client.create());',
      'private static final Map<String, S3Client> CLIENTS = new HashMap<>();',
    ),
    said: [made],
  },
  {
    what: 'in what a map of the invocation computes',
    text: handler(
      'Map<String, S3Client> clients = new HashMap<>(); return clients.compute("x", (key, kept) -> kept == null ? S3Client.create() : kept);',
    ),
    said: [made],
  },
  {
    what: 'to be compared and set, whether or not there is one',
    text: handler(
      'S3.compareAndSet(null, S3Client.create()); return S3.get();',
      'private static final java.util.concurrent.atomic.AtomicReference<S3Client> S3 = new java.util.concurrent.atomic.AtomicReference<>();',
    ),
    said: [made],
  },
  {
    what: 'in the class behind an interface',
    text: handler(
      'return store.load();',
      'private final Store store = new S3Store();',
      file('Store', 'interface Store { Object load(); }') +
        file('S3Store', 'class S3Store implements Store { public Object load() { return S3Client.create(); } }'),
    ),
    said: [made],
  },
  {
    what: 'in the class that a container puts behind an interface, by the name that it has',
    text: handler(
      'return store.load();',
      '@Inject Store store;',
      file('Store', 'interface Store { Object load(); }') +
        file(
          'impl/StoreImpl',
          'class StoreImpl implements Store { public Object load() { return S3Client.create(); } }',
        ),
    ),
    said: [made],
  },
  {
    what: 'in a class that an injector is asked for',
    text: handler(
      'return INJECTOR.getInstance(Store.class).load();',
      'private static final com.google.inject.Injector INJECTOR = com.google.inject.Guice.createInjector(new Bindings());',
      file(
        'Bindings',
        'class Bindings extends com.google.inject.AbstractModule { protected void configure() { bind(Store.class).to(S3Store.class); } }',
      ) +
        file('Store', 'interface Store { Object load(); }') +
        file('S3Store', 'class S3Store implements Store { public Object load() { return S3Client.create(); } }'),
    ),
    said: [made],
  },
  {
    what: 'with the token of a login that is made each time: a connection outlives it',
    text: handler(
      'Properties properties = new Properties(); properties.setProperty("password", token()); return DriverManager.getConnection("jdbc:x", properties);',
      'private String token() { return software.amazon.awssdk.services.rds.RdsUtilities.builder().build().generateAuthenticationToken(null); }',
    ),
    said: ['DriverManager.getConnection("jdbc:x"): per-invocation', 'RdsUtilities.builder().build(): per-invocation'],
  },
];

/** A helper that is handed the connection of a field, and gives it back or another one. */
const renewing = (body: string): string =>
  handler(
    'this.connection = open(this.connection); return null;',
    `private Connection connection; private Connection open(Connection known) { ${body} }`,
  );

const opened = 'DriverManager.getConnection("jdbc:x")';

const others: readonly Example[] = [
  ...[
    `if (known == null || !known.isValid(1)) { return ${opened}; } return known;`,
    `if (known != null && !known.isClosed()) return known; return ${opened};`,
  ].map((body) => ({
    what: 'what is opened where the one that is handed over cannot be used any more',
    text: renewing(body),
    said: [`${opened}: rare, when what the function was given cannot be used any more`],
  })),
  {
    what: 'what is handed a lambda which uses the request of the context',
    text: handler('return S3Client.builder().overrideConfiguration(it -> context.getAwsRequestId()).build();'),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the context'],
  },
  {
    what: 'what is made for the request of the context',
    text: handler('return S3Client.builder().region(context.getAwsRequestId()).build();'),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the context'],
  },
  {
    what: 'a field of the handler',
    text: handler('return s3.listBuckets();', 'private final S3Client s3 = S3Client.create();'),
    said: [],
  },
  {
    what: 'the constructor of the handler, through another one and a helper’s',
    text: handler(
      'return store.load();',
      'private final Store store;\n  public Orders() { this(S3Client.create()); }\n  Orders(S3Client s3) { store = new Store(); }',
      file(
        'Store',
        'class Store { private final S3Client s3; Store() { s3 = S3Client.create(); } Object load() { return s3; } }',
      ),
    ),
    said: [],
  },
  {
    what: 'an initializer of the class',
    text: handler('return S3;', 'private static final S3Client S3;\n  static { S3 = S3Client.create(); }'),
    said: [],
  },
  {
    what: 'a static field, filled when it is empty',
    text: handler('if (s3 == null) s3 = S3Client.create(); return s3;', 'private static S3Client s3;'),
    said: ['S3Client.create(): kept, `s3` is set only once'],
  },
  {
    what: 'a field of the handler, filled when it is empty',
    text: handler(
      'return load();',
      'private S3Client s3;\n  private Object load() { if (this.s3 == null) { this.s3 = S3Client.create(); } return s3; }',
    ),
    said: ['S3Client.create(): kept, `Orders.s3` is set only once'],
  },
  {
    what: 'a field of a helper that is a field of the handler, filled when it is empty',
    text: handler(
      'return store.load();',
      'private final Store store = new Store();',
      file(
        'Store',
        'class Store { private S3Client s3; Object load() { if (s3 == null) s3 = S3Client.create(); return s3; } }',
      ),
    ),
    said: ['S3Client.create(): kept, `Store.s3` is set only once'],
  },
  {
    what: 'a static field behind two checks and a lock',
    text: handler(
      'return Clients.s3();',
      '',
      file(
        'Clients',
        'class Clients { private static volatile S3Client s3; static S3Client s3() { if (s3 == null) { synchronized (Clients.class) { if (s3 == null) { s3 = S3Client.create(); } } } return s3; } }',
      ),
    ),
    said: ['S3Client.create(): kept, `s3` is set only once'],
  },
  {
    what: 'a static field behind a check that returns early',
    text: handler(
      'return Clients.s3();',
      '',
      file(
        'Clients',
        'class Clients { private static S3Client s3; static synchronized S3Client s3() { if (s3 != null) return s3; s3 = S3Client.create(); return s3; } }',
      ),
    ),
    said: ['S3Client.create(): kept, `s3` is set only once'],
  },
  {
    what: 'a holder',
    text: handler(
      'return Clients.s3();',
      '',
      file(
        'Clients',
        'class Clients { private static class Holder { static final S3Client S3 = S3Client.create(); } static S3Client s3() { return Holder.S3; } }',
      ),
    ),
    said: [],
  },
  {
    what: 'a singleton that is an enum',
    text: handler(
      'return Clients.INSTANCE.s3();',
      '',
      file(
        'Clients',
        'enum Clients { INSTANCE; private final S3Client s3 = S3Client.create(); S3Client s3() { return s3; } }',
      ),
    ),
    said: [],
  },
  {
    what: 'a singleton with its own instance',
    text: handler(
      'return Store.getInstance().load();',
      '',
      file(
        'Store',
        'class Store { private static Store instance; private final S3Client s3 = S3Client.create(); static Store getInstance() { if (instance == null) { instance = new Store(); } return instance; } Object load() { return s3; } }',
      ),
    ),
    said: ['S3Client.create(): kept, `instance` is set only once'],
  },
  {
    what: 'a method that the class overrides of which a helper is given an object',
    text: handler('return run(new Cached());', 'private Object run(Store store) { return store.client(); }', cached),
    said: [],
  },
  {
    what: 'a method that the class overrides whose object a field of a helper is given',
    text: handler(
      'return service.load();',
      'private final Service service = new Service(new Cached());',
      cached +
        file(
          'Service',
          'class Service { private final Store store; Service(Store store) { this.store = store; } Object load() { return store.client(); } }',
        ),
    ),
    said: [],
  },
  {
    what: 'a method that the class overrides of which a factory gives an object',
    text: handler(
      'return Stores.store().client();',
      '',
      cached + file('Stores', 'class Stores { static Store store() { return new Cached(); } }'),
    ),
    said: [],
  },
  {
    what: 'a method of a class above that the handler overrides, which a class between them calls',
    text: `//- src/Orders.java
${imports}public class Orders extends Middle { static final S3Client S3 = S3Client.create(); protected S3Client client() { return S3; } }
${file('Middle', 'abstract class Middle extends Base { Object run() { return client(); } }')}${file(
      'Base',
      'abstract class Base implements RequestHandler<Map<String, String>, Object> { public Object handleRequest(Map<String, String> event, Context context) { return run(); } abstract Object run(); protected S3Client client() { return S3Client.create(); } }',
    )}`,
    said: [],
  },
  {
    what: 'a map that is asked first',
    text: handler(
      'return CLIENTS.computeIfAbsent("x", key -> S3Client.create());',
      'private static final Map<String, S3Client> CLIENTS = new HashMap<>();',
    ),
    said: ['S3Client.create(): kept, `computeIfAbsent` keeps what it gives for each key'],
  },
  {
    what: 'a map that asks a function for what it keeps, which makes it only where there is none yet',
    text: handler(
      'return CLIENTS.compute("x", (key, kept) -> kept == null ? S3Client.create() : kept);',
      'private static final Map<String, S3Client> CLIENTS = new HashMap<>();',
    ),
    said: ['S3Client.create(): kept, `CLIENTS` is set only once'],
  },
  {
    what: 'a map of the handler whose function returns early',
    text: handler(
      'return clients.compute("x", (key, kept) -> { if (kept != null) return kept; var made = S3Client.create(); return made; });',
      'private final Map<String, S3Client> clients = new HashMap<>();',
    ),
    said: ['S3Client.create(): kept, `Orders.clients` is set only once'],
  },
  {
    what: 'a reference that is updated only while it is empty',
    text: handler(
      'return S3.updateAndGet(kept -> kept != null ? kept : S3Client.create());',
      'private static final java.util.concurrent.atomic.AtomicReference<S3Client> S3 = new java.util.concurrent.atomic.AtomicReference<>();',
    ),
    said: ['S3Client.create(): kept, `S3` is set only once'],
  },
  {
    what: 'a reference that is asked before it is compared and set',
    text: handler(
      'if (S3.get() == null) S3.compareAndSet(null, S3Client.create()); return S3.get();',
      'private static final java.util.concurrent.atomic.AtomicReference<S3Client> S3 = new java.util.concurrent.atomic.AtomicReference<>();',
    ),
    said: ['S3Client.create(): kept, `S3` is set only once'],
  },
  {
    what: 'a supplier that remembers',
    text: handler(
      'return S3.get();',
      'private static final com.google.common.base.Supplier<S3Client> S3 = com.google.common.base.Suppliers.memoize(() -> S3Client.create());',
    ),
    said: [],
  },
  {
    what: 'what Dagger provides',
    text: handler(
      'return store.load();',
      '@Inject Store store;',
      file('Store', 'class Store { @Inject S3Client s3; Object load() { return s3; } }') +
        file(
          'Module',
          '@dagger.Module class Module { @dagger.Provides @Singleton S3Client s3() { return S3Client.create(); } }',
        ),
    ),
    said: [],
  },
  {
    what: 'a table of settings that is given something of the event where it has nothing',
    text: handler(
      'Map<String, String> settings = new HashMap<>(); settings.putIfAbsent("region", event.get("region")); return S3Client.builder().region(Region.of(settings.get("region"))).build();',
    ),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the event'],
  },
  {
    what: 'credentials of a role of the event',
    text: handler(
      'var provider = StsAssumeRoleCredentialsProvider.builder().refreshRequest(it -> it.roleArn(event.get("role"))).build(); return S3Client.builder().credentialsProvider(provider).build();',
    ),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the event'],
  },
  {
    what: 'a builder that is told of the event in another statement',
    text: handler('var builder = S3Client.builder(); builder.region(event.get("region")); return builder.build();'),
    said: ['builder.build(): of-the-event, it is made from the event'],
  },
  {
    what: 'an argument of a helper that comes from the event',
    text: handler(
      'return s3(event.get("region"));',
      'private S3Client s3(String region) { return S3Client.builder().region(region).build(); }',
    ),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the event'],
  },
  {
    what: 'a field of a helper that is built from the event',
    text: handler(
      'return new Store(event.get("region")).load();',
      '',
      file(
        'Store',
        'class Store { private final String region; Store(String region) { this.region = region; } Object load() { return S3Client.builder().region(region).build(); } }',
      ),
    ),
    said: ['S3Client.builder()…build(): of-the-event, it is made from the event'],
  },
  {
    what: 'a branch of an error',
    text: handler('try { return null; } catch (Exception e) { return S3Client.create(); }'),
    said: ['S3Client.create(): rare, when an error is caught'],
  },
];

describe('in Java, what is built on each invocation', () => {
  for (const { what, text, said: expected } of perInvocation)
    it(`is told: ${what}`, async () => assert.deepEqual(await said(text), expected));
});

describe('in Java, what only looks so', () => {
  for (const { what, text, said: expected } of others)
    it(`is left alone: ${what}`, async () => assert.deepEqual(await said(text), expected));
});
