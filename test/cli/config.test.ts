import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { root } from '../support/run.ts';

const off = 'rules: { calico/peer-without-password: off }\n';
const bad = calicoPeer('bad');

describe('the config that is in force', () => {
  test.each<[string, { readonly [name: string]: string }, string, readonly string[], number]>([
    ['beside the file', { 'bgplint.yaml': off, 'a.yaml': bad }, '.', ['a.yaml'], 0],
    ['by its other name', { 'bgplint.yml': off, 'a.yaml': bad }, '.', ['a.yaml'], 0],
    ['above the first path, up to .git', { '.git/': '', 'bgplint.yaml': off, 'x/y/a.yaml': bad }, 'x', ['y/a.yaml'], 0],
    ['not above .git', { 'bgplint.yaml': off, 'r/.git/': '', 'r/a.yaml': bad }, 'r', ['.'], 1],
    ['not above a .git that is a file', { 'bgplint.yaml': off, 'r/.git': 'gitdir: x', 'r/a.yaml': bad }, 'r', ['.'], 1],
    ['outside of a repository, up to the working directory', { 'bgplint.yaml': off, 'x/a.yaml': bad }, '.', ['x'], 0],
    ['outside of a repository, not above it', { 'bgplint.yaml': off, 'x/a.yaml': bad }, 'x', ['a.yaml'], 1],
    [
      'another by --config',
      { 'bgplint.yaml': '', 'other.yaml': off, 'a.yaml': bad },
      '.',
      ['-c', 'other.yaml', 'a.yaml'],
      0,
    ],
    ['none by --no-config', { 'bgplint.yaml': off, 'a.yaml': bad }, '.', ['--no-config', 'a.yaml'], 1],
    ['an empty one', { 'bgplint.yaml': '# nothing\n', 'a.yaml': bad }, '.', ['a.yaml'], 1],
  ])('%s', async (_, files, cwd, args, code) => {
    const ran = await command(`${project(files)}/${cwd}`.replace(/\/\.$/, ''), args);
    expect(ran).toMatchObject({ code, err: '' });
  });

  test('from the top of a disk takes none from the way to what is checked', async () => {
    const folder = project({ 'bgplint.yaml': off, 'x/a.yaml': bad });
    const fromTop = await command('/', [`${folder}/x`]);
    expect(fromTop.code).toBe(1);
    const fromFolder = await command(folder, ['x']);
    expect(fromFolder.code).toBe(0);
  });

  test.each<[string, { readonly [name: string]: string }, string, readonly string[], number, RegExp]>([
    [
      'that of the repository, and says which is not',
      { '.git/': '', 'bgplint.yaml': '', 'x/bgplint.yaml': "exclude: ['**']", 'x/a.yaml': bad },
      '.',
      ['x'],
      1,
      /^bgplint: warning: "x\/bgplint\.yaml" is not used: the configuration is "bgplint\.yaml"; --config selects another\n$/,
    ],
    [
      'that of the repository, from below too',
      { '.git/': '', 'bgplint.yaml': off, 'x/bgplint.yaml': '', 'x/a.yaml': bad },
      'x',
      ['a.yaml'],
      0,
      /"bgplint\.yaml" is not used: the configuration is "\.\.\/bgplint\.yaml"/,
    ],
    [
      'one of a part where the repository has none, and says so',
      { '.git/': '', 'x/bgplint.yaml': off, 'x/y/a.yaml': bad },
      '.',
      ['x/y'],
      0,
      /^bgplint: warning: the configuration is "x\/bgplint\.yaml", because "\." has none\n$/,
    ],
    [
      'that of the folder that was named, silently',
      { '.git/': '', 'x/bgplint.yaml': off, 'x/a.yaml': bad },
      '.',
      ['x'],
      0,
      /^$/,
    ],
    ['one where it runs, without a word', { '.git/': '', 'x/bgplint.yaml': off, 'x/a.yaml': bad }, 'x', ['.'], 0, /^$/],
    [
      'none of a part for what lies elsewhere',
      { 'x/bgplint.yaml': off, 'x/a.yaml': soundPeer, 'b.yaml': bad },
      '.',
      ['x', 'b.yaml'],
      1,
      /^bgplint: warning: "x\/bgplint\.yaml" is not used: it applies only to its own folder; --config selects it\n$/,
    ],
    [
      'one by name, whatever lies where',
      { '.git/': '', 'bgplint.yaml': '', 'x/bgplint.yaml': off, 'x/a.yaml': bad },
      '.',
      ['-c', 'x/bgplint.yaml', 'x'],
      0,
      /^$/,
    ],
  ])('is %s', async (_, files, cwd, args, code, said) => {
    const ran = await command(`${project(files)}/${cwd}`.replace(/\/\.$/, ''), args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(said);
  });

  test('of a part cannot turn what it silences into green', async () => {
    const folder = project({ '.git/': '', 'x/bgplint.yaml': "exclude: ['**']", 'x/a.yaml': bad });
    expect((await command(folder, ['x'])).code).toBe(2);
    expect((await command(folder, [])).code).toBe(1);
  });

  test('a faulty one does not count with --no-config', async () => {
    const folder = project({ 'bgplint.yaml': 'ruels: 1', 'a.yaml': soundPeer });
    expect((await command(folder, ['--no-config'])).code).toBe(0);
  });
});

describe('a profile', () => {
  const run = async (config: string, name: string, object: string) => {
    const { code, out } = await command(project({ 'bgplint.yaml': config, [name]: object }), ['-f', 'json']);
    const { findings } = JSON.parse(out) as { findings: { rule: string; level: string }[] };
    return { code, levels: Object.fromEntries(findings.map(({ rule, level }) => [rule, level])) };
  };
  const broken = calicoPeer('broken').replace(/^ +asNumber:.*\n/m, '');
  const policy = 'calico/peer-without-password';
  const fault = 'calico/peer-without-as-number';

  test('of correctness fails for what is broken, and not for a policy', async () => {
    const first = await run('extends: correctness', 'a.yaml', bad);
    expect(first).toMatchObject({ code: 0, levels: { [policy]: 'warning' } });
    const second = await run('extends: correctness', 'a.yaml', broken);
    expect(second).toMatchObject({ code: 1, levels: { [policy]: 'warning', [fault]: 'error' } });
  });

  test('is named in the report, since green then means something else', async () => {
    const folder = project({ 'bgplint.yaml': 'extends: correctness', 'a.yaml': bad });
    expect((await command(folder, [])).out).toMatch(/^ +config +bgplint\.yaml \(extends: correctness\)$/m);
    const plain = project({ 'bgplint.yaml': 'complete: true', 'a.yaml': bad });
    expect((await command(plain, [])).out).not.toMatch(/^ +config /m);
  });

  test('gives way to the rules of the config', async () => {
    const again = await run(`extends: correctness\nrules: { ${policy}: error }`, 'a.yaml', bad);
    expect(again).toMatchObject({ code: 1, levels: { [policy]: 'error' } });
  });

  test('of strict turns on what is off', async () => {
    const id = 'calico/peer-without-restart-time';
    const soft = await run('', 'a.yaml', bad);
    expect(soft.levels).not.toHaveProperty([id]);
    expect(await run('extends: strict', 'a.yaml', bad)).toMatchObject({ code: 1, levels: { [id]: 'warning' } });
  });

  test('leaves an enforced rule as it is', async () => {
    const plan = readFileSync(`${root}/test/rules/terraform/bgp-port-open-to-world/bad-azure-inline.json`, 'utf8');
    expect(await run('extends: correctness', 'plan.json', plan)).toMatchObject({
      code: 1,
      levels: { 'terraform/bgp-port-open-to-world': 'error' },
    });
  });
});

describe('a fault of the config names its place and what to do', () => {
  test.each([
    ['misspelt key', 'ruels: {}', /^bgplint: bgplint\.yaml:1:1: .*`?rules`?/],
    ['misspelt rule', 'rules:\n  calico/global-peers: off', /^bgplint: bgplint\.yaml:2:3: .*calico\/global-peer\b/],
    ['unknown level', 'rules:\n  calico/global-peer: eror', /^bgplint: bgplint\.yaml:2:23: .*error/],
    ['unknown profile', 'extends: stict', /^bgplint: bgplint\.yaml:1:10: `extends` .*did you mean `strict`\?/],
    ['no YAML', 'rules: [', /^bgplint: bgplint\.yaml:1:\d+: The config cannot be read: /],
    [
      'twice the same key',
      'complete: true\ncomplete: false',
      /^bgplint: bgplint\.yaml:2:1: .*`?complete`? appears twice/,
    ],
    ['a list', '- a', /^bgplint: bgplint\.yaml:1:/],
    ['a limit below its default', 'limits: { depth: 3 }', /bgplint\.yaml:1:\d+: .*depth/],
  ])('%s', async (_, text, sentence) => {
    const { code, out, err } = await command(project({ 'bgplint.yaml': text, 'a.yaml': soundPeer }), []);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).not.toContain('    at ');
  });

  test('each fault has its line', async () => {
    const text = 'ruels: {}\nexclud: []\n';
    const { err } = await command(project({ 'bgplint.yaml': text }), []);
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^bgplint: bgplint\.yaml:1:1: .*rules/),
      expect.stringMatching(/^bgplint: bgplint\.yaml:2:1: .*exclude/),
    ]);
  });

  test('what is no text', async () => {
    const folder = project({ 'bgplint.yaml': new Uint8Array([0x61, 0xff, 0x3a]), 'a.yaml': soundPeer });
    expect(await command(folder, [])).toMatchObject({ code: 2, err: expect.stringContaining('it is not UTF-8') });
  });

  test('its text never reaches the terminal as it stands', async () => {
    const { err } = await command(project({ 'bgplint.yaml': '"\\e[2Jruels": 1' }), []);
    expect(err).not.toContain('\u001b');
  });
});

