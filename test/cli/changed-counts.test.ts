/** Findings that a change brings though they stand on lines that it does not touch: what began to count. */
import { renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { commit, git, gitEnv, hasGit, repository, write } from '../support/git.ts';
import { calicoPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

type Files = { readonly [name: string]: string };

/** `file rule` of what is reported of the second state where the first one is committed; '' of a file removes it. */
async function brought(before: Files, after: Files, args: readonly string[] = ['--changed']) {
  const folder = repository(before);
  const texts = Object.entries(after).filter(([, text]) => text !== '');
  for (const [name, text] of Object.entries(after)) if (text === '') unlinkSync(join(folder, name));
  write(folder, Object.fromEntries(texts));
  return told(folder, args);
}

async function told(folder: string, args: readonly string[]) {
  const { code, out, err } = await command(folder, ['-f', 'json', '--fail-on', 'note', ...args], { env: gitEnv });
  expect(code, err).toBeLessThan(2);
  const { findings, ledger } = JSON.parse(out) as {
    findings: { rule: string; file: string; resource: { name?: string } | null; suppressed: object | null }[];
    ledger: { elsewhere: { error: number; warning: number; note: number } };
  };
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const { error, warning, note } = ledger.elsewhere;
  return {
    found: open.map(({ file, rule, resource }) => `${file} ${resource?.name ?? ''} ${rule}`),
    elsewhere: error + warning + note,
    err,
  };
}

const without = 'calico/peer-without-password';
const one = calicoPeer('one');
const two = calicoPeer('two');
const old = { 'old.yaml': two };
const elsewhere = 1;

const peer = (metadata: string, spec: string) =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\n${metadata}\nspec:\n  peerIP: 192.0.2.1\n  asNumber: 64513\n  password: {secretKeyRef: {name: a, key: b}}\n${spec}\n`;
const anchors = (use: string) =>
  peer(
    `metadata:\n  name: p\n  annotations:\n    good: &good "rack == 'a'"\n    bad: &bad "all("\n    worse: &worse "all(("`,
    `  nodeSelector: ${use}`,
  );
const syntax = 'calico/selector-syntax';

const only = onlyRules(without, syntax, 'calico/global-peer', 'calico/peer-without-as-number');

describe.skipIf(!hasGit)('what begins to count is reported', () => {
  test.each<[string, Files, Files, readonly string[]]>([
    ['by the use of an alias', { 'a.yaml': anchors('*good') }, { 'a.yaml': anchors('*bad') }, [`a.yaml p ${syntax}`]],
    [
      'by the use of another alias, as wrong as the first',
      { 'a.yaml': anchors('*bad') },
      { 'a.yaml': anchors('*worse') },
      [`a.yaml p ${syntax}`],
    ],
    [
      'by the line of an alias, where only that changed',
      { 'a.yaml': anchors('*bad') },
      { 'a.yaml': anchors('*bad # all nodes') },
      [`a.yaml p ${syntax}`],
    ],
    [
      'by the anchor',
      { 'a.yaml': anchors('*good') },
      { 'a.yaml': anchors('*good').replace(`"rack == 'a'"`, '"all(("') },
      [`a.yaml p ${syntax}`],
    ],
    [
      'by a merge key',
      {
        'a.yaml': `${peer('metadata: {name: p, annotations: &x {nodeSelector: "all("}}', '  <<: {nodeSelector: all()}')}`,
      },
      { 'a.yaml': `${peer('metadata: {name: p, annotations: &x {nodeSelector: "all("}}', '  <<: *x')}` },
      [`a.yaml p ${syntax}`],
    ],
    ['by its kind', { 'a.yaml': one.replace('BGPPeer', 'BGPPeers') }, { 'a.yaml': one }, [`a.yaml one ${without}`]],
    [
      'by its group',
      { 'a.yaml': one.replace('projectcalico.org', 'example.org') },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    ['by its name', { 'a.yaml': one.replace('name: one', 'name: zero') }, { 'a.yaml': one }, [`a.yaml one ${without}`]],
    [
      'by the marker before it',
      {
        'a.yaml': `kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\ndata:\n  a: |\n${one.replace(/^/gm, '    ')}`,
      },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    [
      'by the indentation of what is above it',
      {
        'a.yaml': `x:\n  apiVersion: projectcalico.org/v3\n  kind: BGPPeer\n  metadata: {name: one}\n  spec: {peerIP: 192.0.2.9, asNumber: 64513}\n`,
      },
      {
        'a.yaml': `kind: List\napiVersion: v1\nitems:\n- apiVersion: projectcalico.org/v3\n  kind: BGPPeer\n  metadata: {name: one}\n  spec: {peerIP: 192.0.2.9, asNumber: 64513}\n`,
      },
      ['a.yaml one calico/global-peer', `a.yaml one ${without}`],
    ],
    [
      'by the end of a template',
      { 'a.yaml': `{{- if .Values.a }}\n${one}{{- end }}\n` },
      { 'a.yaml': `${one}` },
      [`a.yaml one ${without}`],
    ],
    [
      'by a fault of the text that was fixed',
      { 'a.yaml': `${one.replace('asNumber: 64513', 'asNumber: 64513\n  a: [')}` },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    [
      'by a tracked file that .gitignore named',
      { 'a.txt': '1', '.gitignore': '# nothing\n', 'a.yaml': '' },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    [
      'by exclude of the config',
      { 'bgplint.yaml': `${only}exclude: [a.yaml]\n`, 'a.yaml': one },
      { 'bgplint.yaml': `${only}exclude: []\n` },
      [`a.yaml one ${without}`],
    ],
    [
      'by a level of the config',
      { 'bgplint.yaml': `${only}  ${without}: off\n`, 'a.yaml': one },
      { 'bgplint.yaml': only },
      [`a.yaml one ${without}`, `old.yaml two ${without}`],
    ],
    [
      'by a level of the config that goes up',
      { 'bgplint.yaml': `${only}  ${without}: note\n`, 'a.yaml': one },
      { 'bgplint.yaml': `${only}  ${without}: warning\n` },
      [`a.yaml one ${without}`, `old.yaml two ${without}`],
    ],
    [
      'by a waiver that went',
      { 'bgplint.yaml': `${only}waivers: [{ rule: ${without}, paths: [a.yaml], reason: lab }]\n`, 'a.yaml': one },
      { 'bgplint.yaml': `${only}waivers: []\n` },
      [`a.yaml one ${without}`],
    ],
    [
      'by a comment that went',
      {
        'a.yaml': one
          .replace('metadata:', `# bgplint-ignore ${without} -- lab\nmetadata:`)
          .replace('spec:', `spec: # bgplint-ignore ${without} -- lab`),
      },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    [
      'by an annotation that went',
      { 'a.yaml': one.replace('  name: one', `  name: one\n  annotations:\n    bgplint/ignore: ${without} -- lab`) },
      { 'a.yaml': one },
      [`a.yaml one ${without}`],
    ],
    [
      'by a patch that its kustomization lists no more',
      {
        'kustomization.yaml': `resources: [a.yaml, old.yaml]\npatches:\n- target: {kind: BGPPeer, name: p}\n  patch: '[{"op": "add", "path": "/spec/asNumber", "value": 1}]'\n`,
        'a.yaml': anchors('*good').replace(/ {2}asNumber.*\n/, ''),
      },
      { 'kustomization.yaml': 'resources: [a.yaml, old.yaml]\n' },
      ['a.yaml p calico/peer-without-as-number'],
    ],
  ])('%s', async (_, before, after, found) => {
    const is = await brought({ 'bgplint.yaml': only, ...old, ...before }, after);
    expect(is.found).toEqual(found);
    expect(is.elsewhere).toBe(found.some((one) => one.startsWith('old')) ? 0 : elsewhere);
  });

  test('by an entry of the baseline that went', async () => {
    const folder = repository({ ...old, 'a.yaml': one, 'bgplint.yaml': `${only}baseline: b.json\n` });
    await command(folder, ['--update-baseline'], { env: gitEnv });
    commit(folder);
    write(folder, { 'b.json': '{ "version": 1, "findings": [] }' });
    const all = await told(folder, []);
    expect(all.found).toHaveLength(2);
    expect(await told(folder, ['--changed'])).toMatchObject({ found: all.found, elsewhere: 0 });
  });

  test('by .gitignore, which named a file that git keeps', async () => {
    const folder = repository({ 'bgplint.yaml': only, ...old, '.gitignore': '*.yaml\n' });
    write(folder, { 'x/a.yaml': one });
    git(folder, 'add', '--force', 'x/a.yaml', 'old.yaml', 'bgplint.yaml');
    commit(folder);
    expect((await told(folder, ['--changed'])).found).toEqual([]);
    write(folder, { '.gitignore': 'old.*\n' });
    expect((await told(folder, ['--changed'])).found).toEqual([`x/a.yaml one ${without}`]);
  });

  test('by another name, and by a file in the place of a link', async () => {
    const folder = repository({ 'bgplint.yaml': only, ...old, 'a.txt': one, 'b.txt': calicoPeer('b') });
    symlinkSync('b.txt', join(folder, 'b.yaml'));
    commit(folder);
    renameSync(join(folder, 'a.txt'), join(folder, 'a.yaml'));
    unlinkSync(join(folder, 'b.yaml'));
    renameSync(join(folder, 'b.txt'), join(folder, 'b.yaml'));
    git(folder, 'add', '--all');
    expect((await told(folder, ['--changed'])).found).toEqual([`a.yaml one ${without}`, `b.yaml b ${without}`]);
  });

  test('from a folder below, and since another branch', async () => {
    const folder = repository({ 'bgplint.yaml': only, 'x/old.yaml': two, 'x/a.yaml': anchors('*good') });
    git(folder, 'checkout', '--quiet', '-b', 'work');
    write(folder, { 'x/a.yaml': anchors('*bad') });
    commit(folder);
    expect((await told(join(folder, 'x'), ['--changed-from', 'main'])).found).toEqual([`a.yaml p ${syntax}`]);
    expect((await told(folder, ['--changed-from', 'main', 'x/a.yaml'])).found).toEqual([`x/a.yaml p ${syntax}`]);
  });
});

