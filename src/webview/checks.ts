import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckView, FolderView, PracticeView } from '../protocol/messages.ts';
import { answerForm } from './answerForm.ts';
import { draftKey } from './drafts.ts';
import { evidence } from './evidence.ts';
import { inline } from './inline.ts';
import { statusIcon, toggle } from './parts.ts';
import type { Page } from './parts.ts';
import { openKey } from './state.ts';
import { classes, statuses } from './words.ts';

/** A practice of the question, with its checks when it is open. */
export function practiceSection(page: Page, folder: FolderView, practice: PracticeView): TemplateResult {
  const key = openKey(folder.folder, practice.id);
  const open = page.state.view.open[key] ?? false;
  const done = practice.checks.filter(({ status }) => status === 'met' || status === 'not-applicable').length;
  const { word, meaning } = classes[practice.class];
  return html`<section class="practice" data-practice=${practice.id}>
    <h2>
      ${toggle(
        page,
        key,
        open,
        html`<span class="title">${practice.title}</span>
          <span class="meta">
            <vscode-badge title=${meaning}>${word}</vscode-badge>
            <span class="status">${statusIcon(practice.status)} ${statuses[practice.status].word}</span>
            <span class="quiet">${done} of ${practice.checks.length} done</span>
          </span>`,
      )}
    </h2>
    ${
      open
        ? html`<ul class="checks" role="list">
            ${repeat(
              practice.checks,
              ({ id }) => id,
              (check) => checkItem(page, folder, check),
            )}
          </ul>`
        : nothing
    }
  </section>`;
}

function checkItem(page: Page, folder: FolderView, check: CheckView): TemplateResult {
  const key = openKey(folder.folder, check.id);
  const open = page.state.view.open[key] ?? false;
  const draft = page.state.view.drafts[draftKey(folder.folder, check.id)];
  const unsaved = draft && draft.state.kind !== 'saved' && draft.state.kind !== 'sending';
  return html`<li class="check" data-check=${check.id}>
    <h3>
      ${toggle(
        page,
        key,
        open,
        html`<span class="title">${check.title}</span>
          <span class="meta">
            <span class="status">${statusIcon(check.status)} ${statuses[check.status].word}</span>
            ${check.answer?.stale ? html`<span class="quiet">To be confirmed</span>` : nothing}
            ${unsaved ? html`<span class="quiet">Unsaved changes</span>` : nothing}
          </span>`,
      )}
    </h3>
    ${
      open
        ? html`<div class="body">
            <p class="because">${inline(check.because)}</p>
            ${evidence(page, folder, check)}
            <h4>What to look at</h4>
            <p class="guidance">${inline(check.guidance)}</p>
            ${answerForm(page, folder, check)}
          </div>`
        : nothing
    }
  </li>`;
}
