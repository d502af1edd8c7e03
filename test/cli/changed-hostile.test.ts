/** Changes in repositories that strangers made, or that somebody set up in an unusual way. */
import { appendFileSync, chmodSync, existsSync, readdirSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { commit, git, gitEnv, hasGit, repository as plain, reported, write } from '../support/git.ts';
import { calicoPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

/** Its peers have one fault each. */
const config = onlyRules('calico/peer-without-password');
const repository = (files: Parameters<typeof plain>[0]) => plain({ 'bgplint.yaml': config, ...files });

const one = calicoPeer('one');
const two = calicoPeer('two');
const both = `${one}---\n${two}`;
const second = `${one}---\n${two.replace('64513', '64999')}`;

describe.skipIf(!hasGit)('names of files', () => {
  const names = [
    'a b',
    'a\tb',
    'a\nb',
    '"',
    "'",
    'ü',
    '\u{1f600}',
    'a\u0301',
    '-x',
    '--output=y',
    ':(glob)*',
    '*',
    '[a]',
    '\x01\x7f',
    ' ',
    '"a',
    'b\r',
    '\ufeff',
  ];

  const files = names.map((name) => `${name}.yaml`);
  const all = (folder: string, text: string) => Object.fromEntries(files.map((file) => [`${folder}${file}`, text]));

  test('are those of the diff, whatever they hold', async () => {
    const folder = repository({ ...all('', both), ...all('x/', both) });
    write(folder, all('x/', second));
    const { found, elsewhere } = await reported(folder, ['--changed']);
    expect([...found].sort()).toEqual(files.map((file) => `x/${file} two`).sort());
    expect(elsewhere).toBe(3 * files.length);
    expect((await reported(folder, ['--changed', '--', ...files, 'x'])).found).toEqual(found);
    expect((await reported(folder, ['--changed', '--', ...files])).found).toEqual([]);
  });

  test('with a backslash, which are folders elsewhere, hide behind no other file', async () => {
    const folder = repository({ 'x/a.yaml': both, 'x\\a.yaml': both });
    write(folder, { 'x\\a.yaml': second });
    expect((await reported(folder, ['--changed'])).found).toEqual(['x\\a.yaml one', 'x\\a.yaml two']);
  });

  test('that are read because they were named', async () => {
    const folder = repository({ 'a.conf': both, 'b.YAML': both });
    write(folder, { 'a.conf': second, 'b.YAML': second });
    const found = ['a.conf two', 'b.YAML two'];
    expect((await reported(folder, ['--changed', '.', 'a.conf'])).found).toEqual(found);
    commit(folder);
    expect((await reported(folder, ['--changed', '.', 'a.conf'])).found).toEqual([]);
  });

  test('that are read as the configuration, which may have any name', async () => {
    const config = 'waivers: [{ rule: "calico/*", paths: [x.yaml], reason: a }]\n';
    const folder = repository({ 'own.conf': config, 'a.yaml': both });
    const { rules } = await reported(folder, ['--changed', '--config', 'own.conf']);
    expect(rules).toEqual(['input/unused-suppression']);
  });
});

describe.skipIf(!hasGit)('what is set up in the clone', () => {
  test('runs no program, and changes no answer', async () => {
    const folder = repository({ '.gitattributes': '*.yaml diff=evil\n', 'a.yaml': both });
    const evil = join(folder, '.git', 'evil');
    write(folder, {
      '.git/evil': `#!/bin/sh\ntouch "${folder}/stolen"\n`,
      '.git/hooks/post-index-change': '#!/bin/sh\ntouch stolen\n',
    });
    chmodSync(evil, 0o755);
    chmodSync(join(folder, '.git/hooks/post-index-change'), 0o755);
    const settings = [
      ['core.fsmonitor', evil],
      ['core.pager', evil],
      ['pager.diff', evil],
      ['diff.external', evil],
      ['diff.evil.command', evil],
      ['diff.evil.textconv', evil],
      ['diff.evil.binary', 'true'],
      ['core.sshCommand', evil],
      ['core.alternateRefsCommand', evil],
      ['core.editor', evil],
      ['core.gitProxy', evil],
      ['gpg.program', evil],
      ['credential.helper', `!${evil}`],
      ['uploadpack.packObjectsHook', evil],
      ['sequence.editor', evil],
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.context', '9'],
      ['diff.interHunkContext', '9'],
      ['diff.renames', 'copies'],
      ['diff.orderFile', 'nowhere'],
      ['diff.relative', 'true'],
      ['diff.submodule', 'log'],
      ['diff.ignoreSubmodules', 'all'],
      ['diff.algorithm', 'patience'],
      ['color.ui', 'always'],
      ['color.diff', 'always'],
      ['diff.colorMoved', 'zebra'],
      ['diff.wsErrorHighlight', 'all'],
      ['core.quotePath', 'false'],
      ['diff.autoRefreshIndex', 'false'],
      ['diff.suppressBlankEmpty', 'true'],
      ['core.abbrev', '4'],
    ] as const;
    for (const [name, value] of settings) git(folder, 'config', name, value);
    write(folder, { 'a.yaml': second });
    const env = {
      ...gitEnv,
      GIT_EXTERNAL_DIFF: evil,
      GIT_PAGER: evil,
      GIT_DIFF_OPTS: '--unified=9',
      GIT_DIR: '/nowhere',
      GIT_INDEX_FILE: '/nowhere',
      GIT_WORK_TREE: '/',
      GIT_LITERAL_PATHSPECS: '1',
    };
    expect(await reported(folder, ['--changed'], { env })).toMatchObject({ found: ['a.yaml two'], elsewhere: 1 });
    expect(await reported(folder, ['--changed-from', 'HEAD'], { env })).toMatchObject({ found: ['a.yaml two'] });
    expect(existsSync(join(folder, 'stolen'))).toBe(false);
  });

  test.each(['evil', 'a b.c', '', "a'b", '*', '-c', 'lfs', '\u00fc', '"'])('runs no filter: %j', async (name) => {
    const folder = repository({ 'a.yaml': both, 'b.json': '{}' });
    const inner = repository({ 'c.yaml': one });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', inner, 'sub');
    commit(folder);
    // As it stands in a folder that was unpacked: its configuration is a stranger's.
    const section = `\n[filter ${JSON.stringify(name)}]\n`;
    const run = (key: string) => `  ${key} = touch ${folder}/stolen-${key}; cat\n`;
    const text = `${section}${run('clean')}${run('smudge')}${run('process')}  required = true\n`;
    appendFileSync(join(folder, '.git/config'), text);
    appendFileSync(join(folder, '.git/modules/sub/config'), text.replace(section, '\n[filter "inner"]\n'));
    appendFileSync(join(folder, '.git/info/attributes'), `* filter=${JSON.stringify(name).slice(1, -1)}\n`);
    write(folder, { '.gitattributes': `* ${JSON.stringify(`filter=${name}`)}\n* filter=${name}\n`, 'a.yaml': second });
    write(folder, { 'sub/.gitattributes': '* filter=inner\n', 'sub/c.yaml': two });
    const { found } = await reported(folder, ['--changed']);
    expect(found).toEqual(expect.arrayContaining(['a.yaml two', 'sub/c.yaml two']));
    expect((await reported(folder, ['--changed-from', 'HEAD'])).found).toEqual(found);
    expect(readdirSync(folder).filter((file) => file.startsWith('stolen'))).toEqual([]);
  });

  test('would be run without bgplint: the filter of this test is a real one', () => {
    const folder = repository({ 'a.yaml': both });
    appendFileSync(join(folder, '.git/config'), `[filter "evil"]\n  clean = touch ${folder}/stolen; cat\n`);
    write(folder, { '.gitattributes': '*.yaml filter=evil\n', 'a.yaml': second });
    git(folder, 'diff', 'HEAD');
    expect(existsSync(join(folder, 'stolen'))).toBe(true);
  });

  test.each(['a=b', 'x='])('is refused where a filter cannot be switched off: %s', async (name) => {
    const folder = repository({ 'a.yaml': both });
    appendFileSync(join(folder, '.git/config'), `[filter "${name}"]\n  clean = touch ${folder}/stolen; cat\n`);
    write(folder, { '.gitattributes': `*.yaml filter=${name}\n`, 'a.yaml': second });
    const { code, err } = await command(folder, ['--changed'], { env: gitEnv });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('which cannot be switched off') });
    expect(existsSync(join(folder, 'stolen'))).toBe(false);
  });

  test('is refused where there are too many filters', async () => {
    const folder = repository({ 'a.yaml': both });
    const many = Array.from({ length: 300 }, (_, i) => `[filter "f${i}"]\n  clean = cat\n`);
    appendFileSync(join(folder, '.git/config'), many.join(''));
    const { code, err } = await command(folder, ['--changed'], { env: gitEnv });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('more than 200 filters') });
  });

  test.each(['binary', '-diff', '-text', 'text eol=crlf', 'ident'])(
    'lets no attribute hide a line: %s',
    async (attribute) => {
      const folder = repository({ 'a.yaml': both });
      write(folder, { '.gitattributes': `a.yaml ${attribute}\n`, 'a.yaml': second });
      expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml two']);
    },
  );

  test.each(['filter=short', 'working-tree-encoding=UTF-16LE'])(
    'takes all of a file that %s rewrites',
    async (attribute) => {
      const folder = repository({ 'a.yaml': both });
      git(folder, 'config', 'filter.short.clean', 'head -n 3');
      write(folder, { '.gitattributes': `a.yaml ${attribute}\n`, 'a.yaml': `# a\n${second}` });
      expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml one', 'a.yaml two']);
      commit(folder);
      expect((await reported(folder, ['--changed-from', 'HEAD^'])).found).toEqual(['a.yaml one', 'a.yaml two']);
    },
  );

  test('a merge that is not resolved', async () => {
    const folder = repository({ 'a.yaml': both, 'b.yaml': `${calicoPeer('three')}---\n${calicoPeer('four')}` });
    git(folder, 'checkout', '--quiet', '-b', 'work');
    write(folder, { 'a.yaml': second });
    commit(folder);
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, { 'a.yaml': both.replaceAll('64513', '64998') });
    commit(folder);
    expect(() => git(folder, 'merge', 'work')).toThrow();
    write(folder, { 'a.yaml': second });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: ['a.yaml one', 'a.yaml two'], elsewhere: 2 });
  });
});

