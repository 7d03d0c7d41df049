/** The language server as a process of the extension, and all that is said to it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CodeLensRequest,
  ExecuteCommandRequest,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import {
  answerRequest,
  explainRequest,
  findingsRequest,
  fixWorkspaceCommand,
  reviewedNotification,
  reviewFailedNotification,
  reviewingNotification,
  rulesRequest,
  type AnswerParams,
  type AnswerResult,
  type FindingsParams,
  type FindingView,
  type FixWorkspaceParams,
  type FixWorkspaceResult,
  type FolderView,
  type InitializationOptions,
  type ReviewedParams,
  type ReviewFailedParams,
  type RuleView,
} from '../protocol/messages.ts';
import { nodeArguments } from '../protocol/starting.ts';
import { updated } from '../protocol/updates.ts';
import type { Reviews } from './reviews.ts';

/** Its requests never reject; what goes wrong is in the log. */
export interface Server {
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly answer: (params: AnswerParams) => Promise<AnswerResult>;
  readonly findings: (params: FindingsParams) => Promise<readonly FindingView[]>;
  readonly rules: () => Promise<readonly RuleView[]>;
  /** Undefined when there is no answer. */
  readonly fixWorkspace: (params: FixWorkspaceParams) => Promise<FixWorkspaceResult | undefined>;
  /** A rule's page in Markdown, or what there is to say instead; null when there is no such rule. */
  readonly explain: (rule: string) => Promise<string | null>;
}

/** By name, not by language: other extensions give templates languages of their own. */
const documents = '**/*.{py,java,js,mjs,cjs,jsx,ts,mts,cts,tsx,yaml,yml,json,template}';

const stopped = 'The language server has stopped. Its log says why; “Serverless Lens: Restart” starts it again.';

export const silent = 'The language server does not answer. Its log says why.';

export function createServer(context: ExtensionContext, log: LogOutputChannel, reviews: Reviews): Server {
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: 'file', pattern: documents }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { extension: true } satisfies InitializationOptions,
    markdown: { isTrusted: { enabledCommands: ['serverlessLens.explain'] } },
    middleware: {
      provideCodeLenses: (document, token, next) => (showsLenses() ? next(document, token) : []),
    },
  };
  const module = join(context.extensionPath, 'dist', 'server.js');
  const client = new LanguageClient(
    'serverlessLens',
    'Serverless Lens',
    { module, transport: TransportKind.ipc, options: { execArgv: [...nodeArguments] } },
    options,
  );

  /** What this server told last. */
  let told: readonly FolderView[] = [];
  let wanted = false;
  let restarting: Promise<void> | undefined;
  context.subscriptions.push(
    client,
    client.onNotification(reviewingNotification, reviews.began),
    client.onNotification(reviewedNotification, ({ folders }: ReviewedParams) => {
      told = updated(told, folders);
      reviews.set({ kind: 'reviewed', folders: told });
    }),
    client.onNotification(reviewFailedNotification, ({ why }: ReviewFailedParams) => {
      if (reviews.now().kind === 'reviewing') reviews.set({ kind: 'failed', why });
      else reviews.ended();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) {
        told = [];
        reviews.set({ kind: 'reviewing' });
      }
      if ((newState === State.Stopped || newState === State.StartFailed) && wanted)
        reviews.set({ kind: 'failed', why: stopped });
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('serverlessLens.codeLens')) return;
      // One provider serves all documents, and any of them leads to it.
      const feature = client.getFeature(CodeLensRequest.method);
      const [provider] = workspace.textDocuments.flatMap((document) => feature.getProvider(document) ?? []);
      provider?.onDidChangeCodeLensEmitter.fire();
    }),
  );

  async function start(): Promise<void> {
    wanted = true;
    try {
      await client.start();
      // There is nothing that the server would ever send word of.
      if (!workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file'))
        reviews.set({ kind: 'reviewed', folders: [] });
    } catch (error) {
      log.error(String(error));
      reviews.set({ kind: 'failed', why: stopped });
    }
  }

  async function stop(): Promise<void> {
    wanted = false;
    if (!client.isRunning()) return;
    const { serverProcess } = client;
    try {
      await client.stop();
    } catch (error) {
      log.error(String(error));
      if (serverProcess) await killed(serverProcess);
    }
  }

  async function restart(): Promise<void> {
    await stop();
    await start();
  }

  /** For what a view can do without. */
  async function ask<T>(request: string, params: unknown, without: T): Promise<T> {
    try {
      return await client.sendRequest<T>(request, params);
    } catch (error) {
      log.error(`${request}: ${String(error)}`);
      return without;
    }
  }

  return {
    start,
    restart: () => (restarting ??= restart().finally(() => (restarting = undefined))),
    stop,
    answer: (params) =>
      ask<AnswerResult>(answerRequest, params, {
        kind: 'refused',
        why: silent,
      }),
    findings: (params) => ask<readonly FindingView[]>(findingsRequest, params, []),
    rules: () => ask<readonly RuleView[]>(rulesRequest, undefined, []),
    fixWorkspace: (params) =>
      ask<FixWorkspaceResult | undefined>(
        ExecuteCommandRequest.method,
        { command: fixWorkspaceCommand, arguments: [params] },
        undefined,
      ),
    explain: (rule) => ask<string | null>(explainRequest, rule, silent),
  };
}

/** The client kills a server that hangs only later, and would take its end for that of the next one. */
async function killed(hanging: ChildProcess): Promise<void> {
  if (hanging.exitCode !== null || hanging.signalCode !== null) return;
  const closed = once(hanging, 'close');
  hanging.kill('SIGKILL');
  await closed;
}

const showsLenses = (): boolean => workspace.getConfiguration('serverlessLens').get('codeLens.enabled', true);
