import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../src/protocol/messages.ts';
import { themes } from './themes.ts';

const origin = 'https://page.test';
const nonce = 'abc123';

/** What the extension sends with the page; the page must need no more than this. */
const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}; font-src ${origin}; img-src data:`;

export interface Opened {
  readonly page: Page;
  readonly send: (message: ToPage) => Promise<void>;
  /** What the page said to the extension since it was last asked. */
  readonly said: () => Promise<readonly FromPage[]>;
  /** What the browser complained of, violations of the policy among it. */
  readonly complaints: readonly string[];
}

export async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/webview/main.ts'],
    bundle: true,
    format: 'iife',
    target: 'chrome124',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

interface Surroundings {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: keyof typeof themes;
}

export async function open(
  browser: Browser,
  script: string,
  { width = 600, height = 900, theme = 'vscode-dark' }: Surroundings = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height } });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const files: Record<string, { readonly body: string | Buffer; readonly contentType: string }> = {
    '/': { body: document(theme), contentType: 'text/html' },
    '/webview.js': { body: script, contentType: 'text/javascript' },
    '/codicon.css': { body: readFileSync('node_modules/@vscode/codicons/dist/codicon.css'), contentType: 'text/css' },
    '/codicon.ttf': { body: readFileSync('node_modules/@vscode/codicons/dist/codicon.ttf'), contentType: 'font/ttf' },
  };
  await page.route(`${origin}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file
      ? route.fulfill({ ...file, headers: { 'access-control-allow-origin': '*' } })
      : route.fulfill({ status: 404 });
  });
  await page.goto(`${origin}/`);
  return {
    page,
    complaints,
    send: (message) => page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`),
    said: () => page.evaluate('said.splice(0)'),
  };
}

/** The state outlives a reload, as it does in the editor. */
function document(theme: keyof typeof themes): string {
  const variables = Object.entries(themes[theme]).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/codicon.css" id="vscode-codicon-stylesheet">
<script nonce="${nonce}">
  const said = [];
  // The editor sets its variables and its background this way, too.
  document.documentElement.style.cssText = ${JSON.stringify(variables.join(' '))};
  document.documentElement.style.backgroundColor = 'var(--vscode-editor-background)';
  const acquireVsCodeApi = () => ({
    postMessage: (message) => said.push(JSON.parse(JSON.stringify(message))),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
</script>
</head>
<body class="${theme}"><script nonce="${nonce}" src="/webview.js"></script></body>
</html>`;
}
