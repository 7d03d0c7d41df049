/** Enums of TypeScript, of which the tree has the initializers alone. */
import type { Statement } from '../../languages/tree.ts';
import type { CdkMap } from '../value.ts';
import { isPython, spanOf, type Frame, type Machine } from './machine.ts';
import { declareName } from './state.ts';
import { numberIn, scalar } from './values.ts';

/** Whether the statement is an enum; its name is set then. */
export function enumValue(machine: Machine, statement: Statement & { kind: 'other' }, frame: Frame): boolean {
  if (isPython(frame)) return false;
  const { text, bindings } = frame.module.tree;
  const source = text.slice(statement.start, statement.end);
  const head = /^(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+([\w$]+)\s*\{/.exec(source);
  if (!head) return false;
  const name = head[1] ?? '';
  const binding = bindings.find(
    (it) =>
      it.name === name && it.writes.some(({ range }) => range.start >= statement.start && range.end <= statement.end),
  );
  const map: CdkMap = { kind: 'map', entries: new Map(), at: spanOf(frame, statement), from: 'resource' };
  if (binding) declareName(machine, frame, binding, map);
  let next = 0;
  let position = head[0].length;
  const member = /\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/[^\n]*\n\s*)*(?:(['"])(.*?)\1|([\w$]+))\s*(=)?/y;
  const values = [...statement.values];
  for (;;) {
    member.lastIndex = position;
    const found = member.exec(source);
    if (!found) return true;
    const key = found[2] ?? found[3] ?? '';
    const end = statement.start + member.lastIndex;
    const at = spanOf(frame, { start: end - found[0].trimStart().length, end });
    let value = scalar(next, at) as ReturnType<Machine['evaluate']>;
    position = member.lastIndex;
    if (found[4] !== undefined) {
      const initializer = values.shift();
      if (!initializer) return true;
      value = machine.evaluate(initializer, frame);
      position = initializer.end - statement.start;
    }
    next = (numberIn(value) ?? next) + 1;
    map.entries.set(key, { key: at, value });
    const comma = /[\s)]*(?:\/\*[\s\S]*?\*\/\s*|\/\/[^\n]*\n\s*)*,?/y;
    comma.lastIndex = position;
    comma.exec(source);
    position = Math.max(position, comma.lastIndex);
  }
}
