import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser, Locator, Page } from 'playwright-core';
import type { AnswerParams, FromPage } from '../../src/protocol/messages.ts';
import type { Answer } from '../../src/review/checklist.ts';
import { launchChromium } from '../host/chromium.ts';
import { bundled, open } from './browser.ts';
import type { Opened } from './browser.ts';
import { airline, folderUri, nothing, told } from './folders.ts';
import { themes } from './themes.ts';

const measured = 'startup-time/measured';
const theirs: Answer = { status: 'not-met', note: 'Not on our list.', owner: 'Bo' };

describe('The checklist page', function () {
  this.timeout(30_000);
  let browser: Browser;
  let script: string;
  let it_: Opened | undefined;

  before(async () => {
    [browser, script] = await Promise.all([launchChromium(), bundled()]);
  });
  after(() => browser.close());
  afterEach(async () => {
    const complaints = it_?.complaints ?? [];
    await it_?.page.close();
    it_ = undefined;
    assert.deepEqual(complaints, [], 'the browser complains of nothing, and no policy is violated');
  });

  const opened = async (options?: Parameters<typeof open>[2]): Promise<Opened> =>
    (it_ = await open(browser, script, options));
  const shown = async (...folders: Parameters<typeof airline>): Promise<Opened> => {
    const it = await opened();
    await it.send(told([airline(...folders)]));
    await it.page.getByRole('heading', { level: 1 }).waitFor();
    await it.said();
    return it;
  };

  it('says that it is ready, and what is going on', async () => {
    const { page, send, said } = await opened();
    assert.deepEqual(await said(), [{ kind: 'ready' }]);
    await page.getByText('Reviewing the workspace').waitFor();
    await send({ kind: 'failed', why: 'The language server did not start. See its output.' });
    await page.getByText('The language server did not start.').waitFor();
    await send({ kind: 'working' });
    await page.getByText('Reviewing the workspace').waitFor();
    assert.equal(await page.getByText('The language server did not start.').count(), 0, 'it is started again');
    await send(told([airline()]));
    await page.getByRole('heading', { level: 1, name: 'How do you optimize' }).waitFor();
    await send({ kind: 'working' });
    await page.getByRole('progressbar', { name: 'Reviewing' }).waitFor();
  });

  it('says what is looked for where no function is found, and that a folder is missing', async () => {
    const { page, send } = await opened();
    await send(told([nothing()]));
    await page.getByRole('heading', { name: 'No Lambda function was found in this folder' }).waitFor();
    await page.getByText('AWS::Serverless::Function').waitFor();
    await send(told([]));
    await page.getByRole('heading', { name: 'No folder is open' }).waitFor();
  });

  it('shows class, status in words, progress and risk', async () => {
    const { page } = await shown();
    assert.deepEqual(
      await page
        .getByRole('heading', { level: 2 })
        .allInnerTexts()
        .then((all) => all.map(oneLine)),
      [
        'Measure, evaluate, and select optimum capacity units Required Needs answer 0 of 5 done',
        'Measure and optimize function startup time Good Partly met 1 of 6 done',
        'Take advantage of concurrency via async and stream-based function invocations Good Needs answer 0 of 4 done',
        'Optimize access patterns and apply caching where applicable Good Needs answer 0 of 4 done',
        'Integrate with managed services directly over functions when possible Best Needs answer 0 of 3 done',
      ],
    );
    assert.equal(
      oneLine(await page.locator('header').innerText()),
      "Serverless Lens, PERF 1 How do you optimize your serverless application's performance? Medium risk 6 functions 3 open findings 1 of 22 checks done",
    );
  });

  it('is walked by keyboard to the line of a finding and to the page of its rule', async () => {
    const { page, said } = await shown();
    const practice = page.getByRole('button', { name: 'Measure and optimize function startup time' });
    assert.equal(await practice.getAttribute('aria-expanded'), 'true', 'a practice with faults is open');
    await tabTo(page, practice);
    await page.keyboard.press('Space');
    assert.equal(await practice.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('Enter');
    assert.equal(await practice.getAttribute('aria-expanded'), 'true');

    await tabTo(page, page.getByRole('button', { name: 'SDK clients and connections' }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await assertFocused(page, page.getByRole('button', { name: 'Open src/a.py, line 80' }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.deepEqual(await said(), [
      { kind: 'open', place: { uri: `${folderUri}/src/a.py`, path: 'src/a.py', line: 79, character: 4 } },
      { kind: 'explain', rule: 'startup-time/init-in-handler' },
    ]);

    const passed = page.getByRole('button', { name: '4 functions pass' });
    assert.equal(await page.getByText('ConfirmBooking').count(), 0, 'what passes is folded');
    await tabTo(page, passed);
    await page.keyboard.press('Enter');
    await page.getByText('ConfirmBooking').waitFor();
    await page.getByRole('button', { name: 'Open src/ConfirmBooking/app.py, line 12' }).waitFor();
    assert.equal(await page.getByText('Passes:').count(), 4, 'a screen reader says what the sign means');
  });

  it('is answered by keyboard, says that it is saved, and shows what the server makes of it', async () => {
    const { page, send, said } = await shown();
    await openCheck(page, 'Startup time is measured');
    await tabTo(page, page.getByRole('combobox', { name: 'Status' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('p99: 410 ms\nof 7 days');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ana');
    const save = page.getByRole('button', { name: 'Save answer' });
    await tabTo(page, save);
    await page.keyboard.press('Enter');
    const answer = { status: 'met', note: 'p99: 410 ms\nof 7 days', owner: 'Ana' } as const;
    assert.deepEqual(await said(), [{ kind: 'answer', params: { folder: folderUri, check: measured, answer } }]);
    await page.getByRole('status').filter({ hasText: 'Saving' }).waitFor();

    await send({ kind: 'answered', folder: folderUri, check: measured, result: { kind: 'saved' } });
    await page.getByRole('status').filter({ hasText: 'Saved in .serverless-lens/review.yaml.' }).waitFor();
    await send(told([airline({ [measured]: { ...answer, answered: '2026-11-23' } })]));
    await page.getByText('Answered as met on 2026-11-23.').waitFor();
    assert.equal(await noteOf(page), answer.note);
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    assert.equal(await page.getByText('Unsaved changes').count(), 0);
  });

  it('tells why an answer was refused, and keeps it', async () => {
    const { page, send } = await shown({ [measured]: { status: 'met' } });
    await openCheck(page, 'Startup time is measured');
    await page.getByRole('textbox', { name: 'Note' }).fill('mine');
    await page.getByRole('button', { name: 'Save answer' }).click();
    const why = 'line 3 of the file is malformed.';
    await send({ kind: 'answered', folder: folderUri, check: measured, result: { kind: 'refused', why } });
    await page
      .getByRole('status')
      .filter({ hasText: `It was not saved: ${why}` })
      .waitFor();
    assert.equal(await noteOf(page), 'mine');
  });

  it('wants a reason for what does not apply', async () => {
    const { page, said } = await shown();
    await openCheck(page, 'Startup time is measured');
    await choose(page, 'Not applicable');
    await page.getByRole('button', { name: 'Save answer' }).click();
    await page.getByRole('alert').filter({ hasText: 'Say why it does not apply.' }).waitFor();
    const reason = page.getByRole('textbox', { name: 'Reason' });
    await assertFocused(page, reason);
    assert.deepEqual(await said(), []);
    await page.keyboard.type('Batch only');
    await page.getByRole('button', { name: 'Save answer' }).click();
    assert.deepEqual(sent(await said())?.answer, { status: 'not-applicable', reason: 'Batch only' });
  });

  it('shows both answers when another one was given meanwhile, and lets a person choose', async () => {
    const { page, send, said } = await shown();
    await openCheck(page, 'Startup time is measured');
    await choose(page, 'Met');
    await page.getByRole('textbox', { name: 'Note' }).fill('Mine.');
    await page.getByRole('button', { name: 'Save answer' }).click();
    await said();
    await send({ kind: 'answered', folder: folderUri, check: measured, result: { kind: 'conflict', theirs } });
    const conflict = page.getByRole('group', { name: 'Two answers' });
    await conflict.waitFor();
    assert.match(
      oneLine(await conflict.innerText()),
      /Yours Met Note Mine\. Theirs Not met Note Not on our list\. Owner Bo/,
    );

    await conflict.getByRole('button', { name: 'Save yours' }).click();
    assert.deepEqual(sent(await said()), {
      folder: folderUri,
      check: measured,
      answer: { status: 'met', note: 'Mine.' },
      seen: theirs,
    });
  });

  it('keeps what is being written, and its place, when a checklist arrives, and notices another answer in it', async () => {
    const { page, send } = await shown();
    await openCheck(page, 'Startup time is measured');
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.focus();
    await page.keyboard.type('Half a ');
    await send(told([airline({ 'integration/direct': { status: 'met' } })]));
    await page.getByText('2 of 22 checks done').waitFor();
    await page.keyboard.type('sentence');
    await assertFocused(page, note);
    assert.equal(await noteOf(page), 'Half a sentence');

    await send(told([airline({ [measured]: theirs })]));
    const conflict = page.getByRole('group', { name: 'Two answers' });
    await conflict.waitFor();
    assert.equal(await noteOf(page), 'Half a sentence');
    await conflict.getByRole('button', { name: 'Keep theirs' }).click();
    assert.equal(await noteOf(page), theirs.note);
    assert.equal(await conflict.count(), 0);
  });

  it('is as it was after a reload: open parts, a half-written note and the place', async () => {
    const it = await shown();
    const { page } = it;
    await openCheck(page, 'Startup time is measured');
    await page.getByRole('textbox', { name: 'Note' }).fill('Half a sentence');
    await page.evaluate('scrollTo(0, 220)');
    await page.waitForFunction((to) => {
      const { sessionStorage } = globalThis as { sessionStorage?: { getItem: (key: string) => string } };
      return JSON.parse(sessionStorage?.getItem('state') ?? '{}').scroll === to;
    }, 220);
    await page.reload();
    await it.send(told([airline()]));
    await page.getByRole('textbox', { name: 'Note' }).waitFor();
    assert.equal(await noteOf(page), 'Half a sentence');
    // Fonts that arrive later may move lines by a pixel.
    await page.waitForFunction((to) => Math.abs(((globalThis as { scrollY?: number }).scrollY ?? 0) - to) < 3, 220);
    await page.getByText('Unsaved changes').waitFor();
  });

  it('takes an answer back, and gives it back', async () => {
    const { page, send, said } = await shown({ [measured]: theirs });
    await openCheck(page, 'Startup time is measured');
    await page.getByRole('button', { name: 'Clear answer' }).click();
    assert.deepEqual(sent(await said()), { folder: folderUri, check: measured, seen: theirs });
    await send({ kind: 'answered', folder: folderUri, check: measured, result: { kind: 'saved' } });
    await send(told([airline()]));
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(sent(await said()), { folder: folderUri, check: measured, answer: theirs });
  });

  it('lets a stale answer be confirmed as it is', async () => {
    const { page, said } = await shown({ [measured]: { ...theirs, evidence: 'another' } });
    await openCheck(page, 'Startup time is measured');
    await page.getByText('What was found has changed since.').waitFor();
    await page.getByRole('button', { name: 'Confirm answer' }).click();
    assert.deepEqual(sent(await said())?.answer, theirs);
  });

  it('shows one folder of several', async () => {
    const { page, send } = await opened();
    await send(told([airline(), nothing()]));
    await page.getByRole('combobox', { name: 'Folder' }).click();
    await page.getByRole('option', { name: 'site' }).click();
    await page.getByRole('heading', { name: 'No Lambda function was found in this folder' }).waitFor();
  });

  it('lists what could not be read, with a link', async () => {
    const { page, said } = await shown();
    await page.getByRole('button', { name: '1 problem while reading this folder' }).click();
    await page.getByRole('button', { name: 'Open events/broken.yaml, line 7' }).click();
    assert.equal((await said())[0]?.kind, 'open');
  });

  it('takes nothing it is sent for markup', async () => {
    const { page, send } = await opened();
    const hostile = '<img src=x onerror="document.title=1"> `<b>` [x](javascript:alert(1))';
    const folder = airline({ [measured]: { status: 'met', note: hostile } });
    await send(told([{ ...folder, problems: [{ path: 'x', message: hostile }] }]));
    await page.getByRole('button', { name: '1 problem' }).click();
    await page.getByText(hostile.slice(0, 20)).waitFor();
    assert.equal(await page.locator('img, main b').count(), 0);
    assert.equal(await page.getByRole('link').count(), 0);
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`fits a panel of 220 px, the narrowest of VS Code, with everything open, and can be read in ${theme}`, async () => {
      const { page, send } = await opened({ width: 220, theme });
      await send(told([airline({ [measured]: theirs }), nothing()]));
      for (const level of [2, 3]) {
        for (const button of await page
          .getByRole('heading', { level })
          .getByRole('button', { expanded: false })
          .all()
          .then((all) => all.reverse())) {
          await button.click();
        }
      }
      assert.equal(
        await page
          .getByRole('button', { expanded: false })
          .filter({ hasNotText: /pass|problem/ })
          .count(),
        0,
      );
      assert.deepEqual(await page.evaluate('[document.documentElement.scrollWidth, innerWidth]'), [220, 220]);
      const unreadable = await page.evaluate(contrastBelow(4.5));
      assert.deepEqual(unreadable, []);
    });
  }

  it('shows where the focus is', async () => {
    const { page } = await shown();
    for (const name of ['Measure and optimize function startup time', 'Startup time is measured']) {
      const button = page.getByRole('button', { name });
      await tabTo(page, button);
      assert.equal(
        await button.evaluate((it) => it.ownerDocument.defaultView.getComputedStyle(it).outlineStyle),
        'solid',
      );
    }
  });
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const noteOf = (page: Page): Promise<string> => page.getByRole('textbox', { name: 'Note' }).inputValue();

const openCheck = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();

async function choose(page: Page, option: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

const sent = (said: readonly FromPage[]): AnswerParams | undefined => {
  const message = said.find((it) => it.kind === 'answer');
  return message?.kind === 'answer' ? message.params : undefined;
};

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((it) => it.matches(':focus'));

async function assertFocused(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  assert.ok(
    await isFocused(target),
    `the focus is on ${await page.evaluate<string>('document.activeElement.outerHTML')}`,
  );
}

/** Presses the tab key until it gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the tab key does not lead to ${target.toString()}`);
}

/** Texts of the page itself whose color stands out less than that from what is behind them, by the formula of WCAG. */
const contrastBelow = (least: number): string => `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((it) => (it /= 255) <= 0.03928 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const low = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('script, vscode-option, vscode-button, vscode-badge')) continue;
    const behind = [];
    for (let it = element; it; it = it.parentElement) behind.unshift(getComputedStyle(it).backgroundColor);
    const [a, b] = [luminance(over(behind)), luminance(over([...behind, getComputedStyle(element).color]))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < ${least}) low.add(element.className + ' ' + walker.currentNode.data.trim().slice(0, 40) + ' ' + contrast.toFixed(1));
  }
  return [...low];
})()`;
