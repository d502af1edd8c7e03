/** A client of the language server, over the pipes of a process of dist/bgplint.mjs, as an editor has it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { root } from '../support/run.ts';

/** What VS Code can, of what the server asks. */
export const able: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    applyEdit: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      versionSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** What a client wants to be told beyond what is always heard. */
export interface Wishes {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** The answer to workspace/configuration. */
  readonly settings?: unknown;
  readonly arguments?: readonly string[];
  /** The bgplint.mjs to run, if not that of dist/. */
  readonly program?: string;
}

export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  /** All that was published, in its order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  readonly registered: Registration[] = [];
  readonly progress: { readonly token: string | number; readonly value: { readonly kind: string } }[] = [];
  stderr = '';
  settings: unknown;
  readonly exited: Promise<number | null>;
  readonly #waiting = new Set<() => void>();
  initialized: InitializeResult | undefined;

  constructor({ settings, arguments: given = [], program = `${root}/dist/bgplint.mjs` }: Wishes = {}) {
    this.settings = settings;
    this.process = spawn(process.execPath, [program, 'lsp', ...given]);
    clients.add(this);
    this.process.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    const { stdin, stdout } = this.process;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const heard =
      <Item>(into: Item[]) =>
      (item: Item) => {
        into.push(item);
        this.#wake();
      };
    this.connection.onNotification('textDocument/publishDiagnostics', heard(this.published));
    const messages = { 'window/logMessage': this.logged, 'window/showMessage': this.shown };
    for (const [method, into] of Object.entries(messages)) {
      const hear = heard(into);
      this.connection.onNotification(method, ({ message }: { message: string }) => hear(message));
    }
    this.connection.onNotification('$/progress', heard(this.progress));
    const register = heard(this.registered);
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      for (const registration of registrations) register(registration);
      return null;
    });
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/configuration', () => [this.settings ?? null]);
    this.connection.listen();
  }

  /** A client that is ready. */
  static async of(wishes: Wishes = {}): Promise<Client> {
    const client = new Client(wishes);
    const { capabilities = able, folders = [], initializationOptions } = wishes;
    const params: InitializeParams = {
      processId: process.pid,
      clientInfo: { name: 'test' },
      capabilities,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: uri(folder), name: folder })),
      ...(initializationOptions !== undefined && { initializationOptions }),
    };
    client.initialized = await client.connection.sendRequest('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Waits until something is so, which is asked at each message that comes; what came instead is told where nothing comes. */
  async until<Found>(what: () => Found | undefined | false): Promise<Found> {
    for (;;) {
      const found = what();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve, reject) => {
        const hung = setTimeout(() => reject(new Error(`nothing more comes: ${this.#state()}`)), 60_000);
        this.#waiting.add(() => {
          clearTimeout(hung);
          resolve();
        });
      });
    }
  }

  #state(): string {
    const { published, logged, shown, stderr } = this;
    return JSON.stringify({ published: published.slice(-5), logged, shown, stderr }, null, 1);
  }

  /** The newest diagnostics of a file; undefined before any were published. */
  of(name: string): readonly Diagnostic[] | undefined {
    return this.published.findLast(({ uri: of }) => of === name || of.endsWith(`/${name}`))?.diagnostics;
  }

  /** Waits for a file to have diagnostics of just these rules. */
  async rules(name: string, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
    const wanted = [...rules].sort().join();
    return this.until(() => {
      const found = this.of(name);
      return (
        found
          ?.map(({ code }) => String(code))
          .sort()
          .join() === wanted && found
      );
    });
  }

  async open(name: string, text: string, { version = 1, languageId = 'yaml' } = {}): Promise<void> {
    const textDocument = { uri: name, languageId, version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** The whole text is another now. */
  async change(name: string, version: number, text: string): Promise<void> {
    const textDocument = { uri: name, version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  async notify(method: string, params: object): Promise<void> {
    await this.connection.sendNotification(method, params);
  }

  request<Answer>(method: string, params: object): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, params);
  }

  /** Ends as the protocol says, and gives the exit code. */
  async end(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  kill(): void {
    clients.delete(this);
    this.connection.dispose();
    this.process.kill('SIGKILL');
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) go();
  }
}

const clients = new Set<Client>();

/** Ends what a test has left. */
export function endClients(): void {
  for (const client of clients) client.kill();
}

/** The URI of a path, in the spelling of Node. */
export function uri(path: string): string {
  return pathToFileURL(path).href;
}
