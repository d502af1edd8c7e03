/** Every way around an enforced rule that is closed: its finding stays, at its level, with its exit code. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { worst } from '../../src/lint/findings.ts';
import { finding } from '../report/sample.ts';
import { command, project, type Ran } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { policy } from '../support/run.ts';

interface Change {
  readonly address: string;
  readonly ingress: readonly object[];
}

/** A plan that creates security groups. */
function plan(...groups: readonly Change[]): string {
  const unknown = { id: true, ingress: [], egress: [] };
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    complete: true,
    errored: false,
    resource_changes: groups.map(({ address, ingress }) => ({
      address,
      mode: 'managed',
      type: 'aws_security_group',
      name: address.split('.')[1],
      change: { actions: ['create'], before: null, after: { name: 'g', ingress, egress: [] }, after_unknown: unknown },
    })),
    configuration: {
      root_module: {
        resources: groups.map(({ address }) => ({
          address,
          mode: 'managed',
          type: 'aws_security_group',
          name: address.split('.')[1],
          expressions: { ingress: {}, egress: {} },
        })),
      },
    },
  });
}

const open = { protocol: 'tcp', from_port: 179, to_port: 179, cidr_blocks: ['0.0.0.0/0'], self: false };
const group = 'aws_security_group.nodes';
const nodes = `terraform: { nodes: [${group}] }\n`;

/** A network security group of Azure that denies what it allows later. */
const deniedFirst = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    {
      address: 'azurerm_network_security_group.nodes',
      mode: 'managed',
      type: 'azurerm_network_security_group',
      name: 'nodes',
      change: {
        actions: ['create'],
        before: null,
        after: {
          name: 'nodes',
          security_rule: [
            ['deny-tcp', 200, 'Deny', '*'],
            ['allow-bgp', 300, 'Allow', '179'],
          ].map(([name, priority, access, destination_port_range]) => ({
            name,
            priority,
            access,
            destination_port_range,
            direction: 'Inbound',
            protocol: 'Tcp',
            source_port_range: '*',
            source_address_prefix: 'VirtualNetwork',
            destination_address_prefix: '*',
          })),
        },
        after_unknown: {},
      },
    },
  ],
});

interface Case {
  readonly files: { readonly [file: string]: string | Uint8Array };
  readonly config: string;
  readonly file: string;
  readonly resource: string;
}

/** For each enforced rule a project that breaks it. */
const cases: { readonly [rule: string]: Case } = {
  'terraform/bgp-port-closed': {
    files: { 'plan.json': plan({ address: group, ingress: [] }) },
    config: nodes,
    file: 'plan.json',
    resource: group,
  },
  'terraform/bgp-port-denied-first': {
    files: { 'plan.json': deniedFirst },
    config: '',
    file: 'plan.json',
    resource: 'azurerm_network_security_group.nodes',
  },
  'terraform/bgp-port-open-to-world': {
    files: { 'plan.json': plan({ address: group, ingress: [open] }) },
    config: '',
    file: 'plan.json',
    resource: group,
  },
  'input/limit-exceeded': {
    files: { 'deep.yaml': `${soundPeer}x: ${'['.repeat(300)}${']'.repeat(300)}\n` },
    config: '',
    file: 'deep.yaml',
    resource: 'BGPPeer/sound',
  },
  'input/unreadable': {
    files: { 'latin.yaml': new Uint8Array(Buffer.from(`# für\n${soundPeer}`, 'latin1')) },
    config: '',
    file: 'latin.yaml',
    resource: 'BGPPeer/sound',
  },
  'input/enforced-rule-suppressed': {
    files: { 'said.yaml': `${soundPeer}# bgplint-ignore terraform/bgp-port-closed -- no\n` },
    config: '',
    file: 'said.yaml',
    resource: 'BGPPeer/sound',
  },
};
/** Of the rules that are not enforced, those that would answer the same files in their place. */
const only = onlyRules(
  'calico/peer-without-password',
  'input/yaml-syntax',
  'input/unused-suppression',
  'input/unknown-rule',
);

