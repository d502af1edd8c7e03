/** What the client asks for. Each answer is of the texts that it has sent, once they were checked. */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  ErrorCodes,
  type FullDocumentDiagnosticReport,
  ResponseError,
  ShowDocumentRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { actionsOf, commandNames } from './actions.ts';
import { type Answerable, known, knownNow, settled } from './known.ts';
import { completionsOf, definitionsOf, hoverOf, referencesOf, symbolsOf } from './questions.ts';
import type { Server } from './server.ts';

export function addRequests(connection: Connection, server: Server): void {
  /** What goes wrong is told, and answered with nothing. */
  const guarded =
    <Params, Answer>(
      during: string,
      otherwise: Answer,
      answer: (params: Params, token: CancellationToken) => Promise<Answer> | Answer,
    ) =>
    async (params: Params, token: CancellationToken): Promise<Answer> => {
      if (!server.isInitialized) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first');
      if (!server.isServing) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was shut down');
      try {
        return await answer(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        server.faults.tell(during, error);
        return otherwise;
      }
    };
  /** A question about an open text. */
  const ofText = <Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
    during: string,
    otherwise: Answer,
    answer: (found: Answerable, params: Params) => Answer,
  ) =>
    guarded<Params, Answer>(during, otherwise, async (params, token) => {
      const found = await known(server.served.workspaces, params.textDocument.uri, token);
      return found === undefined ? otherwise : answer(found, params);
    });

  connection.onHover(ofText('a hover', null, (found, { position }) => hoverOf(found, position, server.served.client)));
  connection.onDefinition(ofText('a definition', [], (found, { position }) => definitionsOf(found, position)));
  connection.onReferences(
    ofText('references', [], (found, { position, context }) =>
      referencesOf(found, position, context.includeDeclaration),
    ),
  );
  connection.onDocumentSymbol(ofText('symbols', [], (found) => symbolsOf(found, server.served.client)));
  connection.onCodeAction(
    ofText('actions', [], (found, { range, context }) => {
      const { client, workspaces } = server.served;
      return actionsOf(found, range, context, client, (uri) => workspaces.versionOf(uri));
    }),
  );
  connection.onCompletion(
    guarded('a completion', [], ({ textDocument, position }) => {
      const found = knownNow(server.served.workspaces, textDocument.uri);
      return found === undefined ? [] : completionsOf(found, position, server.rules, server.served.client);
    }),
  );
  connection.onExecuteCommand(
    guarded('a command', null, async ({ command, arguments: given = [] }) => {
      await execute(connection, server, command, given);
      return null;
    }),
  );
  // A client that is sent diagnostics is not told that it may ask: it would show each twice.
  connection.languages.diagnostics.on(
    ofText('diagnostics', full([]), ({ open }) => full([...server.served.published.of(open.document.uri)])),
  );
  connection.languages.diagnostics.onWorkspace(
    guarded('diagnostics', { items: [] }, async (_, token) => {
      const { published, workspaces } = server.served;
      await settled(workspaces.all, token);
      const items = published.uris().map((uri): WorkspaceDocumentDiagnosticReport => {
        return { ...full([...published.of(uri)]), uri, version: workspaces.versionOf(uri) ?? null };
      });
      return { items };
    }),
  );
}

function full(items: Diagnostic[]): FullDocumentDiagnosticReport {
  return { kind: 'full', items };
}

/** The commands of actions; a client may send any arguments. */
async function execute(
  connection: Connection,
  server: Server,
  command: string,
  given: readonly unknown[],
): Promise<void> {
  const [first, second, third] = given;
  if (command === commandNames.left) {
    tellLeft(server, given);
  } else if (command === commandNames.reason && typeof first === 'string') {
    await connection.sendRequest(ShowDocumentRequest.type, { uri: first, takeFocus: true, selection: second as never });
  } else if (command === commandNames.apply && server.served.client.appliesEdits) {
    const label = typeof second === 'string' ? second : 'bgplint';
    const { applied } = await connection.workspace.applyEdit({ label, edit: first as never });
    if (applied && Array.isArray(third)) tellLeft(server, third);
  } else {
    throw new ResponseError(ErrorCodes.InvalidParams, 'there is no such command');
  }
}

function tellLeft(server: Server, given: readonly unknown[]): void {
  const steps = given.filter((step) => typeof step === 'string');
  if (steps.length > 0) server.tell(`Left to do: ${steps.join('; ')}`);
}
