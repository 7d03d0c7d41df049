import { commands, window, workspace, type ExtensionContext } from 'vscode';
import type { Place } from '../protocol/messages.ts';
import { createChecklist } from './checklist.ts';
import { createFunctions, type FunctionNode } from './functions.ts';
import { openPlace } from './places.ts';
import { createReviews, foldersOf, type Reviewed } from './reviews.ts';
import { createRulePages, ruleScheme } from './rulePages.ts';
import { createServer, type Server } from './server.ts';
import { createStatusBar } from './statusBar.ts';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Serverless Lens', { log: true });
  const reviews = createReviews();
  server = createServer(context, log, reviews);
  const { restart } = server;
  const pages = createRulePages(server);
  const checklist = createChecklist(context, reviews, server, pages.show);

  const commandsOf: Readonly<Record<string, (...args: never[]) => unknown>> = {
    openChecklist: checklist.show,
    explain: pages.show,
    fixAll,
    restart,
    showLog: () => log.show(),
    openWalkthrough: () => commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
    openPlace: (place: Place) => openPlace(place),
    openDeclaration: ({ fn }: FunctionNode) => openPlace(fn.place),
  };
  context.subscriptions.push(
    log,
    reviews,
    checklist,
    createFunctions(reviews, server),
    createStatusBar(reviews),
    reviews.changed(() => tellViews(reviews.now())),
    workspace.registerTextDocumentContentProvider(ruleScheme, pages),
    ...Object.entries(commandsOf).map(([name, run]) => commands.registerCommand(`serverlessLens.${name}`, run)),
  );
  await server.start();
}

export const deactivate = (): Promise<void> | undefined => server?.stop();

const fixAll = () =>
  commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.serverlessLens', apply: 'first' });

/** For what the manifest shows or hides. */
function tellViews(reviewed: Reviewed): void {
  const hasFunctions = foldersOf(reviewed).some(({ functions }) => functions.length > 0);
  void commands.executeCommand('setContext', 'serverlessLens.state', reviewed.kind);
  void commands.executeCommand('setContext', 'serverlessLens.hasFunctions', hasFunctions);
}
