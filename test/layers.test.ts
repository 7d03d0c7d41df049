import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { describe, it } from 'mocha';
import ts from 'typescript';

interface Row {
  readonly from: readonly string[];
  readonly packages: readonly string[];
  /** No world in it: no file system, clock, network, environment or console. */
  readonly pure: boolean;
}

/** Who may import whom. Read it as the architecture; `docs/architecture.md` explains it. */
const layers: Readonly<Record<string, Row>> = {
  core: { from: [], packages: [], pure: true },
  reach: { from: ['core'], packages: [], pure: true },
  templates: { from: ['core'], packages: ['yaml', 'jsonc-parser', 'smol-toml'], pure: true },
  languages: {
    from: ['core'],
    packages: ['web-tree-sitter', 'typescript'],
    pure: true,
  },
  cdk: { from: ['core', 'templates', 'languages'], packages: [], pure: true },
  model: { from: ['core'], packages: [], pure: true },
  rules: { from: ['core'], packages: [], pure: true },
  review: { from: ['core'], packages: ['yaml', 'valibot'], pure: true },
  workspace: {
    from: ['core', 'reach', 'templates', 'cdk', 'model', 'languages', 'rules', 'review'],
    packages: ['picomatch'],
    pure: true,
  },
  node: { from: ['core'], packages: ['node:'], pure: false },
  protocol: { from: ['review'], packages: [], pure: true },
  server: {
    from: ['core', 'review', 'protocol', 'workspace', 'node'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri', 'node:'],
    pure: false,
  },
  client: { from: ['protocol'], packages: ['vscode', 'vscode-languageclient', 'node:'], pure: false },
  webview: { from: ['protocol'], packages: ['lit', '@vscode-elements/elements'], pure: false },
  cli: {
    from: ['core', 'review', 'workspace', 'node'],
    packages: ['commander', 'diff', 'sarif', 'node:'],
    pure: false,
  },
};

/** The folders of `languages`, each of which uses what stands before it, and nothing that comes after. */
const steps: readonly string[] = [
  'catalogue',
  'treeSitter',
  'javascript',
  'python',
  'java',
  'analysis',
  'facts',
  'edits',
  'moving',
  'testing',
];

/** What a pure layer must not name either: it reaches the world without an import. */
const worldly: ReadonlySet<string> = new Set(
  'process console fetch setTimeout setInterval setImmediate queueMicrotask require __dirname __filename globalThis performance localStorage'.split(
    ' ',
  ),
);
const worldlyMembers: ReadonlySet<string> = new Set(['Date.now', 'Math.random']);

interface Source {
  /** Relative to `src/`, with `/`. */
  readonly path: string;
  readonly text: string;
}

describe('the layers', () => {
  const sources = sourcesBelow('src');

  it('import nothing that the table does not list', () => {
    assert.deepEqual(violations(sources), []);
    // It parses every source file, which takes a busy machine some seconds.
  }).timeout(60_000);

  it('lower, analyse, state and edit code in that order', () => {
    assert.deepEqual(backward(sources), []);
    const early = { path: 'languages/analysis/x.ts', text: `import { hoist } from '../moving/hoist.ts';` };
    assert.equal(backward([early]).length, 1);
  });

  it('have no cycle among files', () => {
    assert.deepEqual(cycles(sources), []);
  });

  const broken: readonly { readonly what: string; readonly source: Source; readonly says: RegExp }[] = [
    {
      what: 'a node: import in a pure layer',
      source: { path: 'core/x.ts', text: `import { readFileSync } from 'node:fs';` },
      says: /core may not import node:fs/,
    },
    {
      what: 'a builtin without its prefix',
      source: { path: 'rules/x.ts', text: `import fs from 'fs';` },
      says: /rules may not import fs/,
    },
    {
      what: 'vscode outside of the client',
      source: { path: 'server/x.ts', text: `import * as vscode from 'vscode';` },
      says: /server may not import vscode/,
    },
    {
      what: 'a layer that is not listed',
      source: { path: 'rules/x.ts', text: `import { y } from '../languages/tree.ts';` },
      says: /rules may not import languages/,
    },
    {
      what: 'a dynamic import',
      source: { path: 'core/x.ts', text: `await import('yaml');` },
      says: /core may not import yaml/,
    },
    { what: 'a folder without a row', source: { path: 'helpers/x.ts', text: '' }, says: /helpers has no row/ },
    { what: 'a file beside the folders', source: { path: 'x.ts', text: '' }, says: /x\.ts stands in no layer/ },
    {
      what: 'the world without an import',
      source: { path: 'core/x.ts', text: 'const now = Date.now();' },
      says: /core may not use/,
    },
  ];
  for (const { what, source, says } of broken) {
    it(`tell ${what}`, () => {
      assert.match(violations([source]).join('\n'), says);
    });
  }

  it('tell a cycle', () => {
    const loop = [
      { path: 'core/a.ts', text: `import type { B } from './b.ts';` },
      { path: 'core/b.ts', text: `import { a } from './a.ts';` },
    ];
    assert.equal(cycles(loop).length, 1);
  });
});

function violations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const { path } = source;
    const [layer = '', ...rest] = path.split('/');
    if (rest.length === 0) return [`${path} stands in no layer`];
    const row = layers[layer];
    if (!row) return [`${layer} has no row (${path})`];
    const imports = importsOf(source).flatMap((specifier) => {
      const target = targetOf(path, specifier);
      return target === undefined || allowed(row, target) ? [] : [`${layer} may not import ${target} (${path})`];
    });
    const world = row.pure ? worldlyNames(source).map((name) => `${layer} may not use ${name} (${path})`) : [];
    return [...imports, ...world];
  });
}