const none: Case = { files: {}, config: '', file: '', resource: '' };

/** The peer of `calicoPeer` in one line, YAML and JSON. */
const flow = JSON.stringify({
  apiVersion: 'projectcalico.org/v3',
  kind: 'BGPPeer',
  metadata: { name: 'p' },
  spec: { peerIP: '192.0.2.1', asNumber: 64513, nodeSelector: "rack == 'r1'" },
});

const enforced = policy.rules.filter((rule) => rule.enforced);

interface Told {
  readonly rule: string;
  readonly level: string;
  readonly file: string;
  readonly suppressed: unknown;
}

async function check(
  { files, config }: Case,
  lines = '',
  more: { readonly [file: string]: string } = {},
  args: readonly string[] = [],
): Promise<Ran & { readonly findings: readonly Told[] }> {
  const folder = project({ '.git/HEAD': '', 'bgplint.yaml': `${config}${lines}`, ...files, ...more });
  const ran = await command(folder, ['-f', 'json', ...args]);
  return { ...ran, findings: ran.out === '' ? [] : JSON.parse(ran.out).findings };
}

const told = { rule: 'input/enforced-rule-suppressed', level: 'error', suppressed: null };

test('the cases are all the enforced rules', () => {
  expect(Object.keys(cases).sort()).toEqual(enforced.map(({ id }) => id).sort());
});

describe.each(enforced)('$id', ({ id, class: ofClass, aliases = [] }) => {
  const own = cases[id];
  if (own === undefined) throw new Error(`there is no case of ${id}`);
  const stands = { rule: id, level: 'error', file: own.file, suppressed: null };
  const family = id.slice(0, id.indexOf('/'));

  test('is broken here, and nothing else is', async () => {
    const { code, findings } = await check(own, only);
    expect([code, findings.length]).toEqual([1, 1]);
    expect(findings[0]).toMatchObject(stands);
  });

  const names = [id, ...aliases];
  const levels = names.flatMap((name) =>
    ['off', 'note', 'warning', 'false', 'error', '{ level: off }'].map((level) => `${name}: ${level}`),
  );
  test.each(levels)('its level stays: %s', async (line) => {
    const { code, findings } = await check(own, `rules:\n  ${line}\n`);
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining(stands));
    expect(findings).toContainEqual(expect.objectContaining({ ...told, file: 'bgplint.yaml' }));
  });

  test.each([`${family}/*: off`, `"@${ofClass}": off`, `"@${ofClass}": note`])(
    'patterns pass over it without a word: %s',
    async (line) => {
      const { code, findings } = await check(own, `rules:\n  ${line}\n`);
      expect(code).toBe(1);
      expect(findings.filter(({ rule }) => rule === id || rule === told.rule)).toEqual([
        expect.objectContaining(stands),
      ]);
    },
  );

  const waiver = (rule: string, reach: string) =>
    `waivers:\n  - { rule: ${rule}, ${reach}, reason: we know, owner: me, expires: "2099-01-01" }\n`;
  const reaches = ['paths: ["**"]', `paths: [${own.file}]`, `resource: "${own.resource}"`];
  test.each(names.flatMap((name) => reaches.map((reach) => [name, reach] as const)))(
    'no waiver answers it: %s, %s',
    async (name, reach) => {
      const { code, findings } = await check(own, waiver(name, reach));
      expect(code).toBe(1);
      expect(findings).toContainEqual(expect.objectContaining(stands));
      expect(findings).toContainEqual(expect.objectContaining({ ...told, file: 'bgplint.yaml' }));
    },
  );

  test.each([`${family}/*`, `"@${ofClass}"`])('nor one by pattern: %s', async (pattern) => {
    const { code, findings } = await check(own, waiver(pattern, 'paths: ["**"]'));
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining(stands));
  });

  test.each(names)('no comment answers it, nor does it keep others from being answered: %s', async (name) => {
    const peer = calicoPeer('p').replace('spec:', `spec: # bgplint-ignore ${name}, calico/peer-without-password -- ok`);
    const { code, findings } = await check(own, '', { 'c.yaml': peer });
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining(stands));
    expect(findings).toContainEqual(expect.objectContaining({ ...told, file: 'c.yaml' }));
    expect(findings.find(({ rule }) => rule === 'calico/peer-without-password')?.suppressed).not.toBeNull();
  });

  test.each(names)('no annotation answers it: %s', async (name) => {
    const peer = soundPeer.replace('metadata:', `metadata:\n  annotations: { bgplint/ignore: "${name} -- ok" }`);
    const { code, findings } = await check(own, '', { 'c.yaml': peer });
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining(stands));
    expect(findings).toContainEqual(expect.objectContaining({ ...told, file: 'c.yaml' }));
  });

  test('what says so can itself not be answered', async () => {
    const lines = `rules:\n  ${id}: off\nwaivers:\n  - { rule: ${told.rule}, paths: ["**"], reason: hush }\n`;
    const { findings } = await check(own, lines);
    const said = findings.filter(({ rule }) => rule === told.rule);
    expect(said.length).toBeGreaterThanOrEqual(2);
    expect(said.every(({ suppressed, level }) => suppressed === null && level === 'error')).toBe(true);
  });

  test('--fail-on never changes the exit code and nothing else', async () => {
    const { code, findings } = await check(own, '', {}, ['--fail-on', 'never']);
    expect(code).toBe(0);
    expect(findings).toContainEqual(expect.objectContaining(stands));
  });

  test('SARIF has it as an open result', async () => {
    const folder = project({ '.git/HEAD': '', 'bgplint.yaml': `${own.config}rules:\n  ${id}: off\n`, ...own.files });
    const { results } = JSON.parse((await command(folder, ['-f', 'sarif'])).out).runs[0];
    expect(results).toContainEqual(expect.objectContaining({ ruleId: id, level: 'error' }));
    expect(results.find((one: { ruleId: string }) => one.ruleId === id).suppressions ?? []).toEqual([]);
  });

  test('to exclude its file is the choice of the user, and on record', async () => {
    const { code, findings, out } = await check({ ...own, config: '' }, `${only}exclude: [${own.file}]\n`, {
      's.yaml': soundPeer,
    });
    expect([code, findings]).toEqual([0, []]);
    expect(JSON.parse(out).ledger.skipped).toEqual([{ file: own.file, reason: 'excluded by the config' }]);
  });
});

