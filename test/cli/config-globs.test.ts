import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const files = {
  'prod/a.yaml': soundPeer,
  'vendor/x.yaml': 'a: 1',
  'docs/x.md': '',
  'build/x/y.yaml': 'a: 1',
  '.gitignore': 'build\n',
  '.git/': '',
};

/** The warnings of a run with a config. */
async function warnings(config: string, paths: readonly string[] = [], more: typeof files | object = {}) {
  const { code, err } = await command(project({ ...files, ...more, 'bgplint.yaml': config }), paths);
  expect(code).toBe(0);
  return err.split('\n').filter(Boolean);
}

describe('what the config names and nothing answers to', () => {
  test.each<[string, string, readonly string[]]>([
    ['a folder', 'exclude: [vendor]', []],
    ['a glob', 'exclude: ["vendor/**", "docs/*.md"]', []],
    [
      'a misspelt folder',
      'exclude:\n  - vendor\n  - vendro\n',
      ['bgplint: warning: bgplint.yaml:3:5: no file matches "vendro" in exclude: correct or remove it'],
    ],
    ['a glob that another one covers', 'exclude: [vendor, "vendor/*.yaml"]', []],
    ['what is below a folder that is not looked into', 'exclude: [vendor, vendor/deep/x.yaml]', []],
    ['what .gitignore hides', 'exclude: [build/x/none.yaml]', []],
    ['what may be anywhere, below what is not looked into', 'exclude: [vendor, "**/none.yaml"]', []],
    ['what is never read', 'exclude: [node_modules, "x/.terraform/**"]', []],
    ['the paths of a cluster', 'clusters: [{ name: a, paths: [prod] }]', []],
    [
      'paths that are gone',
      'clusters:\n  - name: a\n    paths: [prod, "production/**"]\n',
      [
        'bgplint: warning: bgplint.yaml:3:19: no file matches "production/**" in paths of cluster "a": correct or remove it',
      ],
    ],
  ])('%s', async (_, config, expected) => {
    expect(await warnings(config)).toEqual(expected);
  });

  test('is not known of a run that reads only a part', async () => {
    const config = 'exclude: [vendro]\nclusters: [{ name: a, paths: [production] }]\n';
    expect(await warnings(config, ['prod'])).toEqual([]);
    expect(await warnings(config, ['.'])).toHaveLength(2);
  });

  test('is told ten times, and then by its number', async () => {
    const globs = Array.from({ length: 14 }, (_, i) => `none${i}`);
    const said = await warnings(`exclude: [${globs.join(', ')}]`);
    expect(said).toHaveLength(11);
    expect(said.at(-1)).toBe('bgplint: warning: 4 more entries of the config match nothing');
  });

  test('is one harmless line', async () => {
    const [said = '', ...more] = await warnings('exclude: ["\\e31m\\n::error::x"]');
    expect(more).toEqual([]);
    expect(said).not.toContain('\x1b');
    expect(said).toContain('\\u001b');
  });
});

describe('a path that gave nothing is in the ledger', () => {
  test('beside others', async () => {
    const folder = project({ 'a/x.yaml': soundPeer, 'empty/': '', 'notes/x.md': '' });
    const { out } = await command(folder, ['a', 'empty', 'notes', '-f', 'json']);
    expect(JSON.parse(out).ledger.skipped).toEqual([
      { file: 'empty', reason: 'contains no file to read' },
      { file: 'notes', reason: 'contains no file to read' },
    ]);
  });

  test('if it holds only links', async () => {
    const folder = project({ 'a/x.yaml': soundPeer, 'links/': '' });
    symlinkSync('nowhere.yaml', `${folder}/links/notes`);
    const { out } = await command(folder, ['links', '--allow-empty']);
    expect(out).toContain('unchecked  links: contains only symbolic links that point to nothing to read');
  });

  test('not if another path gave what is in it', async () => {
    const folder = project({ 'a/x.yaml': soundPeer });
    const { out } = await command(folder, ['a/x.yaml', 'a', 'a', '.', '-f', 'json']);
    expect(JSON.parse(out).ledger.skipped).toEqual([]);
  });
});
