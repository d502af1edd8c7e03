import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clause, nodeFiles } from '../../src/host/files.ts';
import { HostError, TooLarge } from '../../src/lib/host.ts';
import { project } from '../support/command.ts';

const isRoot = process.getuid?.() === 0;

describe('reading', () => {
  test.each([0, 1, 5])('a file of %d bytes, and no more than may be read', (size) => {
    const folder = project({ a: 'x'.repeat(size) });
    expect(nodeFiles.read(`${folder}/a`, size).binary).toHaveLength(size);
    if (size > 0) expect(() => nodeFiles.read(`${folder}/a`, size - 1)).toThrow(TooLarge);
  });

  test.each<[string, (folder: string) => void, string]>([
    ['what is not there', () => {}, 'there is no such file or folder'],
    ['a folder', (folder) => execFileSync('mkdir', [`${folder}/a`]), 'it is not a regular file'],
    ['a circle of links', (folder) => symlinkSync('a', `${folder}/a`), 'its symbolic links form a loop'],
    ['a pipe, at once', (folder) => execFileSync('mkfifo', [`${folder}/a`]), 'it is not a regular file'],
    ['a device', (folder) => symlinkSync('/dev/zero', `${folder}/a`), 'it is not a regular file'],
    ['a file under a file', (folder) => symlinkSync('b/c', `${folder}/a`), 'a part of its path is not a folder'],
  ])('%s is refused', (_, make, reason) => {
    if (process.platform === 'win32') return;
    const folder = project({ b: '' });
    make(folder);
    expect(() => nodeFiles.read(`${folder}/a`, 100)).toThrow(new HostError(reason));
  });

  // The kernel's own files say that they are empty and are not, like a file that grows while it is read.
  test.skipIf(!existsSync('/proc/self/status'))('what grows while it is read is refused', () => {
    expect(() => nodeFiles.read('/proc/self/status', 100_000)).toThrow(new HostError('it changed while it was read'));
  });

  test('the next file does not change the bytes of the last one', () => {
    const folder = project({ a: 'first', b: 'other', c: new Uint8Array([0xff, 0x61]), d: 'ä'.repeat(300_000) });
    const read = ['a', 'b', 'c', 'd'].map((name) => nodeFiles.read(`${folder}/${name}`, 1_000_000));
    expect(read.slice(0, 2).map((bytes) => bytes.decode('utf-8'))).toEqual(['first', 'other']);
    expect(read[2]?.binary).toBe('\u00ffa');
    expect(() => read[2]?.decode('utf-8')).toThrow(TypeError);
    expect(read[3]?.decode('utf-8')).toBe('ä'.repeat(300_000));
  });

  test.skipIf(isRoot)('what may not be read is refused', () => {
    const folder = project({ a: 'x' });
    chmodSync(`${folder}/a`, 0);
    expect(() => nodeFiles.read(`${folder}/a`, 100)).toThrow(new HostError('permission denied'));
  });
});

test('looking', () => {
  const folder = project({ 'a/b': 'xyz', c: '' });
  symlinkSync('a', `${folder}/link`);
  expect(nodeFiles.stat(`${folder}/a/b`)).toEqual({ kind: 'file', bytes: 3 });
  expect(nodeFiles.stat(`${folder}/link`)).toEqual({ kind: 'folder' });
  expect(nodeFiles.stat(`${folder}/nowhere`)).toEqual({ kind: 'missing' });
  expect(nodeFiles.stat(`${folder}/c/d`)).toEqual({ kind: 'missing' });
  expect(nodeFiles.real(`${folder}/link/b`)).toBe(`${folder}/a/b`);
  expect(nodeFiles.real(`${folder}/nowhere`)).toBeUndefined();
  expect(nodeFiles.list(folder)).toEqual([
    { name: 'a', kind: 'folder' },
    { name: 'c', kind: 'file' },
    { name: 'link', kind: 'link' },
  ]);
  rmSync(`${folder}/a`, { recursive: true });
  expect(() => nodeFiles.list(`${folder}/a`)).toThrow(HostError);
  appendFileSync(`${folder}/c`, 'x');
  expect(nodeFiles.stat(`${folder}/c`)).toEqual({ kind: 'file', bytes: 1 });
});

test.each<[unknown, string]>([
  [Object.assign(new Error('x'), { code: 'EACCES' }), 'permission denied'],
  [Object.assign(new Error('x'), { code: 'EWEIRD' }), 'EWEIRD'],
  ['a string', 'a string'],
  [null, 'null'],
])('the clause of %s', (error, expected) => {
  expect(clause(error)).toBe(expected);
});
