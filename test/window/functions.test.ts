/** The tree of functions, as somebody uses it who does not know the application yet. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { after, before, describe, it } from 'mocha';
import { clickUntil, editorOfRun, openWorkbench, type Workbench } from './workbench.ts';

describe(`VS Code ${editorOfRun()}: the functions`, () => {
  let workbench: Workbench;
  const row = (text: string): Locator => workbench.page.locator('.pane-body .monaco-list-row', { hasText: text });
  const tab = (name: string): Locator => workbench.page.locator('.tab.active', { hasText: name });
  /** Where the cursor is, in the status bar. */
  const line = (number: number): Locator =>
    workbench.page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${String(number)},`) });

  before(async () => {
    workbench = await openWorkbench();
    writeFileSync(join(workbench.folder, 'tool.py'), 'def lambda_handler(event, context):\n    return event\n');
    await workbench.command('Serverless Lens: Focus on Functions View');
    await row('In no application').waitFor();
  });
  after(() => workbench.close());

  it('stand below their applications, with what they run on and where their code is', async () => {
    const labels = await workbench.page.locator('.pane-body .monaco-list-row .label-name').allInnerTexts();
    assert.deepEqual(labels, ['booking/template.yaml', 'loyalty/template.yaml', 'In no application']);
    assert.match(await row('booking/template.yaml').innerText(), /12 open · 5 functions/);
    await row('booking/template.yaml').click();
    assert.match(await row('CancelBooking').innerText(), /2 open · python3\.13 · 256 MB · cancel\.py/);
    assert.match((await row('ConfirmBooking').getAttribute('aria-label')) ?? '', /^ConfirmBooking, nothing open,/);
    await row('booking/template.yaml').click();
    await row('CancelBooking').waitFor({ state: 'hidden' });
  });

  it('tell all of it at the pointer', async () => {
    await row('booking/template.yaml').click();
    await row('CancelBooking').hover();
    const hover = workbench.page.locator('.monaco-hover', { hasText: 'Declared in' }).first();
    await hover.waitFor();
    assert.deepEqual((await hover.innerText()).replaceAll('\u00a0', ' ').split(/\n+/).filter(Boolean), [
      'CancelBooking',
      'python3.13, arm64, 256 MB, 10 s',
      '2 open findings',
      'Handler: lambda_handler in booking/src/cancel_booking/cancel.py:33',
      'Declared in booking/template.yaml:61',
    ]);
    await workbench.page.mouse.move(900, 400);
  });

  it('lead to the handler, and an action leads to the declaration', async () => {
    await clickUntil(row('CancelBooking'), tab('cancel.py'));
    await line(33).waitFor();
    await row('CancelBooking').hover();
    await row('CancelBooking').getByRole('button', { name: 'Go to Declaration' }).click();
    await tab('template.yaml').waitFor();
    await line(61).waitFor();
  });

  it('have both places below them, for the keyboard', async () => {
    await row('CancelBooking').locator('.monaco-tl-twistie').click();
    await clickUntil(row('lambda_handler'), tab('cancel.py'));
    assert.match(await row('lambda_handler').innerText(), /cancel\.py:33 · booking\/src\/cancel_booking/);
    await clickUntil(row('Declaration'), tab('template.yaml'));
    await row('CancelBooking').locator('.monaco-tl-twistie').click();
  });

  it('stand alone where there is one application, hundreds of them too', async () => {
    for (const path of ['booking', 'loyalty', 'tool.py']) rmSync(join(workbench.folder, path), { recursive: true });
    const functions = Array.from(
      { length: 900 },
      (_, index) => `  Orders${String(index + 1)}:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ }
`,
    );
    writeFileSync(
      join(workbench.folder, 'template.yaml'),
      `Transform: AWS::Serverless-2016-10-31\nResources:\n${functions.join('')}`,
    );
    await row('Orders2').first().waitFor();
    assert.match(await row('Orders1').first().innerText(), /python3\.13 · 128 MB/);
    await workbench.command('Serverless Lens: Focus on Functions View');
    await workbench.page.keyboard.press('End');
    await row('Orders900').waitFor();
  });
});
