import { commands, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { Place } from '../protocol/messages.ts';
import { createChecklist } from './checklist.ts';
import type { ApplicationNode, FunctionNode } from './functionNodes.ts';
import { fixFile, fixWorkspace, rename } from './fixes.ts';
import { createFunctions } from './functions.ts';
import { openPlace } from './places.ts';
import { createReviews, foldersOf, type Reviewed } from './reviews.ts';
import { createRulePages, ruleScheme } from './rulePages.ts';
import { createServer, type Server } from './server.ts';
import { createStatusBar } from './statusBar.ts';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Serverless Lens', { log: true });
  const reviews = createReviews();
  const own = createServer(context, log, reviews);
  server = own;
  const { restart } = own;
  const pages = createRulePages(own);
  const checklist = createChecklist(context, reviews, own, pages.show);

  const commandsOf: Readonly<Record<string, (...args: never[]) => unknown>> = {
    openChecklist: checklist.show,
    explain: pages.show,
    fixAll: fixFile,
    fixAllInWorkspace: () => fixWorkspace(own),
    rename,
    restart,
    showLog: () => log.show(),
    openWalkthrough: () => commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
    openPlace: (place: Place) => openPlace(place),
    openDeclaration: (node: FunctionNode | ApplicationNode) => openPlace(declarationOf(node)),
  };
  context.subscriptions.push(
    log,
    reviews,
    checklist,
    createFunctions(reviews, own),
    createStatusBar(reviews),
    reviews.changed(() => tellViews(reviews.now())),
    workspace.registerTextDocumentContentProvider(ruleScheme, pages),
    ...Object.entries(commandsOf).map(([name, run]) => commands.registerCommand(`serverlessLens.${name}`, run)),
  );
  await own.start();
}

export const deactivate = (): Promise<void> | undefined => server?.stop();

/** The first line of what names an application. */
function declarationOf(node: FunctionNode | ApplicationNode): Place {
  if (node.kind === 'function') return node.fn.place;
  const path = node.application ?? '';
  return { uri: Uri.joinPath(Uri.parse(node.folder.folder, true), path).toString(), path, line: 0, character: 0 };
}

/** For what the manifest shows or hides. */
function tellViews(reviewed: Reviewed): void {
  const hasFunctions = foldersOf(reviewed).some(({ functions }) => functions.length > 0);
  void commands.executeCommand('setContext', 'serverlessLens.state', reviewed.kind);
  void commands.executeCommand('setContext', 'serverlessLens.hasFunctions', hasFunctions);
}
