/** What the editor asks, over the protocol: what is answered is src/editor's and tested there. */
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type {
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import { project } from '../support/command.ts';
import { calicoPeer, metallbPeer, soundPeer } from '../support/objects.ts';
import { Client, endClients, uri } from './client.ts';

afterEach(endClients);

const profile = `apiVersion: metallb.io/v1beta1
kind: BFDProfile
metadata:
  name: fast
  namespace: metallb-system
spec: {}
`;
const peer = metallbPeer('tor', ['passwordSecret: {name: tor}', 'bfdProfile: fast']);
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part));

async function opened(files: { readonly [name: string]: string }, name: string, wishes = {}) {
  const folder = project(files);
  const client = await Client.of({ folders: [folder], ...wishes });
  const file = uri(join(folder, name));
  await client.open(file, files[name] ?? '');
  const at = (part: string, shift = 0) => {
    const line = lineOf(files[name] ?? '', part);
    return {
      textDocument: { uri: file },
      position: { line, character: (files[name] ?? '').split('\n')[line]?.indexOf(part) ?? 0 + shift },
    };
  };
  return { client, folder, file, at };
}

test('a question that comes before the first check has ended is answered after it', async () => {
  const { client, at } = await opened({ 'a.yaml': calicoPeer('bad') }, 'a.yaml');
  const hover = await client.request<Hover>('textDocument/hover', at('spec:'));
  expect(hover.contents).toMatchObject({
    kind: 'markdown',
    value: expect.stringContaining('calico/peer-without-password'),
  });
  expect(hover.range?.start).toEqual({ line: 4, character: 0 });
});

test('definition and references go to other files', async () => {
  const { client, folder, at } = await opened({ 'peer.yaml': peer, 'bfd.yaml': profile }, 'peer.yaml');
  const [definition] = await client.request<Location[]>('textDocument/definition', at('fast'));
  expect(definition?.uri).toBe(uri(join(folder, 'bfd.yaml')));
  expect(definition?.range.start).toEqual({ line: lineOf(profile, 'name: fast'), character: 8 });
  const asked = { ...at('fast'), context: { includeDeclaration: true } };
  const references = await client.request<Location[]>('textDocument/references', asked);
  expect(references.map((one) => one.uri).sort()).toEqual([
    uri(join(folder, 'bfd.yaml')),
    uri(join(folder, 'peer.yaml')),
  ]);
});

test('rules are completed in a suppression, of the text as it is now', async () => {
  const { client, file } = await opened({ 'a.yaml': soundPeer }, 'a.yaml');
  await client.change(file, 2, `# bgplint-ignore calico/glob\n${soundPeer}`);
  const position = { line: 0, character: 28 };
  const items = await client.request<CompletionItem[]>('textDocument/completion', {
    textDocument: { uri: file },
    position,
  });
  expect(items.find(({ label }) => label === 'calico/global-peer')?.textEdit).toEqual({
    newText: 'calico/global-peer',
    range: { start: { line: 0, character: 17 }, end: position },
  });
});

test('a client without snippets gets one line of a key, and each can tell what fits what was typed', async () => {
  const textDocument = { uri: 'untitled:bgplint.yaml' };
  const offered = async (snippetSupport: boolean) => {
    const completion = { completionItem: { snippetSupport } };
    const client = await Client.of({ capabilities: { textDocument: { publishDiagnostics: {}, completion } } });
    await client.open(textDocument.uri, 'wai');
    const position = { line: 0, character: 3 };
    const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument, position });
    return items.find(({ label }) => label === 'waivers');
  };
  expect(await offered(false)).toMatchObject({ filterText: 'waivers', textEdit: { newText: 'waivers:' } });
  expect(await offered(true)).toMatchObject({ filterText: 'waivers', textEdit: { newText: 'waivers:\n  - ' } });
});

test('symbols are a tree, or a list for a client that shows none', async () => {
  const { client, file } = await opened({ 'a.yaml': soundPeer }, 'a.yaml');
  const asked = { textDocument: { uri: file } };
  const tree = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', asked);
  expect(tree).toMatchObject([
    { name: 'sound', detail: 'BGPPeer', selectionRange: { start: { line: 3, character: 8 } } },
  ]);
  const plain = await opened({ 'a.yaml': soundPeer }, 'a.yaml', { capabilities: {} });
  const asking = { textDocument: { uri: plain.file } };
  const list = await plain.client.request<SymbolInformation[]>('textDocument/documentSymbol', asking);
  expect(list).toMatchObject([{ name: 'sound', location: { uri: plain.file } }]);
});

test('of a text that is not open nothing is known', async () => {
  const client = await Client.of();
  const textDocument = { uri: 'file:///nowhere.yaml' };
  const position = { line: 0, character: 0 };
  expect(await client.request('textDocument/hover', { textDocument, position })).toBeNull();
  expect(await client.request('textDocument/definition', { textDocument, position })).toEqual([]);
  expect(await client.request('textDocument/completion', { textDocument, position })).toEqual([]);
});