describe('limits', () => {
  test.each([
    ['yamlBytes', 67_108_863],
    ['jsonBytes', 268_435_455],
    ['documentBytes', 4_194_303],
    ['depth', 199],
    ['aliases', 9_999],
    ['documents', 99_999],
    ['findings', 99_999],
  ])('%s may not go below the default', async (name, value) => {
    const { code, err } = await check({ ...none, files: { 'a.yaml': soundPeer } }, `limits: { ${name}: ${value} }\n`);
    expect(code).toBe(2);
    expect(err).toContain(name);
    const above = await check({ ...none, files: { 'a.yaml': soundPeer } }, `limits: { ${name}: ${value + 1} }\n`);
    expect(above.code).toBe(0);
  });

  test('other findings do not push it out', () => {
    const mild = enforced.find(({ id }) => id === 'terraform/bgp-port-closed')?.id ?? '';
    const findings = [
      ...Array.from({ length: 5 }, (_, i) => finding({ rule: 'calico/global-peer', level: 'error', message: `${i}` })),
      finding({ rule: mild, level: 'error' }),
    ];
    expect(worst(findings, 3, policy.rules).map(({ rule }) => rule)).toEqual([
      mild,
      'calico/global-peer',
      'calico/global-peer',
    ]);
  });
});

test('a report that is bounded has it', async () => {
  const many = Array.from({ length: 6000 }, (_, i) => calicoPeer(`p${i}`)).join('---\n');
  const folder = project({ '.git/HEAD': '', 'a.yaml': many, ...cases['terraform/bgp-port-open-to-world']?.files });
  const { out } = await command(folder, ['-f', 'github', '-o', 'sarif=a.sarif']);
  expect(out).toMatch(/^::error .*title=terraform\/bgp-port-open-to-world/m);
  expect(readFileSync(`${folder}/a.sarif`, 'utf8')).toMatch(/"ruleId": "terraform\/bgp-port-open-to-world"/);
});

