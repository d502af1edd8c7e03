import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { structured } from '../../src/families/index.ts';
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
