/** What is dropped said something: nothing else is claimed of what lacks it. */
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

async function told(text: string): Promise<readonly string[]> {
  const folder = project({ '.git/HEAD': '', 'a.yaml': text });
  const { out } = await command(folder, ['-f', 'json', '.']);
  const { findings } = JSON.parse(out);
  return findings.map(
    ({ rule, range }: { rule: string; range: { startLine: number } }) => `${range.startLine} ${rule}`,
  );
}

const metallbPeer = (name: string, spec: string) => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: ${name}, namespace: metallb-system}
spec:
  {peerAddress: 10.60.0.1, peerASN: 64601, myASN: 64600, enableGracefulRestart: true, passwordSecret: {name: s},
  ${spec}}
`;

const cilium = (name: string, selector: string) => `apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: {name: ${name}}
spec:
  nodeSelector:
    ${selector}: {rack: a}
  bgpInstances: [{name: i, localASN: 64600, peers: [{name: p, peerASN: 64601, peerAddress: 10.60.0.1, peerConfigRef: {name: c}}]}]
`;

const peerConfig = (selector: string) => `apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: {name: c}
spec:
  authSecretRef: bgp
  gracefulRestart: {enabled: true}
  families: [{afi: ipv4, safi: unicast, advertisements: {${selector}: {advertise: bgp}}}]
---
apiVersion: cilium.io/v2
kind: CiliumBGPAdvertisement
metadata: {name: a, labels: {advertise: bgp}}
spec: {advertisements: [{advertisementType: PodCIDR}]}
`;

const frr = (name: string, asn: number, selector: string) => `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata: {name: ${name}, namespace: frr-k8s-system}
spec:
  bgp: {routers: [{asn: ${asn}}]}
  nodeSelector: {${selector}: {rack: ${name}}}
`;

describe('a selector of which a part is dropped', () => {
  test.each(['labels', 'labelSelector', 'selector', 'matchlabels', 'rack'])(
    'nothing is claimed of: %s',
    async (field) => {
      const selector = (rack: string) => `nodeSelectors: [{${field}: ${field === 'rack' ? rack : `{rack: ${rack}}`}}]`;
      const text = [metallbPeer('a', selector('a')), metallbPeer('b', selector('b'))].join('---\n');
      expect(await told(text)).toEqual(['6 input/unknown-field', '13 input/unknown-field']);
    },
  );

  test.each(['nodeSelector', 'nodeselectors', 'nodeSelectorss'])('nor of one whose name is: %s', async (field) => {
    const text = [metallbPeer('a', `${field}: [{matchLabels: {rack: a}}]`), metallbPeer('b', '')].join('---\n');
    expect(await told(text)).toEqual(['6 input/unknown-field']);
  });

  test('nor of pools', async () => {
    const text = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: p, namespace: metallb-system, labels: {x: y}}
spec: {addresses: [10.61.0.0/24]}
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata: {name: a, namespace: metallb-system}
spec:
  ipAddressPoolSelectors: [{labels: {x: z}}]
`;
    expect(await told(text)).toEqual(['10 input/unknown-field']);
  });

  test('nor of instances and advertisements of Cilium', async () => {
    const found = await told([cilium('a', 'labels'), cilium('b', 'matchLabels'), peerConfig('labels')].join('---\n'));
    expect(found.map((line) => line.split(' ')[1])).toEqual(['input/unknown-field', 'input/unknown-field']);
  });

  test('nor of configurations of frr-k8s', async () => {
    const found = await told([frr('a', 64600, 'labels'), frr('b', 64602, 'matchLabels')].join('---\n'));
    expect(found).toEqual(['6 input/unknown-field']);
  });
});

test('what is not there, and stands there misspelt, is one fault', async () => {
  const text = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata: {name: a}
spec:
  peerIP: 10.60.0.1
  asNumbr: 64601
  nodeSelectr: rack == 'a'
  password: {secretKeyRef: {name: s, key: k}}
`;
  expect(await told(text)).toEqual(['6 input/unknown-field', '7 input/unknown-field']);
});
