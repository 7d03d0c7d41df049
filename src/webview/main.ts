import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { render } from 'lit';
import type { FromPage, ToPage } from '../protocol/messages.ts';
import { checklistPage } from './page.ts';
import { acted, initialState, received } from './state.ts';
import type { Action, PageState } from './state.ts';
import { styles } from './styles.ts';

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
};

const host = acquireVsCodeApi();
let state = initialState(host.getState());

if (styles.styleSheet) document.adoptedStyleSheets.push(styles.styleSheet);
draw();

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const first = state.phase.kind !== 'shown';
  update(received(state, event.data));
  if (first && state.phase.kind === 'shown') scrollBack(state.view.scroll);
});

window.addEventListener('scroll', () => {
  // Before anything is shown there is nothing to scroll, and the place to return to must not be forgotten.
  if (state.phase.kind === 'shown') update(acted(state, { kind: 'scrolled', to: window.scrollY }).state, false);
});

host.postMessage({ kind: 'ready' });

function act(action: Action): void {
  const { state: next, say } = acted(state, action);
  update(next);
  if (say) host.postMessage(say);
  if (action.kind === 'save' || action.kind === 'keep-mine') {
    const missing = Object.values(state.notices).some(({ kind }) => kind === 'reason-missing');
    if (missing) document.querySelector<HTMLElement>(`[data-check="${action.check.id}"] .reason`)?.focus();
  }
}

/** The components have their height only when they have drawn themselves. */
function scrollBack(to: number): void {
  requestAnimationFrame(() => window.scrollTo(0, to));
}

function update(next: PageState, redraw = true): void {
  if (next.view !== state.view) host.setState(next.view);
  state = next;
  if (redraw) draw();
}

function draw(): void {
  render(checklistPage({ state, act, say: (message) => host.postMessage(message) }), document.body);
}
