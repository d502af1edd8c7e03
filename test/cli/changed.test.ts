/** What is reported where only changes are asked for, in real repositories. */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { commit, git, hasGit, repository as plain, reported, write } from '../support/git.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { root } from '../support/run.ts';

/** What the changes below bring about. */
const config = onlyRules(
  'calico/peer-without-password',
  'calico/filter-not-found',
  'calico/node-address-duplicate',
  'calico/password-secret-not-found',
  'input/unused-suppression',
  'input/yaml-syntax',
);
const repository = (files: Parameters<typeof plain>[0]) => plain({ 'bgplint.yaml': config, ...files });

const password = 'password: {secretKeyRef: {name: bgp, key: tor}}';
const one = calicoPeer('one');
const two = calicoPeer('two');
const three = calicoPeer('three');
const filtered = calicoPeer('filtered', [password, 'filters: [f]']);
const filter = 'apiVersion: projectcalico.org/v3\nkind: BGPFilter\nmetadata: {name: f}\nspec: {exportV4: []}\n';
const node = (name: string, address: string) =>
  `apiVersion: projectcalico.org/v3\nkind: Node\nmetadata:\n  name: ${name}\nspec:\n  bgp:\n    ipv4Address: ${address}\n`;
/** Breaks an enforced rule. */
const openPlan = readFileSync(`${root}/test/rules/terraform/bgp-port-open-to-world/bad-ipv4.json`, 'utf8');

