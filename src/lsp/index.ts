/**
 * The language server: Language Server Protocol 3.17 (and the snippets of 3.18) over two streams.
 *
 * It has no rule and no message of its own: what it says comes from the pipeline, as it comes to the command line.
 */
import { createConnection, ErrorCodes, ResponseError, type WorkspaceFolder } from 'vscode-languageserver/node';
import { addRequests } from './requests.ts';
import { Server } from './server.ts';
import type { World } from './workspaces.ts';

/** Serves one client, until it says exit or closes its end: bgplint ends with that. */
export function serve(world: World, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  const connection = createConnection(input, output);
  const server = new Server(world, connection);
  /** What goes wrong in a notification is told, and the server goes on. */
  const guarded =
    <Params>(during: string, handle: (params: Params) => unknown) =>
    async (params: Params): Promise<void> => {
      if (!server.isServing) return;
      try {
        await handle(params);
      } catch (error) {
        server.faults.tell(during, error);
      }
    };
  connection.onInitialize((params) => {
    if (server.isInitialized) throw new ResponseError(ErrorCodes.InvalidRequest, 'it is initialized already');
    return server.initialize(params);
  });
  connection.onInitialized(
    guarded('the start', () => {
      const uris = (folders: readonly WorkspaceFolder[]) => folders.map(({ uri }) => uri);
      if (server.served.client.folders) {
        connection.workspace.onDidChangeWorkspaceFolders(
          guarded('a change of folders', ({ added, removed }) => server.foldersChanged(uris(added), uris(removed))),
        );
      }
      return server.initialized();
    }),
  );
  connection.onShutdown(() => server.shutdown());
  connection.onDidOpenTextDocument(
    guarded('the opening of a text', ({ textDocument: { uri, languageId, version, text } }) =>
      server.opened(uri, languageId, version, text),
    ),
  );
  connection.onDidChangeTextDocument(
    guarded('an edit', ({ textDocument: { uri, version }, contentChanges }) =>
      server.served.workspaces.edited(uri, version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    guarded('the closing of a text', ({ textDocument }) => server.served.workspaces.closed(textDocument.uri)),
  );
  connection.onDidSaveTextDocument(guarded('a save', ({ textDocument }) => server.saved(textDocument.uri)));
  connection.onDidChangeWatchedFiles(
    guarded('a change of files', ({ changes }) => server.served.workspaces.filesChanged(changes)),
  );
  connection.onDidChangeConfiguration(
    guarded('a change of settings', ({ settings }) => server.settingsChanged(settings)),
  );
  addRequests(connection, server);
  connection.listen();
}
