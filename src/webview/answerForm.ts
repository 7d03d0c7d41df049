import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheckView, FolderView } from '../protocol/messages.ts';
import { answerOf, draftKey, fieldsOf } from './drafts.ts';
import type { Answer, Draft, Fields } from './drafts.ts';
import { icon } from './parts.ts';
import type { Drawn, Page } from './parts.ts';
import type { Notice } from './state.ts';
import { statuses } from './words.ts';

/** Where a person answers a check. What is written stays until it is saved or discarded, whatever arrives meanwhile. */
export function answerForm(page: Page, folder: FolderView, check: CheckView): TemplateResult {
  const key = draftKey(folder.folder, check.id);
  const draft = page.state.view.drafts[key];
  const notice = page.state.notices[key];
  const answer = answerOf(check);
  const fields = draft?.fields ?? fieldsOf(answer);
  const edit = (change: Partial<Fields>): void => page.act({ kind: 'edit', check, change });
  const missing = notice?.kind === 'reason-missing';
  return html`<form
    class="answer"
    aria-label="Answer: ${check.title}"
    @submit=${(event: Event) => event.preventDefault()}
  >
    <h4>Your answer</h4>
    ${answered(check)}
    <div class="fields">
      ${field(
        'Status',
        html`<vscode-single-select
          .label=${'Status'}
          .value=${fields.status}
          @change=${(event: Event) => edit({ status: valueOf(event) as Fields['status'] })}
        >
          <vscode-option value="">Not answered</vscode-option>
          ${choices.map((status) => html`<vscode-option value=${status}>${statuses[status].word}</vscode-option>`)}
        </vscode-single-select>`,
      )}
      ${
        fields.status === 'not-applicable'
          ? field(
              'Reason (required)',
              html`<vscode-textfield
                class="reason"
                .label=${'Reason, required'}
                .value=${fields.reason}
                .invalid=${missing}
                placeholder="Why it does not apply"
                @input=${(event: Event) => edit({ reason: valueOf(event) })}
              ></vscode-textfield>`,
              missing
                ? html`<p class="error" role="alert">${icon('error', 'tone-not-met')} Say why it does not apply.</p>`
                : nothing,
            )
          : nothing
      }
      ${field(
        'Note',
        html`<vscode-textarea
          .label=${'Note'}
          .value=${fields.note}
          rows="3"
          resize="vertical"
          placeholder="What it rests on: numbers, links, decisions"
          @input=${(event: Event) => edit({ note: valueOf(event) })}
        ></vscode-textarea>`,
      )}
      <div class="pair">
        ${field(
          'Owner',
          html`<vscode-textfield
            .label=${'Owner'}
            .value=${fields.owner}
            @input=${(event: Event) => edit({ owner: valueOf(event) })}
          ></vscode-textfield>`,
        )}
        ${field(
          'Due',
          html`<vscode-textfield
            .label=${'Due'}
            type="date"
            .value=${fields.due}
            @input=${(event: Event) => edit({ due: valueOf(event) })}
          ></vscode-textfield>`,
        )}
      </div>
    </div>
    ${draft?.state.kind === 'conflict' ? conflict(page, check, draft, draft.state.theirs) : buttons(page, check, draft)}
    <div class="outcome" role="status">${outcome(page, check, draft, notice)}</div>
  </form>`;
}

const choices: readonly Answer['status'][] = ['met', 'partly', 'not-met', 'not-applicable'];

const field = (label: string, control: TemplateResult, below: Drawn = nothing): TemplateResult =>
  html`<div class="field"><span class="label" aria-hidden="true">${label}</span>${control}${below}</div>`;

/** All form components of the library have a text as their value. */
const valueOf = (event: Event): string => (event.target as HTMLElement & { readonly value: string }).value;

function answered({ answer }: CheckView): Drawn {
  if (!answer) return nothing;
  const when = answer.answered ? ` on ${answer.answered}` : '';
  return html`<p class="quiet">Answered as ${statuses[answer.status].word.toLowerCase()}${when}.</p>
    ${
      answer.stale
        ? html`<p class="stale">
            ${icon('history', 'tone-partly')} What was found has changed since. Look again, then save to confirm the
            answer.
          </p>`
        : nothing
    }`;
}

