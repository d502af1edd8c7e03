/** What git tracks is not ignored: its index, read without git. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { trackedIn, UnknownIndex } from '../../src/discover/git-index.ts';
import { discover } from '../../src/discover/index.ts';
import { nodeFiles } from '../../src/host/files.ts';
import { project } from '../support/command.ts';
import { commit, git, hasGit, repository, write } from '../support/git.ts';
import { memory } from '../support/memory.ts';

const all = () => true;
const names = [
  'a.yaml',
  'dir/b c.yaml',
  'dir/deep/x.yaml',
  'dir/deep/xy.yaml',
  'Ä/日本.yaml',
  `${'n'.repeat(200)}/${'m'.repeat(200)}.yaml`,
];
const listed = (folder: string) => git(folder, 'ls-files', '-z').split('\0').filter(Boolean).sort();

describe.skipIf(!hasGit)('an index holds what git says, whatever its version', () => {
  const made = () => repository(Object.fromEntries(names.map((name) => [name, name])));

  test.each(['2', '3', '4'])('version %s', (version) => {
    const folder = made();
    git(folder, 'update-index', '--index-version', version);
    // An entry with further flags makes version 3 of version 2.
    writeFileSync(`${folder}/later.yaml`, '');
    git(folder, 'add', '--intent-to-add', 'later.yaml');
    expect([...trackedIn(nodeFiles, folder, all)].sort()).toEqual(listed(folder));
    expect(listed(folder)).toHaveLength(names.length + 1);
  });

  test('with ids of SHA-256', () => {
    const folder = project(Object.fromEntries(names.map((name) => [name, name])));
    try {
      git(folder, 'init', '--quiet', '--object-format=sha256');
    } catch {
      return; // before git 2.29
    }
    commit(folder);
    expect([...trackedIn(nodeFiles, folder, all)].sort()).toEqual(listed(folder));
  });

  test('of a linked worktree', () => {
    const folder = made();
    const other = `${project({})}/tree`;
    git(folder, 'worktree', 'add', '--quiet', other);
    writeFileSync(`${other}/only.yaml`, '');
    git(other, 'add', 'only.yaml');
    expect([...trackedIn(nodeFiles, other, all)].sort()).toEqual(listed(other));
    expect(listed(other)).toContain('only.yaml');
  });

  test('that is split', () => {
    const folder = made();
    git(folder, 'update-index', '--split-index');
    write(folder, { 'later.yaml': '', 'a.yaml': 'changed' });
    git(folder, '-c', 'splitIndex.maxPercentChange=100', 'add', '--all');
    expect([...trackedIn(nodeFiles, folder, all)].sort()).toEqual(listed(folder));
  });

  test('of a sparse checkout, with submodules', () => {
    const folder = made();
    const module = repository({ 'inside.yaml': '' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module, 'module');
    commit(folder);
    git(folder, 'sparse-checkout', 'set', '--cone', 'dir');
    git(folder, 'config', 'index.sparse', 'true');
    expect(trackedIn(nodeFiles, folder, all)).toContain('dir/deep/x.yaml');
    expect(trackedIn(nodeFiles, folder, all)).not.toContain('module');
    expect(trackedIn(nodeFiles, `${folder}/module`, all)).toEqual(new Set(['inside.yaml']));
  });

  test('damaged at any place it is refused or tells names, and never throws anything else', () => {
    const folder = made();
    const bytes = readFileSync(`${folder}/.git/index`);
    for (let i = 0; i < bytes.length; i += 7) {
      for (const broken of [
        bytes.subarray(0, i),
        Buffer.from(bytes.map((byte, at) => (at === i ? byte ^ 0xff : byte))),
      ]) {
        const files = memory({ '/r/.git/index': broken });
        try {
          trackedIn(files, '/r', all);
        } catch (error) {
          expect(error).toBeInstanceOf(UnknownIndex);
        }
      }
    }
  });
});

test('without an index nothing is tracked, and one that is no index says so', () => {
  expect(trackedIn(memory({ '/r/.git/HEAD': '' }), '/r', all)).toEqual(new Set());
  expect(() => trackedIn(memory({ '/r/.git/index': 'x' }), '/r', all)).toThrow(UnknownIndex);
  expect(() => trackedIn(memory({ '/r/.git': 'x' }), '/r', all)).toThrow(UnknownIndex);
});

async function walk(cwd: string, paths: readonly string[] = ['.'], excluded: (path: string) => boolean = () => false) {
  const absolute = paths.map((path) => (path === '.' ? cwd : `${cwd}/${path}`));
  const { candidates, left } = await discover(nodeFiles, { cwd, paths: absolute, excluded });
  return {
    files: candidates.map(({ file }) => file).sort(),
    notable: left.filter(({ notable }) => notable).map(({ file, reason }) => `${file}: ${reason}`),
  };
}

describe.skipIf(!hasGit)('a walk reads what .gitignore names and git tracks', () => {
  const ignore = '*.local.yaml\n/build/\nnode_modules\n';
  function made() {
    const folder = project({
      '.gitignore': ignore,
      'a.local.yaml': '',
      'b.local.yaml': '',
      'sub/c.local.yaml': '',
      'build/deep/d.yaml': '',
      'build/e.yaml': '',
      'build/notes.txt': '',
      'node_modules/f.yaml': '',
      'plain.yaml': '',
    });
    git(folder, 'init', '--quiet');
    symlinkSync('../plain.yaml', `${folder}/sub/g.local.yaml`);
    symlinkSync('nowhere', `${folder}/sub/h.local.yaml`);
    git(folder, 'add', '--force', 'a.local.yaml', 'sub', 'build/deep/d.yaml', 'build/notes.txt');
    commit(folder);
    return folder;
  }

  test('files, files in folders, and links', async () => {
    const folder = made();
    const found = await walk(folder);
    expect(found.files).toEqual([
      'a.local.yaml',
      'build/deep/d.yaml',
      'build/notes.txt',
      'plain.yaml',
      'sub/c.local.yaml',
    ]);
    expect(found.notable).toEqual([
      'b.local.yaml: ignored by .gitignore',
      'sub/g.local.yaml: ignored by .gitignore',
      'sub/h.local.yaml: ignored by .gitignore',
    ]);
    expect((await walk(folder, ['sub'])).files).toEqual(['plain.yaml', 'sub/c.local.yaml']);
  });

  test('not what went away, nor what the config excludes; what is never read is told', async () => {
    const folder = made();
    git(folder, 'add', '--force', 'node_modules/f.yaml', 'build/e.yaml');
    rmSync(`${folder}/a.local.yaml`);
    const excluded = (path: string) => [`${folder}/build/deep`, `${folder}/sub/c.local.yaml`].includes(path);
    const found = await walk(folder, ['.'], excluded);
    expect(found.files).toEqual(['build/e.yaml', 'build/notes.txt', 'plain.yaml']);
    expect(found.notable).toEqual(
      expect.arrayContaining([
        'node_modules: never read unless it is named, and git tracks files in it',
        'build/deep/d.yaml: excluded by the config',
        'sub/c.local.yaml: excluded by the config',
      ]),
    );
  });

  test('in a repository within, by its own index and its own .gitignore alone', async () => {
    const folder = made();
    const inner = `${folder}/inner`;
    write(folder, {
      'inner/x.local.yaml': '',
      'inner/.gitignore': 'y.yaml\nz.yaml',
      'inner/y.yaml': '',
      'inner/z.yaml': '',
    });
    git(inner, 'init', '--quiet');
    git(inner, 'add', '--force', 'y.yaml');
    const { files } = await walk(folder);
    expect(files.filter((file) => file.startsWith('inner'))).toEqual(['inner/x.local.yaml', 'inner/y.yaml']);
  });

  test('where the index cannot be read, the ledger says so', async () => {
    const folder = made();
    writeFileSync(`${folder}/.git/index`, 'nothing');
    const found = await walk(folder);
    expect(found.files).toEqual(['plain.yaml']);
    expect(found.notable).toContainEqual(expect.stringMatching(/^a\.local\.yaml: .*whether git tracks it is unknown/));
  });

  test('over links to folders in which more is ignored, with each index and .gitignore read once', async () => {
    const many = 40;
    const files: { [name: string]: string } = { '.gitignore': '*.local.yaml\n', 'm/': '' };
    for (let i = 0; i < many; i++) files[`t/${i}/a.local.yaml`] = '';
    const folder = project(files);
    git(folder, 'init', '--quiet');
    git(folder, 'add', '--force', '.');
    symlinkSync('../t/0', `${folder}/m/next`);
    for (let i = 1; i < many; i++) symlinkSync(`../${i}`, `${folder}/t/${i - 1}/next`);
    const asked: string[] = [];
    const counted = {
      ...nodeFiles,
      read(path: string, most: number) {
        asked.push(path);
        return nodeFiles.read(path, most);
      },
    };
    const { candidates } = await discover(counted, { cwd: folder, paths: [`${folder}/m`], excluded: () => false });
    expect(candidates).toHaveLength(many);
    expect(asked.filter((path) => path.endsWith('/index'))).toHaveLength(1);
    expect(asked.filter((path) => path.endsWith('/.gitignore')).length).toBeLessThanOrEqual(2);
  });

  test('without starting git', async () => {
    const folder = made();
    const path = process.env['PATH'];
    process.env['PATH'] = project({});
    try {
      expect((await walk(folder)).files).toContain('a.local.yaml');
    } finally {
      process.env['PATH'] = path;
    }
  });
});

test('comparisons with patterns are bounded, and beyond the bound more is read', async () => {
  const { parseGitignore } = await import('../../src/discover/gitignore.ts');
  const budget = { left: 1_000 };
  const verdict = await parseGitignore(`${'x*y\n'.repeat(100)}*.yaml\nfile\n`, budget);
  for (let i = 0; i < 1_000; i++) verdict(`${i}.json`, false);
  expect(budget.left).toBeLessThan(0);
  expect(verdict('a.yaml', false)).toBeUndefined();
  // What has no wildcard is looked up.
  expect(verdict('file', false)).toBe('ignored');
});

test('of .gitignore files within each other those on top hold', async () => {
  if (process.platform === 'win32') return;
  const folder = project({ '.git/': '', '.gitignore': 'top.yaml\n' });
  const deep = Array.from({ length: 120 }, (_, i) => `${folder}/${'d/'.repeat(i + 1)}`);
  mkdirSync(deep.at(-1) ?? folder, { recursive: true });
  for (const at of deep) writeFileSync(`${at}.gitignore`, 'own.yaml\n*.x\n');
  for (const at of [deep[10], deep.at(-1)])
    for (const name of ['top.yaml', 'own.yaml', 'b.yaml']) writeFileSync(`${at}${name}`, '');
  const { files } = await walk(folder);
  expect(files.map((file) => file.replace(/.*\//, ''))).toEqual(['b.yaml', 'b.yaml']);
});
