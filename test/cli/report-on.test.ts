/** What is reported where files are named. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { hasGit, reported, repository, write } from '../support/git.ts';
import { calicoPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

const one = calicoPeer('one');
const two = calicoPeer('two');
const three = calicoPeer('three');
const config = onlyRules('calico/peer-without-password');
const files = { 'bgplint.yaml': config, 'a.yaml': one, 'x/b.yaml': two, 'x/y/c.yaml': three };

describe('--report-on', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a file', ['--report-on', 'a.yaml'], ['a.yaml one']],
    ['a file by another name', ['--report-on', './x/../a.yaml'], ['a.yaml one']],
    ['a folder', ['--report-on', 'x'], ['x/b.yaml two', 'x/y/c.yaml three']],
    ['a folder with a slash', ['--report-on', 'x/y/'], ['x/y/c.yaml three']],
    ['several', ['--report-on', 'x/y', '--report-on=a.yaml'], ['a.yaml one', 'x/y/c.yaml three']],
    ['the working directory', ['--report-on', '.'], ['a.yaml one', 'x/b.yaml two', 'x/y/c.yaml three']],
    ['a file without findings', ['--report-on', 'readme'], []],
    ['a link to a file', ['--report-on', 'link.yaml'], ['a.yaml one']],
  ])('%s', async (_, args, found) => {
    const folder = project({ ...files, readme: '' });
    symlinkSync('a.yaml', join(folder, 'link.yaml'));
    expect(await reported(folder, args)).toMatchObject({ found, elsewhere: 3 - found.length });
  });

  test('reads the paths and what it names, but of a folder only what the paths hold', async () => {
    const folder = project(files);
    expect(await reported(folder, ['--report-on', 'a.yaml', 'x'])).toMatchObject({
      found: ['a.yaml one'],
      elsewhere: 2,
    });
    expect(await reported(folder, ['--report-on', 'x', 'a.yaml'])).toMatchObject({ found: [], elsewhere: 1 });
  });

  test('refuses what is not there', async () => {
    const { code, out, err } = await command(project(files), ['--report-on', 'a.yaml', '--report-on', 'no.yaml']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('bgplint: There is no file or folder "no.yaml": correct --report-on.\n');
  });

  test('says what is not shown, and does not fail for it', async () => {
    const folder = project({ ...files, readme: '' });
    const pretty = await command(folder, ['--report-on', 'readme']);
    expect(pretty.code).toBe(0);
    expect(pretty.out).toContain('  elsewhere  3 errors, not shown: they do not touch what changed or was named\n');
    const github = await command(folder, ['--report-on', 'x', '-f', 'github']);
    expect(github.out).toMatch(
      /\nbgplint: 2 errors; .*; elsewhere 1 error, not shown: it does not touch what changed or was named\n$/,
    );
    expect((await command(folder, [])).out).not.toContain('elsewhere');
  });
});

describe('--hook', () => {
  test('reads the working directory, and reports on the paths', async () => {
    const folder = project(files);
    expect(await reported(folder, ['--hook', 'a.yaml', 'x/y/c.yaml'])).toMatchObject({
      found: ['a.yaml one', 'x/y/c.yaml three'],
      elsewhere: 1,
    });
    expect((await reported(folder, ['--hook', '--', 'a.yaml'])).found).toEqual(['a.yaml one']);
    expect(await reported(folder, ['--hook'])).toMatchObject({ found: [], elsewhere: 3 });
  });

  test('takes names as they are: no globs, no standard input, and no fault if one went away', async () => {
    const folder = project({ ...files, '[a].yaml': two });
    expect((await reported(folder, ['--hook', '[a].yaml'])).found).toEqual(['[a].yaml two']);
    expect(await reported(folder, ['--hook', '*.yaml', '-', 'gone.yaml'])).toMatchObject({ found: [], elsewhere: 4 });
  });

  test('always reports on names with a dash at their start, which no hook can pass', async () => {
    const folder = project({ ...files, '-x.yaml': two, '--fix/d.yaml': three, 'x/-e.yaml': one });
    const found = ['--fix/d.yaml three', '-x.yaml two', 'x/b.yaml two'];
    expect((await reported(folder, ['--hook', 'x/b.yaml'])).found).toEqual(found);
    expect((await reported(folder, ['--hook', '--', '-x.yaml'])).found).toEqual(found.slice(0, 2));
    expect((await reported(folder, ['--report-on', 'x/b.yaml'])).found).toEqual(found.slice(2));
  });

  test('finds its config in the working directory', async () => {
    const folder = project({
      ...files,
      'bgplint.yaml': `${config}exclude: [a.yaml]\n`,
      'x/bgplint.yaml': 'exclude: [b.yaml]\n',
    });
    expect(await reported(folder, ['--hook', 'x/b.yaml'])).toMatchObject({ found: ['x/b.yaml two'], elsewhere: 1 });
  });
});

describe.skipIf(!hasGit)('together', () => {
  test('a finding satisfies every option', async () => {
    const folder = repository(files);
    const changed = (text: string) => text.replace('64513', '64999');
    write(folder, { 'a.yaml': changed(one), 'x/b.yaml': changed(two) });
    expect(await reported(folder, ['--changed', '--report-on', 'x'])).toMatchObject({
      found: ['x/b.yaml two'],
      elsewhere: 2,
    });
    expect((await reported(folder, ['--changed', '--hook', 'a.yaml', 'x/y/c.yaml'])).found).toEqual(['a.yaml one']);
    expect((await reported(folder, ['--report-on', 'x', '--hook', 'a.yaml', 'x/y/c.yaml'])).found).toEqual([
      'x/y/c.yaml three',
    ]);
  });
});