describe.skipIf(!hasGit)('--changed reports', () => {
  const nothing = { found: [], elsewhere: 2 };

  test('nothing where nothing changed', async () => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}` });
    expect(await reported(folder, ['--changed'])).toMatchObject(nothing);
  });

  test.each<[string, { readonly [file: string]: string }, readonly string[]]>([
    [
      'the object of a changed line, and not its neighbor',
      { 'a.yaml': `${one}---\n${two.replace('64513', '64999')}` },
      ['a.yaml two'],
    ],
    ['the object that got a line', { 'a.yaml': `${one}  sourceAddress: None\n---\n${two}` }, ['a.yaml one']],
    ['nothing where lines moved', { 'a.yaml': `# a\n# b\n${one}---\n${two}` }, []],
    ['a new object', { 'a.yaml': `${one}---\n${two}---\n${three}` }, ['a.yaml three']],
    ['an untracked file', { 'b.yaml': three }, ['b.yaml three']],
    ['nothing of the objects beside one that went', { 'a.yaml': one }, []],
    ['nothing of the objects after one that went', { 'a.yaml': two }, []],
    ['nothing where a file changed that holds no finding', { 'c.yaml': 'a: 1' }, []],
  ])('%s', async (_, files, found) => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}`, 'c.yaml': 'a: 0' });
    write(folder, files);
    expect((await reported(folder, ['--changed'])).found).toEqual(found);
    git(folder, 'add', '--all');
    expect((await reported(folder, ['--changed'])).found, 'staged').toEqual(found);
  });

  test('staged, unstaged and untracked changes together', async () => {
    const folder = repository({ 'a.yaml': one, 'b.yaml': two });
    write(folder, { 'a.yaml': one.replace('64513', '1') });
    git(folder, 'add', 'a.yaml');
    write(folder, { 'b.yaml': two.replace('64513', '1'), 'c.yaml': three });
    expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml one', 'b.yaml two', 'c.yaml three']);
  });

  test('a file that is to be added, and one that is no longer kept', async () => {
    const folder = repository({ 'a.yaml': one });
    write(folder, { 'b.yaml': two });
    git(folder, 'add', '--intent-to-add', 'b.yaml');
    git(folder, 'rm', '--quiet', '--cached', 'a.yaml');
    expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml one', 'b.yaml two']);
  });

  test.each([
    ['the last line of the file', `${two}---\n${soundPeer}`],
    ['the last line before another object', `${soundPeer}---\n${two}`],
  ])('what is absent since a line went: %s', async (_, text) => {
    const folder = repository({ 'a.yaml': text });
    write(folder, { 'a.yaml': text.replace(`  ${password}\n`, '') });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: ['a.yaml sound'], elsewhere: 1 });
  });

  test('what is absent since a line went from the end of a list item', async () => {
    const item = (text: string) =>
      text
        .replace(/^/gm, '    ')
        .replace(/^ {4}(?=api)/, '  - ')
        .trimEnd();
    const list = `apiVersion: v1\nkind: List\nitems:\n${item(two)}\n${item(soundPeer)}\n${item(three)}\n`;
    const folder = repository({ 'a.yaml': list });
    write(folder, { 'a.yaml': list.replace(`      ${password}\n`, '') });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: ['a.yaml sound'], elsewhere: 2 });
  });

  test('what is nowhere since a file went', async () => {
    const folder = repository({ 'a.yaml': filtered, 'f.yaml': filter, 'b.yaml': 'a: 1' });
    expect((await reported(folder, [])).found).toEqual([]);
    rmSync(join(folder, 'f.yaml'));
    const nowhere = { found: ['a.yaml filtered'], rules: ['calico/filter-not-found'] };
    expect(await reported(folder, ['--changed'])).toMatchObject(nowhere);
    commit(folder);
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: [], elsewhere: 1 });
    write(folder, { 'c.yaml': 'b: 1' });
    expect((await reported(folder, ['--changed'])).found, 'nothing was removed').toEqual([]);
    write(folder, { 'b.yaml': '' });
    expect(await reported(folder, ['--changed']), 'a line was removed').toMatchObject(nowhere);
  });

  test('what a value in another file brings about: a related place', async () => {
    const folder = repository({
      'a.yaml': node('a', '192.0.2.7/24'),
      'b.yaml': node('b', '192.0.2.8/24'),
      'p.yaml': one,
    });
    write(folder, { 'a.yaml': node('a', '192.0.2.8/24') });
    const rule = ['calico/node-address-duplicate'];
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: ['b.yaml b'], rules: rule, elsewhere: 1 });
    expect(await reported(folder, ['--report-on', 'a.yaml'])).toMatchObject({ found: ['b.yaml b'], rules: rule });
  });

  test('what a key that went from another file brings about: the rule says what it rests on', async () => {
    const secret = (keys: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: bgp\n  namespace: kube-system\nstringData:\n${keys}`;
    const folder = repository({ 'a.yaml': soundPeer, 's.yaml': secret('  tor: abcdefgh\n  other: abcdefgh\n') });
    write(folder, { 's.yaml': secret('  other: abcdefgh\n') });
    const { found, rules } = await reported(folder, ['--changed']);
    expect({ found, rules }).toEqual({ found: ['a.yaml sound'], rules: ['calico/password-secret-not-found'] });
  });

  test('all of a file with another name: to a baseline its findings are new', async () => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}---\n${three}` });
    renameSync(join(folder, 'a.yaml'), join(folder, 'b.yaml'));
    git(folder, 'add', '--all');
    expect(await reported(folder, ['--changed'])).toMatchObject({
      found: ['b.yaml one', 'b.yaml two', 'b.yaml three'],
      elsewhere: 0,
    });
  });

  test('nothing of a file that got other rights, or was only touched', async () => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}` });
    git(folder, 'update-index', '--chmod=+x', 'a.yaml');
    write(folder, { 'a.yaml': `${one}---\n${two}` });
    expect(await reported(folder, ['--changed'])).toMatchObject(nothing);
  });

  test('no line of which only the end is rewritten in the working tree', async () => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}` });
    git(folder, 'config', 'core.autocrlf', 'true');
    write(folder, { 'a.yaml': `${one}---\n${two}`.replaceAll('\n', '\r\n') });
    expect(await reported(folder, ['--changed'])).toMatchObject(nothing);
    write(folder, { 'a.yaml': `${one}---\n${two.replace('64513', '64999')}`.replaceAll('\n', '\r\n') });
    expect((await reported(folder, ['--changed'])).found).toEqual(['a.yaml two']);
  });

  test('all of a file with CRLF that was one with LF', async () => {
    const folder = repository({ 'a.yaml': `${one}---\n${two}` });
    write(folder, { 'a.yaml': `${one}---\n${two}`.replaceAll('\n', '\r\n') });
    expect((await reported(folder, ['--changed'])).found).toHaveLength(2);
  });

  test('all of what git has no history of: ignored, outside, standard input', async () => {
    const folder = repository({ '.gitignore': 'plan.yaml\n', 'a.yaml': one });
    write(folder, { 'plan.yaml': two });
    const outside = project({ 'b.yaml': three });
    expect((await reported(folder, ['--changed', '.', 'plan.yaml'])).found).toEqual(['plan.yaml two']);
    expect((await reported(folder, ['--changed', 'a.yaml', join(outside, 'b.yaml')])).found).toEqual([
      expect.stringMatching(/^\.\..*b\.yaml three$/),
    ]);
    const readStdin = () => new TextEncoder().encode(one);
    const named = ['--changed', '-', '--stdin-filename', 'a.yaml'];
    expect((await reported(folder, named, { readStdin })).found).toEqual(['a.yaml one']);
    expect((await reported(folder, ['--changed', '-'], { readStdin })).found).toEqual(['<stdin> one']);
  });

  test('what enforced rules say, always', async () => {
    const folder = repository({ 'plan.json': openPlan, 'a.yaml': one, 'broken.yaml': 'kind: BGPPeer\n a: [' });
    const { rules, elsewhere } = await reported(folder, ['--changed']);
    expect(rules).toEqual(['terraform/bgp-port-open-to-world']);
    expect(elsewhere).toBe(2);
    expect((await reported(folder, ['--report-on', 'a.yaml'])).rules).toEqual([
      'calico/peer-without-password',
      'terraform/bgp-port-open-to-world',
    ]);
  });

  test('suppressed findings and what is wrong with suppressions by their places, too', async () => {
    const suppressed = (text: string) =>
      text.replace('spec:', 'spec: # bgplint-ignore calico/peer-without-password -- lab');
    const unused = soundPeer.replace('spec:', 'spec: # bgplint-ignore calico/peer-without-password -- gone');
    const folder = repository({ 'a.yaml': `${suppressed(one)}---\n${suppressed(two)}`, 'b.yaml': unused });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: [], elsewhere: 1 });
    write(folder, { 'a.yaml': `${suppressed(one)}---\n${suppressed(two.replace('64513', '64999'))}` });
    write(folder, { 'b.yaml': unused.replace('gone', 'went') });
    const { found, rules, elsewhere } = await reported(folder, ['--changed']);
    expect(found).toEqual(['a.yaml two', 'b.yaml']);
    expect(rules).toEqual(['calico/peer-without-password', 'input/unused-suppression']);
    expect(elsewhere).toBe(0);
  });
});