describe('disguises', () => {
  const sure = 'calico/peer-without-password';
  test.each<[string, string, string]>([
    ['a kind with an escape', 'a.yaml', calicoPeer('p').replace('BGPPeer', '"BGP\\u0050eer"')],
    ['a kind with a short escape', 'a.yaml', calicoPeer('p').replace('BGPPeer', '"BGP\\x50eer"')],
    [
      'a kind behind a separator',
      'a.yaml',
      calicoPeer('p').replace('kind: BGPPeer\n', '').concat('# c\u2028kind: BGPPeer\n'),
    ],
    [
      'a password behind a separator',
      'a.yaml',
      `${calicoPeer('p')}  password: {secretKeyRef: {name: a, key: b}}\n  # c\x85  password: null\n`,
    ],
    ['a byte order mark', 'a.yaml', `a: 1\n---\n\ufeff${calicoPeer('p')}`],
    ['a space before brackets', 'a.yaml', `\xa0${flow}`],
    ['a kind over two lines', 'a.yaml', calicoPeer('p').replace('BGPPeer', '"BGP\\\n  Peer"')],
    [
      'a kind over two lines, one of them with an escape',
      'a.yaml',
      calicoPeer('p').replace('BGPPeer', '"B\\\n  G\\x50Peer"'),
    ],
    ['a kind in base64', 'a.yaml', calicoPeer('p').replace('BGPPeer', '!!binary QkdQUGVlcg==')],
    [
      'a kind in base64, by its whole tag',
      'a.yaml',
      calicoPeer('p').replace('BGPPeer', '!<tag:yaml.org,2002:binary> QkdQUGVlcg=='),
    ],
    [
      'a kind in base64, by a handle',
      'a.yaml',
      `%TAG !e! tag:yaml.org,2002:bin\n---\n${calicoPeer('p').replace('BGPPeer', '!e!%61ry QkdQUGVlcg==')}`,
    ],
    ['a key with an escape', 'a.yaml', calicoPeer('p').replace('kind: BGPPeer', '"k\\u0069nd": "\\u0042GPPeer"')],
    ['a kind behind an alias', 'a.yaml', calicoPeer('p').replace('kind: BGPPeer', 'x: &k BGPPeer\nkind: *k')],
    ['a kind by a merge', 'a.yaml', calicoPeer('p').replace('kind: BGPPeer', '<<: { kind: BGPPeer }')],
    ['a kind that is there twice', 'a.yaml', calicoPeer('p').replace('kind:', 'kind: Service\nkind:')],
    ['a tag', 'a.yaml', calicoPeer('p').replace('kind: BGP', 'kind: !!str BGP')],
    ['a List in a List', 'a.yaml', `kind: List\nitems: [{ kind: List, items: [${flow}] }]\n`],
    ['a far document', 'a.yaml', `${'---\na: 1\n'.repeat(50_000)}---\n${calicoPeer('p')}`],
    ['JSON with escapes', 'a.json', flow.replace('BGPPeer', 'B\\u0047PPeer')],
    ['a name that is no text', 'a.yaml', calicoPeer('[1]')],
  ])('%s', async (_, file, text) => {
    const { findings } = await check({ ...none, files: { [file]: text } });
    expect(findings.map(({ rule }) => rule)).toContain(sure);
  });

  test('a plan whose keys are escapes', async () => {
    const own = cases['terraform/bgp-port-open-to-world'];
    const text = String(own?.files['plan.json'])
      .replace('resource_changes', 'resource\\u005fchanges')
      .replace('terraform_version', 'terraform\\u005fversion');
    const { findings } = await check({ ...none, files: { 'plan.json': text } });
    expect(findings.map(({ rule }) => rule)).toEqual(['terraform/bgp-port-open-to-world']);
  });
});

