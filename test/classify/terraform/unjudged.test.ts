import { expect, test } from 'vitest';
import { scanned } from '../../support/scan.ts';

const plan = (members: object) => JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', ...members });
const change = (type: string, after: object, unknown: object = {}) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  change: { actions: ['create'], before: null, after, after_unknown: unknown },
});
const skipped = async (members: object) =>
  (await scanned({ 'plan.json': plan(members) })).report.ledger.skipped.map(({ reason }) => reason);

test('a plan with a resource that is not read, and holds something of BGP, says so once', async () => {
  const cluster = change('rke_cluster', { addons: 'kind: BGPPeer\n' });
  expect(await skipped({ resource_changes: [cluster, cluster] })).toEqual([
    'rke_cluster in a plan: not checked there: check the manifests that it is made from',
  ]);
});

test('values of a chart that nothing is known of are named', async () => {
  const release = change('helm_release', { name: 'x', chart: 'x', values: ['extra:\n  kind: BGPPeer\n'] });
  expect(await skipped({ resource_changes: [release] })).toEqual([
    'values of a helm_release: render the chart first, and check the result',
  ]);
});

test.each([
  ['kubernetes_manifest', 'manifest'],
  ['kubectl_manifest', 'yaml_body'],
  ['helm_release', 'values'],
])('what a %s holds is named where nothing of it is known', async (type, attribute) => {
  const unknown = { [attribute]: attribute === 'values' ? [true] : true };
  const after = attribute === 'values' ? { name: 'x', chart: 'metallb', values: [null] } : {};
  expect(await skipped({ resource_changes: [change(type, after, unknown)] })).toEqual([
    `${type}.x in a plan: its ${attribute} is known only after apply`,
  ]);
});

test('one of something else says nothing', async () => {
  const after = { manifest: { apiVersion: 'v1', kind: 'ConfigMap', data: {} } };
  expect(await skipped({ resource_changes: [change('kubernetes_manifest', after)] })).toEqual([]);
});

test('a plan without its changes says so', async () => {
  expect(await skipped({ planned_values: { root_module: {} } })).toEqual([
    'a plan without resource_changes: write it with `terraform show -json`',
  ]);
});
