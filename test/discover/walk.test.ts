import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { discover, MissingPath } from '../../src/discover/index.ts';
import { fileKind } from '../../src/discover/kinds.ts';
import { nodeFiles } from '../../src/host/files.ts';
import { HostError } from '../../src/lib/host.ts';
import { relative } from '../../src/lib/paths.ts';
import { project } from '../support/command.ts';
import { memory } from '../support/memory.ts';

const none = () => false;

/** The candidates, and what was left with its reason, of paths in a folder. */
async function walk(cwd: string, paths: readonly string[] = ['.'], excluded: (path: string) => boolean = none) {
  const absolute = paths.map((path) => (path === '.' ? cwd : `${cwd}/${path}`));
  const { candidates, left } = await discover(nodeFiles, { cwd, paths: absolute, excluded });
  return {
    files: candidates.map((candidate) => candidate.file),
    left: left.map(({ file, reason }) => `${file}: ${reason}`),
    notable: left.filter((one) => one.notable).map(({ file }) => file),
    lost: left.filter((one) => one.lost).map(({ file }) => file),
  };
}

describe('names', () => {
  test.each([
    ['a.yaml', 'yaml'],
    ['a.YML', 'yaml'],
    ['a.json', 'json'],
    ['a.yaml.j2', 'template'],
    ['x/_helpers.tpl', 'template'],
    ['a.gotmpl', 'template'],
    ['a.txt', 'loose'],
    ['yaml', 'yaml'],
    ['a.yaml/b', 'other'],
    ['a.constructor', 'other'],
    ['a.__proto__', 'other'],
    ['a.yaml~', 'other'],
  ])('%s', (file, kind) => {
    // A file called `yaml` alone is not told from an extension; it does no harm to read it.
    expect(fileKind(file)).toBe(kind);
  });

  test('of any characters are read, in the order of their code units', async () => {
    const names = [
      'a b.yaml',
      'a"b.yaml',
      "a'b.yaml",
      'a\nb.yaml',
      'Ä.yaml',
      '-f.yaml',
      '.hidden.yaml',
      '*.yaml',
      '日本.yaml',
      'A.yaml',
    ];
    const folder = project(Object.fromEntries(names.map((name) => [name, ''])));
    expect((await walk(folder)).files).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
  });
});

