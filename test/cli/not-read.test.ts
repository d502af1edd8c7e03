/** Nothing that kubectl would apply is passed over in silence. */
import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { git, hasGit, reported } from '../support/git.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

const bad = calicoPeer('bad');
const config = onlyRules('calico/peer-without-password');

describe.skipIf(!hasGit)('a file that git tracks in spite of .gitignore', () => {
  function made() {
    const folder = project({
      'bgplint.yaml': config,
      '.gitignore': 'ignored.yaml\n',
      'ignored.yaml': bad,
      'own.yaml': soundPeer,
    });
    git(folder, 'init', '--quiet');
    return folder;
  }

  test.each<[string, readonly string[]]>([
    ['the folder', []],
    ['--report-on', ['--report-on', 'ignored.yaml']],
    ['--hook', ['--hook', 'ignored.yaml']],
    ['its name', ['ignored.yaml']],
  ])('is read: %s', async (_, args) => {
    const folder = made();
    git(folder, 'add', '--force', 'ignored.yaml');
    expect((await reported(folder, args)).found).toEqual(['ignored.yaml bad']);
  });

  test('and one that it does not track is read where it is given', async () => {
    const folder = made();
    expect((await reported(folder, [])).found).toEqual([]);
    for (const option of ['--report-on', '--hook']) {
      expect((await reported(folder, [option, 'ignored.yaml'])).found).toEqual(['ignored.yaml bad']);
    }
  });
});

describe('files that are given to --hook and --report-on', () => {
  const files = {
    'own.yaml': soundPeer,
    'data.txt': bad,
    'chart.yaml.tpl': bad,
    'x.j2': '{% if a %}\nkind: BGPPeer\n{% endif %}\n',
    'node_modules/p.yaml': bad,
    'README.md': '# BGPPeer\n\nA `BGPPeer`: it has\n  a: b\n - c\n',
    'words.txt': 'BGPPeer: a kind of projectcalico.org\n',
    'old/o.yaml': bad,
    'bgplint.yaml': `${config}exclude: [old]\n`,
  };
  const ledger = async (folder: string, args: readonly string[]) => {
    const { out } = await command(folder, ['-f', 'json', ...args]);
    return (JSON.parse(out).ledger.skipped as { file: string; reason: string }[]).map(({ file }) => file);
  };

  test.each(['--hook', '--report-on'])('%s: are read by their content', async (option) => {
    const folder = project(files);
    for (const file of ['data.txt', 'chart.yaml.tpl', 'node_modules/p.yaml']) {
      expect((await reported(folder, [option, file])).found, file).toEqual([`${file} bad`]);
    }
    for (const file of ['x.j2', 'README.md', 'words.txt', 'own.yaml']) {
      expect((await reported(folder, [option, file])).found, file).toEqual([]);
    }
    expect(await ledger(folder, [option, 'README.md'])).toContain('README.md');
    expect(await ledger(folder, [option, 'x.j2'])).toContain('x.j2');
  });

  test.each(['--hook', '--report-on'])('%s: not what the config excludes, but what is named', async (option) => {
    const folder = project(files);
    expect((await reported(folder, [option, 'old/o.yaml'])).found).toEqual([]);
    expect(await ledger(folder, [option, 'old/o.yaml'])).toContain('old/o.yaml');
    expect((await reported(folder, ['old/o.yaml'])).found).toEqual(['old/o.yaml bad']);
  });

  test.each(['--hook', '--report-on'])('%s: not through a link that leads out', async (option) => {
    const outside = project({ 'o.yaml': bad });
    const folder = project(files);
    symlinkSync(`${outside}/o.yaml`, `${folder}/l.yaml`);
    symlinkSync('data.txt', `${folder}/i.yaml`);
    expect((await reported(folder, [option, 'l.yaml'])).found).toEqual([]);
    expect(await ledger(folder, [option, 'l.yaml'])).toContain('l.yaml');
    expect((await reported(folder, [option, 'i.yaml'])).found).toEqual(['data.txt bad']);
  });
});

test('a template that is named is read if it is YAML, and is in the ledger if it is not', async () => {
  const folder = project({
    'bgplint.yaml': config,
    'a.yaml.tpl': bad,
    'b.tmpl': `{{ if .Values.a }}\n${bad}{{ end }}\n`,
    'c.j2': `${bad}  a: [\n`,
    'sub/a.yaml.tpl': bad,
  });
  expect((await reported(folder, ['a.yaml.tpl'])).found).toEqual(['a.yaml.tpl bad']);
  for (const file of ['b.tmpl', 'c.j2', 'sub']) {
    const { code, out } = await command(folder, ['-f', 'json', file]);
    expect(code).toBe(0);
    expect(JSON.parse(out).ledger.skipped).toMatchObject([{ reason: expect.stringContaining('render it first') }]);
  }
});

test('what a link within the folder leads to is judged under its own name', async () => {
  const folder = project({
    'bgplint.yaml': config,
    'data.txt': bad,
    'm/': '',
    'e/base/x.yaml': soundPeer,
    'bases/y.yaml': calicoPeer('two'),
  });
  symlinkSync('../data.txt', `${folder}/m/linked.yaml`);
  symlinkSync('../../bases', `${folder}/e/base/up`);
  expect(new Set((await reported(folder, [])).found)).toEqual(new Set(['bases/y.yaml two', 'data.txt bad']));
  expect((await reported(folder, ['m'])).found).toEqual(['data.txt bad']);
  expect((await reported(folder, ['e'])).found).toEqual(['bases/y.yaml two']);
});

test('folders that are never read are in the ledger, unless .gitignore names them', async () => {
  const folder = project({ '.git/': '', 'a.yaml': soundPeer, 'node_modules/p.yaml': bad, '.terraform/x/y.json': '{}' });
  const skipped = async (at: string) =>
    (JSON.parse((await command(at, ['-f', 'json'])).out).ledger.skipped as { file: string }[]).map(({ file }) => file);
  expect(await skipped(folder)).toEqual(['.terraform', 'node_modules']);
  const usual = project({
    '.git/': '',
    '.gitignore': 'node_modules/\n',
    'a.yaml': soundPeer,
    'node_modules/p.yaml': bad,
  });
  expect(await skipped(usual)).toEqual([]);
});
