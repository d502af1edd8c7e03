/** Objects of Kubernetes in plans and states, and in texts of machine configurations. */
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { places, scanned } from '../support/scan.ts';

const rule = 'metallb/peer-address-invalid';
const only = {
  'bgplint.yaml': `rules: {metallb/*: off, session/*: off, ${rule}: error, metallb/plaintext-password: error}
`,
};

const peer = (spec: object, annotations: object = {}) => ({
  apiVersion: 'metallb.io/v1beta2',
  kind: 'BGPPeer',
  metadata: { name: 'rack', namespace: 'metallb-system', annotations },
  spec: { myASN: 64620, peerASN: 64621, ...spec },
});

interface Changed {
  readonly unknown?: object;
  readonly sensitive?: object;
}

const change = (type: string, after: object, { unknown = {}, sensitive = {} }: Changed = {}) => ({
  address: `module.a.${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  change: { actions: ['create'], before: null, after, after_unknown: unknown, after_sensitive: sensitive },
});

const planOf = (...changes: readonly object[]) =>
  JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes });

const found = async (plan: string) => {
  const { report } = await scanned({ ...only, 'plan.json': plan });
  return {
    findings: report.findings.map((one) => `${one.rule}: ${one.message}`),
    undecided: report.ledger.undecided.map((one) => `${one.rule}: ${one.reason}`),
  };
};

describe('a manifest in a plan', () => {
  test('is called by its kind and name, and what makes it is named', async () => {
    const plan = planOf(change('kubernetes_manifest', { manifest: peer({ peerAddress: 'x.example' }) }));
    const { report } = await scanned({ ...only, 'plan.json': plan });
    const [told] = report.findings;
    expect(told?.resource).toEqual({ kind: 'BGPPeer', namespace: 'metallb-system', name: 'rack' });
    const message =
      'module.a.kubernetes_manifest.x creates this object: change it in the configuration, and plan again';
    const { startColumn = 0, endColumn = 0 } = told?.related[0]?.range ?? {};
    expect(told?.related[0]?.message).toBe(message);
    expect(plan.slice(startColumn - 1, endColumn - 1)).toBe('"module.a.kubernetes_manifest.x"');
    expect(plan.slice((told?.range?.startColumn ?? 0) - 1, (told?.range?.endColumn ?? 0) - 1)).toBe('"x.example"');
  });

  test('answers a rule in its annotation', async () => {
    const manifest = peer({ peerAddress: 'x.example' }, { 'bgplint/ignore': `${rule} -- known` });
    const yaml = JSON.stringify(manifest);
    const plan = planOf(change('kubernetes_manifest', { manifest }), change('kubectl_manifest', { yaml_body: yaml }));
    const { report } = await scanned({ ...only, 'plan.json': plan });
    expect(report.findings.map(({ suppressed }) => suppressed?.by)).toEqual(['annotation', 'annotation']);
  });

  test('is never fixed', async () => {
    const fixable = { ...peer({ peerAddress: '10.0.0.1', ebgpMultiHop: 'true' }) };
    const plan = planOf(change('kubernetes_manifest', { manifest: fixable }));
    const { findings } = (await scanned({ 'plan.json': plan })).report;
    expect(findings.map((one) => one.rule)).toContain('input/wrong-type');
    expect(findings.filter((one) => one.fixable !== null)).toEqual([]);
  });

  test('with a value that is known only after apply is undecided there', async () => {
    const manifest = peer({ password: 'x' });
    const unknown = { manifest: { spec: { peerAddress: true } } };
    expect(await found(planOf(change('kubernetes_manifest', { manifest }, { unknown })))).toEqual({
      findings: [
        'metallb/plaintext-password: the password of BGPPeer rack is in plain text: everyone who reads this file knows it',
      ],
      undecided: [],
    });
  });
});

describe('what is sensitive', () => {
  test('is a placeholder where it is a value', async () => {
    const manifest = peer({ peerAddress: 'plant.example' });
    const sensitive = { manifest: { spec: { peerAddress: true } } };
    const { findings } = await found(planOf(change('kubernetes_manifest', { manifest }, { sensitive })));
    expect(findings).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['a manifest', { manifest: peer({ peerAddress: 'plant.example' }) }, { manifest: true }],
    ['its spec', { manifest: peer({ peerAddress: 'plant.example' }) }, { manifest: { spec: true } }],
    ['all of it', { manifest: peer({ peerAddress: 'plant.example' }) }, true as unknown as object],
    ['a text', { yaml_body: JSON.stringify(peer({ peerAddress: 'plant.example' })) }, { yaml_body: true }],
  ])('is judged and never shown where it is %s', async (_, after, sensitive) => {
    const type = 'yaml_body' in after ? 'kubectl_manifest' : 'kubernetes_manifest';
    const folder = project({
      ...only,
      'plan.json': JSON.stringify(JSON.parse(planOf(change(type, after, { sensitive }))), null, 1),
    });
    for (const format of ['pretty', 'json', 'sarif', 'markdown', 'github', 'junit']) {
      const { out } = await command(folder, ['--format', format]);
      expect(out).toContain('peer-address-invalid');
      expect(out).not.toContain('plant');
    }
  });

  test('is shown where Terraform tells it elsewhere in the plan, and nothing else of its text', async () => {
    const yaml =
      'kind: BGPPeer\napiVersion: metallb.io/v1beta2\nspec: {peerAddress: x.example, myASN: 64620} # plant\n';
    const after = { yaml_body: yaml, yaml_body_parsed: 'spec:\n  peerAddress: x.example\n' };
    const { frame } = await scanned({
      ...only,
      'plan.json': planOf(change('kubectl_manifest', after, { sensitive: { yaml_body: true } })),
    });
    expect(frame('plan.json')).toContain('peerAddress: x.example');
    expect(frame('plan.json')).not.toMatch(/plant|64620/);
  });

  test('is told where Terraform tells it elsewhere in the plan', async () => {
    const yaml = JSON.stringify(peer({ peerAddress: 'x.example', password: 'plant' }));
    const after = { yaml_body: yaml, yaml_body_parsed: yaml.replace('plant', '(sensitive value)') };
    const { findings } = await found(planOf(change('kubectl_manifest', after, { sensitive: { yaml_body: true } })));
    expect(findings).toEqual([
      `${rule}: peerAddress \`x.example\` of BGPPeer rack is a host name, which MetalLB does not resolve: MetalLB refuses the peer`,
      'metallb/plaintext-password: the password of BGPPeer rack is in plain text: everyone who reads this file knows it',
    ]);
  });
});

