import type { LambdaFunction } from '../../core/application.ts';
import { byApplication, listingOf, type ApplicationGroup, type Listed } from '../../core/listing.ts';
import type { Span } from '../../core/span.ts';
import type { Printable } from '../printable.ts';
import { paintFor, plain, plural, problems, rowsOf, type Paint } from './text.ts';

/**
 * For people at a terminal, by application: name, runtime, architecture, memory, timeout, where it is declared, where its code is.
 * Places are never cut: where a line has no room for them, they follow below.
 */
export function functionsAsText(it: Printable): string {
  const groups = byApplication(it.review.application.functions);
  const rows = groups.map((group) => group.functions.map((fn) => rowOf(fn, it)));
  const layout = layoutOf(rows.flat(), it.width);
  const parts = [
    ...groups.map((group, index) => [heading(group, it), ...linesOf(rows[index] ?? [], layout, it)].join('\n')),
    ...problems(it),
    summary(it, groups, rows.flat()),
  ];
  return `${parts.join('\n\n')}\n`;
}

interface Row {
  readonly name: string;
  /** Runtime, architecture, memory, timeout. */
  readonly facts: readonly string[];
  readonly declared: string | undefined;
  readonly entry: { readonly place: string; readonly symbol: string } | undefined;
  /** Why there is no entry. */
  readonly why: string;
}

const unknownSign = '?';

function rowOf(fn: LambdaFunction, { review, regionOf }: Printable): Row {
  const { runtime, architecture, memory, timeout } = listingOf(fn);
  const placeOf = (span: Span): string => `${span.path}:${String(regionOf(span).startLine)}`;
  const handler = review.handlers.get(fn.key);
  const { entry } = fn;
  const why = entry.found ? (review.unfollowed.get(fn.key) ?? '') : entry.why;
  return {
    name: fn.id,
    facts: [
      fn.packageType === 'Image' && !runtime.value.known ? 'image' : shown(runtime),
      shown(architecture),
      shown(memory, ' MB'),
      shown(timeout, ' s'),
    ],
    declared: fn.declared === 'shape' ? undefined : placeOf(fn.at),
    entry:
      entry.found && why === '' ? { place: handler ? placeOf(handler) : entry.path, symbol: entry.symbol } : undefined,
    why: plain(why),
  };
}

const shown = ({ value }: Listed<string | number>, unit = ''): string =>
  value.known ? `${String(value.value)}${unit}` : unknownSign;

/** In characters. */
interface Layout {
  readonly name: number;
  readonly facts: readonly number[];
  /** Undefined when places stand below. */
  readonly declared: number | undefined;
}

const gap = '  ';
const isNumber = (column: number): boolean => column > 1;
/** Where the code is, or why it was not found; less room than that is none. */
const leastRoom = 40;

function layoutOf(rows: readonly Row[], width: number): Layout {
  const facts = [0, 1, 2, 3].map((column) => widest(rows.map((row) => row.facts[column] ?? '')));
  const factsWidth = facts.reduce((sum, it) => sum + gap.length + it, 0);
  const name = widest(rows.map((row) => row.name));
  const declared = widest(rows.map((row) => row.declared ?? ''));
  const entry = Math.max(leastRoom, widest(rows.map((row) => row.entry && `→ ${row.entry.place} ${row.entry.symbol}`)));
  const isWide = gap.length + name + factsWidth + gap.length + declared + gap.length + entry <= width;
  // A few long names do not push the others' facts out of the line.
  const room = Math.max(20, width - gap.length - factsWidth);
  return { name: Math.min(name, room), facts, declared: isWide ? declared : undefined };
}

const widest = (texts: readonly (string | undefined)[]): number =>
  texts.reduce((most, text) => Math.max(most, text?.length ?? 0), 0);

function linesOf(rows: readonly Row[], layout: Layout, it: Printable): readonly string[] {
  const paint = paintFor(it);
  if (layout.declared === undefined) return stacked(rows, layout, it, paint);
  const { declared } = layout;
  const used = [layout.name, ...layout.facts, declared].reduce((sum, column) => sum + gap.length + column, gap.length);
  return rows.map((row) => {
    const place = paint('gray', (row.declared ?? '').padEnd(declared));
    return head(row, layout, paint) + gap + place + gap + entryOf(row, it.width, used, paint);
  });
}

const margin = '    ';

/** Places below, in one line where all of these have room for it. */
function stacked(rows: readonly Row[], layout: Layout, { width }: Printable, paint: Paint): readonly string[] {
  const fits = rows.every(({ declared, entry }) => {
    const places = [declared, entry && `→ ${entry.place} ${entry.symbol}`].filter((it) => it !== undefined);
    return margin.length + places.join(' ').length <= width;
  });
  return rows.map((row) => {
    const joint = fits && row.entry ? ' ' : `\n${margin}`;
    const declared = row.declared === undefined ? '' : paint('gray', row.declared) + joint;
    return `${head(row, layout, paint)}\n${margin}${declared}${entryOf(row, width, margin.length, paint)}`;
  });
}

function head(row: Row, layout: Layout, paint: Paint): string {
  const name = gap + row.name;
  const isLong = row.name.length > layout.name;
  const start = isLong ? `${name}\n${' '.repeat(gap.length + layout.name)}` : name.padEnd(gap.length + layout.name);
  return start + factsOf(row, layout, paint);
}

const factsOf = ({ facts }: Row, layout: Layout, paint: Paint): string =>
  facts
    .map((fact, column) => {
      const room = layout.facts[column] ?? 0;
      const text = isNumber(column) ? fact.padStart(room) : fact.padEnd(room);
      return gap + (fact === unknownSign ? paint('cyan', text) : text);
    })
    .join('');

/** What begins at the column `from` and goes on there. */
function entryOf({ entry, why }: Row, width: number, from: number, paint: Paint): string {
  if (entry) return `${paint('gray', '→')} ${entry.place} ${paint('gray', entry.symbol)}`;
  const rows = rowsOf(why, Math.max(leastRoom, width - from) - 2);
  return `${paint('cyan', unknownSign)} ${rows.join(`\n${' '.repeat(from + 2)}`)}`;
}

const heading = ({ application, functions }: ApplicationGroup, it: Printable): string => {
  const paint = paintFor(it);
  const name = application === undefined ? 'In no application' : paint('underline', application);
  return `${name} ${paint('gray', `· ${plural(functions.length, 'function')}`)}`;
};

function summary({ review: { stats } }: Printable, groups: readonly ApplicationGroup[], rows: readonly Row[]): string {
  if (stats.functions === 0) return `No Lambda function was found (${plural(stats.files, 'file')}).`;
  const applications = groups.filter(({ application }) => application !== undefined).length;
  const where = applications === 0 ? '' : ` in ${plural(applications, 'application')}`;
  const help = rows.some(({ facts }) => facts.includes(unknownSign))
    ? '\n--format json says why a value is not known (?).'
    : '';
  return `${plural(stats.functions, 'function')}${where}.${help}`;
}
