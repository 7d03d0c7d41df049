import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';
import { file, handler, imports, said, type Example } from './javaExamples.ts';

const made = 'S3Client.create(): per-invocation';

const store = file(
  'Store',
  'class Store { Object load() { return client(); } S3Client client() { return S3Client.create(); } }',
);

const actions = file(
  'Action',
  'interface Action { String name(); default Object run() { throw new IllegalStateException(); } }',
);

/** A handler whose actions stand in a map that methods of a class above fill. */
const table = (action: string): string => `//- src/Orders.java
${imports}public class Orders extends Routed { static { initialize(); } }
${file(
  'Routed',
  `abstract class Routed extends Base {
  private static final Map<String, Action> ACTIONS = new HashMap<>();
  static void initialize() { add(new Load()); }
  static void add(Action action) { ACTIONS.put(action.name(), action); }
  Map<String, Action> actions() { return ACTIONS; }
}`,
)}${file(
  'Base',
  `abstract class Base implements RequestHandler<Map<String, String>, Object> {
  abstract Map<String, Action> actions();
  public Object handleRequest(Map<String, String> event, Context context) { return run(actions(), event.get("action")); }
  private Object run(Map<String, Action> all, String name) { Action action = all.get(name); return action.run(); }
}`,
)}${actions}${file('Load', action)}`;

const perInvocation: readonly Example[] = [
  {
    what: 'by a reference to a method that is a supplier',
    text: handler('return clients.get();', 'private final Supplier<S3Client> clients = S3Client::create;'),
    said: [made],
  },
  {
    what: 'by a reference to a method, where there is nothing',
    text: handler('return Optional.empty().orElseGet(S3Client::create);'),
    said: [made],
  },
  {
    what: 'by what an object of a class without a name overrides',
    text: handler('return new Store() { S3Client client() { return S3Client.builder().build(); } }.load();', '', store),
    said: ['S3Client.builder().build(): per-invocation'],
  },
  {
    what: 'by objects of a class, beside one without a name that overrides it',
    text: handler(
      'new Store() { S3Client client() { return S3; } }.load(); return new Store().load();',
      'static final S3Client S3 = S3Client.builder().build();',
      store,
    ),
    said: [made],
  },
  {
    what: 'by an object of a map that a class below gives to the one above',
    text: table(
      'class Load implements Action { public String name() { return "load"; } public Object run() { return S3Client.create(); } }',
    ),
    said: [made],
  },
];

const others: readonly Example[] = [
  {
    what: 'a supplier by reference that nobody asks',
    text: handler('return null;', 'private final Supplier<S3Client> clients = S3Client::create;'),
    said: [],
  },
  {
    what: 'a supplier by reference that a field is filled with',
    text: handler('return s3;', 'private final S3Client s3 = Optional.<S3Client>empty().orElseGet(S3Client::create);'),
    said: [],
  },
  {
    what: 'a supplier by reference that remembers',
    text: handler(
      'return S3.get();',
      'private static final com.google.common.base.Supplier<S3Client> S3 = com.google.common.base.Suppliers.memoize(S3Client::create);',
    ),
    said: [],
  },
  {
    what: 'a method that an object of a class without a name overrides',
    text: handler(
      'Store store = new Store() { @Override S3Client client() { return S3; } }; return store.load();',
      'static final S3Client S3 = S3Client.builder().build();',
      store,
    ),
    said: [],
  },
  {
    what: 'a field of an object of a map that a class below gives to the one above',
    text: table(
      'class Load implements Action { final S3Client s3 = S3Client.create(); public String name() { return "load"; } public Object run() { return s3; } }',
    ),
    said: [],
  },
];

describe('in Java, what objects make on each invocation', () => {
  for (const { what, text, said: expected } of perInvocation)
    it(`is told: ${what}`, async () => assert.deepEqual(await said(text), expected));
});

describe('in Java, what objects keep', () => {
  for (const { what, text, said: expected } of others)
    it(`is left alone: ${what}`, async () => assert.deepEqual(await said(text), expected));
});

it('is told with the way on which it runs, not with the one on which it is kept', async () => {
  const text = handler(
    'kept(); return new Store().client();',
    'private Store store;\n  private Object kept() { if (store == null) { store = new Store(); store.client(); } return store; }',
    store,
  );
  const [line = ''] = await reached(text, 'Orders.handleRequest');
  assert.equal(line, `${made} | Orders.handleRequest → Store.client → S3Client.create`);
});
