/** What is selected moves out of its function, and all fixes are looked at before they are made. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { editorOfRun, openWorkbench, type Workbench } from './workbench.ts';

const cancel = 'booking/src/cancel_booking/cancel.py';
const own = 'booking/src/cancel_booking/own.py';

const source = `import os


def handler(event, context):
    table = os.environ.get("TABLE", "orders")
    key = event["id"]
    return table, key
`;

describe(`Refactoring in VS Code ${editorOfRun()}`, () => {
  let workbench: Workbench;
  const row = (text: string): Locator =>
    workbench.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
  const preview = (): Locator => workbench.page.locator('.bulk-edit-panel');

  before(async () => {
    workbench = await openWorkbench();
    writeFileSync(join(workbench.folder, own), source);
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 16 open' }).waitFor();
  });
  after(() => workbench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed ' + this.currentTest.title);
  });

  /** Selects a whole line, and opens the menu of refactorings. */
  async function refactor(line: number): Promise<void> {
    const offered = row('Move out of the handler to module level');
    // A file that was just opened may not have been seen yet.
    for (let attempt = 0; attempt < 4 && !(await offered.isVisible()); attempt++) {
      await workbench.page.keyboard.press('Escape');
      await workbench.goTo(line);
      await workbench.page.keyboard.press('Shift+ArrowDown');
      await workbench.page.keyboard.press('Control+Shift+r');
      await offered.waitFor({ timeout: 4000 }).catch(() => {});
    }
    await offered.waitFor();
    // Up to VS Code 1.110 the page is covered until the pointer moves.
    await workbench.page.mouse.move(4, 400);
    await workbench.page.mouse.move(6, 402);
  }

  for (const theme of ['dark', 'light'] as const) {
    it(`says why a selection stays, in the ${theme} theme`, async () => {
      await workbench.theme(theme);
      await workbench.openFile(own);
      await refactor(6);
      const disabled = row('Move out of the handler to module level: key comes from the event');
      await disabled.waitFor();
      assert.match((await disabled.getAttribute('class')) ?? '', /option-disabled/);
      await disabled.hover();
      await workbench.screenshot(`refactor ${theme}`);
      await workbench.page.keyboard.press('Escape');
    });

    it(`shows all safe fixes before they are made, in the ${theme} theme`, async () => {
      await workbench.command('Serverless Lens: Fix All Safe Findings in Workspace…');
      await preview().waitFor();
      await workbench.toast('in 7 files to fix');
      await workbench.screenshot(`preview ${theme}`);
      await preview().getByRole('button', { name: 'Discard' }).click();
      await preview().waitFor({ state: 'hidden' });
    });
  }

  it('moves what is selected', async () => {
    await workbench.openFile(own);
    await refactor(5);
    await row('Move out of the handler to module level').click();
    await workbench.page.locator('.view-line', { hasText: /^table/ }).waitFor();
    assert.match(
      await workbench.text(),
      /^import os\n\ntable = os\.environ.*\n\n\ndef handler\(event, context\):\n {4}key =/,
    );
  });

  it('makes the fixes that are ticked, and no other', async () => {
    await workbench.openFile(cancel);
    await workbench.command('Serverless Lens: Fix All Safe Findings in Workspace…');
    await preview().waitFor();
    await preview().locator('.monaco-list-row', { hasText: 'cancel.py' }).getByRole('checkbox').first().click();
    await preview().getByRole('button', { name: 'Apply' }).click();
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 15 open' }).waitFor();
    await workbench.goTo(17);
    assert.match(await workbench.text(), /sns = boto3\.client\("sns"\)/);
    const untouched = readFileSync(join(workbench.folder, 'booking/src/shared/bookings.py'), 'utf8');
    assert.match(untouched, /^ {4}return boto3\.resource/m);
  });
});