describe.skipIf(!hasGit)('what was there before is not reported', () => {
  test.each<[string, Files, Files, readonly string[]]>([
    ['where only comments and blank lines changed', { 'a.yaml': one }, { 'a.yaml': `# a\n\n${one}` }, []],
    [
      'where an object of another kind changed',
      { 'a.yaml': `${one}---\na: 1\n` },
      { 'a.yaml': `${one}---\na: 2\n` },
      [],
    ],
    [
      'where the config only got a comment',
      { 'bgplint.yaml': 'exclude: []\n', 'a.yaml': one },
      { 'bgplint.yaml': '# a\nexclude: []\n' },
      [],
    ],
    [
      'where a level went down',
      { 'bgplint.yaml': 'exclude: []\n', 'a.yaml': one },
      { 'bgplint.yaml': `rules: { ${without}: note }\n` },
      [],
    ],
    ['where the first of two alike went', { 'a.yaml': `${one}---\n${one}` }, { 'a.yaml': one }, []],
    [
      'where a waiver was moved',
      {
        'bgplint.yaml': `waivers:\n- { rule: ${without}, paths: [b.yaml], reason: lab }\n- { rule: calico/global-peer, paths: [c.yaml], reason: lab }\n`,
        'a.yaml': one,
        'b.yaml': one.replaceAll('one', 'b'),
      },
      {
        'bgplint.yaml': `waivers:\n- { rule: calico/global-peer, paths: [c.yaml], reason: lab }\n- { rule: ${without}, paths: [b.yaml], reason: lab }\n`,
      },
      [],
    ],
  ])('%s', async (_, before, after, found) => {
    const is = await brought(before, after);
    expect(is.found.filter((one) => !one.includes('unused-suppression'))).toEqual(found);
  });
});

