/** The command as it ships, run as a process. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundles } from '../bundles.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** In ms; what does not end by itself is ended, without an exit code. */
const patience = 50_000;

/** Without what a terminal or a CI around the tests says of colours. */
export async function command(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const program = join(await bundles(), 'cli.js');
  const { FORCE_COLOR: _forced, NO_COLOR: _refused, COLUMNS: _columns, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...inherited, ...env }, timeout: patience });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** Every file below a directory with its bytes, links and git's own files left out. */
export function bytesBelow(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
    .filter((path) => !path.includes('/.git/'))
    .sort();
  return Object.fromEntries(files.map((path) => [path.slice(root.length + 1), readFileSync(path, 'latin1')]));
}

/** What tests read of `review --format json`; its whole shape is checked against the schema. */
export interface Reviewed {
  readonly functions: readonly {
    readonly id: string;
    readonly declared: string;
    readonly entry: { readonly path: string; readonly symbol: string; readonly line?: number } | null;
    readonly why?: string;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly function: string;
    readonly functions: readonly string[];
    readonly location: Region;
    readonly trace: readonly { readonly path: string; readonly line: number; readonly label: string }[];
    readonly fixes: readonly {
      readonly applicability: string;
      readonly edits: readonly (Region & { readonly text: string })[];
    }[];
    readonly noFix?: string;
  }[];
  readonly review: {
    readonly risk: string;
    readonly practices: readonly {
      readonly status: string;
      readonly checks: readonly { readonly id: string; readonly status: string; readonly rules: readonly string[] }[];
    }[];
  };
  readonly problems: readonly { readonly path: string; readonly line?: number; readonly message: string }[];
}

export interface Region {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export async function reviewed(root: string, ...args: readonly string[]): Promise<Reviewed> {
  const { code, out, err } = await command(root, ['review', '--format', 'json', '--fail-on', 'none', ...args]);
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${err}`);
  return JSON.parse(out) as Reviewed;
}