function buttons(page: Page, check: CheckView, draft: Draft | undefined): TemplateResult {
  const waiting = draft?.state.kind === 'sending';
  const status = draft ? draft.fields.status : check.answer?.status;
  const changed = draft !== undefined && draft.sent === undefined;
  const canSave = status !== undefined && status !== '' && (changed || check.answer?.stale === true) && !waiting;
  const canTakeBack = check.answer !== undefined && !waiting && draft?.sent === undefined;
  return html`<div class="buttons">
    <vscode-button ?disabled=${!canSave} @click=${() => page.act({ kind: 'save', check })}>
      ${check.answer?.stale && !draft ? 'Confirm answer' : 'Save answer'}
    </vscode-button>
    ${
      changed
        ? html`<vscode-button secondary @click=${() => page.act({ kind: 'discard', check })}
            >Discard changes</vscode-button
          >`
        : nothing
    }
    ${
      canTakeBack && !changed
        ? html`<vscode-button secondary @click=${() => page.act({ kind: 'take-back', check })}
            >Clear answer</vscode-button
          >`
        : nothing
    }
  </div>`;
}

/** Both answers side by side: nobody's work is overwritten without being read. */
function conflict(page: Page, check: CheckView, draft: Draft, theirs: Answer | undefined): TemplateResult {
  return html`<div class="conflict" role="group" aria-label="Two answers">
    <p>
      ${icon('warning', 'tone-partly')}
      ${theirs ? 'Somebody else answered this meanwhile.' : 'Somebody else took this answer back meanwhile.'} Nothing is
      lost: choose which one stands.
    </p>
    <div class="versions">${version('Yours', draft.fields)} ${version('Theirs', fieldsOf(theirs))}</div>
    <div class="buttons">
      <vscode-button @click=${() => page.act({ kind: 'keep-mine', check })}>
        ${draft.fields.status === '' ? 'Clear answer' : 'Save yours'}
      </vscode-button>
      <vscode-button secondary @click=${() => page.act({ kind: 'discard', check })}>Keep theirs</vscode-button>
    </div>
  </div>`;
}

function version(title: string, fields: Fields): TemplateResult {
  const rows = (
    [
      ['Reason', fields.status === 'not-applicable' ? fields.reason : ''],
      ['Note', fields.note],
      ['Owner', fields.owner],
      ['Due', fields.due],
    ] as const
  ).filter(([, text]) => text !== '');
  return html`<div class="version">
    <h5>${title}</h5>
    <p><strong>${fields.status === '' ? 'Not answered' : statuses[fields.status].word}</strong></p>
    ${rows.map(([label, text]) => html`<p><span class="quiet">${label}</span><br /><span class="text">${text}</span></p>`)}
  </div>`;
}

function outcome(page: Page, check: CheckView, draft: Draft | undefined, notice: Notice | undefined): Drawn {
  if (draft?.state.kind === 'sending') return html`Saving…`;
  if (draft?.state.kind === 'editing' && draft.fields.status === '') return html`Choose a status to save it.`;
  if (draft?.state.kind === 'refused') {
    return html`<span class="error">${icon('error', 'tone-not-met')} It was not saved: ${draft.state.why}</span>`;
  }
  if (draft?.state.kind === 'conflict')
    return html`<span class="hidden">Somebody else changed this answer meanwhile.</span>`;
  if (notice?.kind === 'saved') return html`${icon('check', 'tone-met')} Saved in .serverless-lens/review.yaml.`;
  if (notice?.kind === 'taken') {
    const { was } = notice;
    return html`${icon('check', 'tone-met')} The answer was cleared.
    ${
      was
        ? html`<button class="link" type="button" @click=${() => page.act({ kind: 'undo', check, was })}>Undo</button>`
        : nothing
    }`;
  }
  return nothing;
}