describe.skipIf(!hasGit)('what is no plain file', () => {
  test('a submodule counts as a whole, if anything in it changed', async () => {
    const inner = repository({ 'a.yaml': both });
    const folder = repository({ 'b.yaml': one });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', inner, 'sub');
    commit(folder);
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: [], elsewhere: 3 });
    write(folder, { 'sub/a.yaml': second });
    expect((await reported(folder, ['--changed'])).found).toEqual(['sub/a.yaml one', 'sub/a.yaml two']);
    expect((await reported(join(folder, 'sub'), ['--changed'])).found).toEqual(['a.yaml two']);
    commit(join(folder, 'sub'));
    expect((await reported(folder, ['--changed'])).found).toEqual(['sub/a.yaml one', 'sub/a.yaml two']);
    expect((await reported(join(folder, 'sub'), ['--changed'])).found).toEqual([]);
  });

  test('a repository inside that is no submodule has no history here', async () => {
    const folder = repository({ 'b.yaml': one });
    write(folder, { 'nested/a.yaml': two });
    git(join(folder, 'nested'), 'init', '--quiet');
    commit(join(folder, 'nested'));
    expect((await reported(folder, ['--changed'])).found).toEqual(['nested/a.yaml two']);
  });

  test('a link that was named stands for its file, and for itself', async () => {
    const folder = repository({ 'a.yaml': both, 'b.yaml': both });
    symlinkSync('a.yaml', join(folder, 'link.yaml'));
    commit(folder);
    expect((await reported(folder, ['--changed', 'link.yaml'])).found).toEqual([]);
    write(folder, { 'a.yaml': second });
    expect((await reported(folder, ['--changed', 'link.yaml'])).found).toEqual(['link.yaml two']);
    unlinkSync(join(folder, 'link.yaml'));
    symlinkSync('b.yaml', join(folder, 'link.yaml'));
    expect((await reported(folder, ['--changed', 'link.yaml'])).found).toEqual(['link.yaml one', 'link.yaml two']);
  });

  test('a file that became one of another kind is new', async () => {
    const folder = repository({ 'b.txt': both });
    symlinkSync('b.txt', join(folder, 'a.yaml'));
    commit(folder);
    unlinkSync(join(folder, 'a.yaml'));
    renameSync(join(folder, 'b.txt'), join(folder, 'a.yaml'));
    expect((await reported(folder, ['--changed'])).found).toHaveLength(2);
  });

  test('a folder through a link to the repository', async () => {
    const folder = repository({ 'x/a.yaml': both });
    write(folder, { 'x/a.yaml': second });
    const links = project({});
    symlinkSync(folder, join(links, 'r'));
    expect((await reported(join(links, 'r'), ['--changed'])).found).toEqual(['x/a.yaml two']);
    expect((await reported(links, ['--changed', 'r'])).found).toEqual(['r/x/a.yaml two']);
  });
});
