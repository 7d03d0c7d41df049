/** The window of an embedded VS Code with the packaged extension, as a person at the keyboard uses it. */
import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { launchChromium } from '../host/chromium.ts';
import { vsix } from '../host/package.ts';
import { prepare } from '../host/prepare.ts';
import { cache, discard, root, scratch } from '../host/scratch.ts';
import { installExtension, serve } from '../host/serve.ts';
import { editors, isEditorName, type EditorName } from '../host/versions.ts';

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export interface Workbench {
  readonly page: Page;
  /** The copy of the project that is open; tests may change it. */
  readonly folder: string;
  /** Opens a file of the folder by its path, and waits for its text. */
  readonly openFile: (path: string) => Promise<void>;
  /** Puts the cursor there; both count from 1. */
  readonly goTo: (line: number, column?: number) => Promise<void>;
  /** The text of the open editor that is on the screen. */
  readonly text: () => Promise<string>;
  readonly squiggles: (kind: 'error' | 'warning' | 'info' | 'hint') => Locator;
  /** Moves the cursor to the next problem of the file and leaves it there. */
  readonly nextProblem: () => Promise<void>;
  /** Opens the menu of fixes at the cursor and takes the one with this title. */
  readonly quickFix: (title: string) => Promise<void>;
  /** Shows the hover at the cursor. */
  readonly hover: () => Promise<Locator>;
  /** Runs a command by its title in the palette. */
  readonly command: (title: string) => Promise<void>;
  /** A notification with this text; waits for it. */
  readonly toast: (text: string) => Promise<Locator>;
  /** The page inside the only, or the n-th, webview. */
  readonly webview: (index?: number) => FrameLocator;
  readonly theme: (theme: Theme) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Writes `.cache/screenshots/EDITOR-NAME.png`. */
  readonly screenshot: (name: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface Options {
  /** What is open: a folder of `test/projects`, `empty` for an empty one, `none` for no folder at all. */
  readonly project?: string;
  /** Opens it in Restricted Mode. */
  readonly restricted?: boolean;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const themes: Readonly<Record<Theme, { readonly id: string; readonly label: string; readonly shown: string }>> = {
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', shown: '.monaco-workbench.vs-dark' },
  light: { id: 'Default Light Modern', label: 'Light Modern', shown: '.monaco-workbench.vs' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', shown: '.monaco-workbench.hc-black' },
  'high-contrast-light': {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    shown: '.monaco-workbench.hc-light',
  },
};

const restrictedMode = { 'security.workspace.trust.startupPrompt': 'never' };

const patience = 15_000;

/** The editor that this run is about. */
export function editorOfRun(): EditorName {
  const name = process.env['EMBEDDED_EDITOR'] ?? 'current';
  if (!isEditorName(name)) throw new Error(`EMBEDDED_EDITOR is ${name}; there are ${Object.keys(editors).join(', ')}.`);
  return name;
}

/** Opens a copy of a project in a fresh editor, which has the package as its only extension. */
export async function openWorkbench({
  project = 'airline-booking',
  restricted = false,
  theme = 'dark',
  settings = {},
}: Options = {}): Promise<Workbench> {
  const name = editorOfRun();
  const editor = await prepare(editors[name]);
  const place = scratch();
  const folder = join(place, project);
  const directories = { data: join(place, 'data'), extensions: join(place, 'extensions') };
  if (project === 'none' || project === 'empty') mkdirSync(folder);
  else cpSync(join(root, 'test', 'projects', project), folder, { recursive: true });
  await installExtension(editor, directories, vsix);
  const served = await serve(editor, {
    ...directories,
    trusted: !restricted,
    settings: { 'workbench.colorTheme': themes[theme].id, ...(restricted ? restrictedMode : {}), ...settings },
  });
  const browser = await launchChromium().catch(async (error: unknown) => {
    await served.stop();
    throw error;
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await served.stop();
    discard(place);
  };
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience);
  try {
    await page.goto(served.url(project === 'none' ? undefined : folder));
    await ready(page);
  } catch (error) {
    await page.screenshot({ path: shotPath(name, 'not ready') });
    await close();
    throw error;
  }

  return {
    page,
    folder,
    openFile: (path) => openFile(page, path),
    goTo: async (line, column = 1) => {
      await pick(page, 'Control+g', `:${String(line)}:${String(column)}`);
      await focusEditor(page);
    },
    text: () => editorText(page),
    squiggles: (kind) => page.locator(`.editor-instance .squiggly-${kind}`),
    nextProblem: () => nextProblem(page),
    quickFix: (title) => quickFix(page, title),
    hover: () => hover(page),
    command: (title) => pick(page, 'F1', `>${title}`, title),
    toast: async (text) => {
      const toast = page.locator('.notification-toast', { hasText: text }).first();
      await toast.waitFor();
      return toast;
    },
    webview: (index = 0) => page.frameLocator('iframe.webview.ready').nth(index).frameLocator('iframe#active-frame'),
    theme: async (wanted) => {
      await pick(page, 'F1', '>Preferences: Color Theme', 'Preferences: Color Theme');
      await page.locator('.quick-input-widget input.input').fill(themes[wanted].label);
      await takeRow(page, themes[wanted].label);
      await page.locator(themes[wanted].shown).first().waitFor();
    },
    reload: async () => {
      await page.reload();
      await ready(page);
    },
    screenshot: async (shot) => {
      const path = shotPath(name, shot);
      await page.screenshot({ path });
      return path;
    },
    close,
  };
}

const shotPath = (editor: EditorName, shot: string): string => join(cache, 'screenshots', `${editor}-${shot}.png`);

async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  await page.locator('.monaco-workbench .part.activitybar .action-item').first().waitFor();
}

async function openFile(page: Page, path: string): Promise<void> {
  await pick(page, 'Control+p', path, basename(path));
  await page
    .locator('.tab.active', { hasText: basename(path) })
    .first()
    .waitFor();
  await page.locator('.editor-instance .view-lines').first().waitFor();
  await focusEditor(page);
}

/** Types into the box that a key opens and takes the row; from the start again when a late change of focus closes it. */
async function pick(page: Page, key: string, typed: string, row?: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  await retry(
    async () => {
      await page.keyboard.press(key);
      await input.fill(typed, { timeout: 2000 });
      if (row === undefined) {
        await input.press('Enter', { timeout: 1000 });
        await input.waitFor({ state: 'hidden', timeout: 3000 });
      } else await takeRow(page, row);
    },
    () => page.keyboard.press('Escape'),
  );
}

/** What is taken may open the box again with something else in it. */
async function takeRow(page: Page, label: string): Promise<void> {
  const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const name = page.locator('.label-name', { hasText: exactly });
  const row = page.locator('.quick-input-widget .monaco-list-row', { has: name }).first();
  await row.click({ timeout: 3000 });
  await row.waitFor({ state: 'hidden', timeout: 3000 });
}

/** Problems of a file may come some time after its text. */
async function nextProblem(page: Page): Promise<void> {
  const widget = page.locator('.marker-widget');
  await retry(
    async () => {
      await focusEditor(page);
      await page.keyboard.press('F8');
      await widget.waitFor({ timeout: 2000 });
      await page.keyboard.press('Escape');
      await widget.waitFor({ state: 'hidden', timeout: 2000 });
    },
    () => page.keyboard.press('Escape'),
  );
}

async function quickFix(page: Page, title: string): Promise<void> {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await retry(
    async () => {
      await focusEditor(page);
      await page.keyboard.press('Control+.');
      await row.waitFor({ timeout: 3000 });
      // Up to VS Code 1.110 the page is covered until the pointer moves.
      await page.mouse.move(4, 400);
      await page.mouse.move(6, 402);
      await row.click({ timeout: 2000 });
      await row.waitFor({ state: 'hidden', timeout: 3000 });
    },
    () => page.keyboard.press('Escape'),
  );
}

async function hover(page: Page): Promise<Locator> {
  const shown = page.locator('.monaco-hover:not(.hidden) .hover-contents, .monaco-hover:not(.hidden) .markdown-hover');
  await retry(
    async () => {
      await focusEditor(page);
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
      await shown.first().waitFor({ timeout: 3000 });
    },
    () => page.keyboard.press('Escape'),
  );
  return page.locator('.monaco-hover:not(.hidden)').first();
}

async function focusEditor(page: Page): Promise<void> {
  await page.locator('.editor-instance .native-edit-context, .editor-instance textarea.inputarea').first().focus();
}

/** The editor draws spaces as no-break spaces, and lines in any order. */
async function editorText(page: Page): Promise<string> {
  const lines = await page.locator('.editor-instance .view-lines').first().locator('.view-line').all();
  const placed = await Promise.all(
    lines.map(async (line) => ({
      top: Number.parseFloat((await line.getAttribute('style'))?.match(/top:\s*([\d.]+)/)?.[1] ?? '0'),
      text: ((await line.textContent()) ?? '').replace(/\u00a0/g, ' '),
    })),
  );
  return placed
    .sort((one, other) => one.top - other.top)
    .map(({ text }) => text)
    .join('\n');
}

/** A tree may be drawn anew between the press and the release of the button. */
export const clickUntil = (row: Locator, seen: Locator): Promise<void> =>
  retry(
    async () => {
      await row.click({ timeout: 5000 });
      await seen.waitFor({ timeout: 3000 });
    },
    () => Promise.resolve(),
  );

async function retry(work: () => Promise<void>, undo: () => Promise<void>): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await undo();
    }
  }
}
