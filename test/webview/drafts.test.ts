import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { must } from '../../src/core/known.ts';
import type { AnswerResult, CheckView } from '../../src/protocol/messages.ts';
import type { Answer } from '../../src/review/checklist.ts';
import { acted, initialState, received } from '../../src/webview/state.ts';
import type { Action, PageState } from '../../src/webview/state.ts';
import { airline, folderUri, told } from './folders.ts';

const id = 'startup-time/measured';
const mine: Answer = { status: 'met', note: 'Mine.' };
const theirs: Answer = { status: 'partly', note: 'Theirs.', answered: '2026-11-22' };

/** What happens on the page and around it, in some order. */
type Event =
  | { readonly show: Answer | undefined }
  | { readonly result: AnswerResult }
  | { readonly write: string }
  | { readonly do: 'save' | 'take-back' | 'discard' | 'keep-mine' }
  | 'reload';

describe('A draft', () => {
  it('is gone when it is saved, whether the word or the checklist comes first', () => {
    for (const rest of [
      [{ result: { kind: 'saved' } }, { show: mine }],
      [{ show: mine }, { result: { kind: 'saved' } }],
    ] as const) {
      assert.equal(draftAfter({ show: undefined }, ...written, { do: 'save' }, ...rest), undefined);
    }
  });

  it('stays while a checklist from before it was saved arrives', () => {
    const draft = draftAfter(
      { show: undefined },
      ...written,
      { do: 'save' },
      { result: { kind: 'saved' } },
      { show: undefined },
    );
    assert.deepEqual([draft?.state.kind, draft?.fields.note], ['saved', 'Mine.']);
  });

  it('is not in conflict with itself when one writes on while it is being saved', () => {
    const draft = draftAfter(
      { show: undefined },
      ...written,
      { do: 'save' },
      { write: 'Mine. And more' },
      { result: { kind: 'saved' } },
      { show: { ...mine, answered: '2026-11-23', evidence: 'fnv1a-1' } },
    );
    assert.deepEqual(
      [draft?.state.kind, draft?.fields.note, draft?.seen?.answered],
      ['editing', 'Mine. And more', '2026-11-23'],
    );
  });

  it('is in conflict when somebody else answers, and keeps both', () => {
    const draft = draftAfter({ show: undefined }, ...written, { show: theirs });
    assert.deepEqual(draft?.state, { kind: 'conflict', theirs });
    assert.equal(draft?.fields.note, 'Mine.');
  });

  it('is in conflict when the answer that it changes is taken back', () => {
    const draft = draftAfter({ show: theirs }, { write: 'Better.' }, { show: undefined });
    assert.deepEqual(draft?.state, { kind: 'conflict', theirs: undefined });
  });

  it('needs no choice when both say the same', () => {
    assert.equal(draftAfter({ show: undefined }, ...written, { show: { ...mine, answered: '2026-11-22' } }), undefined);
  });

  it('of a page that was made anew while it was being saved finds out by the checklist', () => {
    const before = [{ show: undefined }, ...written, { do: 'save' }, 'reload'] as const;
    assert.equal(draftAfter(...before, { show: mine }), undefined);
    assert.equal(draftAfter(...before, { show: undefined })?.state.kind, 'editing');
  });

  it('can be saved over what somebody else answered, once that was seen', () => {
    const state = after({ show: undefined }, ...written, { show: theirs });
    const said = acted(state, { kind: 'keep-mine', check: checkOf(state) }).say;
    assert.deepEqual(said, { kind: 'answer', params: { folder: folderUri, check: id, answer: mine, seen: theirs } });
  });

  it('is none when the text is what it was', () => {
    assert.equal(draftAfter({ show: theirs }, { write: 'x' }, { write: 'Theirs.' }), undefined);
  });

  it('stays when its folder is closed and opened again', () => {
    const state = received(after({ show: undefined }, ...written), told([]));
    assert.equal(received(state, show(undefined)).view.drafts[`${folderUri} ${id}`]?.fields.note, 'Mine.');
  });

  it('leaves out a reason that has become pointless', () => {
    const state = after({ show: { status: 'not-applicable', reason: 'Batch.' } });
    const changed = acted(state, { kind: 'edit', check: checkOf(state), change: { status: 'met' } }).state;
    const said = acted(changed, { kind: 'save', check: checkOf(state) }).say;
    assert.deepEqual(said?.kind === 'answer' && said.params.answer, { status: 'met' });
  });
});

describe('What the page kept', () => {
  it('may be anything', () => {
    for (const saved of [undefined, null, 3, 'x', [], { open: 1 }, { drafts: null, open: {}, scroll: 0 }]) {
      assert.deepEqual(initialState(saved).view, { folder: undefined, open: {}, drafts: {}, scroll: 0 });
    }
  });

  it('does not open or close a section when its status changes', () => {
    const open = (state: PageState) => state.view.open[`${folderUri} integration`];
    const state = after({ show: undefined });
    assert.equal(open(state), false);
    const faulty = received(state, told([airline({ 'integration/direct': { status: 'not-met' } })]));
    assert.equal(open(faulty), false);
  });
});

const written: readonly Event[] = [{ write: 'Mine.' }];

const show = (answer: Answer | undefined) => told([airline(answer ? { [id]: answer } : {})]);

const checkOf = (state: PageState): CheckView =>
  must(
    state.folders
      .flatMap(({ checklist }) => checklist.practices)
      .flatMap(({ checks }) => checks)
      .find((it) => it.id === id),
    'the folder has the check',
  );

const draftAfter = (...events: readonly Event[]) => after(...events).view.drafts[`${folderUri} ${id}`];

function after(...events: readonly Event[]): PageState {
  return events.reduce((state, event) => {
    if (event === 'reload') return initialState(JSON.parse(JSON.stringify(state.view)));
    if ('show' in event) return received(state, show(event.show));
    if ('result' in event)
      return received(state, { kind: 'answered', folder: folderUri, check: id, result: event.result });
    const check = checkOf(state);
    const action: Action =
      'do' in event
        ? { kind: event.do, check }
        : { kind: 'edit', check, change: { note: event.write, ...statusOf(check) } };
    return acted(state, action).state;
  }, initialState(undefined));
}

/** Whoever writes where nothing is answered chooses a status first. */
const statusOf = (check: CheckView) => (check.answer ? {} : { status: 'met' as const });
