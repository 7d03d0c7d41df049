/** Writes a program by chance: what its variables are, which of them can be seen where, and its lines. */
import type { Chance } from '../random.ts';

export type Kind = 'text' | 'number' | 'list' | 'map' | 'set' | 'client' | 'function' | 'pattern' | 'session';

/** Few, so that they meet again as others. */
export const names: readonly string[] =
  'table name items config total key value client prefix rows codes limit found parts stage'.split(' ');

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  /** It may be given another value. */
  readonly open: boolean;
}

export interface Style {
  readonly indent: string;
  readonly eol: string;
  readonly lastLine: boolean;
}

export class Scribe {
  readonly chance: Chance;
  readonly #style: Style;
  readonly #lines: string[] = [];
  #depth = 0;
  /** What lies outside of it may be read, and set by nobody. */
  #function = 0;
  /** Its value is about to be written, where the name means nothing yet. */
  #pending: string | undefined;
  /** The innermost scope is the last. */
  readonly #scopes: Variable[][] = [[]];

  #isOutside = false;

  constructor(chance: Chance, style: Style) {
    this.chance = chance;
    this.#style = style;
  }

  /** True so often. */
  maybe(share: number): boolean {
    return this.chance.next() < share;
  }

  /** One of the ways, weighted by how often it is listed. */
  one<T>(...ways: readonly (() => T)[]): T {
    return this.chance.of(ways)();
  }

  line(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line === '' ? '' : this.#style.indent.repeat(this.#depth) + line);
  }

  within(write: () => void, before: readonly Variable[] = []): void {
    this.#depth++;
    this.#scopes.push([...before]);
    write();
    this.#scopes.pop();
    this.#depth--;
  }

  /** Whether nothing of the event is there, as outside of the handler. */
  get isOutside(): boolean {
    return this.#isOutside;
  }

  /** What is written where nothing of the event is, if `isOutside`. */
  outside<T>(write: () => T, isOutside = true): T {
    const before = this.#isOutside;
    this.#isOutside ||= isOutside;
    const written = write();
    this.#isOutside = before;
    return written;
  }

  /** A function whose assignments declare variables of its own, as in Python. */
  withinFunction(write: () => void, before: readonly Variable[] = []): void {
    const around = this.#function;
    this.#function = this.#scopes.length;
    this.within(write, before);
    this.#function = around;
  }

  /** Lines that are indented, of the same scope. */
  inset(write: () => void): void {
    this.#depth++;
    write();
    this.#depth--;
  }

  declare(name: string, kind: Kind, open = false): void {
    this.#pending = undefined;
    this.#scopes.at(-1)?.push({ name, kind, open });
  }

  /** A name that the scopes from the one of that depth on do not have; now and then one that hides another. */
  fresh(names: readonly string[], from = -1): string {
    const own = new Set(this.#scopes.slice(from).flatMap((it) => it.map(({ name }) => name)));
    const outer = new Set(
      this.#scopes
        .slice(this.#function === 0 && !this.maybe(0.15) ? 1 : 0, -1)
        .flatMap((it) => it.map(({ name }) => name)),
    );
    const hiding = this.#function > 0 ? 0.02 : 0.1;
    const free = names.filter((it) => !own.has(it) && (!outer.has(it) || this.maybe(hiding)));
    return (this.#pending =
      free.length > 0 ? this.chance.of(free) : `x${String(this.#lines.length)}${String(this.chance.below(1000))}`);
  }

  /** A variable of the kind that can be seen; undefined when there is none. */
  seen(kind: Kind, open = false): string | undefined {
    const hidden = new Set(this.#pending === undefined ? [] : [this.#pending]);
    const found: string[] = [];
    for (const [index, scope] of [...this.#scopes.entries()].reverse())
      for (const it of [...scope].reverse()) {
        const isOpen = it.open && index >= this.#function;
        if (!hidden.has(it.name) && it.kind === kind && (!open || isOpen)) found.push(it.name);
        hidden.add(it.name);
      }
    // What was declared last is of most interest.
    return found.length === 0 ? undefined : (found[this.chance.below(Math.min(found.length, 4))] ?? found[0]);
  }

  /** What the innermost scope has. */
  own(): readonly Variable[] {
    return this.#scopes.at(-1) ?? [];
  }

  /** How many lines there are. */
  get size(): number {
    return this.#lines.length;
  }

  text(): string {
    return this.#lines.join(this.#style.eol) + (this.#style.lastLine ? this.#style.eol : '');
  }
}

export const styleBy = (chance: Chance, indents: readonly string[]): Style => ({
  indent: chance.of(indents),
  eol: chance.next() < 0.15 ? '\r\n' : '\n',
  lastLine: chance.next() < 0.85,
});
