/** The language server: any LSP client over stdio or IPC. */
import { join } from 'node:path';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  createConnection,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  answerRequest,
  explainRequest,
  findingsRequest,
  rulesRequest,
  type AnswerParams,
  type FindingsParams,
  type FindingView,
  type RuleView,
} from '../protocol/messages.ts';
import { rulePage } from '../workspace/pages.ts';
import { rules } from '../workspace/rules.ts';
import { codeActionsFor, fixAllKind } from './actions.ts';
import { saveAnswer } from './answers.ts';
import { hoverAt, lensesOf } from './hints.ts';
import { createReviews, watchedGlobs } from './reviews.ts';
import { findingsOf } from './views.ts';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const assets = process.env['SERVERLESS_LENS_ASSETS'] ?? join(__dirname);
const reviews = createReviews(
  connection,
  assets,
  (uri) => documents.get(uri)?.getText(),
  () => {
    if (refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  },
);
let refreshesLenses = false;
let watches = false;
let watchesFolders = false;

connection.onInitialize((params: InitializeParams): InitializeResult => {
  watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  refreshesLenses = params.capabilities.workspace?.codeLens?.refreshSupport ?? false;
  watchesFolders = params.capabilities.workspace?.workspaceFolders ?? false;
  for (const { uri, name } of params.workspaceFolders ?? []) reviews.add(uri, name);
  return {
    serverInfo: { name: 'serverless-lens' },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeLensProvider: {},
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
});

connection.onInitialized(() => {
  if (watches) {
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: watchedGlobs.map((globPattern) => ({ globPattern })),
    });
  }
  if (watchesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) reviews.remove(uri);
      for (const { uri, name } of added) reviews.add(uri, name);
    });
  }
  reviews.start();
});

documents.onDidChangeContent(({ document }) => reviews.edited(document.uri, document.getText().length));
documents.onDidClose(({ document }) => reviews.edited(document.uri, 0));
connection.onDidChangeWatchedFiles(({ changes }) => reviews.changedOnDisk(changes.map(({ uri }) => uri)));

connection.onCodeAction(async (params) => {
  const folder = await reviews.settled(params.textDocument.uri);
  return folder ? [...codeActionsFor(params, folder, (uri) => documents.get(uri)?.version ?? null)] : [];
});

connection.onHover(async ({ textDocument, position }) => {
  const folder = await reviews.settled(textDocument.uri);
  const path = folder?.pathOf(textDocument.uri);
  return folder && path !== undefined ? hoverAt(folder, path, position) : null;
});

connection.onCodeLens(async ({ textDocument }) => {
  const folder = await reviews.settled(textDocument.uri);
  const path = folder?.pathOf(textDocument.uri);
  return folder && path !== undefined ? [...lensesOf(folder, path)] : [];
});

connection.onRequest(answerRequest, async (params: AnswerParams) => {
  const folder = reviews.byUri(params.folder);
  if (!folder) return { kind: 'refused', why: 'The folder is not open any more.' };
  const result = saveAnswer(
    folder,
    params,
    documents.all().map(({ uri }) => uri),
    new Date(),
  );
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
