import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withHook } from '../../src/cli/init/hook.ts';
import { configText, gitlabText, type Hints, hooksText, workflowText } from '../../src/cli/init/templates.ts';
import { readConfig } from '../../src/config/read.ts';
import { repository } from '../../src/lib/pages.ts';
import type { Json } from '../../src/model/document.ts';
import { command, project } from '../support/command.ts';
import { document } from '../support/document.ts';
import { calicoPeer, metallbPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { policy, root } from '../support/run.ts';

const config = onlyRules('calico/peer-without-password');
const written = ['bgplint.yaml', '.pre-commit-config.yaml', '.github/workflows/bgplint.yaml'];
const repo = { '.git/HEAD': 'ref: refs/heads/main\n', '.github/x': '' };
const textOf = (folder: string, file: string) => readFileSync(`${folder}/${file}`, 'utf8');
const value = (text: string) => document(text).value as { readonly [key: string]: Json };

/** The text with what stands in comments as if a person had made it count. */
const uncommented = (text: string) =>
  text
    .split('\n')
    .map((line) => (/^# ( *- \{|[a-z]+:)/.test(line) && !line.includes('$schema') ? line.slice(2) : line))
    .join('\n');

const hints: Hints = {
  installed: false,
  vendored: ['vendor', 'x/third_party'],
  clusters: ['a', 'b/c'],
  products: [{ product: 'calico', version: '3.27.2', file: 'a/x.yaml' }, { product: 'metallb' }, { product: 'cilium' }],
  mode: '',
  baseline: 'bgplint-baseline.json',
  policies: { errors: 12, policies: 9 },
  nodes: 'terraform: { nodes: [aws_security_group.nodes, "aws_security_group.a[0]"] }',
};

describe('the config', () => {
  test.each<[string, Hints]>([
    ['with every hint', hints],
    ['with none', { installed: true, vendored: [], clusters: ['all'], products: [], mode: 'frr' }],
  ])('%s is one, as it stands and with its comments', async (_, given) => {
    const text = configText(given);
    const all = uncommented(text);
    for (const one of [text, all]) {
      const read = await readConfig({ file: 'bgplint.yaml', text: one }, document(one).value, policy.rules);
      expect(read).not.toHaveProperty('errors');
    }
    const { baseline, policies } = given;
    const active = { ...(policies && { extends: 'correctness' }), ...(baseline && { baseline }) };
    expect(value(text)).toEqual({ complete: false, ...active });
    for (const line of text.split('\n').slice(1)) expect(line.length, line).toBeLessThanOrEqual(100);
    expect((value(all)['terraform'] as { nodes?: Json[] } | undefined)?.nodes?.length).toBe(given.nodes && 2);
    expect(value(all)['calico']).toBeDefined();
    expect(value(all)['metallb']).toBeDefined();
    expect(value(all)['exclude']).toEqual(given.vendored.length === 0 ? undefined : given.vendored);
    expect((value(all)['clusters'] as Json[] | undefined)?.length).toBe(given.clusters.length > 1 ? 2 : undefined);
  });

  test('names the schema on its first line', () => {
    const [installed] = configText({ ...hints, installed: true }).split('\n');
    expect(installed).toBe('# yaml-language-server: $schema=./node_modules/bgplint/schemas/bgplint.schema.json');
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const [published] = configText(hints).split('\n');
    expect(published?.endsWith(`=https://unpkg.com/bgplint@${version}/schemas/bgplint.schema.json`)).toBe(true);
  });
});

describe('the other texts', () => {
  test('are YAML, and name this version of the repository', () => {
    const { version, repository: said } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(said).toBe(`github:${repository}`);
    expect(value(hooksText)).toEqual({
      repos: [{ repo: `https://github.com/${repository}`, rev: `v${version}`, hooks: [{ id: 'bgplint' }] }],
    });
    const workflow = value(workflowText('main')) as unknown as {
      on: unknown;
      jobs: { bgplint: { permissions: unknown; steps: { uses: string }[] } };
    };
    // To kubectl's YAML `on` is true; GitHub reads YAML 1.2.
    expect(Object.values(workflow)).toContainEqual({ pull_request: null, push: { branches: ['main'] } });
    expect(workflow.jobs.bgplint.permissions).toEqual({
      contents: 'read',
      'security-events': 'write',
      actions: 'read',
    });
    expect(workflow.jobs.bgplint.steps.map(({ uses }) => uses)).toEqual([
      'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
      `${repository}@v${version}`,
    ]);
    expect(value(gitlabText)['bgplint']).toMatchObject({ script: [expect.stringContaining(`#v${version} `)] });
  });

  test('the hook is one that this repository has', () => {
    const own = readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8');
    expect(own).toMatch(/^- id: bgplint$/m);
  });
});

describe('an entry in a list of repositories', () => {
  const entry = (indent: string) => hooksText.replace('repos:\n', '').replace(/^ {2}/gm, indent);
  test.each<[string, string, string]>([
    ['indented', 'repos:\n  - repo: local # ours\n    hooks: []\n', '  '],
    ['not indented', 'fail_fast: true\nrepos:\n- repo: local\n  hooks: []\n', ''],
    ['with a comment and blank lines at its end', 'repos: # all\n  - repo: a\n    hooks: []\n  # more\n\n\n', '  '],
    ['without a last line end', '---\nrepos:\n  - repo: a\n    hooks: []', '  '],
  ])('%s', (_, text, indent) => {
    expect(withHook(text)).toBe(`${text.trimEnd()}\n${entry(indent)}`);
  });

  test('keeps the line ends of the file', () => {
    const longer = withHook('repos:\r\n  - repo: a\r\n    hooks: []\r\n');
    expect(longer?.match(/\r\n/g)).toHaveLength(7);
    expect(longer?.match(/[^\r]\n/g)).toBeNull();
  });

  test.each<[string, string]>([
    ['in flow style', 'repos: [{ repo: a, hooks: [] }]\n'],
    ['that is empty', 'repos: []\n'],
    ['that is not there', 'fail_fast: true\n'],
    ['with a key behind it', 'repos:\n  - repo: a\n    hooks: []\nfail_fast: true\n'],
    ['of two documents', 'repos:\n  - repo: a\n    hooks: []\n---\nrepos:\n  - repo: b\n'],
    ['that is broken', 'repos:\n  - repo: [\n'],
    ['that ends in a text', 'repos:\n  - repo: a\n    x: |+\n      text\n\n\n'],
    ['in a block scalar', 'x: |\n  repos:\n  - a\n'],
  ])('%s is left to a person', (_, text) => {
    expect(withHook(text)).toBeUndefined();
  });
});

describe('init', () => {
  test('writes what is not there, and a second run finds all of it', async () => {
    const folder = project({ ...repo, 'a.yaml': calicoPeer('bad') });
    const first = await command(folder, ['init']);
    expect(first).toMatchObject({ code: 0, err: '' });
    for (const file of written) {
      expect(first.out).toContain(`write    ${file}\n`);
      expect(existsSync(`${folder}/${file}`)).toBe(true);
    }
    expect(first.out).toMatch(/bgplint --no-baseline +see what is accepted for now \(\d+ errors?\b/);
    expect(first.out).toContain('pre-commit install');
    expect(readFileSync(`${folder}/bgplint.yaml`, 'utf8')).toContain('\nbaseline: bgplint-baseline.json\n');
    expect(await command(folder, ['-f', 'json'])).toMatchObject({ code: 0, err: '' });
    const second = await command(folder, ['init']);
    expect(second).toMatchObject({ code: 0, err: '' });
    for (const file of written) expect(second.out).toContain(`there    ${file}\n`);
    expect(second.out).toContain('Everything exists already: nothing was written.');
    expect((await command(folder, ['--fail-on', 'never'])).code).toBe(0);
  });

  test('the baseline holds what is found, as --update-baseline would', async () => {
    const files = { ...repo, 'a.yaml': calicoPeer('one'), 'b.yaml': '<<<<<<<' };
    const [made, updated] = [project(files), project(files)];
    await command(made, ['init']);
    await command(updated, ['--update-baseline', '--baseline', 'bgplint-baseline.json']);
    expect(textOf(made, 'bgplint-baseline.json')).toBe(textOf(updated, 'bgplint-baseline.json'));
    expect(textOf(made, 'bgplint-baseline.json')).toContain('calico/peer-without-password');
  });

  test('what no baseline accepts is told', async () => {
    const plan = readFileSync(`${root}/test/rules/terraform/bgp-port-open-to-world/bad-azure-inline.json`, 'utf8');
    const folder = project({ ...repo, 'plan.json': plan, 'a.yaml': calicoPeer('one') });
    const { out } = await command(folder, ['init']);
    expect(out).toMatch(/bgplint +\d+ findings? of enforced rules, never accepted/);
    expect(textOf(folder, 'bgplint-baseline.json')).not.toContain('bgp-port-open-to-world');
  });

  test('the baseline that a config names is made, and one that is there stays', async () => {
    const named = { ...repo, 'bgplint.yaml': 'baseline: accepted.json\n', 'a.yaml': calicoPeer('one') };
    const folder = project(named);
    const { out, err } = await command(folder, ['init']);
    expect(err).toBe('');
    expect(out).toContain('there    bgplint.yaml\n  write    accepted.json (1 finding of today)\n');
    expect(textOf(folder, 'accepted.json')).toContain('calico/peer-without-password');
    const empty = '{ "version": 1, "findings": [] }\n';
    const other = project({ ...named, 'accepted.json': empty });
    await command(other, ['init']);
    expect(textOf(other, 'accepted.json')).toBe(empty);
  });

  const old = { ...repo, 'a.yaml': Array.from({ length: 10 }, (_, i) => calicoPeer(`peer-${i}`)).join('---\n') };

  test.each<[string, readonly string[], readonly string[] | undefined, boolean]>([
    ['nobody can answer', [], undefined, true],
    ['--yes', ['--yes'], ['n'], true],
    ['a person who agrees', [], ['', 'y'], true],
    ['a person who does not', [], ['n', 'y'], false],
  ])('of an old repository with many policies the profile is offered: %s', async (_, args, answers, taken) => {
    const folder = project(old);
    const left = [...(answers ?? [])];
    const terminal = answers !== undefined;
    const { out } = await command(folder, ['init', ...args], { terminal, ask: () => left.shift() });
    expect(out).toMatch(/10 of 10 errors are policies/);
    expect(textOf(folder, 'bgplint.yaml').includes('\nextends: correctness\n')).toBe(taken);
    expect(out).toMatch(taken ? /accepted for now\s+\((?:\d+ notes?, )?10 warnings/ : /accepted for now\s+\(10 errors/);
  });

  test('no profile is offered where little is found, where it is broken, or where a config is there', async () => {
    const little = { ...repo, 'a.yaml': calicoPeer('one') };
    const broken = Array.from({ length: 11 }, (_, i) => [`b${i}.yaml`, `kind: BGPPeer\napiVersion: [\n`]);
    const cases = [little, { ...old, ...Object.fromEntries(broken) }, { ...old, 'bgplint.yaml': 'complete: false\n' }];
    for (const files of cases) expect((await command(project(files), ['init'])).out).not.toContain('policies');
  });

  test('proposes what a plan and images tell', async () => {
    const plan = readFileSync(`${root}/test/rules/terraform/bgp-port-closed/bad-example/plan.json`, 'utf8');
    const daemon = (tag: string) => `---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: calico-node, namespace: kube-system }
spec: { template: { spec: { containers: [{ name: calico-node, image: "calico/node:${tag}" }] } } }
`;
    const files = { ...repo, 'plan.json': plan, 'a.yaml': calicoPeer('one'), 'calico.yaml': daemon('v3.27.2') };
    const folder = project(files);
    await command(folder, ['init']);
    const text = textOf(folder, 'bgplint.yaml');
    expect(text).toContain('\n# terraform: { nodes: [aws_security_group.nodes] }\n');
    expect(text).toContain('\n# calico: { version: "3.27.2" } # seen in calico.yaml\n');
    const two = project({ ...files, 'calico.yaml': daemon('v3.27.2') + daemon('v3.30.0') });
    await command(two, ['init']);
    expect(textOf(two, 'bgplint.yaml')).not.toMatch(/seen|3\.27|3\.30\.0/);
  });

  test('counts what is found now', async () => {
    const peers = `${calicoPeer('one')}---\n${calicoPeer('two')}`;
    const { out } = await command(project({ ...repo, 'bgplint.yaml': config, 'a.yaml': peers }), ['init']);
    expect(out).toMatch(/bgplint +now: 2 errors\n/);
  });

  test('says so where nothing is found', async () => {
    const { out } = await command(project({ ...repo, 'bgplint.yaml': config, 'a.yaml': soundPeer }), ['init']);
    expect(out).toContain('now: no findings');
    expect(out).not.toContain('baseline');
  });

  test('a folder that is no repository gets a config and nothing else', async () => {
    const folder = project({ 'a.yaml': soundPeer });
    await command(folder, ['init']);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'bgplint.yaml']);
  });

  test('in a folder of a repository its root is set up', async () => {
    const folder = project({ ...repo, 'x/y/a.yaml': soundPeer });
    const { out } = await command(`${folder}/x/y`, ['init']);
    expect(out).toContain('write    ../../bgplint.yaml\n');
    expect(existsSync(`${folder}/bgplint.yaml`)).toBe(true);
    expect(readdirSync(`${folder}/x/y`)).toEqual(['a.yaml']);
  });

  test('a remote on GitHub asks for a workflow, of the default branch; another does not', async () => {
    const remote = (url: string) => ({ '.git/config': `[remote "origin"]\n\turl = ${url}\n` });
    const hub = project({
      ...remote('git@github.com:a/b.git'),
      '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
    });
    await command(hub, ['init']);
    expect(textOf(hub, '.github/workflows/bgplint.yaml')).toContain('branches: ["trunk"]');
    const other = project(remote('https://example.org/github.com.git'));
    await command(other, ['init']);
    expect(existsSync(`${other}/.github`)).toBe(false);
  });

  test('what is there stays as it is', async () => {
    const texts = {
      'bgplint.yml': 'complete: true\n',
      '.pre-commit-config.yaml': `repos:\n  - repo: https://github.com/${repository}\n    rev: v0\n    hooks: [{ id: bgplint }]\n`,
      '.github/workflows/checks.yml': `jobs: { a: { steps: [{ uses: ${repository}@v0 }] } }\n`,
      '.gitlab-ci.yml': 'bgplint: { script: [bgplint] }\n',
    };
    const folder = project({ ...repo, ...texts });
    const { out } = await command(folder, ['init']);
    expect(out).toContain('Everything exists already');
    for (const [file, text] of Object.entries(texts)) {
      expect(textOf(folder, file)).toBe(text);
      expect(out).toContain(`there    ${file}\n`);
    }
    expect(existsSync(`${folder}/bgplint.yaml`)).toBe(false);
  });

  test('an entry is added to the hooks that are there, or shown where it cannot be', async () => {
    const text = '# ours\nrepos:\n  - repo: local\n    hooks: [] # none\n';
    const folder = project({ ...repo, '.pre-commit-config.yaml': text });
    expect((await command(folder, ['init'])).out).toContain('add to   .pre-commit-config.yaml\n');
    expect(textOf(folder, '.pre-commit-config.yaml')).toBe(withHook(text));
    const flow = project({ ...repo, '.pre-commit-config.yaml': 'repos: []\n' });
    const { out } = await command(flow, ['init']);
    expect(out).toContain('by hand  .pre-commit-config.yaml\n');
    expect(out).toContain('- id: bgplint');
    expect(textOf(flow, '.pre-commit-config.yaml')).toBe('repos: []\n');
  });

  test('a pipeline of GitLab gets a job to copy', async () => {
    const folder = project({ '.gitlab-ci.yml': 'a: {}\n' });
    const { out } = await command(folder, ['init']);
    expect(out).toContain('codequality: gl-code-quality-report.json');
    expect(textOf(folder, '.gitlab-ci.yml')).toBe('a: {}\n');
  });

  test('the config is fit for what was seen', async () => {
    const folder = project({
      'a/peer.yaml': calicoPeer('tor'),
      'b/peer.yaml': calicoPeer('tor', ['password: {secretKeyRef: {name: bgp, key: tor}}']),
      'a/vendor/x.yaml': 'a: 1',
      'vendor/"\n#: y/x.yaml': 'a: 1',
      'c\nd: e/third_party/x.yaml': 'a: 1',
    });
    await command(folder, ['init']);
    const text = textOf(folder, 'bgplint.yaml');
    expect(text).toContain('# exclude: ["a/vendor", "vendor"]');
    expect(text).toContain('#   - { name: "a", paths: ["a"] }\n#   - { name: "b", paths: ["b"] }');
    expect(text).toContain('# calico:');
    expect(text).not.toContain('# metallb:');
    const plain = project({ 'a.yaml': metallbPeer('a') });
    await command(plain, ['init']);
    expect(textOf(plain, 'bgplint.yaml')).not.toMatch(/exclude|clusters|# calico/);
  });

  test.each<[string, readonly string[], string | undefined, boolean]>([
    ['--dry-run', ['--dry-run'], 'y', false],
    ['a person who says no', [], 'n', false],
    ['a person who says nothing', [], '', false],
    ['a person who says yes', [], 'Yes\n', true],
    ['--yes', ['--yes'], 'n', true],
    ['nobody to ask', [], undefined, true],
  ])('%s', async (_, args, answer, writes) => {
    const folder = project(repo);
    let asked = 0;
    const { code, out } = await command(folder, ['init', ...args], {
      terminal: true,
      ask: () => {
        asked++;
        return answer;
      },
    });
    expect(code).toBe(0);
    expect(asked).toBe(args.length === 0 ? 1 : 0);
    for (const line of out.split('\n').filter((one) => !/https?:|#/.test(one))) expect(line.length).toBeLessThan(80);
    expect(existsSync(`${folder}/bgplint.yaml`)).toBe(writes);
    if (!writes) expect(out).toContain('      complete: false\n');
  });

  test('nobody is asked in a pipe', async () => {
    const ask = () => {
      throw new Error('asked');
    };
    expect(await command(project(repo), ['init'], { ask })).toMatchObject({ code: 0, err: '' });
  });
});

describe('a link out of the repository', () => {
  test.each<[string, (folder: string, outside: string) => void]>([
    ['as the folder of workflows', (folder, outside) => symlinkSync(outside, `${folder}/.github`)],
    ['as a config that is nowhere', (folder, outside) => symlinkSync(`${outside}/new.yaml`, `${folder}/bgplint.yaml`)],
  ])('%s is not written through', async (_, link) => {
    const [folder, outside] = [project({ '.git/': '' }), project({})];
    link(folder, outside);
    const { code, err } = await command(folder, ['init']);
    expect(code).toBe(2);
    expect(err).toMatch(/^bgplint: "[^"]+" (?:is not|cannot be) written: [^\n]+\.\n$/);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('as the hooks gets an entry to copy', async () => {
    const outside = project({ 'hooks.yaml': 'repos:\n  - repo: a\n    hooks: []\n' });
    const folder = project({ '.git/': '' });
    symlinkSync(`${outside}/hooks.yaml`, `${folder}/.pre-commit-config.yaml`);
    const { code, out } = await command(folder, ['init']);
    expect(code).toBe(0);
    expect(out).toContain('by hand  .pre-commit-config.yaml');
    expect(textOf(outside, 'hooks.yaml')).toBe('repos:\n  - repo: a\n    hooks: []\n');
  });

  test('a folder in the place of a file is a sentence', async () => {
    const { code, err } = await command(project({ '.git/': '', '.github/workflows': 'a file' }), ['init']);
    expect(code).toBe(2);
    expect(err).toMatch(/^bgplint: "\.github\/workflows\/bgplint\.yaml" cannot be written: [^\n]+\.\n$/);
  });
});
