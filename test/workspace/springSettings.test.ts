import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { filesOf } from '../../src/workspace/files.ts';
import { springSettings, type SpringSettings } from '../../src/workspace/java/springSettings.ts';
import { project } from '../project.ts';

function settingsOf(text: string, variables: Readonly<Record<string, string>> = {}): SpringSettings {
  const resources = 'orders/src/main/resources';
  const texts = new Map([...project(text).files].map(([path, its]) => [`${resources}/${path}`, its]));
  const files = filesOf(
    [...texts.keys()].map((path) => ({ path })),
    () => ({ kind: 'missing', why: 'nothing is there' }),
  );
  return springSettings(
    'orders',
    files,
    (path) => texts.get(path) ?? '',
    (name) => variables[name],
  );
}

const definitionIn = (text: string, variables?: Readonly<Record<string, string>>): string | undefined =>
  settingsOf(text, variables).definition;

describe('the settings of an application of Spring', () => {
  for (const [what, text] of [
    ['in a line', 'application.properties\nspring.cloud.function.definition = orders\n'],
    ['in a line without a sign', 'application.properties\nspring.cloud.function.definition orders\n'],
    [
      'in an indented line',
      'application.properties\nspring.main.banner-mode=off\n  spring.cloud.function.definition: orders\n',
    ],
    ['over several lines', 'application.properties\nspring.cloud.function.\\\n  definition=\\\n  orders\n'],
    [
      'beside comments',
      'application.properties\n! spring.cloud.function.definition=a\n# spring.cloud.function.definition=b \\\nspring.cloud.function.definition=orders\n',
    ],
    ['nested', 'application.yml\nspring:\n  cloud:\n    function:\n      definition: "orders"\n'],
    ['dotted', 'application.yaml\nspring.cloud:\n  function.definition: orders # the only one\n'],
    ['in braces', 'application.yml\nspring: { cloud: { function: { definition: orders } } }\n'],
    ['with quoted keys', `application.yml\n"spring":\n  'cloud.function':\n    definition: orders\n`],
    [
      'after a list',
      'application.yml\nspring:\n  cloud:\n    function:\n      ineligible-definitions:\n      - definition: bills\n      definition: orders\n',
    ],
    [
      'after a text of several lines',
      'application.yml\nbanner: |\n  spring.cloud.function.definition: bills\nspring.cloud.function.definition: orders\n',
    ],
    [
      'beside what only the build fills in',
      'application.yml\nversion: @project.version@\nspring.cloud.function.definition: orders\n',
    ],
    ['by an anchor', 'application.yml\nname: &name orders\nspring.cloud.function.definition: *name\n'],
    ['by its older name', 'application.yml\nfunction:\n  name: orders\n'],
  ] as const)
    it(`name the function ${what}`, () => {
      assert.equal(definitionIn(`//- ${text}`), 'orders');
    });

  it('name none in a comment, in a text, or for something else', () => {
    assert.equal(definitionIn('//- application.yml\n#spring:\n#  cloud.function.definition: orders\n'), undefined);
    assert.equal(definitionIn('//- application.yml\nspring: |\n  cloud.function.definition: orders\n'), undefined);
    assert.equal(definitionIn('//- application.yml\nmy:\n  spring.cloud.function.definition: orders\n'), undefined);
  });

  const two = (between: string, profile: string) =>
    `spring.cloud.function.definition: orders\n${between}\n${profile}spring.cloud.function.definition: bills\n`;

  for (const [ending, between] of [
    ['yml', '---'],
    ['properties', '#---'],
  ] as const) {
    const named = (profile: string, active?: string): string | undefined =>
      definitionIn(
        `//- application.${ending}\n${two(between, profile)}`,
        active === undefined ? {} : { SPRING_PROFILES_ACTIVE: active },
      );

    it(`count by the last document of ${ending}`, () => {
      assert.equal(named(''), 'bills');
    });

    it(`count by a document of ${ending} only where its profile is active`, () => {
      const prod = 'spring.config.activate.on-profile: prod\n';
      assert.equal(named(prod), 'orders');
      assert.equal(named(prod, 'local'), 'orders');
      assert.equal(named(prod, 'local, prod'), 'bills');
      assert.equal(named('spring.profiles: prod\n', 'prod'), 'bills');
      assert.equal(named('spring.config.activate.on-profile: default\n'), 'bills');
      assert.equal(named('spring.config.activate.on-profile: "!prod"\n'), ending === 'yml' ? 'bills' : 'orders');
      assert.equal(named('spring.config.activate.on-profile: local | prod & eu\n', 'prod'), 'orders');
      assert.equal(named('spring.config.activate.on-profile: local | prod & eu\n', 'prod,eu'), 'bills');
    });
  }

  it('say which profile is active, and have files for it', () => {
    const prod = '//- application-prod.yml\nspring.cloud.function.definition: bills\n';
    const shared = (active: string) =>
      `//- application.yml\nspring:\n  profiles:\n    active: ${active}\n  cloud.function.definition: orders\n${prod}`;
    assert.equal(definitionIn(shared('prod')), 'bills');
    assert.equal(definitionIn(shared('local')), 'orders');
    assert.equal(definitionIn(shared('prod'), { SPRING_PROFILES_ACTIVE: 'local' }), 'orders');
  });

  it('count as properties before they do as YAML, and as variables before both', () => {
    const both =
      '//- application.properties\nspring.cloud.function.definition=orders\n//- application.yml\nspring.cloud.function.definition: bills\n';
    assert.equal(definitionIn(both), 'orders');
    assert.equal(definitionIn(both, { SPRING_CLOUD_FUNCTION_DEFINITION: 'list' }), 'list');
  });

  it('name the packages that are looked through', () => {
    const scanned = (text: string) => settingsOf(`//- application.yml\n${text}`).scanned;
    assert.deepEqual(scanned(''), ['functions']);
    assert.deepEqual(scanned('spring.cloud.function.scan:\n  packages: x, y.z\n'), ['x', 'y.z']);
    // Spring asks for one text of this name, which a list is not.
    assert.deepEqual(scanned('spring.cloud.function.scan:\n  packages:\n    - x\n'), ['functions']);
  });
});
