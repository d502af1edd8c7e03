/** Starts `bgplint lsp` and joins it to VS Code. What it says of a file comes from the server: there is no rule here. */
import { homedir } from 'node:os';
import {
  commands,
  type ExtensionContext,
  LanguageStatusSeverity,
  languages,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { type Executable, LanguageClient, State } from 'vscode-languageclient/node';
import { showMap } from './map.ts';
import { isOfWorkspace, mapArguments, type Program, plain, programOf } from './server.ts';

/**
 * Files that are sent while they are typed, by their endings: those that bgplint reads (src/discover/kinds.ts). Others are read from the
 * disk. By endings and not by languages, because other extensions give YAML of Kubernetes languages of their own.
 */
const documents = [
  {
    scheme: 'file',
    pattern:
      '**/*.{yaml,yml,json,rules,iptables,ip6tables,nft,nftables,conf,cfg,config,confg,ios,v4,v6,txt,out,status}',
  },
  // A new file that has no name yet.
  { scheme: 'untitled', language: 'yaml' },
  { scheme: 'untitled', language: 'json' },
];

/** What the library says of a server that does not start would be the second message about it. */
class Client extends LanguageClient {
  #ran = false;

  override async start(): Promise<void> {
    await super.start();
    this.#ran = true;
  }

  override error(message: string, data?: unknown, shown?: boolean | 'force'): void {
    super.error(message, data, this.#ran ? shown : false);
  }
}

let client: Client | undefined;

/** Called by VS Code when a file of a language in `activationEvents` is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('bgplint', { log: true });
  const status = languages.createLanguageStatusItem('bgplint', documents);
  status.name = 'bgplint';
  status.command = { command: 'bgplint.showLog', title: 'Show Log' };
  context.subscriptions.push(log, status);

  const program = () =>
    programOf({
      setting: workspace.getConfiguration('bgplint').get('path', ''),
      bundled: context.asAbsolutePath('server/dist/bgplint.mjs'),
      node: process.execPath,
      platform: process.platform,
      home: homedir(),
      folder: workspace.workspaceFolders?.[0]?.uri.fsPath,
      isTrusted: workspace.isTrusted,
    });

  async function start(): Promise<void> {
    const server = program();
    const started = new Client('bgplint', 'bgplint', executable(server), {
      documentSelector: documents,
      outputChannel: log,
      // It is told below, with what helps.
      initializationFailedHandler: () => false,
    });
    client = started;
    started.onDidChangeState(({ newState }) => {
      const { name = 'bgplint', version = '' } = started.initializeResult?.serverInfo ?? {};
      status.text = newState === State.Running ? `${name} ${version}`.trim() : 'bgplint';
      status.detail = newState === State.Running ? detailOf(server, context) : 'not running';
      status.busy = newState === State.Starting;
      status.severity = newState === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    });
    try {
      await started.start();
    } catch (error) {
      log.error(error instanceof Error ? error.message : String(error));
      // Not awaited: the message stays until somebody answers it.
      void told(server, workspace.getConfiguration('bgplint').get('path', '') !== '', log);
    }
  }

  async function restart(): Promise<void> {
    const stopped = client;
    client = undefined;
    // One that never ran cannot be stopped.
    await stopped?.dispose().catch((error: unknown) => log.warn(String(error)));
    await start();
  }

  context.subscriptions.push(
    commands.registerCommand('bgplint.restart', restart),
    commands.registerCommand('bgplint.showLog', () => log.show()),
    commands.registerCommand('bgplint.showMap', async () => {
      const folder = await chosenFolder();
      if (folder === undefined) return;
      const { fsPath } = folder.uri;
      const used = program();
      await showMap(
        folder.name,
        fsPath,
        used,
        mapArguments(workspace.getConfiguration('bgplint', folder).get('config'), used),
      );
    }),
    commands.registerCommand('bgplint.fixAll', () =>
      commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.bgplint', apply: 'first' }),
    ),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('bgplint.path')) await restart();
    }),
    workspace.onDidGrantWorkspaceTrust(async () => {
      const setting = workspace.getConfiguration('bgplint').get('path', '');
      if (isOfWorkspace({ setting, platform: process.platform })) await restart();
    }),
  );
  await start();
}

/** Called by VS Code before it ends. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}

/** The folder of the file at hand, else the one that there is, or that somebody chooses. */
async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
  const file = window.activeTextEditor?.document.uri;
  const [only, ...more] = workspace.workspaceFolders ?? [];
  const own = file === undefined ? undefined : workspace.getWorkspaceFolder(file);
  return own ?? (more.length === 0 ? only : await window.showWorkspaceFolderPick());
}

function executable({ command, args, env, shell }: Program): Executable {
  return { command, args: [...args, 'lsp'], options: { env: { ...process.env, ...env }, shell } };
}

function detailOf({ args: [path = ''], command }: Program, context: ExtensionContext): string {
  return path.startsWith(context.extensionPath) ? 'in this extension' : path || command;
}

/** Says that the server did not start, and offers what helps. */
async function told({ command, args }: Program, isChosen: boolean, log: { show(): void }): Promise<void> {
  const [settings, shown] = ['Open Settings', 'Show Log'];
  const answer = await window.showErrorMessage(
    isChosen
      ? `bgplint did not start. The setting bgplint.path makes it run: ${plain([command, ...args, 'lsp'].join(' '))}`
      : 'bgplint did not start. The log says why.',
    ...(isChosen ? [settings, shown] : [shown]),
  );
  if (answer === settings) await commands.executeCommand('workbench.action.openSettings', 'bgplint.path');
  if (answer === shown) log.show();
}
