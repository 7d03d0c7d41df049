/** CDK apps in a string, synthesized by aws-cdk-lib as it is installed, the way that the command of CDK does it. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isUtf8 } from 'node:buffer';
import { project } from '../project.ts';

export interface SynthOptions {
  /** Of the project: where `cdk.json` lies. */
  readonly directory: string;
  /** Arguments of Node.js: `app.js`, or `--import tsx bin/app.ts`. */
  readonly program: readonly string[];
  /** What `cdk --debug` sets. */
  readonly traces?: boolean;
  /** What synth does without the command of CDK, or with `--no-path-metadata`. */
  readonly withoutPaths?: boolean;
  readonly bundles?: boolean;
}

/** The files of the project, `cdk.out` included. */
export async function synthesized(text: string, options: SynthOptions): Promise<Map<string, string>> {
  const { directory, program, traces = false, withoutPaths = false, bundles = false } = options;
  const root = mkdtempSync(join(tmpdir(), 'serverless-lens-synth-'));
  try {
    for (const [path, content] of project(text).files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(root, 'node_modules'));
    const context = {
      ...(withoutPaths ? {} : { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }),
      // Nothing is packaged: bundlers need a network, or Docker.
      ...(bundles ? {} : { 'aws:cdk:bundling-stacks': [] }),
    };
    await promisify(execFile)(process.execPath, [...program], {
      cwd: join(root, directory),
      env: {
        ...process.env,
        CDK_OUTDIR: 'cdk.out',
        CDK_CONTEXT_JSON: JSON.stringify(context),
        ...(traces ? { CDK_DEBUG: '1' } : {}),
      },
    });
    return filesIn(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function filesIn(root: string): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (directory: string): void => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) {
        const bytes = readFileSync(join(root, path));
        if (isUtf8(bytes)) files.set(path, bytes.toString('utf8'));
      }
    }
  };
  visit('');
  return files;
}
