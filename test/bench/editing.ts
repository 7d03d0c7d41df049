/** The language server as an editor meets it: over stdio, on an opened folder, one keystroke after the other. */
import { URI } from 'vscode-uri';
import { explainRequest } from '../../src/protocol/messages.ts';
import { connect, type Client } from '../server/client.ts';
import type { Gauge } from './processes.ts';

export interface Editing {
  /** From the start of the process to the end of the first review, in ms. */
  readonly firstReview: number;
  /** The same to the diagnostics of a file that is open from the start. */
  readonly ofOpen: number;
  /** Of a request that is answered without a look at the workspace: what the pipe and the protocol cost. */
  readonly echo: readonly number[];
  readonly edits: readonly Edited[];
  readonly hover: readonly number[];
  readonly codeAction: readonly number[];
  /** In bytes. */
  readonly peak: number;
}

/** From a keystroke to the diagnostics of the file that was typed in, in ms. */
export interface Edited {
  readonly place: Place;
  /** As the editor meets it. */
  readonly ms: readonly number[];
  /** From what the server read to what it wrote. */
  readonly inServer: readonly number[];
}

/** Where is typed, a text that was never there before each time: who remembers texts is not measured. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly stands: string;
  /** From 1 on. */
  readonly typed: (index: number) => string;
  /** What 95 of 100 keystrokes should take at most, in ms. */
  readonly target?: number;
}

const warmUp = 5;

/** In ms; a slow machine that has other things to do is measured all the same. */
const patience = 120_000;

export async function editing(
  folder: string,
  bundle: string,
  gauge: Gauge,
  places: readonly Place[],
  keystrokes: number,
): Promise<Editing> {
  const inherited = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = gauge.options;
  const started = performance.now();
  const connecting = connect({ folders: [folder], bundle, patience });
  if (inherited === undefined) delete process.env['NODE_OPTIONS'];
  else process.env['NODE_OPTIONS'] = inherited;
  const client = await connecting;
  const [first] = places;
  if (!first) throw new Error('There is no place to type at.');
  await client.open(first.path);
  await client.until(`diagnostics of ${first.path}`, () => client.diagnostics(first.path).length > 0);
  const ofOpen = performance.now() - started;
  await client.until('the first review', () => client.reviewed.length > 0);
  const firstReview = performance.now() - started;

  const echo = await repeated(
    keystrokes,
    timed(() => client.connection.sendRequest(explainRequest, 'none')),
  );
  const typed: { place: Place; keystrokes: readonly Keystroke[] }[] = [];
  for (const place of places) {
    if (place !== first) await client.open(place.path);
    await client.settled();
    typed.push({ place, keystrokes: await repeated(keystrokes, (index) => keystroke(client, place, index)) });
  }
  const [diagnostic] = client.diagnostics(first.path);
  if (!diagnostic) throw new Error(`${first.path} has nothing to fix.`);
  const marked = rangeText(client.textOf(first.path), diagnostic.range.start.line, diagnostic.range.start.character);
  const ask = (what: string, answered: () => Promise<boolean>): Promise<readonly number[]> =>
    repeated(
      keystrokes,
      timed(async () => {
        if (!(await answered())) throw new Error(`The request for ${what} found nothing.`);
      }),
    );
  const hover = await ask('a hover', async () => (await client.hover(first.path, marked)) !== null);
  const codeAction = await ask('actions', async () => (await client.actions(first.path, [diagnostic])).length > 0);
  await client.shutdown();
  const { peak, published } = gauge.of(client.process.pid);
  const edits = typed.map(({ place, keystrokes: all }) => ({
    place,
    ms: all.map((it) => it.ms),
    inServer: all.map((it) => published[it.publication] ?? NaN),
  }));
  return { firstReview, ofOpen, echo, edits, hover, codeAction, peak };
}

interface Keystroke {
  readonly ms: number;
  /** Which of all publications of the server had the diagnostics of the new text. */
  readonly publication: number;
}

/** How long it takes until the diagnostics of the new text are there; it ends when everything else is told, too. */
async function keystroke(client: Client, { path, stands, typed }: Place, index: number): Promise<Keystroke> {
  const published = client.published.length;
  const reviewed = client.reviewed.length;
  const uri = URI.parse(client.uriOf(path)).toString();
  const publication = (): number =>
    client.published.findIndex((it, at) => at >= published && URI.parse(it.uri).toString() === uri);
  const started = performance.now();
  await client.type(path, index === 0 ? stands : typed(index), typed(index + 1));
  await client.until(`diagnostics of ${path}`, () => publication() >= 0);
  const ms = performance.now() - started;
  await client.until('the end of the review', () => client.reviewed.length > reviewed);
  return { ms, publication: publication() };
}

/** The rest of the line, which stands nowhere else in the text. */
function rangeText(text: string, line: number, character: number): string {
  const rest = (text.split('\n')[line] ?? '').slice(character);
  if (text.indexOf(rest) !== text.lastIndexOf(rest)) throw new Error(`'${rest}' stands in more than one place.`);
  return rest;
}

const timed = (work: () => Promise<unknown>) => async (): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** The first few are not counted: the code is not compiled yet. */
async function repeated<T>(count: number, measure: (index: number) => Promise<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let index = 0; index < warmUp + count; index++) all.push(await measure(index));
  return all.slice(warmUp);
}
