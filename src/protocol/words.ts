/** Words that the extension and its checklist page say alike. */
import type { ChecklistView, FixWorkspaceResult } from './messages.ts';

export const risks: Readonly<Record<ChecklistView['risk'], string>> = {
  high: 'High risk',
  medium: 'Medium risk',
  none: 'No risk found',
  unanswered: 'Risk not known yet',
};

export const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

export const openFindings = (count: number): string => counted(count, 'open finding', 'open findings');

/** What came of fixing all of a workspace. */
export function fixedInWords(result: FixWorkspaceResult): string {
  switch (result.kind) {
    case 'nothing':
      return 'There is nothing to fix: no finding has a fix that is safe.';
    case 'changed':
      return 'Nothing was fixed, because the text changed meanwhile. Try it again.';
    case 'refused':
      return 'Nothing was fixed.';
    case 'applied':
      return `Fixed ${fixesIn(result)}.`;
  }
}

/** Said while a preview is open, where nothing is ticked at first. */
export const toBeTicked = (found: { readonly fixes: number; readonly files: number }): string =>
  `${fixesIn(found)} to fix. Tick those you want, then apply.`;

export const fixesIn = ({ fixes, files }: { readonly fixes: number; readonly files: number }): string =>
  `${counted(fixes, 'finding', 'findings')} in ${counted(files, 'file', 'files')}`;
