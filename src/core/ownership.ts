/**
 * What of a workspace its people wrote, and what they only have there: the one place where this is decided.
 *
 * Theirs is what they would change to mend a fault. An installed package, a bundle and a minified file are not: no
 * handler is looked for in them, nothing is reported there, and what an invocation reaches ends at them.
 * A layer that a project writes itself is theirs like any other code; what was installed into it is not.
 */
import type { Host } from './host.ts';

/**
 * Directories that hold no code a person of the project wrote: dependencies, version control, build output of the tools
 * that Lambda projects use. They are not even listed.
 * `dist`, `build` and `out` are not among them: a template may name one as its code location.
 */
export const unlisted: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.aws-sam',
  '.serverless',
  '.terraform',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.gradle',
  '.idea',
  '.vscode-test',
  '.cache',
  '.next',
  '.nuxt',
  'coverage',
]);

/** Directories in which Python looks for packages, and into which people put some of their own as well. */
export const forPackages: ReadonlySet<string> = new Set(['site-packages', 'dist-packages']);

export interface Ownership {
  /** Whether a file was installed rather than written. */
  readonly isInstalled: (path: string) => boolean;
}

/** `read` is asked for what `pip` wrote down of the packages that it put beside the code. */
export function ownershipOf(paths: readonly string[], read: Host['read']): Ownership {
  const installed = new Set<string>();
  for (const path of paths) {
    for (const name of packagesOf(path, read)) installed.add(name);
    const package_ = knownPackage(path);
    if (package_ !== undefined) installed.add(package_);
  }
  return {
    isInstalled: (path) => {
      if (installed.size === 0) return false;
      for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
        if (installed.has(path.slice(0, slash))) return true;
      return installed.has(path);
    },
  };
}

/** Whether a file tells of installed packages: when it comes or goes, others belong to somebody else. */
export const tellsOfPackages = (path: string): boolean => path.endsWith('.dist-info/RECORD');

/** The directories and files of a package whose `RECORD` it is: https://packaging.python.org/en/latest/specifications/recording-installed-packages/ */
function packagesOf(path: string, read: Host['read']): readonly string[] {
  const info = /^(.*?)([^/]+)-\d[^/]*\.(?:dist-info\/RECORD|egg-info\/top_level\.txt)$/.exec(path);
  if (!info) return [];
  const [, directory = '', name = ''] = info;
  const result = read(path);
  const lines = result.kind === 'text' ? result.text.split(/\r?\n/) : [];
  const tops = new Set(lines.map((line) => /^"?([^/,"]+)/.exec(line)?.[1] ?? ''));
  const own = [...tops].filter((top) => /^[A-Za-z_][\w.]*$/.test(top) && top !== '__pycache__' && top !== 'bin');
  return [...own, name, name.toLowerCase().replaceAll('-', '_')].map((top) => directory + top);
}

/** Packages that nobody writes for a project but many copy into it, each with a file that nobody else has. */
const telling: ReadonlySet<string> = new Set(
  [
    'boto3/session.py botocore/client.py s3transfer/manager.py jmespath/lexer.py dateutil/relativedelta.py',
    'requests/adapters.py urllib3/connectionpool.py certifi/core.py charset_normalizer/api.py idna/idnadata.py',
    'yaml/constructor.py jinja2/environment.py pydantic/main.py aws_lambda_powertools/package_logger.py',
    'aws_xray_sdk/sdk_config.py numpy/__config__.py pandas/testing.py sqlalchemy/exc.py redis/connection.py',
    'pymysql/connections.py psycopg2/extensions.py jwt/api_jwt.py cryptography/fernet.py',
  ].flatMap((line) => line.split(' ')),
);

const packages: ReadonlySet<string> = new Set([
  ...[...telling].map((path) => path.slice(0, path.indexOf('/'))),
  ...['pip', 'setuptools', 'wheel', 'six.py', 'typing_extensions.py'],
]);

/** Whether what stands in a directory for packages was put there by an installer, which notes it beside them. */
export const areInstalled = (names: readonly string[]): boolean =>
  names.some((name) => /\.(dist-info|egg-info|egg-link|pth|egg)$/.test(name) || packages.has(name));

function knownPackage(path: string): string | undefined {
  const file = path.lastIndexOf('/');
  if (file < 0 || !path.endsWith('.py')) return undefined;
  const directory = path.lastIndexOf('/', file - 1) + 1;
  return telling.has(path.slice(directory)) ? path.slice(0, file) : undefined;
}

const tests =
  /\.(test|spec)\.[a-z]+$|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$|(^|\/)(src\/(?:it|integrationTest)|tests?|__tests__|spec)\//;

/** Whether a file is there to test others, by its path. */
export const isTest = (path: string): boolean => tests.test(path);

/** Longer lines are a bundler's work, not a person's. */
const longestLine = 20_000;

/** What bundlers of JavaScript leave in what they make: webpack, ncc, esbuild, Parcel. */
const bundled =
  /\b__webpack_require__\b|\b__nccwpck_require__\b|\bparcelRequire\w*\b|^\/\/ (?:\.\.\/)*node_modules\/|\bvar __(?:commonJS|getOwnPropNames|toCommonJS) = /m;

/** Why a text is none that a person wrote, as a sentence about its file; undefined when it may be. */
export function whyGenerated(path: string, text: string): string | undefined {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > longestLine) return 'It looks minified and was skipped.';
    if (end < 0) break;
    start = end + 1;
  }
  if (/\.min\.[mc]?js$/.test(path)) return 'It is minified and was skipped.';
  if (/\.[mc]?js$/.test(path) && bundled.test(text)) return 'It was made by a bundler and was skipped.';
  return undefined;
}
