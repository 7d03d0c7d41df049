/** The language server: any LSP client over stdio or IPC. */
import { basename, join } from 'node:path';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  createConnection,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  WatchKind,
  type CancellationToken,
  type CodeAction,
  type FileSystemWatcher,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import {
  answerRequest,
  explainRequest,
  findingsRequest,
  fixWorkspaceCommand,
  rulesRequest,
  type AnswerParams,
  type AnswerResult,
  type FindingsParams,
  type FindingView,
  type FixWorkspaceParams,
  type FixWorkspaceResult,
  type InitializationOptions,
  type RuleView,
} from '../protocol/messages.ts';
import { setUpV8 } from '../node/v8.ts';
import { fixedInWords } from '../protocol/words.ts';
import { rulePage } from '../workspace/pages.ts';
import { rules } from '../workspace/rules.ts';
import { codeActionsFor, fixAllKind, wantedBy, type ActionData } from './actions.ts';
import { saveAnswer } from './answers.ts';
import { actionSupport, workspaceEdit, type ActionSupport } from './edits.ts';
import { openDocuments } from './documents.ts';
import type { Folder } from './folder.ts';
import { hoverAt, lensesOf } from './hints.ts';
import { refactoringKinds, withRefactoring } from './refactorings.ts';
import { createReviews } from './reviews.ts';
import { findingsOf } from './views.ts';
import { fixWorkspace, say } from './workspaceFixes.ts';

const watchers: readonly FileSystemWatcher[] = [
  {
    globPattern: '**/*.{py,java,js,mjs,cjs,jsx,ts,mts,cts,tsx,yaml,yml,json,template}',
    kind: WatchKind.Change,
  },
  { globPattern: '**/*{Dockerfile,dockerfile}*', kind: WatchKind.Change },
  { globPattern: '**/{pom.xml,build.gradle,build.gradle.kts,application*.properties}', kind: WatchKind.Change },
  // When a directory comes or goes, editors tell of it alone.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

setUpV8({ percent: 27, budget: 200_000 });

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const open = openDocuments();
const assets = process.env['SERVERLESS_LENS_ASSETS'] ?? join(__dirname);
const reviews = createReviews(connection, assets, open, () => {
  if (refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
});
let refreshesLenses = false;
let watches = false;
let watchesFolders = false;
let inExtension = false;
let support: ActionSupport = { versions: false, disabled: false, later: false, annotations: false, commands: false };

connection.onInitialize((params: InitializeParams): InitializeResult => {
  const { workspace } = params.capabilities;
  watches = workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  refreshesLenses = workspace?.codeLens?.refreshSupport ?? false;
  watchesFolders = workspace?.workspaceFolders ?? false;
  inExtension = (params.initializationOptions as InitializationOptions | null | undefined)?.extension === true;
  support = actionSupport(params.capabilities, inExtension);
  for (const { uri, name } of foldersOf(params)) reviews.add(uri, name);
  return {
    serverInfo: { name: 'serverless-lens' },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeLensProvider: {},
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, ...Object.values(refactoringKinds), fixAllKind],
        resolveProvider: true,
      },
      executeCommandProvider: { commands: [fixWorkspaceCommand] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
});

/** Editors that know no folders say their root in one of two older ways. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders;
  const uri = rootUri ?? (rootPath ? URI.file(rootPath).toString() : undefined);
  return uri === undefined ? [] : [{ uri, name: basename(URI.parse(uri).path) }];
}

connection.onInitialized(() => {
  if (watches) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
  if (watchesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) reviews.remove(uri);
      for (const { uri, name } of added) reviews.add(uri, name);
    });
  }
  reviews.start();
});

documents.onDidOpen(({ document }) => open.opened(document));
documents.onDidChangeContent(({ document }) => reviews.edited(document.uri));
documents.onDidClose(({ document }) => {
  open.closed(document);
  reviews.edited(document.uri);
});
connection.onDidChangeWatchedFiles(({ changes }) => reviews.changedOnDisk(changes));

/** An answer about a document, from the folders that it lies in, none of which has a review due. */
const about =
  <P extends { readonly textDocument: { readonly uri: string } }, R>(
    answer: (folders: readonly Folder[], params: P) => R,
  ) =>
  async (params: P, token: CancellationToken): Promise<R | ResponseError<void>> => {
    const folders = await reviews.settled(params.textDocument.uri, token);
    return token.isCancellationRequested ? cancelled() : answer(folders, params);
  };

const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');

connection.onHover(
  about((folders, { textDocument, position }) => hoverAt(folders, textDocument.uri, position, inExtension)),
);

connection.onCodeLens(about((folders, { textDocument }) => [...lensesOf(folders, textDocument.uri, inExtension)]));

connection.onCodeAction(async (params, token) => {
  const folders = await reviews.settled(params.textDocument.uri, token);
  if (token.isCancellationRequested) return cancelled();
  const actions = codeActionsFor(params, folders, support);
  if (support.later) return [...actions];
  const complete = await Promise.all(actions.map(withEdit));
  return complete.filter((it) => it !== undefined);
});

connection.onCodeActionResolve(
  async (action) =>
    (await withEdit(action)) ?? new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed meanwhile.'),
);

/** Undefined when the text changes meanwhile. */
async function withEdit(action: CodeAction): Promise<CodeAction | undefined> {
  const data = action.data as ActionData | undefined;
  if (data === undefined) return action;
  const folder = reviews.byUri(data.folder);
  if (!folder) return undefined;
  await reviews.quiet(folder);
  if ('selection' in data) return withRefactoring(action, data, folder, support);
  const fixed = await reviews.fixed(folder, wantedBy(data));
  return fixed && { ...action, edit: workspaceEdit(fixed.edits, folder, support) };
}

connection.onExecuteCommand(
  async ({ command, arguments: given }): Promise<FixWorkspaceResult | ResponseError<void>> => {
    if (command !== fixWorkspaceCommand)
      return new ResponseError(LSPErrorCodes.RequestFailed, `No command ${command}.`);
    const [params] = (given ?? []) as readonly (FixWorkspaceParams | undefined)[];
    const result = await fixWorkspace(connection, reviews, support, params?.rule);
    // The extension says the rest itself, and a preview has been spoken of.
    const shown = result.kind === 'applied' || result.kind === 'refused';
    if (!inExtension && !(shown && support.annotations)) say(connection, fixedInWords(result));
    return result;
  },
);

const folderClosed: AnswerResult = { kind: 'refused', why: 'The folder is not open any more.' };

connection.onRequest(answerRequest, async (params: AnswerParams): Promise<AnswerResult> => {
  const folder = reviews.byUri(params.folder);
  if (!folder) return folderClosed;
  await reviews.quiet(folder);
  if (reviews.byUri(params.folder) !== folder) return folderClosed;
  const result = saveAnswer(folder, params, new Date());
  if (result.kind === 'saved') await reviews.again(folder);
  return result;
});

connection.onRequest(explainRequest, (id: string): string | null => {
  const rule = rules.find((it) => it.id === id);
  return rule ? rulePage(rule) : null;
});

connection.onRequest(rulesRequest, (): readonly RuleView[] => rules.map(({ id, summary }) => ({ id, summary })));

connection.onRequest(findingsRequest, (params: FindingsParams): readonly FindingView[] => {
  const folder = reviews.byUri(params.folder);
  return folder ? findingsOf(folder, params.function) : [];
});

process.on('unhandledRejection', (error) =>
  connection.console.error(`Unhandled: ${String(error instanceof Error ? error.stack : error)}`),
);

documents.listen(connection);
connection.listen();
