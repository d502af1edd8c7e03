/** Configuration: bgplint.yaml while it is edited, and the editor's own settings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultSettings, settingsOf } from '../../src/lsp/settings.ts';
import { project } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';
import { Client, endClients, uri } from './client.ts';

afterEach(endClients);

const bad = calicoPeer('bad');
const noPassword = 'calico/peer-without-password';
const off = `rules:\n  ${noPassword}: off\n`;

describe('bgplint.yaml', () => {
  test('holds as it is open, and as it is on the disk', async () => {
    const folder = project({ 'a.yaml': bad, 'bgplint.yaml': '{}\n' });
    const client = await Client.of({ folders: [folder] });
    await client.rules('a.yaml', noPassword);
    const config = uri(join(folder, 'bgplint.yaml'));
    await client.open(config, off);
    await client.rules('a.yaml');
    await client.notify('textDocument/didClose', { textDocument: { uri: config } });
    await client.rules('a.yaml', noPassword);
    writeFileSync(join(folder, 'bgplint.yaml'), off);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] });
    await client.rules('a.yaml');
  });

  test('one with faults is told where they are, without a message to whoever types in it, and the last good one holds', async () => {
    const folder = project({ 'a.yaml': bad, 'bgplint.yaml': off });
    const client = await Client.of({ folders: [folder] });
    const config = uri(join(folder, 'bgplint.yaml'));
    const file = uri(join(folder, 'a.yaml'));
    await client.open(file, bad);
    // Answered once the good one has been read.
    await client.request('textDocument/documentSymbol', { textDocument: { uri: file } });
    await client.open(config, `${off}rulez: {}\n`);
    const [fault] = (await client.until(() => client.of('bgplint.yaml'))) ?? [];
    expect(fault).toMatchObject({
      severity: 1,
      source: 'bgplint',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } },
    });
    expect(fault?.message).toContain('rulez');
    expect(client.of('a.yaml')).toBeUndefined();
    await client.change(config, 2, `# more\n${off}rulez: {}\n`);
    await client.until(() => client.of('bgplint.yaml')?.[0]?.range.start.line === 3);
    await client.change(config, 3, off);
    await client.until(() => client.of('bgplint.yaml')?.length === 0);
    expect(client.of('a.yaml')).toBeUndefined();
    expect(client.shown).toEqual([]);
  });

  test('of one above the folder, too, the open text holds', async () => {
    const root = project({ '.git/HEAD': '', 'in/a.yaml': bad, 'bgplint.yaml': '{}\n' });
    const client = await Client.of({ folders: [join(root, 'in')] });
    await client.rules('in/a.yaml', noPassword);
    const config = uri(join(root, 'bgplint.yaml'));
    await client.open(config, off);
    await client.rules('in/a.yaml');
    await client.change(config, 2, 'rulez: {}\n');
    await client.until(() => client.of('bgplint.yaml')?.length === 1);
    await client.change(config, 3, '{}\n');
    await client.rules('in/a.yaml', noPassword);
    await client.until(() => client.of('bgplint.yaml')?.length === 0);
  });

  test('a fault that YAML has is told too, once in a message where nobody has the file open', async () => {
    const folder = project({ 'a.yaml': bad, 'bgplint.yaml': 'rules: [\n' });
    const client = await Client.of({ folders: [folder] });
    await client.rules('a.yaml', noPassword);
    expect(await client.until(() => client.of('bgplint.yaml'))).toHaveLength(1);
    await client.until(() => client.shown.length > 0);
    await client.open(uri(join(folder, 'bgplint.yaml')), 'rules: [[\n');
    await client.request('textDocument/documentSymbol', { textDocument: { uri: uri(join(folder, 'bgplint.yaml')) } });
    expect(client.shown).toEqual([expect.stringMatching(/^bgplint\.yaml:\d+:\d+: /)]);
  });
});

describe('settings of the editor', () => {
  const files = { 'a.yaml': bad, 'other.yaml': off };

  test('name another config, by folder', async () => {
    const folders = [project(files), project(files)];
    const client = await Client.of({ folders, settings: { config: 'other.yaml' } });
    await client.until(() => client.published.length > 0 && client.published.at(-1)?.diagnostics.length === 0);
    client.settings = null;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.rules('a.yaml', noPassword);
  });

  test('of a client that sends them, and of one that only starts with them', async () => {
    const folder = project(files);
    const client = await Client.of({
      folders: [folder],
      capabilities: {},
      initializationOptions: { config: 'other.yaml' },
    });
    await client.notify('workspace/didChangeConfiguration', { settings: { bgplint: { config: false } } });
    await client.rules('a.yaml', noPassword);
    await client.notify('workspace/didChangeConfiguration', { settings: { bgplint: { config: 'other.yaml' } } });
    await client.rules('a.yaml');
  });

  test('that are not as they should be are as if they were not set', () => {
    expect(settingsOf({ delay: -1, config: 3 })).toEqual(defaultSettings);
    expect(settingsOf({ delay: Number.NaN, config: '' })).toEqual(defaultSettings);
    expect([undefined, null, 'x', []].map(settingsOf)).toEqual([1, 2, 3, 4].map(() => defaultSettings));
    expect(settingsOf({ bgplint: { delay: 1e9, config: false } })).toEqual({ delay: 10_000, config: false });
  });
});

test('no message holds a link that a stranger wrote', async () => {
  // VS Code would run the command of such a link, and its label may say anything.
  const link = '[Update](command:workbench.action.terminal.sendSequence)';
  const folder = project({ 'a.yaml': bad, 'bgplint.yaml': `"${link}": 1\n` });
  const client = await Client.of({ folders: [folder] });
  const shown = await client.until(() => client.shown[0]);
  expect(shown).toContain('[Update] (command:workbench.action.terminal.sendSequence)');
  await client.request('workspace/executeCommand', { command: 'bgplint.leftToDo', arguments: [link] });
  expect(await client.until(() => client.shown[1])).not.toContain('](');
});
