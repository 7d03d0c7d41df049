import { commands, Uri, window, type TextDocumentContentProvider } from 'vscode';
import { silent, type Server } from './server.ts';

/** Of the documents that show rules' pages: `serverless-lens:/startup-time/tracing-off.md`. */
export const ruleScheme = 'serverless-lens';

export interface RulePages extends TextDocumentContentProvider {
  /** Shows a rule's page; without an id, asks which. */
  readonly show: (id: unknown) => Promise<void>;
}

export function createRulePages(server: Server): RulePages {
  async function show(id: unknown): Promise<void> {
    const rule = typeof id === 'string' ? id : await pick(server);
    if (rule === undefined) return;
    const uri = Uri.from({ scheme: ruleScheme, path: `/${rule}.md` });
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The editor's Markdown extension can be switched off.
      await window.showTextDocument(uri, { preview: true });
    }
  }

  return {
    provideTextDocumentContent: async ({ path }) => {
      const rule = path.replace(/^\//, '').replace(/\.md$/, '');
      return (await server.explain(rule)) ?? `There is no rule \`${rule}\`.`;
    },
    show,
  };
}

async function pick(server: Server): Promise<string | undefined> {
  const rules = await server.rules();
  if (rules.length === 0) {
    void window.showWarningMessage(silent);
    return undefined;
  }
  const picked = await window.showQuickPick(
    rules.map(({ id, summary }) => ({ label: id, detail: summary })),
    { title: 'Explain Rule', placeHolder: 'Which rule?', matchOnDetail: true },
  );
  return picked?.label;
}