describe('a walk', () => {
  test('passes over folders without sources of their own, and reads others that begin with a dot', async () => {
    const folder = project({
      '.git/a.yaml': '',
      'node_modules/a.yaml': '',
      'x/.terraform/a.yaml': '',
      '.hg/a.yaml': '',
      '.github/a.yaml': '',
    });
    const why = 'never read unless it is named, and holds YAML or JSON';
    expect(await walk(folder)).toMatchObject({
      files: ['.github/a.yaml'],
      left: ['.git', '.hg', 'node_modules', 'x/.terraform'].map((name) => `${name}: ${why}`),
    });
  });

  test('looks into such a folder no further than it must', async () => {
    const deep = Object.fromEntries(Array.from({ length: 1_200 }, (_, i) => [`node_modules/a${i}.js`, '']));
    const folder = project({
      ...deep,
      'node_modules/z.yaml': '',
      'a/node_modules/b/c/d.json': '',
      'b/node_modules/x.js': '',
      'c/.git/HEAD': '',
      'c/.git/logs/x.yaml': '',
    });
    expect((await walk(folder)).left).toEqual([
      'a/node_modules: never read unless it is named, and holds YAML or JSON',
      'node_modules: never read unless it is named, and was not searched',
    ]);
    const many = project(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`.svn/${i}/x/`, ''])));
    expect((await walk(many)).left).toEqual(['.svn: never read unless it is named, and was not searched']);
  });

  test('goes in the order of names, whatever the order of the paths holds', async () => {
    const folder = project({ 'b/x.yaml': '', 'a.yaml': '', 'a/x.yaml': '', 'a/b/x.yaml': '' });
    expect((await walk(folder)).files).toEqual(['a/b/x.yaml', 'a/x.yaml', 'a.yaml', 'b/x.yaml']);
    expect((await walk(folder, ['b', 'a'])).files).toEqual(['b/x.yaml', 'a/b/x.yaml', 'a/x.yaml']);
  });

  test('reads nothing twice', async () => {
    const folder = project({ 'a/x.yaml': '', 'b.yaml': '', 'c.md': '' });
    const { files, left } = await walk(folder, ['.', 'a', 'a/x.yaml', 'b.yaml', 'b.yaml', '.']);
    expect(files.sort()).toEqual(['a/x.yaml', 'b.yaml']);
    expect(left).toEqual(['c.md: not YAML or JSON by its name']);
  });

  test('reads what was named, whatever its name is and wherever it stands', async () => {
    const folder = project({ 'notes.txt': '', 'x/.git': '', 'node_modules/a.yaml': '' });
    expect((await walk(folder, ['.', 'notes.txt'])).files).toEqual(['notes.txt']);
    expect((await walk(folder, ['notes.txt', '.'])).files).toEqual(['notes.txt']);
    expect((await walk(folder, ['node_modules'])).files).toEqual(['node_modules/a.yaml']);
  });

  test('leaves what the config excludes, folders as a whole', async () => {
    const folder = project({ 'a/x.yaml': '', 'a/y.yaml': '', 'b.yaml': '', 'c.yaml': '' });
    const excluded = (path: string) => [`${folder}/a`, `${folder}/b.yaml`].includes(path);
    expect(await walk(folder, ['.'], excluded)).toMatchObject({
      files: ['c.yaml'],
      left: ['a: excluded by the config', 'b.yaml: excluded by the config'],
      notable: ['a', 'b.yaml'],
      lost: [],
    });
    expect((await walk(folder, ['b.yaml'], excluded)).files).toEqual(['b.yaml']);
  });

  test('says what is not there', async () => {
    const folder = project({});
    await expect(walk(folder, ['x/y.yaml'])).rejects.toThrow(
      new MissingPath('There is no file or folder "x/y.yaml".', `${folder}/x/y.yaml`),
    );
  });

  test('does not open what is neither a file nor a folder', async () => {
    if (process.platform === 'win32') return;
    const folder = project({});
    execFileSync('mkfifo', [`${folder}/a.yaml`, `${folder}/b`]);
    expect(await walk(folder)).toMatchObject({
      files: [],
      notable: ['a.yaml'],
      left: [expect.stringMatching(/^a/), expect.stringMatching(/^b/)],
    });
    await expect(walk(folder, ['a.yaml'])).rejects.toThrow('"a.yaml" is neither a file nor a folder: use');
  });

  test('goes on where a folder cannot be listed', async () => {
    const files = memory({
      '/r/a.yaml': '',
      '/r/b': new HostError('permission denied'),
      '/r/b/x.yaml': '',
      '/r/c.yaml': '',
    });
    const { candidates, left } = await discover(files, { cwd: '/r', paths: ['/r'], excluded: none });
    expect(candidates.map(({ file }) => file)).toEqual(['a.yaml', 'c.yaml']);
    expect(left).toEqual([{ file: 'b', reason: 'unreadable: permission denied', notable: true, lost: true }]);
  });
});

