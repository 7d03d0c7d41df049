import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** What the extension host calls: runs the bundled tests of `EXTENSION_TESTS`, and rejects when one fails. */
export async function run(): Promise<void> {
  const folder = process.env['EXTENSION_TESTS'] ?? __dirname;
  const report = process.env['EXTENSION_TESTS_REPORT'] ?? '';
  const mocha = new Mocha({
    timeout: 30_000,
    forbidOnly: true,
    ...(report === '' ? { reporter: 'spec' } : { reporter: 'json', reporterOptions: { output: report } }),
  });
  for (const file of readdirSync(folder)) if (file.endsWith('.test.cjs')) mocha.addFile(join(folder, file));
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failed > 0) throw new Error(`${String(failed)} of the tests in the extension host failed.`);
}
