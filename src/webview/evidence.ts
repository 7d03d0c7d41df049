import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheckView, EvidenceView, FolderView } from '../protocol/messages.ts';
import { counted } from '../protocol/words.ts';
import { inline } from './inline.ts';
import { icon, placeLink, toggle } from './parts.ts';
import type { Drawn, Page } from './parts.ts';
import { openKey } from './state.ts';

type Kind = EvidenceView['kind'];

/** What the rules saw, function by function: faults first, then questions; what is well is counted, and shown when asked for. */
export function evidence(page: Page, folder: FolderView, check: CheckView): Drawn {
  if (check.evidence.length === 0) return nothing;
  const of = (kind: Kind): readonly EvidenceView[] => check.evidence.filter((it) => it.kind === kind);
  const open = functionsOf([...of('failed'), ...of('unknown')]);
  const passed = functionsOf(of('passed'));
  const well = check.evidence.filter((it) => !open.has(it.function));
  return html`<h4>What was found</h4>
    ${functions(page, of('failed'), icon('error', 'tone-not-met'), 'Fault')}
    ${functions(page, of('unknown'), icon('question', 'tone-needs-answer'), 'Question')}
    ${folded(
      page,
      folder,
      check,
      well.filter((it) => passed.has(it.function)),
      'passed',
    )}
    ${folded(
      page,
      folder,
      check,
      well.filter((it) => !passed.has(it.function)),
      'not-applicable',
    )}`;
}

const functionsOf = (items: readonly EvidenceView[]): ReadonlySet<string> => new Set(items.map((it) => it.function));

function functions(page: Page, items: readonly EvidenceView[], sign: TemplateResult, kind: string): Drawn {
  if (items.length === 0) return nothing;
  const keys = [...functionsOf(items)];
  return html`<ul class="evidence" role="list">
    ${keys.map((key) => {
      const own = items.filter((it) => it.function === key);
      return html`<li>
        <div class="function">${sign}<span class="hidden">${kind}:</span> <strong>${own[0]?.functionId}</strong></div>
        <ul role="list">
          ${own.map((it) => html`<li>${inline(it.text)} ${links(page, it)}</li>`)}
        </ul>
      </li>`;
    })}
  </ul>`;
}

function folded(page: Page, folder: FolderView, check: CheckView, items: readonly EvidenceView[], kind: Folded): Drawn {
  if (items.length === 0) return nothing;
  const key = openKey(folder.folder, `${check.id} ${kind}`);
  const open = page.state.view.open[key] ?? false;
  const count = functionsOf(items).size;
  const { sign, word, one, many } = foldedKinds[kind];
  const title = html`${sign} ${counted(count, one, many)}`;
  return html`<div>
    ${toggle(page, key, open, title, true)} ${open ? functions(page, items, sign, word) : nothing}
  </div>`;
}

type Folded = 'passed' | 'not-applicable';

const foldedKinds: Record<
  Folded,
  { readonly sign: TemplateResult; readonly word: string; readonly one: string; readonly many: string }
> = {
  passed: { sign: icon('pass', 'tone-met'), word: 'Passes', one: 'function passes', many: 'functions pass' },
  'not-applicable': {
    sign: icon('circle-slash', 'tone-not-applicable'),
    word: 'Not concerned',
    one: 'function is not concerned',
    many: 'functions are not concerned',
  },
};

function links(page: Page, it: EvidenceView): TemplateResult {
  const name = it.rule.split('/').at(-1) ?? it.rule;
  return html`<span class="links">
    ${it.place ? placeLink(page, it.place) : nothing}
    <button
      class="link rule"
      aria-label="Explain the rule ${name}"
      @click=${() => page.say({ kind: 'explain', rule: it.rule })}
    >
      ${name}
    </button>
  </span>`;
}
