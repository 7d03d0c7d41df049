/** What tests of the window do with the checklist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Shows the checklist, or brings it to the front. */
export async function openChecklist(workbench: Workbench): Promise<FrameLocator> {
  await workbench.command('Serverless Lens: Show Checklist');
  return checklistOf(workbench);
}

/** The page that is there already. */
export async function checklistOf(workbench: Workbench): Promise<FrameLocator> {
  const page = workbench.webview();
  await page.getByRole('heading', { level: 1, name: 'How do you optimize' }).waitFor();
  return page;
}

export async function expand(page: FrameLocator, title: string): Promise<void> {
  const button = page.getByRole('button', { name: title });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

/** Of a check that is open, maybe among others. */
export async function answer(page: FrameLocator, title: string, status: string, note: string): Promise<void> {
  const form = page.getByRole('form', { name: `Answer: ${title}` });
  await form.getByRole('combobox', { name: 'Status' }).click();
  await form.getByRole('option', { name: status, exact: true }).click();
  await form.getByRole('textbox', { name: 'Note' }).fill(note);
  await form.getByRole('button', { name: 'Save answer' }).click();
}

export const answersPath = ({ folder }: Workbench): string => join(folder, '.serverless-lens', 'review.yaml');

export const answersOf = (workbench: Workbench): string =>
  existsSync(answersPath(workbench)) ? readFileSync(answersPath(workbench), 'utf8') : '';
