/** `npm run package`: the extension as a file that VS Code installs. */
import { relative } from 'node:path';
import { Failure } from './failure.ts';
import { packageExtension, vsix } from './package.ts';

packageExtension().then(
  () => console.log(relative(process.cwd(), vsix)),
  (error: unknown) => {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  },
);