test('states hold objects, too', async () => {
  const manifest = peer({ peerAddress: 'x.example' });
  const shown = {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        child_modules: [
          {
            address: 'module.a',
            resources: [
              {
                address: 'module.a.kubernetes_manifest.x',
                mode: 'managed',
                type: 'kubernetes_manifest',
                values: { manifest },
              },
            ],
          },
        ],
      },
    },
  };
  const file = {
    version: 4,
    terraform_version: '1.11.4',
    resources: [
      {
        mode: 'managed',
        type: 'kubernetes_manifest',
        name: 'x',
        instances: [{ attributes: { manifest: { value: manifest, type: ['object', {}] } } }],
      },
    ],
  };
  for (const state of [shown, file]) {
    const result = await scanned({ ...only, 'state.json': JSON.stringify(state) });
    expect(result.report.findings.map((one) => one.rule)).toEqual([rule]);
  }
});

const machine = (address: string) =>
  `cluster:\n  inlineManifests:\n    - name: a\n      contents: ${JSON.stringify(JSON.stringify(peer({ peerAddress: address })))}\n`;

test('machines of one configuration are told of once', async () => {
  const apply = change('talos_machine_configuration_apply', { config_patches: [machine('x.example')] });
  const plan = planOf(apply, apply);
  const { findings } = (await scanned({ ...only, 'plan.json': plan })).report;
  const marked = findings.map(({ range }) => plan.slice((range?.startColumn ?? 0) - 1, (range?.endColumn ?? 0) - 1));
  // Its quotes are escaped by JSON, by YAML and by JSON.
  expect(marked).toEqual([String.raw`\\\"x.example\\\"`]);
});

test('texts in texts end', async () => {
  let text = JSON.stringify(peer({ peerAddress: 'x.example' }));
  for (let depth = 0; depth < 6; depth++) {
    text = JSON.stringify({ cluster: { inlineManifests: [{ name: 'x', contents: text }] } });
  }
  const result = await scanned({ ...only, 'machine.yaml': text });
  expect(places(result)).toEqual([]);
  expect(result.report.ledger.skipped).toHaveLength(1);
});

test('a plan with Secrets alone is not about BGP', async () => {
  const secret = { metadata: [{ name: 'x', namespace: 'y' }], data: { password: 'x' }, type: 'Opaque' };
  const { report } = await scanned({ 'plan.json': planOf(change('kubernetes_secret', secret)) });
  expect(report.ledger.resources).toEqual({});
});

test('YAML that grows by its aliases is a finding of the plan', async () => {
  const lists = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`).join('\n');
  const yaml = `kind: BGPPeer\nl0: &l0 [a]\n${lists}\n`;
  const { report } = await scanned({ 'plan.json': planOf(change('kubectl_manifest', { yaml_body: yaml })) });
  expect(report.findings.map((one) => one.rule)).toEqual(['input/limit-exceeded']);
});

describe('a plan beside other files', () => {
  const manifest = peer({ peerAddress: '192.0.2.1' });
  const plan = (spec: object) => planOf(change('kubernetes_manifest', { manifest: peer(spec) }));

  test('holds what its sources do, and nothing is doubled', async () => {
    const yaml = JSON.stringify(manifest);
    const config = 'rules: {"@security": off, "@availability": off}\n';
    const { report } = await scanned({
      'bgplint.yaml': config,
      'a/peer.yaml': yaml,
      'a/plan.json': plan(manifest.spec),
    });
    expect(report.findings).toEqual([]);
    expect(report.ledger.clusters).toHaveLength(1);
  });

  test('is a cluster of its own where another plan has its objects in another form', async () => {
    const files = { 'plans/a.json': plan(manifest.spec), 'plans/b.json': plan({ peerAddress: '192.0.2.2' }) };
    const { report } = await scanned(files);
    expect(report.ledger.clusters.map(({ name }) => name)).toEqual(['plans/a.json', 'plans/b.json']);
    expect(report.findings.map((one) => one.rule)).not.toContain('input/duplicate-object');
  });

  test('is applied whatever the kustomization of its folder lists', async () => {
    const files = { 'kustomization.yaml': 'resources: [pool.yaml]\n', 'plan.json': plan(manifest.spec) };
    const pool = {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: { name: 'a' },
      spec: { addresses: [] },
    };
    const { report } = await scanned({ ...files, 'pool.yaml': JSON.stringify(pool) });
    expect(report.ledger.skipped).toEqual([]);
    expect(report.ledger.unlisted).toBeUndefined();
    expect(report.ledger.resources).toEqual({ metallb: 2 });
  });
});
