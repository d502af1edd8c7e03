import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { structured } from '../../src/families/index.ts';
import { checked } from '../../src/report/text/ledger.ts';
import { root } from '../support/run.ts';
import { scanned } from '../support/scan.ts';

const policy = `apiVersion: crd.antrea.io/v1alpha1
kind: BGPPolicy
metadata: { name: rack-1 }
spec:
  nodeSelector: {}
  localASN: 64512
  bgpPeers: [{ address: 192.0.2.1, asn: 64601 }]
`;

test('a family with a structure and rules about its sessions counts as checked, though none is its own', async () => {
  const { ledger } = (await scanned({ 'policy.yaml': policy })).report;
  expect(ledger.resources).toEqual({ antrea: 1 });
  expect(ledger.unchecked).toEqual([]);
});

test('every family that is taken for structured has structures, and every other has none', () => {
  expect([...structured].sort()).toEqual(readdirSync(`${root}/schemas/crds`).sort());
});

const router = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: kube-router }
spec: { template: { spec: { containers: [{ name: a, args: [--peer-router-ips=192.0.2.1] }] } } }
`;

test('peers in a form that nobody reads are told, alone and beside others', async () => {
  const reason = "holds BGP peers in a form that is not read: kube-router's flags";
  const alone = (await scanned({ 'router.yaml': router })).report.ledger;
  expect(alone.skipped).toEqual([{ file: 'router.yaml', reason }]);
  expect(alone.files.irrelevant).toBe(0);
  expect(checked(alone)).toMatch(/^nothing was checked: BGP peers in 1 file /);
  const beside = (await scanned({ 'router.yaml': router, 'policy.yaml': policy })).report.ledger;
  expect(beside.skipped).toEqual([{ file: 'router.yaml', reason }]);
  // Context all the same.
  expect(beside.resources).toEqual({ antrea: 1, kubernetes: 1 });
});
