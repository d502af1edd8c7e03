/** Each field for an AS number of each family: one rule speaks of a number that cannot be, whatever says it. */
import { expect, test } from 'vitest';
import { project } from './support/command.ts';
import { run } from './support/run.ts';

type Made = (number: number) => object;

const calico = (kind: string, spec: object) => ({
  apiVersion: 'projectcalico.org/v3',
  kind,
  metadata: { name: 'default' },
  spec,
});
const peer = (spec: object) =>
  calico('BGPPeer', { nodeSelector: "rack == 'a'", peerIP: '10.20.1.1', asNumber: 64601, ...spec });
const metallb =
  (version: string, field: string): Made =>
  (number) => ({
    apiVersion: `metallb.io/${version}`,
    kind: 'BGPPeer',
    metadata: { name: 'router-a', namespace: 'metallb-system' },
    spec: { myASN: 64512, peerASN: 64601, peerAddress: '10.20.1.1', [field]: number },
  });
const legacy =
  (field: string): Made =>
  (number) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'config', namespace: 'metallb-system' },
    data: {
      config: JSON.stringify({
        peers: [{ 'my-asn': 64512, 'peer-asn': 64601, 'peer-address': '10.20.1.1', [field]: number }],
      }),
    },
  });
const frr = (router: object, neighbor: object) => ({
  apiVersion: 'frrk8s.metallb.io/v1beta1',
  kind: 'FRRConfiguration',
  metadata: { name: 'router-a', namespace: 'frr-k8s-system' },
  spec: {
    bgp: { routers: [{ asn: 64512, neighbors: [{ address: '10.20.1.1', asn: 64601, ...neighbor }], ...router }] },
  },
});
const cilium = (instance: object, other: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumBGPClusterConfig',
  metadata: { name: 'racks' },
  spec: {
    bgpInstances: [
      {
        name: 'main',
        localASN: 64512,
        peers: [{ name: 'router-a', peerASN: 64601, peerAddress: '10.20.1.1', ...other }],
        ...instance,
      },
    ],
  },
});
const policy = (router: object, neighbor: object) => ({
  apiVersion: 'cilium.io/v2alpha1',
  kind: 'CiliumBGPPeeringPolicy',
  metadata: { name: 'racks' },
  spec: {
    virtualRouters: [
      { localASN: 64512, neighbors: [{ peerAddress: '10.20.1.1/32', peerASN: 64601, ...neighbor }], ...router },
    ],
  },
});
const antrea = (spec: object, other: object = {}) => ({
  apiVersion: 'crd.antrea.io/v1alpha1',
  kind: 'BGPPolicy',
  metadata: { name: 'racks' },
  spec: { nodeSelector: {}, localASN: 64512, bgpPeers: [{ address: '10.20.1.1', asn: 64601, ...other }], ...spec },
});
const override: Made = (localASN) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumBGPNodeConfigOverride',
  metadata: { name: 'node-1' },
  spec: { bgpInstances: [{ name: 'main', localASN }] },
});

const session = 'session/reserved-as-number';
const schema = 'input/invalid-value';

/** The rule that speaks of 0: undefined where 0 is unset, and nothing is wrong. */
const fields: readonly (readonly [field: string, made: Made, zero: string | undefined])[] = [
  ['Calico, BGPPeer asNumber', (asNumber) => peer({ asNumber }), 'calico/peer-without-as-number'],
  ['Calico, BGPPeer localASNumber', (localASNumber) => peer({ localASNumber }), undefined],
  ['Calico, BGPConfiguration asNumber', (asNumber) => calico('BGPConfiguration', { asNumber }), session],
  ['MetalLB, myASN', metallb('v1beta2', 'myASN'), 'metallb/peer-conflicting-fields'],
  ['MetalLB, peerASN', metallb('v1beta2', 'peerASN'), 'metallb/peer-conflicting-fields'],
  ['MetalLB, localASN', metallb('v1beta2', 'localASN'), schema],
  ['MetalLB v1beta1, myASN', metallb('v1beta1', 'myASN'), 'metallb/peer-conflicting-fields'],
  ['MetalLB v1beta1, peerASN', metallb('v1beta1', 'peerASN'), 'metallb/peer-conflicting-fields'],
  ['MetalLB up to 0.12, my-asn', legacy('my-asn'), 'metallb/legacy-configmap'],
  ['MetalLB up to 0.12, peer-asn', legacy('peer-asn'), 'metallb/legacy-configmap'],
  ['frr-k8s, asn of a router', (asn) => frr({ asn }, {}), session],
  ['frr-k8s, asn of a neighbor', (asn) => frr({}, { asn }), 'frr-k8s/neighbor-conflicting-fields'],
  ['frr-k8s, localASN', (localASN) => frr({}, { localASN }), schema],
  ['Cilium, localASN', (localASN) => cilium({ localASN }, {}), schema],
  ['Cilium, peerASN', (peerASN) => cilium({}, { peerASN }), 'cilium/peer-without-as-number'],
  ['Cilium, localASN of an override', override, schema],
  ['Cilium up to 1.19, localASN', (localASN) => policy({ localASN }, {}), 'cilium/peer-without-as-number'],
  ['Antrea, localASN', (localASN) => antrea({ localASN }), schema],
  ['Antrea, asn', (asn) => antrea({}, { asn }), schema],
  ['Antrea, identifier', (identifier) => antrea({ confederation: { identifier } }), schema],
  ['Antrea, memberASNs', (member) => antrea({ confederation: { memberASNs: [member] } }), schema],
];

/** The rules that speak of an object with the number, and not of it with a good one. */
async function speaking(made: Made, number: number): Promise<string[]> {
  const [found, before] = await Promise.all(
    [number, 64777].map(async (one) => {
      const { report } = await run(`${project({ 'a.json': JSON.stringify(made(one)) })}/a.json`);
      return report.findings.map(({ rule }) => rule);
    }),
  );
  return (found ?? []).filter((rule) => !(before ?? []).includes(rule));
}

test.each(fields)('%s: one rule speaks of 0', async (_field, made, zero) => {
  expect(await speaking(made, 0)).toEqual(zero === undefined ? [] : [zero]);
});

test.each(fields)('%s: one rule speaks of 23456, 65535 and 64500', async (_field, made) => {
  expect(await speaking(made, 23456)).toEqual([session]);
  expect(await speaking(made, 65535)).toEqual([session]);
  expect(await speaking(made, 64500)).toEqual(['session/documentation-as-number']);
});
