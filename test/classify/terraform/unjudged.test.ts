import { expect, test } from 'vitest';
import { scanned } from '../../support/scan.ts';

const plan = (members: object) => JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', ...members });
const change = (type: string, after: object) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  change: { actions: ['create'], before: null, after, after_unknown: {} },
});
const peer = { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', metadata: { name: 'x' }, spec: { password: 'x' } };
const skipped = async (members: object) =>
  (await scanned({ 'plan.json': plan(members) })).report.ledger.skipped.map(({ reason }) => reason);

test.each([
  ['kubernetes_manifest', { manifest: peer }],
  ['kubectl_manifest', { yaml_body: 'kind: BGPPeer\n' }],
  ['helm_release', { values: ['bgp:\n  kind: BGPPeer\n'] }],
])('a plan with a %s of BGP says that it is not judged', async (type, after) => {
  expect(await skipped({ resource_changes: [change(type, after), change(type, after)] })).toEqual([
    `${type} in a plan: not judged there, check the manifests that it is made of`,
  ]);
});

test('one of something else says nothing', async () => {
  const after = { manifest: { apiVersion: 'v1', kind: 'ConfigMap', data: {} } };
  expect(await skipped({ resource_changes: [change('kubernetes_manifest', after)] })).toEqual([]);
});

test('a plan without its changes says so', async () => {
  expect(await skipped({ planned_values: { root_module: {} } })).toEqual([
    'a plan without resource_changes: make it with `terraform show -json`',
  ]);
});