/** The sentences of standard error. */
async function said(before: Files, after: Files, args: readonly string[] = ['--changed']) {
  const { err } = await brought({ 'a.yaml': one, ...before }, after, args);
  return err
    .split('\n')
    .filter((line) => line.includes(' changed since '))
    .map((line) => line.replace(/since [0-9a-f]{12}:/, 'since X:'));
}

describe.skipIf(!hasGit)('what a change loosens is told', () => {
  const config = (text: string) => ({ 'bgplint.yaml': text });

  test.each<[string, string, readonly (string | RegExp)[]]>([
    ['exclude: []', 'exclude: [legacy/**]', ['exclude gained "legacy/**"']],
    ['exclude: []', `rules: { ${without}: off }`, [`${without} went from error to off`]],
    ['exclude: []', `rules: { ${without}: warning }`, [`${without} went from error to warning`]],
    [`rules: { ${without}: off }`, 'exclude: []', ['it loosens nothing']],
    ['exclude: [a, b]', 'exclude: [b]', ['it loosens nothing']],
    ['complete: true', 'exclude: []', ['complete went']],
    [
      'exclude: []',
      'extends: correctness',
      [
        'extends went from recommended to correctness',
        / \d+ rules \(extends: correctness\) went from error to warning/,
      ],
    ],
    [
      'extends: strict',
      'extends: recommended',
      ['extends went from strict to recommended', / \d+ rules \(extends: strict\) went from warning to off/],
    ],
    ['extends: correctness', 'extends: strict', ['it loosens nothing']],
    ['extends: correctness', `extends: strict\nrules: { ${without}: warning }`, ['it loosens nothing']],
    ['exclude: []', `waivers: [{ rule: ${without}, paths: [a.yaml], reason: a }]`, [`1 waiver added ("${without}")`]],
    [
      `waivers: [{ rule: ${without}, paths: [a.yaml], reason: a, expires: 2027-01-01 }]`,
      `waivers: [{ rule: ${without}, paths: [a.yaml], reason: a, expires: 2028-01-01 }]`,
      [`1 waiver added ("${without}")`],
    ],
    ['exclude: []', 'calico: { version: "3.20" }', ['calico.version went from unset to "3.20"']],
    ['clusters: [{ name: a, paths: [a/**] }]', 'clusters: [{ name: a, paths: [b/**] }]', ['clusters changed: "a"']],
    ['terraform: { nodes: [aws_security_group.a] }', 'exclude: []', ['terraform.nodes lost "aws_security_group.a"']],
    ['exclude: [', 'exclude: [a.txt]', ['it was not usable before']],
  ])('by the config: %s -> %s', async (before, after, clauses) => {
    const [sentence = '', ...more] = await said(config(before), config(after));
    expect(more).toEqual([]);
    expect(sentence).toMatch(/^bgplint: bgplint\.yaml changed since X: /);
    for (const clause of clauses) expect(sentence).toMatch(clause);
  });

  test('by a family of rules at once', async () => {
    const [sentence] = await said(config('exclude: []'), config('rules: { "calico/*": off }'));
    expect(sentence).toMatch(/\d+ rules \(calico\/\*\) went from error to off/);
  });

  test('by a config that is new, one that is gone, and one that another takes the place of', async () => {
    const waiver = `waivers: [{ rule: ${without}, paths: [a.yaml], reason: a }]`;
    expect(await said({}, config(waiver))).toEqual([
      `bgplint: bgplint.yaml changed since X: 1 waiver added ("${without}")`,
    ]);
    expect(await said(config('complete: true'), config(''))).toEqual([
      'bgplint: bgplint.yaml changed since X: it was removed; complete went',
    ]);
    // That of the repository counts, and not one further down.
    const folder = repository({ 'x/a.yaml': one, 'x/bgplint.yaml': 'exclude: []' });
    write(folder, { 'bgplint.yaml': 'exclude: ["y/*"]' });
    const { err } = await told(folder, ['--changed', 'x']);
    expect(err).toContain('bgplint: bgplint.yaml changed since');
    expect(err).toContain('it is used instead of "x/bgplint.yaml"; exclude gained "y/*"');
  });

  test('by the baseline, .gitignore and kustomizations', async () => {
    const folder = repository({ 'a.yaml': one, 'bgplint.yaml': `${only}baseline: b.json\n` });
    await command(folder, ['--update-baseline'], { env: gitEnv });
    const { err } = await told(folder, ['--changed']);
    expect(err).toMatch(
      /^bgplint: b\.json changed since [0-9a-f]{12}: 1 entry added \(calico\/peer-without-password\)$/m,
    );
    const hidden = repository({ 'a.yaml': one });
    write(hidden, { '.gitignore': '/p.json\n/x/\n', 'p.json': '{}', 'x/y.yaml': two });
    expect((await told(hidden, ['--changed'])).err).toMatch(
      /^bgplint: \.gitignore changed .*: hides 1 file and 1 folder that were not ignored before$/m,
    );
    const kustomize = await said(
      { 'k/kustomization.yaml': 'resources: [../a.yaml, b.yaml]\n' },
      { 'k/kustomization.yaml': "resources: [b.yaml]\npatches: [{ target: {}, patch: '[]' }]\n" },
    );
    expect(kustomize).toEqual([
      'bgplint: k/kustomization.yaml changed since X: no longer lists "../a.yaml"; 1 added under patches',
    ]);
  });

  test('in every report that sums up', async () => {
    const folder = repository({ 'a.yaml': one, 'bgplint.yaml': 'exclude: []' });
    write(folder, { 'bgplint.yaml': 'exclude: [old/**]' });
    for (const format of ['pretty', 'markdown', 'json']) {
      const { out } = await command(folder, ['-f', format, '--changed'], { env: gitEnv });
      expect(out.replaceAll(/\\|&#\d+;/g, ''), format).toMatch(/exclude gained/);
    }
  });

  test('since a branch too, where everything is reported', async () => {
    const folder = repository({ 'a.yaml': one, 'bgplint.yaml': only });
    git(folder, 'checkout', '--quiet', '-b', 'work');
    write(folder, { 'bgplint.yaml': `${only}exclude: [old/**]` });
    commit(folder);
    const { err, found } = await told(folder, ['--loosened-from', 'main']);
    expect(err).toContain('exclude gained "old/**"');
    expect(found).toEqual([`a.yaml one ${without}`]);
  });

  test('no kustomization that has nothing to do with BGP', async () => {
    const apps = (patches: string) => ({ 'apps/kustomization.yaml': `resources: [web.yaml]\n${patches}` });
    const web = { 'apps/web.yaml': 'kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\n' };
    expect(await said({ ...web, ...apps('') }, apps("patches: [{ target: {}, patch: '[]' }]\n"))).toEqual([]);
  });

  test('nothing where nothing of it changed', async () => {
    expect(
      await said({ ...config('complete: true'), 'k/kustomization.yaml': 'resources: []' }, { 'b.yaml': two }),
    ).toEqual([]);
  });
});

describe.skipIf(!hasGit)('--config-from', () => {
  const waiver = `${only}waivers: [{ rule: ${without}, paths: [x/**], reason: a }]\n`;

  test('takes config and waivers of a commit, by the paths of now', async () => {
    const folder = repository({ 'x/a.yaml': one, 'bgplint.yaml': only });
    write(folder, { 'bgplint.yaml': waiver });
    expect((await told(folder, [])).found).toEqual([]);
    expect((await told(folder, ['--config-from', 'HEAD'])).found).toEqual([`x/a.yaml one ${without}`]);
    commit(folder);
    write(folder, { 'bgplint.yaml': 'exclude: ["**"]\n', 'x/b.yaml': two, 'b.yaml': two });
    expect((await told(folder, ['--config-from', 'HEAD'])).found).toEqual([`b.yaml two ${without}`]);
    expect((await told(folder, ['--config-from', 'HEAD~1', '--changed'])).found).toEqual([
      `b.yaml two ${without}`,
      `x/b.yaml two ${without}`,
    ]);
  });

  test('takes its baseline', async () => {
    const folder = repository({
      'a.yaml': one,
      'bgplint.yaml': `${only}baseline: b.json\n`,
      'b.json': '{ "version": 1, "findings": [] }',
    });
    await command(folder, ['--update-baseline'], { env: gitEnv });
    expect((await told(folder, [])).found).toEqual([]);
    expect((await told(folder, ['--config-from', 'HEAD'])).found).toEqual([`a.yaml one ${without}`]);
  });

  test('says what is not there, and goes on without', async () => {
    const folder = repository({ 'a.yaml': one });
    write(folder, { 'own.yaml': waiver, 'b.json': '{ "version": 1, "findings": [] }' });
    const { err, found } = await told(folder, [
      '--config-from',
      'HEAD',
      '--config',
      'own.yaml',
      '--baseline',
      'b.json',
    ]);
    expect(found).toContain(`a.yaml one ${without}`);
    expect(err).toMatch(/config "own.yaml" does not exist: none is used/);
    expect(err).toMatch(/baseline "b.json" does not exist: none is used/);
  });

  test.each<[readonly string[], RegExp]>([
    [['--config-from', 'nowhere'], /no commit "nowhere"/],
    [['--config-from', '--output=x'], /no commit "--output=x"/],
    [['--config-from', 'HEAD', '--update-baseline', '--baseline', 'b.json'], /writes the current baseline/],
  ])('is refused: %j', async (args, sentence) => {
    const folder = repository({ 'a.yaml': one });
    const { code, err } = await command(folder, args, { env: gitEnv });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(sentence) });
  });

  test('needs a repository', async () => {
    const { code, err } = await command(project({ 'a.yaml': one }), ['--config-from', 'HEAD'], { env: gitEnv });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^bgplint: --config-from needs a git repository/),
    });
  });
});
