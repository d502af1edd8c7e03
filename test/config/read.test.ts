import { describe, expect, test } from 'vitest';
import { defaultConfig, readConfig } from '../../src/config/read.ts';
import type { Config } from '../../src/model/config.ts';
import type { Json } from '../../src/model/document.ts';
import { rules } from './rules.ts';

async function read(value: Json): Promise<Awaited<ReturnType<typeof readConfig>>> {
  return readConfig({ file: 'infra/bgplint.yaml', text: '' }, value, rules);
}

async function config(value: Json): Promise<Config> {
  const result = await read(value);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

/** Errors as `path (on): message`. */
async function errors(value: Json): Promise<readonly string[]> {
  const result = await read(value);
  if ('config' in result) return [];
  return result.errors.map(({ path, on, message }) => `${JSON.stringify(path)} ${on}: ${message}`);
}

describe('a config that says nothing', () => {
  test.each([[null], [{}]])('%j is the default', async (value) => {
    expect(await config(value)).toEqual(defaultConfig);
  });
});

test.each(['recommended', 'correctness', 'strict'] as const)('the profile %s', async (name) => {
  expect(await config({ extends: name })).toEqual({ ...defaultConfig, extends: name });
});

describe('rules', () => {
  test('take levels by id, family and class, and options', async () => {
    const read = await config({
      rules: {
        'calico/global-peer': 'note',
        'calico/*': { level: 'warning' },
        '@security': false,
        'calico/full-mesh-too-large': { options: { nodes: 250 } },
      },
    });
    expect([...read.rules]).toEqual([
      ['calico/global-peer', { key: 'calico/global-peer', level: 'note' }],
      ['calico/*', { key: 'calico/*', level: 'warning' }],
      ['@security', { key: '@security', level: 'off' }],
      ['calico/full-mesh-too-large', { key: 'calico/full-mesh-too-large', options: { nodes: 250 } }],
    ]);
  });

  test('are found under an alias, whose spelling is kept', async () => {
    const read = await config({ rules: { OLD_ID_1: 'note' } });
    expect(read.rules.get('metallb/peer-without-password')).toEqual({ key: 'OLD_ID_1', level: 'note' });
  });
});

describe('clusters', () => {
  test('inherit what they do not say', async () => {
    const read = await config({
      complete: true,
      calico: { version: 'v3.30' },
      metallb: { version: '0.15.2', mode: 'frr' },
      clusters: [
        { name: 'a', paths: ['a/'] },
        { name: 'b', paths: ['b/'], complete: false, metallb: { mode: 'native' }, cilium: { version: '1.19' } },
        { name: 'c', paths: ['c/'], complete: false, cilium: { secretsNamespace: 'bgp' } },
      ],
    });
    expect(read.clusters).toEqual([
      {
        name: 'a',
        paths: ['a/'],
        complete: true,
        calico: { version: '3.30' },
        metallb: { version: '0.15.2', mode: 'frr' },
        cilium: {},
      },
      {
        name: 'b',
        paths: ['b/'],
        complete: false,
        calico: { version: '3.30' },
        metallb: { version: '0.15.2', mode: 'native' },
        cilium: { version: '1.19' },
      },
      {
        name: 'c',
        paths: ['c/'],
        complete: false,
        calico: { version: '3.30' },
        metallb: { version: '0.15.2', mode: 'frr' },
        cilium: { secretsNamespace: 'bgp' },
      },
    ]);
  });
});

test('the baseline is a file, if there is one', async () => {
  expect((await config({ baseline: 'ci/accepted.json' })).baseline).toBe('ci/accepted.json');
  expect(await config({})).not.toHaveProperty('baseline');
});

describe('waivers', () => {
  test('may lack a reason, which is a finding and no error', async () => {
    const read = await config({ waivers: [{ rule: '@security', resource: 'BGPPeer/tor' }] });
    expect(read.waivers).toEqual([{ rule: '@security', resource: 'BGPPeer/tor', reason: '' }]);
  });
});

const wrong: readonly [string, Json, readonly string[]][] = [
  [
    'a misspelt key',
    { exlude: [] },
    ['["exlude"] key: `exlude` is not a key of bgplint.yaml: did you mean `exclude`?'],
  ],
  [
    'a key that is near to none',
    { terraform: { groups: [] } },
    ['["terraform","groups"] key: `groups` is not a key of `terraform`: its keys are `nodes`'],
  ],
  [
    'a key that this version does not act on',
    { switches: [] },
    [
      '["switches"] key: `switches` is not a key of bgplint.yaml: its keys are `extends`, `rules`, `exclude`, `complete`, `clusters`, `limits`, `waivers`, `baseline`, `calico`, `metallb`, `cilium`, `terraform` and `routers`',
    ],
  ],
  [
    'a misspelt rule',
    { rules: { 'calico/gobal-peer': 'off' } },
    [
      '["rules","calico/gobal-peer"] key: `calico/gobal-peer` is not a rule, a family or a class: did you mean `calico/global-peer`?',
    ],
  ],
  [
    'a misspelt family and class',
    { rules: { 'calcio/*': 'off', '@secruity': 'off' } },
    [
      '["rules","calcio/*"] key: `calcio/*` is not a rule, a family or a class: did you mean `calico/*`?',
      '["rules","@secruity"] key: `@secruity` is not a rule, a family or a class: did you mean `@security`?',
    ],
  ],
  [
    'a misspelt level',
    { rules: { 'calico/global-peer': 'warn' } },
    [
      '["rules","calico/global-peer"] value: `rules."calico/global-peer"` must be `off`, `note`, `warning` or `error`, not "warn"',
    ],
  ],
  [
    'a level that YAML made a boolean',
    { rules: { '@security': { level: true } } },
    [
      '["rules","@security","level"] value: `rules."@security".level` must be `off`, `note`, `warning` or `error`, not true',
    ],
  ],
  [
    'a profile that does not exist',
    { extends: 'corectness' },
    [
      '["extends"] value: `extends` must be `recommended`, `correctness` or `strict`, not "corectness": did you mean `correctness`?',
    ],
  ],
  [
    'several profiles',
    { extends: ['strict'] },
    ['["extends"] value: `extends` must be `recommended`, `correctness` or `strict`, not a list'],
  ],
  [
    'a list where a level stands',
    { rules: { 'calico/global-peer': ['off'] } },
    [
      '["rules","calico/global-peer"] value: `rules."calico/global-peer"` must be `off`, `note`, `warning` or `error`, not a list',
    ],
  ],
  [
    'a setting without a level',
    { rules: { 'calico/*': {} } },
    ['["rules","calico/*"] value: `rules."calico/*"` is empty: give it a `level`'],
  ],
  [
    'options of a rule that has none',
    { rules: { 'calico/global-peer': { level: 'off', options: {} } } },
    [
      '["rules","calico/global-peer","options"] key: `options` is not a key of `rules."calico/global-peer"`: its keys are `level`',
    ],
  ],
  [
    'an option that the rule does not have',
    { rules: { 'calico/full-mesh-too-large': { options: { node: 5 } } } },
    [
      '["rules","calico/full-mesh-too-large","options","node"] key: `node` is not a key of `rules."calico/full-mesh-too-large".options`: did you mean `nodes`?',
    ],
  ],
  [
    'options of the wrong type or too low',
    { rules: { 'calico/full-mesh-too-large': { options: { nodes: 0, strict: 'yes' } } } },
    [
      '["rules","calico/full-mesh-too-large","options","nodes"] value: `rules."calico/full-mesh-too-large".options.nodes` must be 1 or more, not 0',
      '["rules","calico/full-mesh-too-large","options","strict"] value: `rules."calico/full-mesh-too-large".options.strict` must be true or false, not "yes"',
    ],
  ],
  [
    'one rule under two names',
    { rules: { OLD_ID_1: 'off', 'metallb/peer-without-password': 'error' } },
    [
      '["rules","metallb/peer-without-password"] key: `metallb/peer-without-password` and `OLD_ID_1` are the same rule: keep one of them',
    ],
  ],
  [
    'an unquoted version',
    { calico: { version: 3.3 } },
    [
      '["calico","version"] value: `calico.version` must be a version in quotes, such as "3.30" or "3.30.1", not 3.3, a number: without quotes, YAML drops trailing zeros',
    ],
  ],
  [
    'a version with more to it',
    { cilium: { version: '1.19.0-rc1' } },
    [
      '["cilium","version"] value: `cilium.version` must be a version in quotes, such as "3.30" or "3.30.1", not "1.19.0-rc1"',
    ],
  ],
  [
    'a namespace that is none',
    { cilium: { secretsNamespace: 'kube_system' } },
    [
      '["cilium","secretsNamespace"] value: `cilium.secretsNamespace` must be a namespace\'s name, such as kube-system, not "kube_system"',
    ],
  ],
  [
    'a misspelt mode',
    { metallb: { mode: 'ffr' } },
    ['["metallb","mode"] value: `metallb.mode` must be `native`, `frr` or `frr-k8s`, not "ffr": did you mean `frr`?'],
  ],
  [
    'a limit below its default',
    { limits: { depth: 199 } },
    [
      '["limits","depth"] value: `limits.depth` must be 200 or more: that is the default, and a limit cannot be lowered',
    ],
  ],
  [
    'a limit that the stack cannot hold',
    { limits: { depth: 100_000 } },
    ['["limits","depth"] value: `limits.depth` must be 1000 or less, not 100000'],
  ],
  [
    'a cluster without a name',
    { clusters: [{ paths: ['a'] }] },
    ['["clusters",0] key: `clusters[0]` has no `name`: add it'],
  ],
  [
    'two clusters of one name',
    {
      clusters: [
        { name: 'a', paths: ['a'] },
        { name: 'a', paths: ['b'] },
      ],
    },
    ['["clusters",1,"name"] value: `clusters[1].name` is the name of a cluster above: give each its own name'],
  ],
  [
    'a waiver that does not say where it holds',
    { waivers: [{ rule: 'calico/*', reason: 'because' }] },
    [
      '["waivers",0] key: `waivers[0]` has neither `paths` nor `resource`: say where it applies, `paths: ["**"]` for every file',
    ],
  ],
  [
    'a waiver of an unknown rule',
    { waivers: [{ rule: 'calico/globalpeer', paths: ['a'], reason: 'because' }] },
    [
      '["waivers",0,"rule"] value: `calico/globalpeer` is not a rule, a family or a class: did you mean `calico/global-peer`?',
    ],
  ],
  [
    'a waiver for a name without a kind',
    { waivers: [{ rule: 'calico/*', resource: 'tor', reason: 'because' }] },
    [
      '["waivers",0,"resource"] value: `waivers[0].resource` must be an object, `Kind/name` or `Kind/namespace/name`, or the address of a plan\'s resource, not "tor"',
    ],
  ],
  [
    'a baseline by an absolute path',
    { baseline: '/tmp/b.json' },
    [
      '["baseline"] value: `baseline` must be a path relative to the folder of this file, with `/` between its parts, not "/tmp/b.json"',
    ],
  ],
  [
    'a waiver whose last day is none',
    { waivers: [{ rule: 'calico/*', paths: ['a'], reason: 'because', expires: '2026-02-30' }] },
    ['["waivers",0,"expires"] value: `waivers[0].expires` must be a date that exists, not "2026-02-30"'],
  ],
  [
    'a day in another form',
    { waivers: [{ rule: 'calico/*', paths: ['a'], reason: 'because', expires: '30.12.2026' }] },
    ['["waivers",0,"expires"] value: `waivers[0].expires` must be a day, `YYYY-MM-DD`, not "30.12.2026"'],
  ],
  [
    'globs that cannot match',
    { exclude: ['/etc', '!a', 'a\\b', ''] },
    ['/etc', '!a', 'a\\\\b', ''].map(
      (glob, index) =>
        `["exclude",${index}] value: \`exclude[${index}]\` must be a path relative to the folder of this file, with \`/\` between its parts; \`*\`, \`**\`, \`?\`, \`[…]\` and \`{a,b}\` are wildcards, not "${glob}"`,
    ),
  ],
  ['a key without a value', { rules: null }, ['["rules"] value: `rules` has no value: give it one, or remove the key']],
  ['a text where a list stands', { exclude: 'a' }, ['["exclude"] value: `exclude` must be a list, not "a"']],
  ['a list', [], ['[] value: `bgplint.yaml` must be a mapping, not a list']],
  ['a text', 'rules', ['[] value: `bgplint.yaml` must be a mapping, not "rules"']],
  [
    'one address twice',
    { terraform: { nodes: ['a', 'a'] } },
    ['["terraform","nodes"] value: `terraform.nodes` has the same item twice, in items 0 and 1: remove one'],
  ],
];

describe('what is wrong is told in one sentence each', () => {
  test.each(wrong)('%s', async (_, value, expected) => {
    expect(await errors(value)).toEqual(expected);
  });

  test('all faults are told at once', async () => {
    expect(await errors({ exlude: [], complete: 'yes', limits: { depth: 1 } })).toHaveLength(3);
  });
});

describe('hostile configs', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a key %s is no key', async (key) => {
    const found = await errors(JSON.parse(`{"${key}": {}, "rules": {"${key}": "off"}, "limits": {"${key}": 1}}`));
    expect(found).toHaveLength(3);
  });

  test('a long name is cut in the message', async () => {
    const [message = ''] = await errors({ ['x'.repeat(100_000)]: 1 });
    expect(message.slice(message.indexOf('key:')).length).toBeLessThan(300);
  });

  test('a million faults are not all told', async () => {
    const found = await errors({ exclude: Array.from({ length: 5000 }, () => 1) });
    expect(found.length).toBeLessThanOrEqual(100);
  });
});