describe('no kustomization answers them', () => {
  const own = cases['terraform/bgp-port-open-to-world'];
  const address = 'aws_security_group.nodes';
  const operations = [
    '{op: test, path: "", value: 1}',
    '{op: replace, path: "", value: {}}',
    '{op: remove, path: /ingress}',
  ];
  const targets = [
    '{}',
    '{kind: .*}',
    '{name: .*}',
    `{kind: SecurityGroup}`,
    `{name: ${address}}`,
    '{labelSelector: "!x"}',
  ];
  const listing = ['', 'resources: [plan.json]\n', 'resources: [.]\n', 'components: [.]\n'];
  const said = [
    ...targets.flatMap((target) => operations.map((op) => `patches: [{target: ${target}, patch: '[${op}]'}]\n`)),
    ...['patches', 'patchesJson6902'].map((field) => `${field}: [{target: {}, path: op.yaml}]\n`),
    'patches: [{target: {}, path: plan.json}]\n',
    'patchesStrategicMerge: [plan.json]\n',
    'replacements: [{sourceValue: x, targets: [{select: {}, fieldPaths: ["*"]}]}]\n',
    'replacements: [{path: r.yaml}]\n',
    ...targets.map((target) => `patches: [{target: ${target}, patch: '{$patch: delete, kind: x}'}]\n`),
    `transformers: ['{apiVersion: builtin, kind: PatchTransformer, target: {}, patch: "{$patch: delete}"}']\n`,
  ];
  const beside = {
    'op.yaml': '- {op: replace, path: "", value: {}}\n- {op: remove, path: /ingress}\n',
    'r.yaml': 'sourceValue: x\ntargets: [{select: {kind: .*}, fieldPaths: [ingress, "*"]}]\n',
  };
  test.each(listing.flatMap((lists) => said.map((text) => lists + text)))('%s', async (kustomization) => {
    const files = { ...own?.files, ...beside, 'kustomization.yaml': kustomization };
    const { code, findings } = await check({ ...none, files });
    expect(code).toBe(1);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'terraform/bgp-port-open-to-world', level: 'error' }),
    );
  });

  const patches = `patches: [{target: {kind: .*}, patch: '{$patch: delete, kind: x}'}, {target: {}, patch: '[${operations[1]}]'}]`;
  test.each([
    ['Flux', `{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, spec: {path: ./, ${patches}}}\n`],
    [
      'Argo CD',
      `{apiVersion: argoproj.io/v1alpha1, kind: Application, spec: {source: {path: ., kustomize: {${patches}}}}}\n`,
    ],
  ])('nor %s', async (_, built) => {
    const { code, findings } = await check({ ...none, files: { ...own?.files, 'build.yaml': built } });
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'terraform/bgp-port-open-to-world' }));
  });
});

test.each([
  ...[
    '$NODES',
    '$nodes',
    '_nodes_',
    '__nodes__',
    '‹nodes›',
    'MY_NODES',
    '@NODES@',
    '@@NODES@@',
    '%NODES%',
    '%%NODES%%',
  ],
  ...[
    '#{NODES}',
    '#{NODES}#',
    '((nodes))',
    'ref+vault://kv/net#/nodes',
    'vault:kv/data/net#nodes',
    'op://net/bgp/nodes',
  ],
])('a plan has its values: the word %s beside them holds no finding back', async (word) => {
  const rule = { ...open, description: word, cidr_blocks: [word, '0.0.0.0/0'], prefix_list_ids: [word] };
  const text = plan({ address: group, ingress: [rule] }).replaceAll('"name":"g"', `"name":"${word}"`);
  const { code, findings } = await check({ ...none, files: { 'plan.json': text } });
  expect(code).toBe(1);
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'terraform/bgp-port-open-to-world' }));
  const closed = plan({ address: group, ingress: [] }).replaceAll('"name":"g"', `"name":"${word}"`);
  const { findings: found } = await check({ ...none, files: { 'plan.json': closed }, config: nodes });
  expect(found).toContainEqual(expect.objectContaining({ rule: 'terraform/bgp-port-closed' }));
});
