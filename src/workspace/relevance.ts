/** Which paths a review depends on. */
import type { DeclaredFunction } from '../core/application.ts';
import { ofEach } from '../core/memo.ts';
import { tellsOfPackages } from '../core/ownership.ts';
import { languageOf } from '../languages/frontends.ts';
import { answersPath } from '../review/answers.ts';
import { configurationPath } from '../review/configuration.ts';
import { belongsToTemplate, mayBeTemplate } from './declared.ts';
import type { Files } from './files.ts';
import { saysOfModule } from './java/builds.ts';

/** Whether a file may be read for what it says. */
export const isRead = (path: string): boolean =>
  languageOf(path) !== undefined ||
  mayBeTemplate(path) ||
  belongsToTemplate(path) ||
  tellsOfPackages(path) ||
  saysOfModule(path);

/** The configuration and the answers. */
export const isOurs = (path: string): boolean => path === configurationPath || path === answersPath;

/** The code locations of functions that hold no file that is read: what is said of them depends on files that otherwise do not matter. */
export const absentCodesOf = ofEach((all: Files) =>
  ofEach((declared: readonly DeclaredFunction[]): readonly string[] =>
    declared.flatMap((fn) => absentCodeOf(all)(fn) ?? []),
  ),
);

const absentCodeOf = ofEach((all: Files) =>
  ofEach(({ code }: DeclaredFunction) =>
    code?.value.known && !holdsWhatIsRead(all, code.value.value) ? code.value.value : undefined,
  ),
);

function holdsWhatIsRead(files: Files, directory: string): boolean {
  for (const path of files.under(directory)) if (isRead(path)) return true;
  return false;
}
