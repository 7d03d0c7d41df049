import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FolderView } from '../protocol/messages.ts';
import { counted, openFindings, risks } from '../protocol/words.ts';
import { practiceSection } from './checks.ts';
import { inline } from './inline.ts';
import { icon, placeLink, toggle } from './parts.ts';
import type { Drawn, Page } from './parts.ts';
import { openKey, shownFolder } from './state.ts';
import { riskIcons } from './words.ts';

export function checklistPage(page: Page): TemplateResult {
  const { phase, working } = page.state;
  return html`${
      working || phase.kind === 'loading'
        ? html`<vscode-progress-bar class="working" indeterminate .ariaLabel=${'Reviewing'}></vscode-progress-bar>`
        : nothing
    }
    <main>${content(page)}</main>`;
}

function content(page: Page): Drawn {
  const { phase, folders } = page.state;
  if (phase.kind === 'failed') {
    return html`<div class="empty" role="alert">
      <h1>${icon('error', 'tone-not-met')} The checklist cannot be shown</h1>
      <p>${phase.why}</p>
    </div>`;
  }
  if (phase.kind === 'loading') return html`<p class="empty quiet" role="status">Reviewing the workspace…</p>`;
  const folder = shownFolder(page.state);
  if (!folder) {
    return html`<div class="empty">
      <h1>No folder is open</h1>
      <p>Open a folder with a serverless application, and its review appears here.</p>
    </div>`;
  }
  return html`${folders.length > 1 ? folderPicker(page, folder) : nothing} ${header(folder)} ${problems(page, folder)}
  ${folder.functions.length === 0 ? noFunctions() : nothing}
  ${repeat(
    folder.checklist.practices,
    ({ id }) => `${folder.folder} ${id}`,
    (practice) => practiceSection(page, folder, practice),
  )}`;
}

function folderPicker({ state, act }: Page, shown: FolderView): TemplateResult {
  return html`<div class="field folders">
    <span class="label" aria-hidden="true">Folder</span>
    <vscode-single-select
      .label=${'Folder'}
      .value=${shown.folder}
      @change=${(event: Event) =>
        act({ kind: 'choose-folder', folder: (event.target as HTMLElement & { readonly value: string }).value })}
    >
      ${state.folders.map(({ folder, name }) => html`<vscode-option value=${folder}>${name}</vscode-option>`)}
    </vscode-single-select>
  </div>`;
}

function header({ checklist, functions, open }: FolderView): TemplateResult {
  const { done, total } = checklist.progress;
  return html`<header>
    <p class="over">Serverless Lens, PERF 1</p>
    <h1>${checklist.title}</h1>
    <p class="facts">
      <span class="risk"
        >${icon(riskIcons[checklist.risk], `tone-risk-${checklist.risk}`)} ${risks[checklist.risk]}</span
      >
      <span>${counted(functions.length, 'function', 'functions')}</span>
      <span>${openFindings(open)}</span>
    </p>
    <div class="progress">
      <vscode-progress-bar .value=${done} .max=${total} .ariaLabel=${'Checks done'}></vscode-progress-bar>
      <span>${done} of ${total} checks done</span>
    </div>
  </header>`;
}

const noFunctions = (): TemplateResult =>
  html`<div class="empty">
    <h2>No Lambda function was found in this folder</h2>
    <p>
      ${inline(
        'Looked for: SAM and CloudFormation templates in YAML or JSON with `AWS::Serverless::Function` or `AWS::Lambda::Function`, CDK apps, handlers that `serverless.yml` and the like name, and code that has the shape of a handler in Python, JavaScript, TypeScript or Java.',
      )}
    </p>
  </div>`;

function problems(page: Page, folder: FolderView): Drawn {
  const count = folder.problems.length;
  if (count === 0) return nothing;
  const key = openKey(folder.folder, 'problems');
  const open = page.state.view.open[key] ?? false;
  const title = html`${icon('warning', 'tone-partly')} ${counted(count, 'problem', 'problems')} while reading this
  folder`;
  return html`<section class="problems">
    ${toggle(page, key, open, title, true)}
    ${
      open
        ? html`<ul class="evidence" role="list">
            ${folder.problems.map(
              (it) =>
                html`<li>
                  ${inline(it.message)}
                  ${it.place ? placeLink(page, it.place) : html`<span class="quiet">${it.path}</span>`}
                </li>`,
            )}
          </ul>`
        : nothing
    }
  </section>`;
}
