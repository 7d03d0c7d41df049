/** The languages in which programs are written by chance. */
import { javaProgram } from './java.ts';
import { javascriptProgram } from './javascript.ts';
import { pythonProgram } from './python.ts';

/** Each makes the same project of the same number: a template, a handler, and a file that it uses. */
export const generators = { javascript: javascriptProgram, python: pythonProgram, java: javaProgram } as const;

export const isGenerated = (language: string): language is keyof typeof generators =>
  Object.hasOwn(generators, language);

/** The path of the file with the handler. */
export const programIn = (files: ReadonlyMap<string, string>): string =>
  [...files.keys()].find((path) => /(?:app\.\w+|Handler\.java)$/.test(path)) ?? '';
