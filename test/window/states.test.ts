/** What a person sees where there is nothing to review, and where the workspace is not trusted. */
import { afterEach, describe, it } from 'mocha';
import { expand, openChecklist } from './checklist.ts';
import { editorOfRun, openWorkbench, type Workbench } from './workbench.ts';

describe(`VS Code ${editorOfRun()}`, () => {
  let workbench: Workbench | undefined;

  afterEach(() => workbench?.close());

  it('without a folder asks for one', async () => {
    workbench = await openWorkbench({ project: 'none' });
    await workbench.command('Serverless Lens: Show Checklist');
    await workbench.webview().getByRole('heading', { name: 'No folder is open' }).waitFor();
    await workbench.command('Serverless Lens: Focus on Functions View');
    await workbench.page.getByText('Open a folder with a serverless application to review it.').waitFor();
  });

  it('in a folder without functions says what was looked for', async () => {
    workbench = await openWorkbench({ project: 'empty' });
    const page = await openChecklist(workbench);
    await page.getByRole('heading', { name: 'No Lambda function was found in this folder' }).waitFor();
    await workbench.command('Serverless Lens: Focus on Functions View');
    await workbench.page.getByText('No Lambda function was found in this workspace.').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1' }).waitFor({ state: 'hidden' });
  });

  it('reviews in Restricted Mode, because it executes nothing', async () => {
    workbench = await openWorkbench({ restricted: true });
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'PERF 1: 16 open' }).waitFor();
    const page = await openChecklist(workbench);
    await expand(page, 'Startup time is measured');
  });

  it('says where a project cannot be read', async () => {
    workbench = await openWorkbench({ project: 'broken-yaml' });
    const page = await openChecklist(workbench);
    await page.getByText('while reading this folder').waitFor();
  });
});
