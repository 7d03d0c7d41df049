import { html } from 'lit';
import type { TemplateResult, nothing } from 'lit';
import type { FromPage, Place } from '../protocol/messages.ts';
import type { Status } from './drafts.ts';
import type { Action, PageState } from './state.ts';
import { statuses } from './words.ts';

/** What templates are drawn from and what they may do. */
export interface Page {
  readonly state: PageState;
  readonly act: (action: Action) => void;
  readonly say: (message: FromPage) => void;
}

export type Drawn = TemplateResult | typeof nothing;

export const icon = (name: string, tone = ''): TemplateResult =>
  html`<span class="codicon codicon-${name} ${tone}" aria-hidden="true"></span>`;

export const statusIcon = (status: Status): TemplateResult => icon(statuses[status].icon, `tone-${status}`);

/** A link that opens the line in the editor. */
export function placeLink({ say }: Page, place: Place): TemplateResult {
  const line = place.line + 1;
  const file = place.path.split('/').at(-1) ?? place.path;
  return html`<button
    class="link place"
    title="${place.path}:${line}"
    aria-label="Open ${place.path}, line ${line}"
    @click=${() => say({ kind: 'open', place })}
  >
    ${file}:${line}
  </button>`;
}

/** A button that shows and hides what follows it. The component library's own can neither be pressed with the space bar nor be read aloud. */
export function toggle(
  { act }: Page,
  key: string,
  open: boolean,
  summary: TemplateResult,
  small = false,
): TemplateResult {
  return html`<button
    class="toggle ${small ? 'small' : ''}"
    aria-expanded=${open ? 'true' : 'false'}
    @click=${() => act({ kind: 'toggle', key, open: !open })}
  >
    ${icon(open ? 'chevron-down' : 'chevron-right', 'chevron')}
    <span class="summary">${summary}</span>
  </button>`;
}
