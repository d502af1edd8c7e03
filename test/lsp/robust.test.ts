/** A server that never crashes, whatever it is sent. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { able, Client, endClients, uri } from './client.ts';

afterEach(endClients);

const bad = calicoPeer('bad');
const noPassword = 'calico/peer-without-password';

test.each([
  ['a client that can nothing', {}],
  ['one that says only what it must', { textDocument: {}, workspace: {}, window: {} }],
])('%s gets diagnostics all the same', async (_, capabilities) => {
  const folder = project({ 'a.yaml': bad });
  const client = await Client.of({ folders: [folder], capabilities });
  await client.rules('a.yaml', noPassword);
  expect(client.registered).toEqual([]);
  expect(await client.end()).toBe(0);
});

test('a client that names its folder by a path', async () => {
  const folder = project({ 'a.yaml': bad });
  const client = new Client();
  await client.request('initialize', { processId: null, rootUri: null, rootPath: folder, capabilities: {} });
  await client.notify('initialized', {});
  await client.rules('a.yaml', noPassword);
});

test('options that other clients pass are taken', async () => {
  const client = await Client.of({ arguments: ['--stdio', `--clientProcessId=${process.pid}`] });
  expect(await client.end()).toBe(0);
});

test('nothing but the protocol is written', async () => {
  const folder = project({ 'a.yaml': bad });
  const client = await Client.of({ folders: [folder] });
  await client.rules('a.yaml', noPassword);
  expect(client.stderr).toBe('');
});

describe('out of order', () => {
  test('a request before initialize, after shutdown, and a second initialize are errors', async () => {
    const early = new Client();
    const asked = { textDocument: { uri: 'untitled:a' }, position: { line: 0, character: 0 } };
    await expect(early.request('textDocument/hover', asked)).rejects.toMatchObject({ code: -32002 });
    await early.notify('textDocument/didChange', {
      textDocument: { uri: 'untitled:a', version: 1 },
      contentChanges: [],
    });
    const client = await Client.of();
    await expect(client.request('initialize', { capabilities: {} })).rejects.toMatchObject({ code: -32600 });
    await client.request('shutdown', {});
    await expect(client.request('textDocument/hover', asked)).rejects.toMatchObject({ code: -32600 });
    await client.notify('exit', {});
    expect(await client.exited).toBe(0);
  });

  test('a client that goes without a word ends the server', async () => {
    const client = await Client.of();
    client.process.stdin.end();
    expect(await client.exited).toBe(1);
  });
});

describe('odd messages', () => {
  test.each([
    [
      'a change of what is not open',
      'textDocument/didChange',
      { textDocument: { uri: 'file:///x', version: 1 }, contentChanges: [{ text: '' }] },
    ],
    ['a change without its members', 'textDocument/didChange', {}],
    ['an opening without a text', 'textDocument/didOpen', { textDocument: { uri: 'untitled:b' } }],
    ['changes of nothing', 'workspace/didChangeWatchedFiles', {}],
    [
      'folders that are none',
      'workspace/didChangeWorkspaceFolders',
      { event: { added: [{ uri: 'x' }], removed: [{}] } },
    ],
    ['an unknown notification', 'bgplint/none', { a: 1 }],
    ['settings of a kind of their own', 'workspace/didChangeConfiguration', { settings: [[]] }],
  ])('%s', async (_, method, params) => {
    const client = await Client.of({
      capabilities: { textDocument: { publishDiagnostics: {} }, workspace: { workspaceFolders: true } },
    });
    await client.notify(method, params);
    await client.open('untitled:a', bad);
    await client.rules('untitled:a', noPassword);
  });

  test('a command that is none, and one with odd arguments', async () => {
    const client = await Client.of();
    for (const params of [
      { command: 'rm' },
      { command: 'bgplint.apply' },
      { command: 'bgplint.writeReason', arguments: [1] },
    ]) {
      await client.request('workspace/executeCommand', params).catch(() => undefined);
    }
    await client.open('untitled:a', bad);
    await client.rules('untitled:a', noPassword);
  });

  test('positions outside of the text', async () => {
    const client = await Client.of();
    await client.open('untitled:a', bad);
    const textDocument = { uri: 'untitled:a' };
    for (const [line, character] of [
      [1e9, 0],
      [0, 1e9],
      [-1, -1],
      [4, 1e9],
    ]) {
      const position = { line, character };
      const range = { start: position, end: position };
      await client.request('textDocument/hover', { textDocument, position });
      await client.request('textDocument/completion', { textDocument, position });
      await client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
    }
    expect(client.logged.filter((line) => line.includes('a bug'))).toEqual([]);
  });
});

test('what is no text, a lone surrogate and controls do no harm', async () => {
  const client = await Client.of();
  await client.open('untitled:a', `\u0000\ud800\u001b[31m\u2028: [\r{"`);
  await client.open('untitled:b', bad.replaceAll('bad', '\u202e\u001bbad'));
  const found = await client.until(() => client.of('untitled:b')?.length && client.of('untitled:b'));
  expect(JSON.stringify(found)).not.toMatch(/[\u202e\u001b]|\\u001b/);
  expect(client.logged.filter((line) => line.includes('a bug'))).toEqual([]);
});

test('a folder that is removed has nothing, until it is there again', async () => {
  const folder = project({ 'in/a.yaml': bad });
  const client = await Client.of({ folders: [join(folder, 'in')] });
  await client.rules('in/a.yaml', noPassword);
  rmSync(join(folder, 'in'), { recursive: true });
  await client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uri(join(folder, 'in/a.yaml')), type: 3 }],
  });
  await client.rules('in/a.yaml');
  mkdirSync(join(folder, 'in'));
  await client.open(uri(join(folder, 'in/b.yaml')), bad);
  await client.rules('in/b.yaml', noPassword);
});

test('a disk as a folder is not checked, and what is opened is', async () => {
  const client = await Client.of({ folders: ['/'] });
  await client.open('untitled:a', bad);
  await client.rules('untitled:a', noPassword);
  expect(client.logged.some((line) => line.includes('a whole disk'))).toBe(true);
});

test('a request that is cancelled while it waits for a check is answered so', async () => {
  const folder = project({ 'a.yaml': bad });
  const client = await Client.of({ folders: [folder], settings: { delay: 10_000 } });
  await client.rules('a.yaml', noPassword);
  const file = uri(join(folder, 'a.yaml'));
  await client.open(file, bad);
  await client.until(() => client.of('a.yaml') !== undefined);
  await client.change(file, 2, soundPeer);
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest<Hover>(
    'textDocument/hover',
    { textDocument: { uri: file }, position: { line: 4, character: 0 } },
    source.token,
  );
  source.cancel();
  await expect(asked).rejects.toMatchObject({ code: -32800 });
});

test('diagnostics are of the newest version only', async () => {
  const client = await Client.of();
  await client.open('untitled:a', bad);
  for (let version = 2; version < 30; version++)
    await client.change('untitled:a', version, version % 2 === 0 ? soundPeer : bad);
  await client.until(() => client.published.at(-1)?.version === 29);
  expect(client.of('untitled:a')).toHaveLength(1);
  const versions = client.published.map(({ version }) => version ?? 0);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  for (const { version = 0, diagnostics } of client.published) expect(diagnostics).toHaveLength(version % 2);
});

test('a client that only pulls gets no diagnostics but those that it asks for', async () => {
  const folder = project({ 'a.yaml': bad });
  const { publishDiagnostics: _, ...textDocument } = able.textDocument ?? {};
  const capabilities = { ...able, textDocument: { ...textDocument, diagnostic: {} } };
  const client = await Client.of({ folders: [folder], capabilities });
  expect(client.initialized?.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  expect(items).toMatchObject([{ kind: 'full', uri: uri(join(folder, 'a.yaml')), items: [{ code: noPassword }] }]);
  const file = uri(join(folder, 'a.yaml'));
  await client.open(file, soundPeer);
  const one = await client.request('textDocument/diagnostic', { textDocument: { uri: file } });
  expect(one).toEqual({ kind: 'full', items: [] });
  expect(client.published).toEqual([]);
  const pushed = await Client.of({ folders: [folder] });
  expect(pushed.initialized?.capabilities.diagnosticProvider).toBeUndefined();
});

test('of very many findings in one file the worst are told, and how many are not', async () => {
  const client = await Client.of({ folders: [project({})] });
  const many = `# bgplint-ignore ${'a,'.repeat(5000)}\n`;
  await client.open('untitled:many.yaml', `${bad}${many}${calicoPeer('x').replace('192.0.2.1', 'x')}`);
  const found = await client.until(() => client.of('untitled:many.yaml'));
  expect(found.length).toBe(1001);
  expect(found.at(-1)?.message).toMatch(/^1000 of 500\d findings in this file are shown, the worst: /);
});
