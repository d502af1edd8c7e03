/** Hover, completion, definitions, references and symbols: src/editor's answers in the protocol's words. */
import {
  type CompletionItem,
  CompletionItemKind,
  type DocumentSymbol,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver/node';
import {
  type Completion,
  type CompletionKind,
  completions,
  definitions,
  type FileSymbol,
  hover,
  type SymbolKind as OwnSymbolKind,
  references,
  symbols,
} from '../editor/index.ts';
import type { Rule } from '../model/rule.ts';
import type { Client } from './client.ts';
import { type Answerable, type Known, locationOf } from './known.ts';
import { rangeOf } from './ranges.ts';

export function hoverOf({ knowledge, file }: Answerable, position: Position, { markdown }: Client): Hover | null {
  const found = hover(knowledge, file, position);
  if (found === undefined) return null;
  const kind = markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.markdown }, range: rangeOf(found.range) };
}

export function definitionsOf({ knowledge, file, session }: Answerable, position: Position): Location[] {
  return definitions(knowledge, file, position).map((place) => locationOf(place, session));
}

export function referencesOf(
  { knowledge, file, session }: Answerable,
  position: Position,
  withDefinition: boolean,
): Location[] {
  return references(knowledge, file, position, { withDefinition }).map((place) => locationOf(place, session));
}

const completionKinds: { readonly [kind in CompletionKind]: CompletionItemKind } = {
  rule: CompletionItemKind.Constant,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  directive: CompletionItemKind.Keyword,
};

/** Of the text as it is now: what is known of the rest may be older. */
export function completionsOf(
  { knowledge, file, open: { document } }: Known,
  position: Position,
  rules: readonly Rule[],
  { snippets }: Client,
): CompletionItem[] {
  const offered = completions(knowledge ?? rules, file, document.getText(), position);
  // Editors that put in no snippets may put in one line only: Neovim before 0.10 writes `^@` for its end.
  return (snippets ? offered : offered.map(firstLine)).map(itemOf);
}

function firstLine(completion: Completion): Completion {
  return { ...completion, text: completion.text.split('\n', 1)[0] ?? '' };
}

function itemOf(
  { label, kind, text, range, detail, documentation, order = 1 }: Completion,
  index: number,
): CompletionItem {
  return {
    label,
    kind: completionKinds[kind],
    textEdit: { range: rangeOf(range), newText: text },
    // Neovim 0.11 offers all that comes with an edit and without this, whatever was typed.
    filterText: label,
    // Those of one order stay as they come.
    sortText: `${order} ${String(index).padStart(5, '0')}`,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  };
}

const symbolKinds: { readonly [kind in OwnSymbolKind]: SymbolKind } = {
  object: SymbolKind.Object,
  router: SymbolKind.Module,
  session: SymbolKind.Interface,
};

/** A tree, or for a client that shows none a list. */
export function symbolsOf(
  { knowledge, file, open: { document } }: Answerable,
  { nestedSymbols }: Client,
): DocumentSymbol[] | SymbolInformation[] {
  const found = symbols(knowledge, file);
  return nestedSymbols ? found.map(nested) : found.flatMap((symbol) => flat(symbol, document.uri));
}

function nested({ name, detail, kind, range, selection, children }: FileSymbol): DocumentSymbol {
  return {
    ...{ name, detail, kind: symbolKinds[kind], range: rangeOf(range), selectionRange: rangeOf(selection) },
    children: children.map(nested),
  };
}

function flat({ name, kind, range, children }: FileSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const own: SymbolInformation = {
    ...{ name, kind: symbolKinds[kind], location: { uri, range: rangeOf(range) } },
    ...(containerName !== undefined && { containerName }),
  };
  return [own, ...children.flatMap((child) => flat(child, uri, name))];
}
