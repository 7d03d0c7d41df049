/** An editor without a window: a real LSP client that talks to the bundled server over stdio. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after } from 'mocha';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type FileChangeType,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import {
  answerRequest,
  reviewedNotification,
  reviewFailedNotification,
  reviewingNotification,
  type AnswerParams,
  type AnswerResult,
  type FolderView,
  type InitializationOptions,
  type ReviewedParams,
  type ReviewFailedParams,
} from '../../src/protocol/messages.ts';
import { nodeArguments } from '../../src/protocol/starting.ts';
import { updated } from '../../src/protocol/updates.ts';
import { bundles } from '../bundles.ts';

export interface ClientOptions {
  /** Absolute paths or URIs of the workspace's folders; the first one is what paths are relative to. */
  readonly folders: readonly string[];
  /** Laid over what an editor such as VS Code says. */
  readonly initialize?: Partial<InitializeParams>;
  /** Where the bundle lies, when it is not the one that was built. */
  readonly bundle?: string;
  /** How long to wait for what a message brings about, in ms. */
  readonly patience?: number;
}

export interface Client {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly result: InitializeResult;
  readonly root: string;
  /** Of a path relative to the first folder. */
  readonly uriOf: (path: string) => string;
  /** What was published last for a file. */
  readonly diagnostics: (path: string) => readonly Diagnostic[];
  /** All that was ever published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logged: readonly LogMessageParams[];
  readonly registered: readonly Registration[];
  readonly failures: readonly ReviewFailedParams[];
  /** What the server said last about each folder. */
  readonly views: () => readonly FolderView[];
  /** Each time that it said so. */
  readonly reviewed: readonly (readonly FolderView[])[];
  /** How often the server asked for the lenses to be drawn anew. */
  readonly refreshes: () => number;
  /** Waits for what a message from the server brings about. */
  readonly until: <T>(what: string, ask: () => T | undefined | false) => Promise<T>;
  /** Waits until the server has seen everything that was sent to it, and has told what came of it. */
  readonly settled: () => Promise<void>;
  readonly open: (path: string, text?: string) => Promise<void>;
  /** Replaces the first occurrence of a string in an open document, as a keystroke does: by its range alone. */
  readonly type: (path: string, old: string, text: string) => Promise<void>;
  readonly close: (path: string) => Promise<void>;
  readonly textOf: (path: string) => string;
  readonly changed: (type: FileChangeType, ...paths: readonly string[]) => Promise<void>;
  readonly actions: (
    path: string,
    diagnostics: readonly Diagnostic[],
    only?: readonly string[],
  ) => Promise<readonly CodeAction[]>;
  /** The action with its edit, as an editor asks for it when it is chosen. */
  readonly resolved: (action: CodeAction | undefined) => Promise<CodeAction>;
  readonly lenses: (path: string) => Promise<readonly CodeLens[]>;
  readonly hover: (path: string, at: string) => Promise<Hover | null>;
  readonly answer: (params: Omit<AnswerParams, 'folder'>) => Promise<AnswerResult>;
  /** Asks it to end, as editors do. */
  readonly shutdown: () => Promise<number | null>;
  readonly exited: Promise<number | null>;
}

const capabilities: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, dataSupport: true, versionSupport: true },
    codeAction: {
      disabledSupport: true,
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] } },
    },
    hover: { contentFormat: ['markdown'] },
  },
};

/** More than the slowest machine needs; whoever waits so long has found a bug. */
const longest = 20_000;

const running = new Set<ChildProcess>();

/** Kills what failed tests left. */
export function discardClients(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}

function start(bundle: string): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...nodeArguments, join(bundle, 'server.js'), '--stdio']);
  running.add(child);
  return child;
}

/** A server that waits for its editor: half of a test's time would go into loading it. */
let spare: ChildProcessWithoutNullStreams | undefined;

async function nextServer(): Promise<ChildProcessWithoutNullStreams> {
  const bundle = await bundles();
  const now = spare ?? start(bundle);
  spare = start(bundle);
  running.delete(spare);
  running.add(now);
  return now;
}

process.once('exit', () => spare?.kill('SIGKILL'));
if (typeof (globalThis as { after?: unknown }).after === 'function')
  after(() => {
    spare?.kill('SIGKILL');
    spare = undefined;
  });

