import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Command, Diagnostic, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { project } from '../support/command.ts';
import { calicoPeer, metallbPeer } from '../support/objects.ts';
import { able, Client, endClients, uri } from './client.ts';

afterEach(endClients);

const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const fixed = ['one', 'other']
  .map((name) => calicoPeer(name, ['password: {secretKeyRef: {name: bgp, key: tor}}']))
  .join('---\n')
  .replaceAll('projectcalico', 'crd.projectcalico')
  .replaceAll('/v3', '/v1');
/** Both peers have a fault with a fix that is safe. */
const quoted = fixed.replaceAll('asNumber: 64513', 'asNumber: "64513"');
const mayReset = metallbPeer('tor').replace('  enableGracefulRestart: true\n', '');

async function asked(
  text: string,
  {
    range = whole,
    only,
    capabilities = able,
    name = 'a.yaml',
  }: { range?: typeof whole; only?: string[]; capabilities?: object; name?: string } = {},
) {
  const folder = project({ [name]: text });
  const client = await Client.of({ folders: [folder], capabilities });
  const file = uri(join(folder, name));
  await client.open(file, text, { version: 7 });
  const ask = async (diagnostics: readonly Diagnostic[] = []): Promise<CodeAction[]> =>
    client.request('textDocument/codeAction', {
      textDocument: { uri: file },
      range,
      context: { diagnostics, ...(only && { only }) },
    });
  return { client, file, ask, actions: await ask() };
}

/** The text with an edit of its file. */
function edited(text: string, file: string, edit: WorkspaceEdit | undefined): string {
  const own = edit?.documentChanges?.flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === file ? change.edits : [],
  );
  const edits = own ?? edit?.changes?.[file] ?? [];
  const plain = edits.map((one) => ('snippet' in one ? { range: one.range, newText: one.snippet.value } : one));
  return TextDocument.applyEdits(TextDocument.create(file, 'yaml', 7, text), plain);
}

describe('fixes', () => {
  test('a safe one is preferred, answers its diagnostic, and is of the version that was checked', async () => {
    const { client, ask, file } = await asked(quoted);
    const diagnostics = (await client.until(() => client.of('a.yaml'))) ?? [];
    const fix = (await ask(diagnostics)).find(({ title }) => title.startsWith('Fix: '));
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ source: 'bgplint' }] });
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: file, version: 7 } }]);
    expect(fix?.command).toBeUndefined();
  });

  test('one for review is told apart, with what is left to do in its title', async () => {
    const { client, actions } = await asked(mayReset);
    const fix = actions.find(({ title }) => title.startsWith('Fix, for review: '));
    expect(fix?.isPreferred).toBeUndefined();
    const [, short = ''] = / \(left to do: (.+?)(?: …)?(?:, and \d+ more)?\)$/.exec(fix?.title ?? '') ?? [];
    expect(short.split(' ').length).toBeGreaterThan(3);
    expect(short.length).toBeLessThanOrEqual(60);
    expect(fix?.command?.command).toBe('bgplint.leftToDo');
    await client.request('workspace/executeCommand', fix?.command ?? {});
    const told = await client.until(() => client.shown.find((message) => message.startsWith('Left to do: ')));
    expect(told).toContain(short);
  });

  test('source.fixAll.bgplint makes all safe ones of the file, and only these', async () => {
    const { actions, file } = await asked(quoted, { only: ['source.fixAll'] });
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.bgplint']);
    expect(edited(quoted, file, actions[0]?.edit)).toBe(fixed);
    const { actions: none } = await asked(mayReset, { only: ['source.fixAll.bgplint'] });
    expect(none).toEqual([]);
    const { actions: others } = await asked(quoted, { only: ['refactor'] });
    expect(others).toEqual([]);
  });

  test('a cursor that is elsewhere in the line gets them too', async () => {
    const line = quoted.split('\n').findIndex((text) => text.includes('asNumber'));
    const at = (character: number) => ({ start: { line, character }, end: { line, character } });
    const { actions } = await asked(quoted, { range: at(0) });
    expect(actions[0]?.title).toMatch(/^Fix: /);
    const selection = { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } };
    const { actions: none } = await asked(quoted, { range: selection });
    expect(none.map(({ kind }) => kind)).not.toContain('quickfix');
  });

  test('where everything is asked for, no action is offered twice', async () => {
    const { actions } = await asked(quoted);
    const all = actions.filter(({ title }) => title.startsWith('Apply all safe fixes'));
    expect(all.map(({ kind }) => kind)).toEqual(['quickfix']);
    const elsewhere = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    const { actions: others } = await asked(quoted, { range: elsewhere });
    expect(others.map(({ kind }) => kind)).toEqual(['source.fixAll.bgplint']);
  });

  test('a text with CRLF keeps its line ends', async () => {
    const text = quoted.replaceAll('\n', '\r\n');
    const { actions, file } = await asked(text, { only: ['source.fixAll'] });
    expect(edited(text, file, actions[0]?.edit)).toBe(fixed.replaceAll('\n', '\r\n'));
  });
});

describe('suppressions', () => {
  const bad = calicoPeer('bad');
  const snippets = {
    ...able,
    workspace: { ...able.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  };

  test('the reason is a placeholder of a snippet', async () => {
    const { actions, file } = await asked(bad, { capabilities: snippets });
    const suppress = actions.find(({ title }) => title.startsWith('Suppress '));
    expect(edited(bad, file, suppress?.edit)).toContain('# bgplint-ignore calico/peer-without-password -- ${1:...}\n');
    expect(suppress?.isPreferred).toBeUndefined();
  });

  test('without snippets the cursor goes to the mark, and whoever leaves it there is told', async () => {
    const { client, actions, file } = await asked(bad);
    const suppress = actions.find(({ title }) => title.startsWith('Suppress '));
    const text = edited(bad, file, suppress?.edit);
    expect(text).toContain('# bgplint-ignore calico/peer-without-password -- ...\n');
    const selected: unknown[] = [];
    client.connection.onRequest('window/showDocument', (params) => {
      selected.push(params);
      return { success: true };
    });
    await client.request('workspace/executeCommand', suppress?.command ?? {});
    const { selection } = selected[0] as { selection: { start: { line: number }; end: object } };
    expect(TextDocument.create(file, 'yaml', 7, text).getText(selection as never)).toBe('...');
    await client.change(file, 8, text);
    await client.rules('a.yaml', 'calico/peer-without-password', 'input/suppression-without-reason');
    await client.change(file, 9, text.replace('...', 'the lab has none'));
    await client.rules('a.yaml');
  });
});

test('a client that knows no code actions gets commands, which have it apply the edit', async () => {
  const capabilities = { workspace: { applyEdit: true }, textDocument: { publishDiagnostics: {} } };
  const { client, actions, file } = await asked(quoted, { capabilities, only: ['source.fixAll'] });
  const [command] = actions as unknown as Command[];
  const applied: WorkspaceEdit[] = [];
  client.connection.onRequest('workspace/applyEdit', ({ edit }) => {
    applied.push(edit);
    return { applied: true };
  });
  await client.request('workspace/executeCommand', { command: command?.command, arguments: command?.arguments });
  expect(Object.keys(applied[0]?.changes ?? {})).toEqual([file]);
  expect(edited(quoted, file, applied[0])).toBe(fixed);
});
