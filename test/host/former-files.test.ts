/** The file system as it was: in a folder that is no repository, with the differences given. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/host/files.ts';
import { type FormerTree, formerFiles } from '../../src/host/former-files.ts';
import { TooLarge } from '../../src/lib/host.ts';
import { project } from '../support/command.ts';

type Former = FormerTree['changed'] extends ReadonlyMap<string, infer Value> ? Value : never;

const text = (words: string) => new TextEncoder().encode(words);

function tree() {
  const root = project({
    'same.yaml': 'same',
    'other.yaml': 'now',
    'new.yaml': 'new',
    'untracked.yaml': 'x',
    'named.json': '{}',
    'x/deep.yaml': 'deep',
    'only-new/a.yaml': 'a',
    'sub/a.yaml': 'sub',
    'was-folder': 'a file',
  });
  mkdirSync(join(root, '.git'));
  symlinkSync('same.yaml', join(root, 'link.yaml'));
  const files = formerFiles({
    root,
    changed: new Map<string, Former>([
      ['other.yaml', { link: false, text: text('before') }],
      ['new.yaml', 'absent'],
      ['only-new/a.yaml', 'absent'],
      ['gone/b.yaml', { link: false, text: text('gone') }],
      ['was-folder', 'absent'],
      ['was-folder/c.yaml', { link: false, text: text('c') }],
      ['lost.yaml', { link: false, text: undefined }],
      ['former-link.yaml', { link: true, text: text('same.yaml') }],
    ]),
    tracked: new Set([
      'same.yaml',
      'other.yaml',
      'new.yaml',
      'x/deep.yaml',
      'only-new/a.yaml',
      'link.yaml',
      'was-folder',
    ]),
    submodules: new Set(['sub']),
    named: new Set([join(root, 'named.json')]),
  });
  return { root, files, at: (name: string) => `${root}/${name}` };
}

describe('files of a commit', () => {
  test('are listed as they were', () => {
    const { root, files, at } = tree();
    const list = (folder: string) => files.list(folder).map(({ name, kind }) => `${kind} ${name}`);
    expect(list(root)).toEqual([
      'link former-link.yaml',
      'folder gone',
      'link link.yaml',
      'file lost.yaml',
      'file other.yaml',
      'file same.yaml',
      'folder sub',
      'folder was-folder',
      'folder x',
    ]);
    expect(list(at('gone'))).toEqual(['file b.yaml']);
    expect(list(at('was-folder'))).toEqual(['file c.yaml']);
    expect(list(at('sub'))).toEqual(['file a.yaml']);
  });

  test.each<[string, string]>([
    ['same.yaml', 'same'],
    ['other.yaml', 'before'],
    ['gone/b.yaml', 'gone'],
    ['was-folder/c.yaml', 'c'],
    ['x/deep.yaml', 'deep'],
    ['named.json', '{}'],
    ['sub/a.yaml', 'sub'],
    ['link.yaml', 'same'],
  ])('are read: %s', (name, expected) => {
    const { files, at } = tree();
    expect(files.read(at(name), 100).decode('utf-8')).toBe(expected);
    expect(files.stat(at(name)).kind).toBe('file');
  });

  test.each(['new.yaml', 'untracked.yaml', 'only-new/a.yaml', 'only-new', 'nowhere/at/all', 'was-folder/d'])(
    'are not there: %s',
    (name) => {
      const { files, at } = tree();
      expect(files.stat(at(name))).toEqual({ kind: 'missing' });
      expect(files.real(at(name))).toBeUndefined();
      expect(() => files.read(at(name), 100)).toThrow('no such file');
    },
  );

  test('keep their bounds, and what the clone lacks cannot be read', () => {
    const { files, at } = tree();
    expect(() => files.read(at('other.yaml'), 3)).toThrow(TooLarge);
    expect(() => files.read(at('lost.yaml'), 100)).toThrow('the clone does not have it');
    expect(files.stat(at('former-link.yaml'))).toEqual({ kind: 'other' });
  });

  test('are others only inside of the working tree', () => {
    const { root, files } = tree();
    const outside = project({ 'a.yaml': 'a' });
    expect(files.read(`${outside}/a.yaml`, 9).decode('utf-8')).toBe('a');
    expect(files.list(outside)).toEqual(nodeFiles.list(outside));
    writeFileSync(join(root, '.git', 'HEAD'), 'x');
    expect(files.stat(`${root}/.git`)).toEqual({ kind: 'folder' });
  });

  test('through a link to the working tree', () => {
    const { root, files } = tree();
    const links = project({});
    symlinkSync(root, join(links, 'r'));
    expect(files.read(`${links}/r/other.yaml`, 100).decode('utf-8')).toBe('before');
    expect(files.read(`${links}/r/gone/b.yaml`, 100).decode('utf-8')).toBe('gone');
    expect(files.stat(`${links}/r/new.yaml`).kind).toBe('missing');
  });
});