/** Imports of `languages` that lead to a later step. */
function backward(sources: readonly Source[]): readonly string[] {
  const stepOf = (path: string): number => steps.indexOf(/^languages\/(\w+)\//.exec(path)?.[1] ?? '');
  return sources.flatMap((source) =>
    importsOf(source)
      .filter((it) => it.startsWith('.'))
      .map((it) => posix.join(posix.dirname(source.path), it))
      .filter((target) => stepOf(source.path) >= 0 && stepOf(target) > stepOf(source.path))
      .map((target) => `${source.path} imports ${target}`),
  );
}

function worldlyNames({ path, text }: Source): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && worldlyMembers.has(node.getText())) names.push(node.getText());
    const used = ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? node.expression : undefined;
    if (used && ts.isIdentifier(used) && worldly.has(used.text)) names.push(used.text);
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      names.push('new Date()');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return names;
}

/** The layer or the package that an import leads to; undefined within the layer itself. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const [layer] = posix.join(posix.dirname(path), specifier).split('/');
    return layer === path.split('/')[0] ? undefined : layer;
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function allowed(row: Row, target: string): boolean {
  if (target.startsWith('node:')) return row.packages.includes('node:');
  return row.from.includes(target) || row.packages.includes(target);
}

const importsOf = ({ text }: Source): readonly string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

function cycles(sources: readonly Source[]): readonly string[] {
  const edges = new Map(
    sources.map(({ path, text }) => [
      path,
      importsOf({ path, text })
        .filter((it) => it.startsWith('.'))
        .map((it) => posix.join(posix.dirname(path), it)),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      found.push([...way.slice(way.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

function sourcesBelow(directory: string): readonly Source[] {
  const sources: Source[] = [];
  const visit = (folder: string): void => {
    for (const name of readdirSync(join(directory, folder))) {
      const path = posix.join(folder, name);
      if (statSync(join(directory, path)).isDirectory()) visit(path);
      else if (name.endsWith('.ts')) sources.push({ path, text: readFileSync(join(directory, path), 'utf8') });
    }
  };
  visit('');
  return sources;
}
