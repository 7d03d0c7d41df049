/** A damaged handler, reviewed by itself with all of its fixes. */
import { posix } from 'node:path';
import type { Language } from '../../src/core/language.ts';
import type { Fix } from '../../src/core/finding.ts';
import { applyEdits } from '../../src/core/span.ts';
import { languageOf } from '../../src/languages/frontends.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { fixInRounds } from '../../src/workspace/rounds.ts';
import { memoryHost } from '../project.ts';

export interface Handler {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  /** As the function's entry names it. */
  readonly symbol: string;
}

export interface Edited {
  readonly path: string;
  readonly by: string;
  readonly before: string;
  readonly after: string;
}

export interface DamagedRun {
  readonly ms: number;
  readonly findings: number;
  readonly edited: readonly Edited[];
  readonly crashes: readonly string[];
}

/** One workspace for all of them, as in an editor: each text is a change of the one before. */
export function damageRunner(): (handler: Handler, text: string) => Promise<DamagedRun> {
  const files = new Map<string, string>();
  const { host } = memoryHost(files);
  const workspace = openWorkspace(host, { makesFixes: true });
  return async ({ path, symbol }, text) => {
    const before = [...files.keys()];
    files.clear();
    files.set(path, text);
    files.set('template.yaml', templateFor(path, symbol));
    const started = performance.now();
    workspace.changed([...new Set([...before, ...files.keys()])]);
    const { findings, crashes } = await workspace.review();
    const ms = performance.now() - started;
    const fixes = findings.flatMap((it) => it.fixes);
    const failed = findings.flatMap(({ noFix }) => (noFix?.includes('failed at making it') ? [noFix] : []));
    const edited = fixes.flatMap((fix) => editedBy(fix, path, text));
    if (edited.length > 1) {
      await fixInRounds(workspace, files, (finding) => finding.fixes[0]);
      edited.push({ path, by: 'all fixes', before: text, after: files.get(path) ?? text });
    }
    return { ms, findings: findings.length, edited, crashes: [...crashes, ...failed] };
  };
}

function editedBy({ title, edits }: Fix, path: string, before: string): Edited[] {
  const own = edits.filter((edit) => edit.path === path);
  if (own.length === 0) return [];
  return [{ path, by: title, before, after: applyEdits(before, own) ?? '\u0000 (the edits overlap)' }];
}

const runtimes: Readonly<Record<Language, string>> = {
  javascript: 'nodejs22.x',
  typescript: 'nodejs22.x',
  python: 'python3.13',
  java: 'java21',
};

/** Declares the handler where it is, so that no shape is needed to know it. */
function templateFor(path: string, symbol: string): string {
  const language = languageOf(path);
  if (!language) throw new Error(`${path} is in no language that is read.`);
  const module = posix.join(posix.dirname(path), posix.basename(path).replace(/\.\w+$/, ''));
  const [type = '', method = ''] = symbol.split('.');
  const handler = language === 'java' ? `${type}::${method}` : `${module}.${symbol}`;
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Damaged:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtimes[language]}
      CodeUri: ${language === 'java' ? posix.dirname(path) : '.'}
      Handler: ${JSON.stringify(handler)}
`;
}
