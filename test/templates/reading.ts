/** What a single template declares. */
import type { DeclaredFunction } from '../../src/core/application.ts';
import type { Declarations } from '../../src/core/resource.ts';
import { applicationOf } from '../../src/model/application.ts';
import { templateReader } from '../../src/templates/declare/reader.ts';

/** Of the first of several files, with what it nests and includes. */
export function declarationsIn(files: Readonly<Record<string, string>>): Declarations {
  const [root = ''] = Object.keys(files);
  return templateReader((path) => files[path]).declare(root);
}

export function readTemplate(path: string, text: string) {
  const declarations = declarationsIn({ [path]: text });
  const functions: readonly DeclaredFunction[] = applicationOf(declarations).functions;
  return { functions, problems: declarations.problems };
}
