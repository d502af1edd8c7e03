import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { rulePage } from '../../src/lib/pages.ts';
import { project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { able, Client, endClients, uri } from './client.ts';

afterEach(endClients);

const bad = calicoPeer('bad');
const noPassword = 'calico/peer-without-password';

describe('a workspace', () => {
  test('is checked as a whole, with links to the pages of rules', async () => {
    const folder = project({ 'a/bad.yaml': bad, 'sound.yaml': soundPeer });
    const client = await Client.of({ folders: [folder] });
    const [found] = await client.rules('a/bad.yaml', noPassword);
    expect(found).toMatchObject({
      range: { start: { line: 4, character: 0 }, end: { line: 4, character: 4 } },
      severity: 1,
      source: 'bgplint',
      codeDescription: { href: rulePage(noPassword) },
    });
    expect(client.of('sound.yaml')).toBeUndefined();
    expect(await client.end()).toBe(0);
  });

  test('points to related places in other files', async () => {
    const folder = project({ 'one.yaml': soundPeer, 'other.yaml': soundPeer.replace('name: sound', 'name: again') });
    const client = await Client.of({ folders: [folder] });
    const [found] = await client.rules('one.yaml', 'calico/duplicate-peer');
    expect(found?.relatedInformation?.map(({ location }) => location.uri)).toEqual([uri(join(folder, 'other.yaml'))]);
    const { publishDiagnostics: _, ...without } = able.textDocument ?? {};
    const plain = await Client.of({
      folders: [folder],
      capabilities: { textDocument: { ...without, publishDiagnostics: {} } },
    });
    const [told] = await plain.rules('one.yaml', 'calico/duplicate-peer');
    expect(told?.relatedInformation).toBeUndefined();
    expect(told?.codeDescription).toBeUndefined();
    expect(told?.message).toMatch(/\n.+: other\.yaml:\d+:\d+$/);
  });

  test('the open text comes before the one of the disk, and what is closed is that of the disk again', async () => {
    const folder = project({ 'a.yaml': bad });
    const client = await Client.of({ folders: [folder] });
    await client.rules('a.yaml', noPassword);
    const file = uri(join(folder, 'a.yaml'));
    await client.open(file, soundPeer);
    await client.rules('a.yaml');
    await client.change(file, 2, bad);
    await client.rules('a.yaml', noPassword);
    expect(client.published.at(-1)?.version).toBe(2);
    await client.change(file, 3, soundPeer);
    await client.rules('a.yaml');
    await client.notify('textDocument/didClose', { textDocument: { uri: file } });
    await client.rules('a.yaml', noPassword);
    expect(client.published.at(-1)?.version).toBeUndefined();
  });

  test('a text of a file that does not exist yet is checked with the others', async () => {
    const folder = project({ 'one.yaml': soundPeer });
    const client = await Client.of({ folders: [folder] });
    await client.open(uri(join(folder, 'new/other.yaml')), soundPeer.replace('name: sound', 'name: again'));
    await client.until(() =>
      client.published.some(({ diagnostics }) => diagnostics.some(({ code }) => code === 'calico/duplicate-peer')),
    );
  });

  test('files that change, come and go on the disk are read again', async () => {
    const folder = project({ 'a.yaml': bad });
    const client = await Client.of({ folders: [folder] });
    await client.rules('a.yaml', noPassword);
    expect(client.registered.map(({ method }) => method)).toContain('workspace/didChangeWatchedFiles');
    writeFileSync(join(folder, 'a.yaml'), soundPeer);
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b/b.yaml'), bad);
    const changed = (name: string, type: number) => ({ uri: uri(join(folder, name)), type });
    await client.notify('workspace/didChangeWatchedFiles', { changes: [changed('a.yaml', 2), changed('b/b.yaml', 1)] });
    await client.rules('b.yaml', noPassword);
    await client.rules('a.yaml');
    rmSync(join(folder, 'b'), { recursive: true });
    await client.notify('workspace/didChangeWatchedFiles', { changes: [changed('b', 3)] });
    await client.rules('b.yaml');
  });

  test('a text that is opened again has its diagnostics again: the editor may have dropped them', async () => {
    const folder = project({ 'a.yaml': bad });
    const client = await Client.of({ folders: [folder] });
    const file = uri(join(folder, 'a.yaml'));
    await client.open(file, bad);
    await client.until(() => client.published.at(-1)?.version === 1);
    client.published.length = 0;
    await client.notify('textDocument/didClose', { textDocument: { uri: file } });
    await client.open(file, bad);
    await client.until(() => client.published.some(({ version }) => version === 1));
    expect(client.of('a.yaml')).toHaveLength(1);
  });

  test('a client that watches nothing gets what changed with the next save, and with what it opens', async () => {
    const folder = project({ 'a.yaml': soundPeer });
    const client = await Client.of({ folders: [folder], capabilities: { textDocument: { publishDiagnostics: {} } } });
    await client.open(uri(join(folder, 'a.yaml')), soundPeer);
    expect(client.registered).toEqual([]);
    writeFileSync(join(folder, 'b.yaml'), bad);
    await client.notify('textDocument/didSave', { textDocument: { uri: uri(join(folder, 'a.yaml')) } });
    await client.rules('b.yaml', noPassword);
    writeFileSync(
      join(folder, 'b.yaml'),
      soundPeer.replace('192.0.2.', '198.51.100.').replace('name: sound', 'name: b'),
    );
    await client.open(uri(join(folder, 'c.yaml')), 'a: 1\n');
    await client.rules('b.yaml');
  });
});

describe('several folders', () => {
  test('are checked each for itself, and the nearest speaks of a file', async () => {
    const [one, other] = [project({ 'one.yaml': soundPeer, 'in/two.yaml': bad }), project({ 'other.yaml': soundPeer })];
    const client = await Client.of({ folders: [one, join(one, 'in'), other] });
    const found = await client.rules('in/two.yaml', noPassword);
    expect(found).toHaveLength(1);
    const event = { added: [], removed: [{ uri: uri(join(one, 'in')), name: 'in' }] };
    await client.notify('workspace/didChangeWorkspaceFolders', { event });
    await client.rules('in/two.yaml');
    await client.rules('in/two.yaml', noPassword);
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uri(one), name: '' }] },
    });
    await client.rules('in/two.yaml');
  });
});

