import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { structured } from '../../src/families/index.ts';
import { checked } from '../../src/report/text/ledger.ts';
import { meshOff, soundPeer } from '../support/objects.ts';
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
  const reason = "holds BGP peers in a form that bgplint does not read: kube-router's flags";
  const alone = (await scanned({ 'router.yaml': router })).report.ledger;
  expect(alone.skipped).toEqual([{ file: 'router.yaml', reason }]);
  expect(alone.files.irrelevant).toBe(0);
  expect(checked(alone)).toMatch(/^nothing was checked: BGP peers in 1 file /);
  const beside = (await scanned({ 'router.yaml': router, 'policy.yaml': policy })).report.ledger;
  expect(beside.skipped).toEqual([{ file: 'router.yaml', reason }]);
  // Context all the same.
  expect(beside.resources).toEqual({ antrea: 1, kubernetes: 1 });
});

const peer = soundPeer.replace('64513', '64514');

describe('what counts', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: bgppeers.crd.projectcalico.org }
spec: { group: crd.projectcalico.org, names: { kind: BGPPeer } }
`;
  const tasks =
    '- name: peers\n  command: calicoctl apply -f -\n  args: {stdin: "{kind: BGPPeer, apiVersion: projectcalico.org/v3}"}\n';

  test('as read holds something that rules read, and as skipped what does not', async () => {
    const { ledger } = (await scanned({ 'peer.yaml': soundPeer, 'crd.yaml': crd, 'tasks/main.yml': tasks })).report;
    expect(ledger.skipped.map(({ file }) => file)).toEqual(['tasks/main.yml']);
    expect(ledger.files).toEqual({ seen: 3, read: 1, irrelevant: 1, skipped: 1, partly: 0 });
  });

  test('as held back is one a rule and place', async () => {
    const files = { 'prod/a.yaml': soundPeer, 'test/a.yaml': peer, 'lab/a.yaml': soundPeer.replace('64513', '64515') };
    const { ledger } = (await scanned({ ...files, 'other/mesh.yaml': meshOff })).report;
    const places = ledger.undecided.map(({ rule, file, range }) => JSON.stringify([rule, file, range]));
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places).size).toBe(places.length);
  });

  test('as a guessed cluster is what only it holds', async () => {
    const files = { 'prod/a.yaml': soundPeer, 'test/a.yaml': peer, 'other/mesh.yaml': meshOff, 'other/b.yaml': policy };
    const { ledger } = (await scanned(files)).report;
    expect(ledger.clusters.map(({ name, resources }) => `${name} ${resources}`)).toEqual(['prod 1', 'test 1']);
    expect(ledger.guessed).toEqual({ resources: 2, folders: ['other'] });
    const config = 'clusters: [{ name: prod, paths: [prod/**] }, { name: test, paths: [test/**] }]\n';
    const listed = (await scanned({ ...files, 'bgplint.yaml': config })).report.ledger;
    expect(listed.clusters.map(({ name, resources }) => `${name} ${resources}`)).toEqual(['prod 3', 'test 3']);
    expect(listed.guessed).toBeUndefined();
  });
});