describe('links', () => {
  const linked = () => {
    const outside = project({ 'out.yaml': '', 'folder/x.yaml': '' });
    const folder = project({ 'a.yaml': '', 'sub/b.yaml': '' });
    symlinkSync(`${folder}/a.yaml`, `${folder}/inside.yaml`);
    symlinkSync(`${outside}/out.yaml`, `${folder}/outside.yaml`);
    symlinkSync(`${outside}/folder`, `${folder}/outside`);
    symlinkSync('nowhere', `${folder}/dangling.yaml`);
    symlinkSync('.', `${folder}/sub/loop`);
    symlinkSync('circle.yaml', `${folder}/circle.yaml`);
    symlinkSync(`${outside}/out.yaml`, `${folder}/readme`);
    return { folder, outside };
  };

  test('are followed within the folder, and what they lead to is read once; one that leads out is lost', async () => {
    const { folder } = linked();
    const { files, notable, lost, left } = await walk(folder);
    expect(files).toEqual(['a.yaml', 'sub/b.yaml']);
    expect(notable).toEqual(['circle.yaml', 'dangling.yaml', 'outside', 'outside.yaml']);
    expect(lost).toEqual(['outside', 'outside.yaml']);
    expect(left).toEqual([
      'circle.yaml: a broken symbolic link',
      'dangling.yaml: a broken symbolic link',
      'inside.yaml: a symbolic link: read as a.yaml',
      'outside: a symbolic link that points outside the repository: not followed',
      'outside.yaml: a symbolic link that points outside the repository: not followed',
      'readme: a symbolic link that points outside the repository: not followed',
      'sub/loop: a symbolic link: read as sub',
    ]);
  });

  test.each([
    ['in a repository', { '.git/': '' }],
    ['outside of one, in the working directory', {}],
  ])('to what the paths do not hold are read under its name, %s', async (_, more) => {
    const folder = project({
      ...more,
      'data.txt': '',
      'm/': '',
      'base/x.yaml': '',
      'base/.gitignore': 'y.yaml',
      'base/y.yaml': '',
      'old/z.yaml': '',
      'x.yaml.tpl': '',
      '.git/c.yaml': '',
    });
    symlinkSync('../data.txt', `${folder}/m/linked.yaml`);
    symlinkSync('linked.yaml', `${folder}/m/again.yml`);
    symlinkSync('../base', `${folder}/m/base`);
    symlinkSync('..', `${folder}/m/up`);
    symlinkSync('../old/z.yaml', `${folder}/m/old.yaml`);
    symlinkSync('../x.yaml.tpl', `${folder}/m/x.yaml`);
    symlinkSync('../.git/c.yaml', `${folder}/m/git.yaml`);
    const excluded = (path: string) => path === `${folder}/old`;
    const { files, notable } = await walk(folder, ['m'], excluded);
    expect(files.sort()).toEqual(['base/x.yaml', 'data.txt', 'x.yaml.tpl']);
    expect(notable.sort()).toEqual(['base/y.yaml', 'm/git.yaml', 'm/old.yaml', 'm/up']);
    const whole = await walk(folder, ['.'], excluded);
    expect(whole.files.sort()).toEqual(['base/x.yaml', 'data.txt', 'x.yaml.tpl']);
    expect(whole.notable).not.toContain('data.txt');
    const { candidates } = await discover(nodeFiles, { cwd: folder, paths: [folder], excluded });
    expect(candidates.find(({ file }) => file === 'x.yaml.tpl')?.kind).toBe('yaml');
  });

  test('that were named are followed, and what they lead to is read once', async () => {
    const { folder, outside } = linked();
    expect((await walk(folder, ['outside.yaml', 'outside'])).files).toEqual(['outside.yaml', 'outside/x.yaml']);
    expect((await walk(folder, ['inside.yaml', '.'])).files).toEqual(['inside.yaml', 'sub/b.yaml']);
    symlinkSync(folder, `${outside}/back`);
    const { candidates } = await discover(nodeFiles, {
      cwd: folder,
      paths: [folder, `${outside}/back`],
      excluded: none,
    });
    expect(candidates.map(({ file }) => file)).toEqual(['a.yaml', 'sub/b.yaml']);
  });

  test('that lead nowhere or in a circle are not there', async () => {
    const { folder } = linked();
    await expect(walk(folder, ['dangling.yaml'])).rejects.toThrow(MissingPath);
    await expect(walk(folder, ['circle.yaml'])).rejects.toThrow(
      '"circle.yaml" cannot be read: its symbolic links form a loop.',
    );
  });
});

test('folders within folders, as deep as the system lets them be', async () => {
  const folder = project({});
  const deep = `${folder}/${'d/'.repeat(500)}`;
  mkdirSync(deep, { recursive: true });
  symlinkSync('nowhere', `${deep}x`);
  expect((await walk(folder)).left).toHaveLength(1);
});

describe('a path relative to a folder', () => {
  test.each([
    ['/a/b', '/a/b', '.'],
    ['/a/b', '/a/b/c', 'c'],
    ['/a/b', '/a/c/d', '../c/d'],
    ['/a/b', '/a/bc', '../bc'],
    ['/a/b/c', '/', '../../..'],
    ['/', '/a', 'a'],
    ['C:/a', 'D:/b', 'D:/b'],
  ])('%s → %s', (from, to, expected) => {
    expect(relative(from, to)).toBe(expected);
  });
});
