/** Committed files that must equal what the code would write today; `UPDATE=1 npm test` writes them. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import type { Examples } from '../src/core/examples.ts';
import type { AnyRule } from '../src/core/rule.ts';
import { rules } from '../src/rules/registry.ts';
import { rulePage } from '../src/workspace/pages.ts';
import { project } from './project.ts';

const root = join(__dirname, '..');

describe('generated files', () => {
  for (const rule of rules) upToDate(`docs/rules/${rule.id}.md`, () => `${rulePage(rule)}\n\n${examplesOf(rule)}\n`);

  upToDate('README.md', () => between(readme(), 'rules', table()));

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

function table(): string {
  const rows = rules.map(
    ({ id, summary, fixes }) =>
      `| [\`${id}\`](docs/rules/${id}.md) | ${summary} | ${/`safe`/.test(fixes) ? 'safe or to look at' : 'to look at'} |`,
  );
  return [
    '<!-- prettier-ignore-start -->',
    '| Rule | What it finds | Fix |',
    '| --- | --- | --- |',
    ...rows,
    '<!-- prettier-ignore-end -->',
  ].join('\n');
}

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
