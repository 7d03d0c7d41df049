/** Committed files that must equal what the code would write today; `UPDATE=1 npm test` writes them. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import type { Examples } from '../src/core/examples.ts';
import type { AnyRule } from '../src/core/rule.ts';
import { rules } from '../src/rules/registry.ts';
import { rulePage } from '../src/workspace/pages.ts';
import { configurationSchema } from './configurationSchema.ts';
import { project } from './project.ts';

const root = join(__dirname, '..');

describe('generated files', () => {
  for (const rule of rules) upToDate(`docs/rules/${rule.id}.md`, () => `${rulePage(rule)}\n\n${examplesOf(rule)}\n`);

  upToDate('README.md', () => {
    const parts = { rules: table(), commands: commands(), settings: settings() };
    return Object.entries(parts).reduce((text, [name, content]) => between(text, name, content), readme());
  });

  upToDate('media/config.schema.json', () => `${JSON.stringify(configurationSchema(rules), undefined, 2)}\n`);

  it('docs/rules has no page without a rule', () => {
    const pages = readdirSync(join(root, 'docs/rules'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.replaceAll('\\', '/').replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), rules.map(({ id }) => id).sort());
  });
});

const readme = (): string => readFileSync(join(root, 'README.md'), 'utf8');

function upToDate(path: string, text: () => string): void {
  it(`${path} is up to date`, () => {
    const file = join(root, path);
    if (process.env['UPDATE'] === '1') {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text());
    }
    assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', text(), 'run `UPDATE=1 npm test -- unit`');
  });
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  assert.ok(text.includes(start) && text.includes(end), `README.md has the markers of ${name}`);
  return text.slice(0, text.indexOf(start) + start.length) + `\n\n${content}\n\n` + text.slice(text.indexOf(end));
}

const table = (): string =>
  tableOf(
    ['Rule', 'What it finds', 'Fix'],
    rules.map(({ id, summary, fixes }) => [
      `[\`${id}\`](docs/rules/${id}.md)`,
      summary,
      /`safe`/.test(fixes) ? 'safe or to look at' : 'to look at',
    ]),
  );

/** What is read of the extension's manifest. */
interface Contributes {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
  readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  readonly configuration: {
    readonly properties: Readonly<Record<string, { readonly default: unknown; readonly markdownDescription: string }>>;
  };
}

const contributes = (): Contributes =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: Contributes }).contributes;

function commands(): string {
  const { commands: all, menus } = contributes();
  const hidden = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
  return tableOf(
    ['Command', 'What it does'],
    all
      .filter(({ command }) => !hidden.includes(command))
      .map(({ command, category, title }) => {
        const does = commandTexts[command];
        assert.ok(does, `${command} is described`);
        return [`_${category}: ${title}_`, does];
      }),
  );
}

const commandTexts: Readonly<Record<string, string>> = {
  'serverlessLens.openChecklist': 'The five practices of PERF 1, what was found for each, and your answers.',
  'serverlessLens.fixAll': 'Applies the safe fixes of the file that is open.',
  'serverlessLens.fixAllInWorkspace':
    'Shows the safe fixes of all files in the refactor preview, by rule, and applies those that you tick.',
  'serverlessLens.explain': 'What a rule finds, why it matters, and when it is silent.',
  'serverlessLens.openWalkthrough': 'A tour in five steps.',
  'serverlessLens.restart': 'Starts the language server anew.',
  'serverlessLens.showLog': 'What the language server said.',
};

const settings = (): string =>
  tableOf(
    ['Setting', 'Default', 'What it does'],
    Object.entries(contributes().configuration.properties).map(([name, it]) => [
      `\`${name}\``,
      `\`${JSON.stringify(it.default)}\``,
      it.markdownDescription,
    ]),
  );

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    '<!-- prettier-ignore-start -->',
    ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '<!-- prettier-ignore-end -->',
  ].join('\n');

function examplesOf(rule: AnyRule): string {
  const [practice = '', name = ''] = rule.id.split('/');
  const file = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const { examples } = require(join(root, 'src/rules', practice, `${file}.ts`)) as { examples: Examples<string> };
  const bad = examples.bad.map(({ title, project: before, fixed, noFix }) =>
    [
      `### ${capital(title)}`,
      ...filesOf(before),
      ...(fixed === undefined ? [] : ['becomes', ...filesOf(fixed)]),
      ...(noFix === undefined ? [] : [`No automatic fix: ${noFix}.`]),
    ].join('\n\n'),
  );
  const good = examples.good.map(({ title, project: text }) =>
    [`### ${capital(title)}`, ...filesOf(text)].join('\n\n'),
  );
  return ['## Reported', ...bad, '## Left alone', ...good].join('\n\n');
}

function filesOf(text: string): readonly string[] {
  return [...project(text).files].map(
    ([path, content]) =>
      `\`${path}\`\n\n\`\`\`${languages[path.replace(/^.*\./, '')] ?? ''}\n${content.trimEnd()}\n\`\`\``,
  );
}

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  ts: 'typescript',
  yaml: 'yaml',
  json: 'json',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
