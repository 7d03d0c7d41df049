/** The main job, as a person at the keyboard does it, on what ships. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { answer, answersOf, checklistOf, expand, openChecklist } from './checklist.ts';
import { clickUntil, editorOfRun, openWorkbench, type Workbench } from './workbench.ts';

describe(`In the window of VS Code ${editorOfRun()}`, () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('the status bar counts what is open', async () => {
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 16 open' }).waitFor();
  });

  it('a client in a handler is underlined, and explained at the pointer', async () => {
    await workbench.openFile('booking/src/cancel_booking/cancel.py');
    await workbench.page.getByText('PERF 1: 2 open').waitFor();
    await workbench.nextProblem();
    await workbench.squiggles('warning').first().waitFor();
    const hover = await workbench.hover();
    await hover.getByText('is built on each invocation of CancelBooking').first().waitFor();
    await hover.getByText('every warm invocation finds it ready').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('one click moves it out, and the underline goes', async () => {
    await workbench.quickFix('Move boto3.client("sns") to module level');
    await workbench.squiggles('warning').first().waitFor({ state: 'hidden' });
    await workbench.page.getByText('PERF 1: 1 open').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 15 open' }).waitFor();
    await workbench.goTo(17);
    assert.match(await workbench.text(), /sns = boto3\.client\("sns"\)/);
  });

  it('a finding in a shared module counts for both functions', async () => {
    await workbench.openFile('booking/src/shared/bookings.py');
    await workbench.nextProblem();
    await workbench.quickFix('to module level');
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 14 open' }).waitFor();
  });

  it('the checklist shows the evidence, and its links open the line', async () => {
    const page = await openChecklist(workbench);
    await expand(page, 'SDK clients and connections are reused');
    await page.getByRole('button', { name: 'Open booking/src/notify_booking/notify.py, line 35' }).click();
    await workbench.page.locator('.tab.active', { hasText: 'notify.py' }).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: /Ln 35, Col 12/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('the checklist fills itself when a fault is mended', async () => {
    const page = await checklistOf(workbench);
    await page.getByText('2 functions pass').first().waitFor();
    await workbench.nextProblem();
    await workbench.quickFix('to module level');
    await page.getByText('3 functions pass').first().waitFor();
  });

  it('an answer is saved in a file of the project', async () => {
    const page = await openChecklist(workbench);
    await expand(page, 'Startup time is measured');
    await answer(page, 'Startup time is measured', 'Met', 'p99 of 410 ms, X-Ray, last 7 days');
    await page.getByText('Saved in .serverless-lens/review.yaml.').waitFor();
    assert.match(answersOf(workbench), /^ {2}startup-time\/measured:\n {4}status: met\n {4}note: p99 of 410 ms/m);
  });

  it('the functions stand in a tree, with their findings', async () => {
    const { page } = workbench;
    await workbench.command('Serverless Lens: Focus on Functions View');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'loyalty/template.yaml' }).click();
    const row = page.locator('.pane-body .monaco-list-row', { hasText: 'GetPoints' });
    await row.waitFor();
    assert.match(await row.innerText(), /3 open · nodejs22\.x/);
    await clickUntil(row, page.locator('.tab.active', { hasText: 'app.ts' }));
    await row.locator('.monaco-tl-twistie').click();
    await clickUntil(
      page.locator('.pane-body .monaco-list-row', { hasText: 'tracing-off' }),
      page.locator('.tab.active', { hasText: 'template.yaml' }),
    );
  });

  it('a rule is explained on a page of its own', async () => {
    await workbench.command('Serverless Lens: Explain Rule…');
    await workbench.page
      .locator('.quick-input-widget .monaco-list-row', { hasText: 'startup-time/tracing-off' })
      .click();
    await workbench.page.locator('.tab.active', { hasText: 'tracing-off' }).waitFor();
  });

  it('the walkthrough opens', async () => {
    await workbench.command('Serverless Lens: Get Started');
    await workbench.page.getByText('Review a serverless application').first().waitFor();
    await workbench.page.getByText('Move initialization out of the handler').first().waitFor();
  });
});
