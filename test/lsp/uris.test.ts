import { describe, expect, test } from 'vitest';
import { pathOf, pathOfUntitled, schemeOf } from '../../src/lsp/uris.ts';

describe('pathOf', () => {
  test.each([
    ['file:///a/b.yaml', '/a/b.yaml'],
    ['file:/a/b.yaml', '/a/b.yaml'],
    ['FILE:///a/b.yaml', '/a/b.yaml'],
    ['file://localhost/a/b.yaml', '/a/b.yaml'],
    ['file:///a%20b/%C3%A9%23%25%3F.yaml', '/a b/é#%?.yaml'],
    ['file:///a%2Fb/../c//d/.', '/a/c/d'],
    ['file:///a/b.yaml?x#y', '/a/b.yaml'],
    ['file:///a/', '/a'],
    ['file:///c%3A/x', '/c:/x'],
    ['file:///', '/'],
  ])('%s', (uri, path) => {
    expect(pathOf(uri, false)).toBe(path);
  });

  test.each([
    ['file:///c%3A/x/y.yaml', 'C:/x/y.yaml'],
    ['file:///C:/x/y.yaml', 'C:/x/y.yaml'],
    ['file:///d:/a%5Cb', 'D:/a/b'],
    ['file:///c%3A', 'C:/'],
    ['file:///c:/', 'C:/'],
    ['file://server/share/a.yaml', '//server/share/a.yaml'],
  ])('%s on Windows', (uri, path) => {
    expect(pathOf(uri, true)).toBe(path);
  });

  test.each([
    'git:/a/b.yaml',
    'untitled:a',
    'file://server/share/a.yaml',
    'file:///a%00b',
    'file:///%ff',
    'file:///%zz',
    'file:a',
    '',
  ])('%j is no path here', (uri) => {
    expect(pathOf(uri, false)).toBeUndefined();
  });
});

test.each([
  ['untitled:Untitled-1', '/untitled:/Untitled-1'],
  ['untitled:/r/../../etc/passwd', '/untitled:/r-..-..-etc-passwd'],
  ['untitled:../bgplint.yaml', '/untitled:/bgplint.yaml'],
  ['untitled:%00', '/untitled:/text'],
  ['untitled:', '/untitled:/text'],
])('a text without a file, %s, lies in no folder of a disk', (uri, path) => {
  expect(pathOfUntitled(uri)).toBe(path);
});

test('schemeOf', () => {
  expect(['file:///a', 'Untitled:a', 'vscode-vfs://x', 'a', ''].map(schemeOf)).toEqual([
    'file',
    'untitled',
    'vscode-vfs',
    '',
    '',
  ]);
});
