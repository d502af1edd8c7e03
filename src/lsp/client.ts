/** What a client can do, of what the server would use: all of it may be lacking. */
import type { InitializeParams } from 'vscode-languageserver/node';

export interface Client {
  /** Its name, for the log. */
  readonly name: string;
  readonly related: boolean;
  readonly ruleLinks: boolean;
  /** It asks for diagnostics, and does not take those that are sent. */
  readonly pullsOnly: boolean;
  readonly progress: boolean;
  readonly settings: boolean;
  readonly registersSettings: boolean;
  readonly registersWatching: boolean;
  readonly folders: boolean;
  readonly literalActions: boolean;
  /** It puts in completions that are snippets. */
  readonly snippets: boolean;
  readonly preferred: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly appliesEdits: boolean;
  readonly showsDocuments: boolean;
  readonly markdown: boolean;
  readonly nestedSymbols: boolean;
  readonly refreshesDiagnostics: boolean;
}

/** Reads the capabilities of `initialize`. */
export function clientOf({ capabilities, clientInfo }: InitializeParams): Client {
  const { workspace = {}, textDocument = {}, window = {} } = capabilities;
  const edits = workspace.workspaceEdit ?? {};
  const { publishDiagnostics: pushed, codeAction, hover, documentSymbol } = textDocument;
  return {
    name: [clientInfo?.name, clientInfo?.version].filter(Boolean).join(' ') || 'a client without a name',
    related:
      pushed?.relatedInformation === true ||
      (pushed === undefined && textDocument.diagnostic?.relatedInformation === true),
    ruleLinks: (pushed ?? textDocument.diagnostic)?.codeDescriptionSupport === true,
    pullsOnly: pushed === undefined && textDocument.diagnostic !== undefined,
    progress: window.workDoneProgress === true,
    settings: workspace.configuration === true,
    registersSettings: workspace.didChangeConfiguration?.dynamicRegistration === true,
    registersWatching: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace.workspaceFolders === true,
    snippets: textDocument.completion?.completionItem?.snippetSupport === true,
    literalActions: codeAction?.codeActionLiteralSupport !== undefined,
    preferred: codeAction?.isPreferredSupport === true,
    versionedEdits: edits.documentChanges === true,
    snippetEdits: edits.snippetEditSupport === true,
    appliesEdits: workspace.applyEdit === true,
    showsDocuments: window.showDocument?.support === true,
    markdown: hover?.contentFormat?.includes('markdown') !== false,
    nestedSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
  };
}