export async function connect(options: ClientOptions): Promise<Client> {
  const child = options.bundle === undefined ? await nextServer() : start(options.bundle);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  const died = exited.then((code) => {
    throw new Error(`The server ended with ${String(code)}.\n${complaints}`);
  });
  // Whoever waits for something else hears of it there.
  died.catch(() => {});
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );

  const documents = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const latest = new Map<string, readonly Diagnostic[]>();
  const logged: LogMessageParams[] = [];
  const registered: Registration[] = [];
  const failures: ReviewFailedParams[] = [];
  const reviewed: (readonly FolderView[])[] = [];
  let refreshes = 0;
  let isReviewing = false;
  const waiting = new Set<() => void>();
  const tell = (): void => {
    for (const wake of [...waiting]) wake();
  };
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    latest.set(URI.parse(params.uri).toString(), params.diagnostics);
    tell();
  });
  connection.onNotification(LogMessageNotification.type, (params) => {
    logged.push(params);
    tell();
  });
  connection.onNotification(reviewingNotification, () => void (isReviewing = true));
  connection.onNotification(reviewedNotification, (params: ReviewedParams) => {
    isReviewing = false;
    reviewed.push(updated(reviewed.at(-1) ?? [], params.folders));
    tell();
  });
  connection.onNotification(reviewFailedNotification, (params: ReviewFailedParams) => {
    isReviewing = false;
    failures.push(params);
    tell();
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    registered.push(...registrations);
    tell();
  });
  connection.onRequest(CodeLensRefreshRequest.type, () => {
    refreshes++;
    tell();
  });
  connection.onError(() => {});
  connection.listen();

  const base = options.folders[0] ?? tmpdir();
  const root = base.includes('://') ? URI.parse(base).fsPath : base;
  const uriOf = (path: string): string => URI.file(join(root, path)).toString();

  async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
    for (;;) {
      const answer = ask();
      if (answer !== undefined && answer !== false) return answer;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(wake);
          reject(new Error(`Waited for ${what} in vain.\n${JSON.stringify(logged)}\n${complaints}`));
        }, options.patience ?? longest);
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  }

  const documentOf = (path: string): TextDocument => {
    const document = documents.get(path);
    if (!document) throw new Error(`${path} is not open.`);
    return document;
  };

  const folderOf = (uri: string) => ({ uri, name: basename(URI.parse(uri).path) });
  const answered = connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions: { extension: true } satisfies InitializationOptions,
    workspaceFolders: options.folders.map((it) => folderOf(it.includes('://') ? it : URI.file(it).toString())),
    ...options.initialize,
  });
  const result = await Promise.race([answered, died]);
  await connection.sendNotification(InitializedNotification.type, {});

  return {
    process: child,
    connection,
    result,
    root,
    uriOf,
    published,
    logged,
    registered,
    failures,
    reviewed,
    exited,
    until,
    refreshes: () => refreshes,
    diagnostics: (path) => latest.get(uriOf(path)) ?? [],
    views: () => reviewed.at(-1) ?? [],
    settled: async () => {
      await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uriOf('none.py') } });
      await until('the end of the review', () => !isReviewing);
    },
    open: async (path, text = readFileSync(join(root, path), 'utf8')) => {
      const document = TextDocument.create(uriOf(path), languageId(path), 1, text);
      documents.set(path, document);
      const { uri, languageId: language, version } = document;
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: language, version, text },
      });
    },
    type: async (path, old, text) => {
      const document = documentOf(path);
      const contentChanges: TextDocumentContentChangeEvent[] = [{ range: rangeOf(document, old), text }];
      TextDocument.update(document, contentChanges, document.version + 1);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: document.uri, version: document.version },
        contentChanges,
      });
    },
    close: async (path) => {
      const { uri } = documentOf(path);
      documents.delete(path);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    textOf: (path) => documentOf(path).getText(),
    changed: async (type, ...paths) => {
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: paths.map((path) => ({ uri: uriOf(path), type })),
      });
    },
    actions: async (path, diagnostics, only) => {
      const answer = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uriOf(path) },
        range: diagnostics[0]?.range ?? nowhere,
        context: { diagnostics: [...diagnostics], ...(only === undefined ? {} : { only: [...only] }) },
      });
      return (answer ?? []).filter((it): it is CodeAction => !('arguments' in it));
    },
    resolved: async (action) => {
      if (!action) throw new Error('There is no such action.');
      return action.edit ? action : connection.sendRequest(CodeActionResolveRequest.type, action);
    },
    lenses: async (path) =>
      (await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uriOf(path) } })) ?? [],
    hover: async (path, at) =>
      connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: uriOf(path) },
        position: rangeOf(documents.get(path) ?? onDisk(root, path), at).start,
      }),
    answer: async (params) =>
      connection.sendRequest<AnswerResult>(answerRequest, { folder: URI.file(root).toString(), ...params }),
    shutdown: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return exited;
    },
  };
}

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const languageId = (path: string): string =>
  path.endsWith('.py') ? 'python' : path.endsWith('.ts') ? 'typescript' : path.endsWith('.yaml') ? 'yaml' : 'plaintext';

const onDisk = (root: string, path: string): TextDocument =>
  TextDocument.create(path, 'plaintext', 0, readFileSync(join(root, path), 'utf8'));

/** Of the first occurrence of a string. */
function rangeOf(document: TextDocument, part: string): Range {
  const start = document.getText().indexOf(part);
  if (start < 0) throw new Error(`${document.uri} has no '${part}'.`);
  return { start: document.positionAt(start), end: document.positionAt(start + part.length) };
}

/** Diagnostics are plain text, though the protocol's newest version knows others. */
export function messageOf({ message }: Diagnostic): string {
  if (typeof message !== 'string') throw new Error('It is no plain text.');
  return message;
}

/** The piece of a text that a range means, as an editor shows it. */
export function shown(text: string, range: Range): string {
  return TextDocument.create('', '', 0, text).getText(range);
}

/** Applies an edit to the files of a folder, as an editor does, and returns the paths that it changed. */
export function apply(root: string, edit: WorkspaceEdit | undefined): readonly string[] {
  return (edit?.documentChanges ?? []).map((change) => {
    if (!('edits' in change)) throw new Error('Only texts are edited.');
    const path = URI.parse(change.textDocument.uri).fsPath;
    const edits = change.edits.flatMap((it) => ('newText' in it ? [it] : []));
    const document = TextDocument.create('', '', 0, readFileSync(path, 'utf8'));
    writeFileSync(path, TextDocument.applyEdits(document, edits));
    return path.slice(root.length + 1);
  });
}
