/** Templates: their parsers find no error that was not there. */
import { parse as parseJson, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';
import type { Tool } from './tool.ts';

export const template: Tool = {
  name: 'the parsers of YAML and JSON',
  reads: (path) => /\.(ya?ml|json|template)$/.test(path),
  names: false,
  says: (_, sources) =>
    sources.map(({ text }) => (/^\s*\{/.test(text) ? [...jsonErrors(text), ...keysTwice(text)] : yamlErrors(text))),
};

function jsonErrors(text: string): readonly string[] {
  const errors: ParseError[] = [];
  parseJson(text, errors);
  return errors.map(({ error }) => `syntax: ${printParseErrorCode(error)}`);
}

/** JSON is YAML, whose parser looks at keys. */
const keysTwice = (text: string): readonly string[] => yamlErrors(text).filter((it) => it.includes('DUPLICATE_KEY'));

function yamlErrors(text: string): readonly string[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, strict: false });
  return [...documents].flatMap(({ errors }) => errors.map(({ code }) => `syntax: ${code}`));
}
