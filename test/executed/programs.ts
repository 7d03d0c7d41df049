/** Programs as text: `=== title`, what is expected of them, then their files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../../src/core/span.ts';
import { project } from '../project.ts';

export interface ProgramText {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  /** What is selected in it. */
  readonly marks: readonly Span[];
  readonly events: readonly unknown[];
  /** What its findings offer, in order: `safe`, `suggested`, or `none, why`. */
  readonly fixes: readonly string[];
  /** Calls that keep a connection or end it, in place of others, or that are made when something is, so that they are not compared. */
  readonly keeping: RegExp | undefined;
  /** For each function, how much each invocation builds: `1 1 1 → 0 0 0`. */
  readonly built: readonly string[];
}

const keys = ['events', 'fix', 'built', 'keeping', 'eol'];

export function programs(name: string): readonly ProgramText[] {
  const text = readFileSync(join(__dirname, 'programs', `${name}.txt`), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const lines = part.split('\n');
      const first = lines.findIndex((line) => line.startsWith('//- '));
      const head = lines.slice(1, first).map((line) => {
        const [, key = '', value = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
        if (!keys.includes(key)) throw new Error(`'${line}' means nothing in a program.`);
        return { key, value };
      });
      const of = (key: string) => head.filter((it) => it.key === key).map(({ value }) => value);
      const { files, marks } = project(lines.slice(first).join('\n'));
      const [events = '[{"id": "1"}, {"id": "2"}, {"id": "1"}]'] = of('events');
      return {
        title: lines[0] ?? '',
        files: of('eol')[0] === 'crlf' ? withCrlf(files) : files,
        marks,
        events: JSON.parse(events) as unknown[],
        fixes: of('fix'),
        built: of('built'),
        keeping: of('keeping').map((it) => new RegExp(`(?:^|\\.)(${it})[([]`))[0],
      };
    });
}

const withCrlf = (files: ReadonlyMap<string, string>) =>
  new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
