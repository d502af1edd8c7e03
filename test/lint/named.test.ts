/** Files that a kustomization names are read, whatever they are called. */
import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';

const rule = 'calico/peer-without-password';

async function files(contents: { readonly [file: string]: string }, paths: readonly string[] = []): Promise<string[]> {
  return checked(project({ '.git/HEAD': '', ...contents }), paths);
}

async function checked(folder: string, paths: readonly string[] = []): Promise<string[]> {
  const { out } = await command(folder, ['-f', 'json', ...paths]);
  return JSON.parse(out)
    .findings.filter((found: { rule: string }) => found.rule === rule)
    .map((found: { file: string }) => found.file);
}

describe('as a resource', () => {
  test.each([
    'peer.txt',
    'peer',
    'peer.yaml.bak',
    'node_modules/p.yaml',
    '.hidden/p.yaml',
    'peer.tpl',
    'peer.j2',
    'a b.conf',
  ])('%s', async (name) => {
    const kustomization = `resources: [${JSON.stringify(name)}]\n`;
    expect(await files({ [name]: calicoPeer('p'), 'kustomization.yaml': kustomization })).toEqual([name]);
  });

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])('of a %s', async (name) => {
    expect(await files({ 'p.txt': calicoPeer('p'), [name]: 'resources: [p.txt]\n' })).toEqual(['p.txt']);
  });

  test('that git ignores', async () => {
    const kustomization = 'resources: [p.yaml, sub]\n';
    const contents = {
      '.gitignore': 'p.yaml\nsub\n',
      'p.yaml': calicoPeer('p'),
      'sub/q.txt': calicoPeer('q'),
      'sub/kustomization.yaml': 'resources: [q.txt]\n',
      'kustomization.yaml': kustomization,
    };
    expect(await files(contents)).toEqual(['p.yaml', 'sub/q.txt']);
  });

  test('in two steps, once each', async () => {
    const contents = {
      'kustomization.yaml': 'resources: [a, b]\n',
      'a/kustomization.yaml': 'resources: [../p.txt]\n',
      'b/kustomization.yaml': 'resources: [../x/../p.txt, ./../p.txt]\n',
      'p.txt': calicoPeer('p'),
    };
    expect(await files(contents)).toEqual(['p.txt']);
  });
});

describe('nothing is read', () => {
  test('that the config excludes', async () => {
    const contents = {
      'bgplint.yaml': 'exclude: [p.txt, "sub/**"]\n',
      'p.txt': calicoPeer('p'),
      'sub/q.txt': calicoPeer('q'),
      'kustomization.yaml': 'resources: [p.txt, sub/q.txt]\n',
    };
    expect(await files(contents)).toEqual([]);
  });

  test('outside of the paths', async () => {
    const contents = { 'p.txt': calicoPeer('p'), 'sub/kustomization.yaml': 'resources: [../p.txt, /etc/passwd]\n' };
    expect(await files(contents, ['sub'])).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('through a link that leads out', async () => {
    const outside = project({ 'p.yaml': calicoPeer('p') });
    const folder = project({ '.git/HEAD': '', 'kustomization.yaml': 'resources: [p.yaml, far]\n' });
    symlinkSync(`${outside}/p.yaml`, `${folder}/p.yaml`);
    symlinkSync(outside, `${folder}/far`);
    expect(await checked(folder)).toEqual([]);
  });

  test('that is remote, missing or no text', async () => {
    const names = [
      'https://example.com/p.yaml',
      'git@example.com:a/b',
      'github.com/a/b//c?ref=v1',
      'missing',
      '.',
      '..',
    ];
    const kustomization = `resources: ${JSON.stringify(names)}\n`;
    expect(await files({ 'kustomization.yaml': kustomization, 'p.yaml': calicoPeer('p') })).toEqual(['p.yaml']);
  });
});
