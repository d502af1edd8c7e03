/** One client: what it can, what it wants, and what it is told. */
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LogMessageNotification,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { neutralise } from '../lib/text.ts';
import type { Rule } from '../model/rule.ts';
import { commandNames, fixAllKind } from './actions.ts';
import { Turns } from './checks.ts';
import { type Client, clientOf } from './client.ts';
import { source } from './diagnostics.ts';
import { Faults } from './faults.ts';
import { plain } from './plain.ts';
import { progressOf } from './progress.ts';
import { Published } from './published.ts';
import { settingsOf } from './settings.ts';
import { uriOf } from './uris.ts';
import { Workspaces, type World } from './workspaces.ts';

/** The client that is served, from `initialize` on. */
interface Served {
  readonly client: Client;
  readonly published: Published;
  readonly workspaces: Workspaces;
}

export class Server {
  readonly #world: World;
  readonly #connection: Connection;
  readonly faults: Faults;
  #served: Served | undefined;
  #isShutDown = false;
  #refreshing: ReturnType<typeof setTimeout> | undefined;

  constructor(world: World, connection: Connection) {
    this.#world = world;
    this.#connection = connection;
    this.faults = new Faults({
      log: (line) => this.#log(line),
      show: (message) => this.#show(MessageType.Error, message),
    });
  }

  initialize(params: InitializeParams): InitializeResult {
    const client = clientOf(params);
    const { clock, policy, version } = this.#world;
    const connection = this.#connection;
    const published = new Published(
      (diagnostics) => {
        if (!client.pullsOnly) void connection.sendDiagnostics(diagnostics).catch(() => undefined);
        else if (client.refreshesDiagnostics) this.#refresh();
      },
      (uri) => workspaces.versionOf(uri),
    );
    const shared = {
      ...{ client, published, clock, rules: policy.rules, turns: new Turns(), faults: this.faults },
      progress: (title: string, cancel: () => void) => progressOf(connection, clock, title, cancel),
      show: (type: MessageType, message: string) => this.#show(type, message),
      log: (line: string) => this.#log(line),
    };
    const workspaces = new Workspaces(this.#world, shared, settingsOf(params.initializationOptions));
    for (const uri of foldersOf(params)) workspaces.addFolder(uri);
    this.#served = { client, published, workspaces };
    return {
      serverInfo: { name: 'bgplint', version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: client.literalActions
          ? { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: false }
          : true,
        executeCommandProvider: { commands: Object.values(commandNames) },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '/', ',', '@', ':', '"', "'"] },
        definitionProvider: true,
        referencesProvider: true,
        documentSymbolProvider: { label: 'bgplint' },
        ...(client.pullsOnly && {
          diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: true },
        }),
      },
    };
  }

  /** The client is ready: the first checks begin, and what it offers is asked for. */
  async initialized(): Promise<void> {
    const { client, workspaces } = this.served;
    this.#log(`bgplint ${this.#world.version}, for ${neutralise(client.name)}`);
    workspaces.checkAll();
    const { client: registrations } = this.#connection;
    if (client.registersWatching) {
      const watchers = [{ globPattern: '**/*' }];
      await registrations.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.registersSettings) {
      await registrations.register(DidChangeConfigurationNotification.type, { section: 'bgplint' });
    }
    if (client.settings) await this.settingsChanged(undefined);
  }

  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    const { client, workspaces } = this.served;
    for (const uri of removed) workspaces.removeFolder(uri);
    for (const uri of added) workspaces.addFolder(uri);
    workspaces.settle();
    if (client.settings) await this.settingsChanged(undefined);
  }

  /** Settings were changed: the client is asked for them, or has sent them along. */
  async settingsChanged(sent: unknown): Promise<void> {
    const { client, workspaces } = this.served;
    if (!client.settings) {
      workspaces.configure(settingsOf(sent));
      return;
    }
    const asked = workspaces.folderUris.map((scopeUri) => ({ section: 'bgplint', scopeUri }));
    const answer: unknown = await this.#connection.workspace.getConfiguration([{ section: 'bgplint' }, ...asked]);
    const [others, ...ofFolders] = Array.isArray(answer) ? answer : [];
    workspaces.configure(settingsOf(others), ofFolders.map(settingsOf));
  }

  opened(uri: string, language: string, version: number, text: string): void {
    const { client, workspaces } = this.served;
    workspaces.opened(uri, language, version, text);
    if (!client.registersWatching) workspaces.reread();
  }

  /** A client that watches no files is one of which nobody knows what else has changed when it opens or saves one. */
  saved(uri: string): void {
    const { client, workspaces } = this.served;
    if (client.registersWatching) workspaces.saved(uri);
    else workspaces.reread();
  }

  shutdown(): void {
    this.#isShutDown = true;
    for (const session of this.#served?.workspaces.all ?? []) session.checks.stop();
  }

  /** From `initialize` to `shutdown`. */
  get isServing(): boolean {
    return this.#served !== undefined && !this.#isShutDown;
  }

  get isInitialized(): boolean {
    return this.#served !== undefined;
  }

  get served(): Served {
    if (this.#served === undefined) throw new Error('no client has said what it can');
    return this.#served;
  }

  #log(line: string): void {
    void this.#connection
      .sendNotification(LogMessageNotification.type, { type: MessageType.Log, message: line })
      .catch(() => undefined);
  }

  /** Has the client ask anew, once for all that a check changes. */
  #refresh(): void {
    this.#refreshing ??= setTimeout(() => {
      this.#refreshing = undefined;
      this.#connection.languages.diagnostics.refresh();
    }, 0);
  }

  get rules(): readonly Rule[] {
    return this.#world.policy.rules;
  }

  /** Shows a message to the person. */
  tell(message: string): void {
    this.#show(MessageType.Info, message);
  }

  #show(type: MessageType, message: string): void {
    void this.#connection
      .sendNotification(ShowMessageNotification.type, { type, message: plain(message) })
      .catch(() => undefined);
  }
}

/** The folders of a client as URIs, also of one from before there could be several. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [uriOf(rootPath.replaceAll('\\', '/'))] : [];
}
