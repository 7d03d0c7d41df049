/** The checklist over time: other people's answers, hidden, reloaded, in each theme. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { answer, answersOf, answersPath, checklistOf, expand, openChecklist } from './checklist.ts';
import { editorOfRun, openWorkbench, type Workbench } from './workbench.ts';

const theirs = `version: 1
answers:
  startup-time/measured:
    status: not-met
    note: Nobody has looked yet.
    owner: Bo
`;

describe(`The checklist in VS Code ${editorOfRun()}`, () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed ' + this.currentTest.title);
  });

  it("shows another person's answer as soon as it is pulled", async () => {
    const page = await openChecklist(workbench);
    await expand(page, 'Startup time is measured');
    mkdirSync(dirname(answersPath(workbench)), { recursive: true });
    writeFileSync(answersPath(workbench), theirs);
    await page.getByText('Answered as not met').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Nobody has looked yet.');
  });

  it('loses neither answer when two people give one', async () => {
    const page = await checklistOf(workbench);
    await page.getByRole('textbox', { name: 'Note' }).fill('Mine');
    writeFileSync(answersPath(workbench), theirs.replace('Nobody has looked yet.', 'Looked at on Monday.'));
    await page.getByRole('group', { name: 'Two answers' }).waitFor();
    assert.match(answersOf(workbench), /Looked at on Monday/);
    assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Mine');
    await page.getByRole('button', { name: 'Save yours' }).click();
    await page.getByText('Saved in .serverless-lens/review.yaml.').waitFor();
    assert.match(answersOf(workbench), /note: Mine/);
  });

  it('keeps what is half written while it is hidden, and when the window is loaded again', async () => {
    let page = await checklistOf(workbench);
    await page.getByRole('textbox', { name: 'Note' }).fill('Half a sentence');
    await workbench.openFile('README.md');
    page = await openChecklist(workbench);
    assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Half a sentence');
    await workbench.reload();
    page = await openChecklist(workbench);
    assert.equal(await workbench.page.locator('.tab', { hasText: 'Serverless Lens' }).count(), 1);
    await page.getByText('Unsaved changes').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Half a sentence');
    await page.getByRole('button', { name: 'Discard changes' }).click();
  });

  it('says at the line what is wrong with a malformed file, and leaves it as it is', async () => {
    const page = await checklistOf(workbench);
    const malformed = theirs.replace('not-met', 'perhaps');
    writeFileSync(answersPath(workbench), malformed);
    await page.getByText('1 problem while reading this folder').waitFor();
    await expand(page, 'Startup time is measured');
    await answer(page, 'Startup time is measured', 'Met', 'Anyway');
    await page.getByRole('status').filter({ hasText: 'It was not saved' }).waitFor();
    assert.equal(answersOf(workbench), malformed);
    writeFileSync(answersPath(workbench), theirs);
    await page.getByText('1 problem while reading this folder').waitFor({ state: 'hidden' });
  });

  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    it(`follows the ${theme} theme`, async () => {
      const page = await checklistOf(workbench);
      await workbench.theme(theme);
      await page.locator(`body[data-vscode-theme-kind="${kinds[theme]}"]`).waitFor();
      const shown = await colors(page.locator('body'));
      assert.notEqual(shown.text, shown.ground);
      assert.deepEqual(await colors(page.locator('h1')), { ...shown, ground: 'rgba(0, 0, 0, 0)' });
    });
  }

  it('comes back after a restart of the server', async () => {
    await workbench.command('Serverless Lens: Restart');
    const page = await checklistOf(workbench);
    await page.getByText('open finding').first().waitFor();
  });
});

const kinds = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light',
} as const;

/** As the browser has resolved them. */
const colors = (of: Locator): Promise<{ readonly text: string; readonly ground: string }> =>
  of.evaluate((it) => {
    const { color, backgroundColor } = (
      globalThis as unknown as { getComputedStyle: (of: unknown) => Record<'color' | 'backgroundColor', string> }
    ).getComputedStyle(it);
    return { text: color, ground: backgroundColor };
  });
