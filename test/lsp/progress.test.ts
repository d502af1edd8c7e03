/** Progress of checks, by a clock that the test moves: how fast a machine is has no part in it. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { sha256 } from '../../src/host/hash.ts';
import { serve } from '../../src/lsp/index.ts';
import { progressOf } from '../../src/lsp/progress.ts';
import { memory } from '../support/memory.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { policy, schemas } from '../support/run.ts';
import { able } from './client.ts';

interface Told {
  readonly token: string | number;
  readonly value: { readonly kind: string; readonly title?: string; readonly percentage?: number };
}

/** A client in this process, at the other end of two streams. */
class Near {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  readonly connection: ProtocolConnection;
  readonly progress: Told[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  /** Called when a check says that it has begun. */
  begun: (token: Told['token']) => void = () => undefined;
  asked = 0;

  constructor() {
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.output),
      new StreamMessageWriter(this.input),
    );
    this.connection.onNotification('$/progress', (told: Told) => {
      this.progress.push(told);
      if (told.value.kind === 'begin') this.begun(told.token);
    });
    this.connection.onNotification('textDocument/publishDiagnostics', (one: PublishDiagnosticsParams) => {
      this.published.push(one);
    });
    this.connection.onRequest('window/workDoneProgress/create', () => {
      this.asked++;
      return null;
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', () => [null]);
    this.connection.listen();
  }

  cancel(token: Told['token']): Promise<void> {
    return this.connection.sendNotification('window/workDoneProgress/cancel', { token });
  }
}

/** Lets messages come until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

test('what takes half a second is told, how far it is, and that it has ended', async () => {
  const client = new Near();
  const server = createConnection(client.input, client.output);
  server.onInitialize(() => ({ capabilities: {} }));
  server.listen();
  await client.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: able });
  let now = 0;
  let cancelled = 0;
  const teller = progressOf(
    server,
    () => now,
    'bgplint: net',
    () => cancelled++,
  );
  now = 499;
  teller.update('read', 1, 10);
  await server.sendRequest('client/registerCapability');
  expect(client.asked).toBe(0);
  now = 500;
  teller.update('read', 2, 10);
  await until(() => client.progress.length > 0);
  expect(client.progress[0]?.value).toMatchObject({ kind: 'begin', title: 'bgplint: net', cancellable: true });
  now = 1000;
  teller.update('read', 5, 10);
  teller.update('read', 6, 10);
  await client.cancel(client.progress[0]?.token ?? '');
  await until(() => cancelled === 1);
  teller.end();
  await until(() => client.progress.some(({ value }) => value.kind === 'end'));
  expect(client.progress.map(({ value }) => [value.kind, value.percentage])).toEqual([
    ['begin', 0],
    ['report', 35],
    ['end', undefined],
  ]);
  expect(client.asked).toBe(1);
});

test('a check that a person cancels says nothing, and the next one says all', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`/r/d${i % 50}/${i}.yaml`, calicoPeer(`p${i}`)]),
  );
  const absolute = (cwd: string, path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);
  // Each look at it is a second later, so each pause of the check lets messages come.
  let now = 0;
  const clock = () => {
    now += 1000;
    return now;
  };
  const client = new Near();
  serve(
    {
      ...{ host: { files: memory(files), absolute }, policy, schemas, sha256, clock },
      ...{ cwd: '/r', version: '0.0.0', today: () => '2026-01-01', examples: () => undefined },
    },
    client.input,
    client.output,
  );
  client.begun = (token) => {
    client.begun = () => undefined;
    void client.cancel(token);
  };
  const workspaceFolders = [{ uri: 'file:///r', name: 'r' }];
  await client.connection.sendRequest('initialize', {
    ...{ processId: null, rootUri: null, capabilities: able, workspaceFolders },
  });
  await client.connection.sendNotification('initialized', {});
  await until(() => client.progress.some(({ value }) => value.kind === 'end'));
  expect(client.published).toEqual([]);
  const textDocument = { uri: 'file:///r/d0/0.yaml', languageId: 'yaml', version: 1, text: soundPeer };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  await until(() => client.published.length > 0);
});
