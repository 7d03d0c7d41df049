/** `export * from './orders'`, `from .orders import *`: where a name comes from that a module gives on without saying so. */
import { keptWith } from '../core/memo.ts';
import type { ModuleFacts } from '../core/module.ts';
import { classIn, exportsIn, functionsIn } from './names.ts';
import type { Sources } from './reference.ts';
import { sharedAnswers } from './shared.ts';

/** Something that a module has under its own name; '' for the module itself. */
export interface Named {
  readonly module: ModuleFacts;
  readonly path: string;
}

const answers = keptWith((_: ModuleFacts) => sharedAnswers<readonly Named[]>());

/** The modules that have the name, or may have it, however many others it is given on by. */
export const givenOn = (module: ModuleFacts, name: string, sources: Sources): readonly Named[] =>
  answers(module)(name, sources, (asking) => [...namedBehind(module, name, asking, new Set())]);

function* namedBehind(module: ModuleFacts, name: string, sources: Sources, asked: Set<string>): Generator<Named> {
  const key = `${module.path} ${name}`;
  if (asked.has(key)) return;
  asked.add(key);
  for (const { targets, values } of exportsIn(module, '*')) {
    if (values.length > 0) continue;
    for (const target of targets) {
      if (target.kind === 'function') continue;
      const member = target.member === '' ? name : `${target.member}.${name}`;
      const there = sources.resolve(module, target.specifier, member);
      const other = there && sources.module(there.path);
      if (!other) continue;
      if (mayHave(other, there.member)) yield { module: other, path: there.member };
      else yield* namedBehind(other, there.member, sources, asked);
    }
  }
}

/** What a module exports as one value may have any name. */
const mayHave = (module: ModuleFacts, path: string): boolean =>
  path === '' ||
  /[.(]/.test(path) ||
  classIn(module, path) !== undefined ||
  functionsIn(module, path).length > 0 ||
  exportsIn(module, path).length > 0 ||
  exportsIn(module, '*').some(({ values }) => values.length > 0);
