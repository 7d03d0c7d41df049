/** What an invocation of a handler reaches in a few source files, as lines that a reader can compare. */
import assert from 'node:assert/strict';
import { it } from 'mocha';
import type { LambdaFunction } from '../../src/core/application.ts';
import type { FunctionCode, Verdict } from '../../src/core/rule.ts';
import { isVolatile } from '../../src/languages/catalogue.ts';
import { factsOf } from '../../src/languages/facts/facts.ts';
import { createFrontends, languageOf } from '../../src/languages/frontends.ts';
import { reachFrom } from '../../src/reach/invocation.ts';
import { filesOf } from '../../src/workspace/files.ts';
import { resolverFor } from '../../src/workspace/imports.ts';
import { asset, memoryHost, project } from '../project.ts';

const frontends = createFrontends({ asset });

/** The files as `//- path` parts; the handler is `handler` of the first one, when no other is named. */
export async function codeOf(text: string, symbol = 'handler'): Promise<FunctionCode | string> {
  const { files } = project(text);
  await frontends.load(
    new Set<NonNullable<LambdaFunction['language']>>(['python', 'javascript', 'typescript', 'java']),
  );
  const { host } = memoryHost(new Map(files));
  const resolve = resolverFor(filesOf(host.files(), host.read));
  const modules = new Map(
    [...files].flatMap(([path, source]) => {
      const frontend = frontends.of(languageOf(path) ?? 'java');
      return frontend ? [[path, factsOf(frontend.lower(path, source))] as const] : [];
    }),
  );
  const [path = ''] = files.keys();
  const code = reachFrom({ path, symbol }, { module: (it) => modules.get(it), resolve, varies: isVolatile });
  return code.known ? code.value : code.why;
}

/** One line for each creation: what it is, whether it is made on each invocation, the way there. */
export async function reached(text: string, symbol?: string): Promise<readonly string[]> {
  const code = await codeOf(text, symbol);
  if (typeof code === 'string') return [`unknown: ${code}`];
  return code.reached.map(({ creation, verdict, trace, closed, stays, waits }) =>
    [
      `${creation.resource.code}: ${said(verdict)}`,
      ...(closed ? ['closed'] : []),
      ...(stays === undefined ? [] : [`stays: ${stays}`]),
      ...(waits === undefined ? [] : [`waits: ${waits}`]),
      trace.map(({ label }) => label).join(' → '),
    ].join(' | '),
  );
}

const said = (verdict: Verdict): string =>
  verdict.kind === 'per-invocation' ? verdict.kind : `${verdict.kind}, ${verdict.because}`;

interface Case {
  readonly what: string;
  readonly text: string;
  readonly reached: readonly string[];
}

/** A test of each. */
export function check(cases: readonly Case[]): void {
  for (const { what, text, reached: expected } of cases)
    it(what, async () => assert.deepEqual(await reached(text), expected));
}
