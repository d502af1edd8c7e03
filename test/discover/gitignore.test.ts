import { describe, expect, test } from 'vitest';
import { parseGitignore } from '../../src/discover/gitignore.ts';
import { discover } from '../../src/discover/index.ts';
import { HostError } from '../../src/lib/host.ts';
import { type Content, memory } from '../support/memory.ts';

describe('a pattern', () => {
  test.each<[string, string, string]>([
    ['a.yaml', 'a.yaml x/a.yaml', 'A.yaml a.yaml.x b.yaml'],
    ['/a.yaml', 'a.yaml', 'x/a.yaml'],
    ['x/a.yaml', 'x/a.yaml', 'y/x/a.yaml'],
    ['*.yaml', 'a.yaml x/.a.yaml', 'a.yml'],
    ['*', 'a x/a .a', ''],
    ['a?', 'ab', 'a abc'],
    ['[ab].yaml', 'a.yaml', 'c.yaml'],
    ['[!ab].yaml', 'c.yaml', 'a.yaml'],
    ['x/*', 'x/a', 'x/a/b x'],
    ['x/**', 'x/a x/a/b', 'x y/x/a'],
    ['**/x', 'x a/x a/b/x', 'xa'],
    ['x/**/a', 'x/a x/b/a x/b/c/a', 'y/x/a'],
    ['x/', 'x/ y/x/', 'x y/x'],
    ['{a,b}', '{a,b}', 'a b'],
    ['+(a)', '+(a)', 'a aa'],
    ['\\*', '*', 'a'],
    ['\\#a', '#a', 'a'],
    ['\\!a', '!a', 'a'],
    ['#a', '', '#a a'],
    ['a  ', 'a', 'a\\ '],
    ['a\\ ', 'a\\ ', 'a'],
    ['a\r', 'a', ''],
    ['', '', 'a'],
    ['/', '', 'a x/'],
    ['!a', '', 'a'],
    ['a\n!a', '', 'a'],
    ['!a\na', 'a', ''],
    ['*\n!*.yaml', 'a', 'a.yaml'],
    ['constructor', 'constructor', 'a'],
  ])('%j ignores %j and not %j', async (pattern, ignored, kept) => {
    const verdict = await parseGitignore(pattern);
    const words = (text: string) =>
      text
        .split(/(?<!\\) /)
        .filter(Boolean)
        .map((word) => word.replace('\\ ', ' '));
    const isIgnored = (path: string) => verdict(path.replace(/\/$/, ''), path.endsWith('/')) === 'ignored';
    expect(words(ignored).filter((path) => !isIgnored(path))).toEqual([]);
    expect(words(kept).filter(isIgnored)).toEqual([]);
  });

  test.each<[string, string]>([
    [`${'**/a/'.repeat(40)}b`, `${'a/'.repeat(400)}c`],
    [`/**/a/**/${'**/a/'.repeat(20)}b`, `${'a/'.repeat(400)}c`],
    [`${'*a'.repeat(60)}b`, `${'a'.repeat(250)}bc`],
    [`${'*[ab]'.repeat(60)}c`, `${'a'.repeat(250)}cb`],
    [`${'[a-z'.repeat(1000)}`, 'a'.repeat(250)],
    ['a'.repeat(1_000_000), 'a'],
    ['*a*b\n'.repeat(200_000), 'a'.repeat(250)],
  ])('of a stranger takes no long time: %.20s', async (pattern, path) => {
    expect((await parseGitignore(pattern))(path, false)).toBeUndefined();
  });
});

describe('in a repository', () => {
  const files = async (contents: { readonly [file: string]: Content }, paths: readonly string[] = ['']) => {
    const all = Object.fromEntries(Object.entries(contents).map(([name, content]) => [`/w/r/${name}`, content]));
    const found = await discover(memory({ ...all, '/w/.gitignore': '*', '/w/x': '' }), {
      cwd: '/w/r',
      paths: paths.map((path) => `/w/r/${path}`.replace(/\/$/, '')),
      excluded: () => false,
    });
    return found.candidates.map((candidate) => candidate.file);
  };
  const git = { '.git/HEAD': '' };
  const tree = { 'a.yaml': '', 'x/a.yaml': '', 'x/b.yaml': '', 'x/y/a.yaml': '' };

  test.each<[string, { readonly [file: string]: Content }, readonly string[], readonly string[]]>([
    ['a file at the root', { '.gitignore': 'a.yaml' }, [''], ['x/b.yaml']],
    ['one that is anchored', { '.gitignore': '/a.yaml' }, [''], ['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml']],
    ['one in a folder', { 'x/.gitignore': 'a.yaml' }, [''], ['a.yaml', 'x/b.yaml']],
    [
      'a folder takes back',
      { '.gitignore': 'a.yaml', 'x/.gitignore': '!a.yaml' },
      [''],
      ['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml'],
    ],
    ['nothing comes back from an ignored folder', { '.gitignore': 'x/', 'x/.gitignore': '!a.yaml' }, [''], ['a.yaml']],
    ['above the root of the scan', { '.gitignore': 'a.yaml' }, ['x'], ['x/b.yaml']],
    ['an anchored one above the root of the scan', { '.gitignore': '/x/b.yaml' }, ['x'], ['x/a.yaml', 'x/y/a.yaml']],
    ['a file that was named is read', { '.gitignore': '*' }, ['x/b.yaml'], ['x/b.yaml']],
    ['a folder that was named is read', { '.gitignore': 'x' }, ['x'], ['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml']],
    ['a folder in an ignored one that was named is read', { '.gitignore': 'x' }, ['x/y'], ['x/y/a.yaml']],
    [
      'a folder that was named has its own',
      { '.gitignore': 'x', 'x/.gitignore': 'b.yaml' },
      ['x'],
      ['x/a.yaml', 'x/y/a.yaml'],
    ],
    [
      'one that cannot be read says nothing',
      { '.gitignore': new HostError('permission denied') },
      ['x'],
      ['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml'],
    ],
    ['one with a byte order mark', { '.gitignore': '\ufeffa.yaml' }, [''], ['x/b.yaml']],
    [
      'one that is no text',
      { '.gitignore': new Uint8Array([0xff, 0x0a, 0x61]) },
      ['x'],
      ['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml'],
    ],
  ])('%s', async (_, ignores, paths, expected) => {
    expect(await files({ ...git, ...tree, ...ignores }, paths)).toEqual(expected);
  });

  test('outside of one the files above the scan do not count', async () => {
    expect(await files(tree, ['x'])).toEqual(['x/a.yaml', 'x/b.yaml', 'x/y/a.yaml']);
  });
});
