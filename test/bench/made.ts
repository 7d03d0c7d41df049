/**
 * Of which files a review makes something: `made.js ASSETS DIR` prints their paths as JSON.
 * A floor that parsed more than these would make the review look better than it is.
 */
import { nodeHost } from '../../src/node/host.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';

async function main([assets = '', directory = '']: readonly string[]): Promise<void> {
  const host = nodeHost(directory, { assets });
  const { textOf } = await openWorkspace(host).review();
  const paths = host.files().map(({ path }) => path);
  console.log(JSON.stringify(paths.filter((path) => textOf(path) !== undefined)));
}

void main(process.argv.slice(2));