describe('texts in no folder', () => {
  test('a file outside of all folders is checked by itself while it is open', async () => {
    const [folder, outside] = [project({}), project({ 'a.yaml': bad, 'b.yaml': bad })];
    const client = await Client.of({ folders: [folder] });
    const file = uri(join(outside, 'a.yaml'));
    await client.open(file, bad);
    await client.rules('a.yaml', noPassword);
    expect(client.of('b.yaml')).toBeUndefined();
    await client.notify('textDocument/didClose', { textDocument: { uri: file } });
    await client.rules('a.yaml');
  });

  test('a text that was never saved', async () => {
    const client = await Client.of();
    await client.open('untitled:Untitled-1', bad);
    await client.rules('untitled:Untitled-1', noPassword);
    await client.change('untitled:Untitled-1', 2, soundPeer);
    await client.rules('untitled:Untitled-1');
  });

  test('what is no file is left alone', async () => {
    const client = await Client.of();
    await client.open('git:/r/a.yaml?ref', bad);
    await client.open('untitled:a', bad);
    await client.rules('untitled:a', noPassword);
    expect(client.published.map((one) => one.uri)).toEqual(['untitled:a']);
  });
});

describe('names and line ends', () => {
  test('a text with CRLF has its places by lines', async () => {
    const client = await Client.of();
    await client.open('untitled:a', bad.replaceAll('\n', '\r\n'));
    const [found] = await client.rules('untitled:a', noPassword);
    expect(found?.range.start).toEqual({ line: 4, character: 0 });
  });

  test('the client reads of a file under the name that it has for it', async () => {
    const folder = project({ 'a b/é#%.yaml': bad });
    const client = await Client.of({ folders: [folder] });
    const file = `${uri(folder)}/a%20b/%C3%A9%23%25.yaml`;
    const found = await client.until(() => client.published.find(({ diagnostics }) => diagnostics.length > 0));
    expect(found.uri).toBe(file);
    const odd = `${uri(folder)}/a%20b/%c3%a9%23%25%2eyaml`;
    await client.open(odd, bad);
    await client.until(() => client.published.some((one) => one.uri === odd && one.diagnostics.length > 0));
  });
});
