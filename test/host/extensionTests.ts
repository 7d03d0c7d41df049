/**
 * Runs `test/extension/*.test.ts` in the extension host of an editor: `extensionTests.ts EDITOR [REPORT]`.
 * With REPORT mocha writes its JSON there, else it tells the tests on stdout.
 * `VSCODE_EXECUTABLE` names a desktop program to run them in instead of the embedded VS Code.
 */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { Failure } from './failure.ts';
import { packageExtension } from './package.ts';
import { cache, discard, root, scratch } from './scratch.ts';
import { editors, isEditorName, type EditorName } from './versions.ts';

async function main([name = '', report = '']: readonly string[]): Promise<number> {
  if (!isEditorName(name)) throw new Failure(`usage: extensionTests.ts ${Object.keys(editors).join('|')} [REPORT]`);
  await packageExtension();
  const tests = await bundleTests(name);
  const place = scratch();
  try {
    // Tests change what they open.
    const folder = join(place, 'airline-booking');
    cpSync(join(root, 'test', 'projects', 'airline-booking'), folder, { recursive: true });
    return await runTests({
      vscodeExecutablePath: process.env['VSCODE_EXECUTABLE'] ?? join(__dirname, 'vscode'),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(tests, 'suite.cjs'),
      launchArgs: [folder, `--user-data-dir=${join(place, 'data')}`, `--extensions-dir=${join(place, 'extensions')}`],
      extensionTestsEnv: { EMBEDDED_EDITOR: name, EXTENSION_TESTS: tests, EXTENSION_TESTS_REPORT: report },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  } finally {
    discard(place);
  }
}

/** Below the repository, so that mocha, which cannot be bundled, is found from there. */
async function bundleTests(name: EditorName): Promise<string> {
  const outdir = join(cache, `extension-tests-${name}`);
  rmSync(outdir, { recursive: true, force: true });
  const folder = join(root, 'test', 'extension');
  await build({
    absWorkingDir: root,
    entryPoints: [
      join(__dirname, 'suite.ts'),
      ...readdirSync(folder)
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => join(folder, file)),
    ],
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outdir;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  },
);