test('one that a link brings from elsewhere must be named', async () => {
  const outside = project({ 'c.yaml': 'marked: 1' });
  const folder = project({ '.git/': '', 'a.yaml': soundPeer, 'real.yaml': '' });
  symlinkSync(`${outside}/c.yaml`, `${folder}/bgplint.yaml`);
  const { code, err } = await command(folder, []);
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringMatching(/"bgplint\.yaml" is a link to a file outside its repository/),
  });
  expect(err).not.toContain('marked');
  rmSync(`${folder}/bgplint.yaml`);
  symlinkSync('real.yaml', `${folder}/bgplint.yaml`);
  expect((await command(folder, [])).code).toBe(0);
});

describe('--print-config', () => {
  test('prints what is in force, which is a config again', async () => {
    const folder = project({ 'bgplint.yaml': off, 'a.yaml': bad });
    const { code, out } = await command(folder, ['--print-config']);
    expect(code).toBe(0);
    expect(out).toContain('calico/peer-without-password: "off"');
    const again = project({ 'bgplint.yaml': out, 'a.yaml': bad });
    const values = (text: string) => text.replace(/ # .*$/gm, '');
    expect(values((await command(again, ['--print-config'])).out)).toBe(values(out));
    expect((await command(again, [])).code).toBe(0);
  });
});

describe('terraform.nodes', () => {
  const config = 'terraform: { nodes: [aws_security_group.nodse] }';
  const plan = JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    resource_changes: [
      {
        address: 'aws_security_group.nodes',
        mode: 'managed',
        type: 'aws_security_group',
        name: 'nodes',
        change: { actions: ['no-op'], before: {}, after: { ingress: [], egress: [] }, after_unknown: {} },
      },
    ],
  });

  test('that names nothing of a plan is exit 2', async () => {
    const { code, out, err } = await command(project({ 'bgplint.yaml': config, 'plan.json': plan }), []);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bgplint: bgplint\.yaml:1:22: terraform\.nodes .*"aws_security_group\.nodse"/);
    expect(err).toContain('did you mean aws_security_group.nodes?');
  });

  test.each([
    ['in a flow list', 'terraform: { nodes: [aws_security_group.nodes[0]] }', "'aws_security_group.nodes[0]'"],
    ['as the key of a mapping', 'terraform:\n  nodes:\n    - a_b.nodes["x: y"]', `'a_b.nodes["x: y"]'`],
    ['before a comment', 'terraform:\n  nodes:\n    - a_b.nodes["x #y"]', `'a_b.nodes["x #y"]'`],
  ])('that YAML breaks %s say how to quote it', async (_, text, quoted) => {
    const { code, err } = await command(project({ 'bgplint.yaml': `${text}\n`, 'plan.json': plan }), []);
    expect(code).toBe(2);
    expect(err).toMatch(/^bgplint: bgplint\.yaml:\d+:\d+: /);
    expect(err).toContain(quoted);
  });

  test('needs no quotes in a list of lines', async () => {
    const text = 'terraform:\n  nodes:\n    - aws_security_group.nodes[0]\n    - module.a["b.c"].x_y.z["d"]\n';
    const { err } = await command(project({ 'bgplint.yaml': text, 'plan.json': plan }), []);
    expect(err).toContain('"aws_security_group.nodes[0]"');
    expect(err).toContain(String.raw`"module.a[\"b.c\"].x_y.z[\"d\"]"`);
  });

  test('says nothing where no plan was read', async () => {
    expect((await command(project({ 'bgplint.yaml': config, 'a.yaml': soundPeer }), [])).code).toBe(0);
  });

  test('that names a group is content', async () => {
    const right = config.replace('nodse', 'nodes');
    expect((await command(project({ 'bgplint.yaml': right, 'plan.json': plan }), [])).code).not.toBe(2);
  });
});
