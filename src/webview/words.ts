import type { ChecklistView, PracticeView } from '../protocol/messages.ts';
import type { Status } from './drafts.ts';

/** How a status is said and drawn; never by its color alone. */
export const statuses: Record<Status, { readonly word: string; readonly icon: string }> = {
  met: { word: 'Met', icon: 'pass-filled' },
  partly: { word: 'Partly met', icon: 'warning' },
  'not-met': { word: 'Not met', icon: 'error' },
  'needs-answer': { word: 'Needs answer', icon: 'question' },
  'not-applicable': { word: 'Not applicable', icon: 'circle-slash' },
};

export const classes: Record<PracticeView['class'], { readonly word: string; readonly meaning: string }> = {
  required: { word: 'Required', meaning: 'A required practice that is not met is a high risk.' },
  good: { word: 'Good', meaning: 'A good practice that is not met is a medium risk.' },
  best: { word: 'Best', meaning: 'A best practice that is not met is no risk, but an improvement.' },
};

/** Codicons. */
export const riskIcons: Record<ChecklistView['risk'], string> = {
  high: 'error',
  medium: 'warning',
  none: 'pass-filled',
  unanswered: 'question',
};
