// Bundles the program into `dist/`, or into the directory after `--out`, which it empties first.
// `--production` minifies, as for the package.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = process.argv.indexOf('--out');
const dist = out < 0 ? join(root, 'dist') : resolve(process.argv[out + 1]);

const assets = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-java/tree-sitter-java.wasm',
  '@vscode/codicons/dist/codicon.css',
  '@vscode/codicons/dist/codicon.ttf',
];

/**
 * Has every module use the one object that TypeScript exports.
 * The bundler would give each of them a copy of all its two thousand exports, unless TypeScript said that it is an ES module.
 */
const sharedTypeScript = {
  name: 'shared TypeScript',
  setup({ onResolve, onLoad }) {
    const path = join(root, 'node_modules/typescript/lib/typescript.js');
    onResolve({ filter: /^typescript$/ }, () => ({ path, namespace: 'shared' }));
    onLoad({ filter: /./, namespace: 'shared' }, () => ({
      contents: `const ts = require(${JSON.stringify(path)});
        module.exports = Object.defineProperties(ts, { __esModule: { value: true }, default: { value: ts } });`,
      resolveDir: root,
    }));
  },
};

async function build(production) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const common = {
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    logLevel: 'warning',
    legalComments: 'none',
    absWorkingDir: root,
  };
  const node = {
    ...common,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    // jsonc-parser's UMD build hides its own requires from a bundler.
    mainFields: ['module', 'main'],
    // Its ES module asks for its own place, which a bundle does not have.
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    define: { 'process.env.SERVERLESS_LENS_VERSION': JSON.stringify(version) },
    plugins: [sharedTypeScript],
  };
  const page = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };
  const bundles = [
    { options: node, entry: 'src/client/extension.ts', out: 'client.js' },
    { options: node, entry: 'src/server/main.ts', out: 'server.js' },
    { options: { ...node, banner: { js: '#!/usr/bin/env node' } }, entry: 'src/cli/main.ts', out: 'cli.js' },
    { options: page, entry: 'src/webview/main.ts', out: 'webview.js' },
  ];
  for (const { options, entry, out } of bundles) {
    await bundle({ ...options, entryPoints: [entry], outfile: join(dist, out) });
  }
  for (const asset of assets) copyFileSync(join(root, 'node_modules', asset), join(dist, asset.split('/').at(-1)));
  chmodSync(join(dist, 'cli.js'), 0o755);
}

await build(process.argv.includes('--production'));
