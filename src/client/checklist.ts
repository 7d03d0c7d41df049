/** The panel that shows the checklist; what it shows is drawn by `webview/`. */
import { randomBytes } from 'node:crypto';
import {
  commands,
  TabInputWebview,
  Uri,
  ViewColumn,
  window,
  type Disposable,
  type ExtensionContext,
  type Webview,
  type WebviewPanel,
} from 'vscode';
import type { FolderView, FromPage, ToPage } from '../protocol/messages.ts';
import { updatesFrom } from '../protocol/updates.ts';
import { openPlace } from './places.ts';
import type { Reviews } from './reviews.ts';
import type { Server } from './server.ts';

export interface Checklist extends Disposable {
  readonly show: () => Promise<void>;
}

const viewType = 'serverlessLens.checklist';

export function createChecklist(
  { extensionUri }: ExtensionContext,
  reviews: Reviews,
  server: Server,
  explain: (rule: string) => Promise<void>,
): Checklist {
  let panel: WebviewPanel | undefined;
  /** What the page was told; it knows of nothing when it is made anew. */
  let shown: readonly FolderView[] | undefined;
  const resources = Uri.joinPath(extensionUri, 'dist');

  const say = (message: ToPage): void => void panel?.webview.postMessage(message);

  function draw(): void {
    const reviewed = reviews.now();
    if (reviewed.kind === 'failed') say({ kind: 'failed', why: reviewed.why });
    else if (reviewed.kind === 'reviewed') {
      const { folders } = reviewed;
      say({ kind: 'show', folders: updatesFrom(shown ?? [], folders), whole: shown === undefined });
      shown = folders;
    }
    if (reviewed.kind === 'reviewing' || reviews.busy()) say({ kind: 'working' });
  }

  async function hear(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        shown = undefined;
        draw();
        return;
      case 'open':
        // Beside, so that the checklist stays in sight.
        await openPlace(message.place, panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
        return;
      case 'explain':
        await explain(message.rule);
        return;
      case 'answer': {
        const { folder, check } = message.params;
        say({ kind: 'answered', folder, check, result: await server.answer(message.params) });
      }
    }
  }

  function adopt(adopted: WebviewPanel): void {
    panel = adopted;
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'checklist.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: [resources] };
    const hearing = panel.webview.onDidReceiveMessage(hear);
    panel.onDidDispose(() => {
      hearing.dispose();
      if (panel === adopted) panel = undefined;
    });
    panel.webview.html = pageOf(panel.webview, resources);
  }

  const disposables: Disposable[] = [
    // A hidden page hears nothing; made anew when it is shown, it asks.
    reviews.changed(() => {
      if (panel?.visible) draw();
    }),
    window.registerWebviewPanelSerializer(viewType, {
      // The page keeps its own state.
      deserializeWebviewPanel: (restored: WebviewPanel) => {
        panel?.dispose();
        adopt(restored);
        return Promise.resolve();
      },
    }),
  ];

  return {
    show: async () => {
      if (panel) {
        panel.reveal();
        return;
      }
      if (await showRestored()) return;
      const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
      adopt(window.createWebviewPanel(viewType, 'Serverless Lens', column));
    },
    // The panel stays: the editor brings it back after a reload.
    dispose: () => {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

const focusGroup = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'] as const;

/** A tab that a reload brought back has no panel before it is looked at; a second one would hide what is written in it. */
async function showRestored(): Promise<boolean> {
  for (const { viewColumn, tabs } of window.tabGroups.all) {
    const index = tabs.findIndex(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(viewType));
    const group = focusGroup[viewColumn - 1];
    if (index < 0 || group === undefined) continue;
    await commands.executeCommand(`workbench.action.focus${group}EditorGroup`);
    await commands.executeCommand('workbench.action.openEditorAtIndex', index);
    return true;
  }
  return false;
}

function pageOf(webview: Webview, resources: Uri): string {
  const uri = (name: string): string => webview.asWebviewUri(Uri.joinPath(resources, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src data:`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Serverless Lens</title>
    <link id="vscode-codicon-stylesheet" rel="stylesheet" href="${uri('codicon.css')}" />
  </head>
  <body>
    <script nonce="${nonce}" src="${uri('webview.js')}"></script>
  </body>
</html>
`;
}
