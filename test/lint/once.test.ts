import { expect, test } from 'vitest';
import { onlyRules } from '../support/only-rules.ts';
import { places, scanned } from '../support/scan.ts';

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata: { name: tor }
spec:
  peerIP: 192.0.2.1
  asNumber: 64513
  nodeSelector: rack == 'rack-9'
  password: { secretKeyRef: { name: bgp, key: tor } }
`;
const node = (name: string) =>
  `---\napiVersion: v1\nkind: Node\nmetadata: { name: ${name}, labels: { rack: rack-1 } }\n`;
const clusters = 'clusters:\n  - { name: a, paths: [a/**] }\n  - { name: b, paths: [b/**] }\n';

test('a fault of a common file is told once, though each cluster says it in its own words', async () => {
  const result = await scanned({
    'bgplint.yaml': clusters,
    'a/nodes.yaml': node('a-1'),
    'b/nodes.yaml': node('b-1') + node('b-2'),
    'common/peer.yaml': peer,
  });
  expect(places(result).filter((place) => place.endsWith('selector-matches-no-node'))).toEqual([
    'common/peer.yaml:7:17 calico/selector-matches-no-node',
  ]);
});

test('what API v1beta1 of a MetalLB peer drops is told by the rules that it makes speak, other fields by their names', async () => {
  const rules = [
    'input/unknown-field',
    'metallb/deprecated-api',
    'metallb/peer-without-graceful-restart',
    'metallb/peer-without-password',
  ];
  const result = await scanned({
    'bgplint.yaml': onlyRules(...rules),
    'peer.yaml': `apiVersion: metallb.io/v1beta1
kind: BGPPeer
metadata: { name: tor }
spec:
  myASN: 64512
  peerASN: 64601
  peerAddress: 192.0.2.1
  enableGracefulRestart: true
  passwordSecret: { name: bgp }
  vrf: red
`,
  });
  expect(places(result).sort()).toEqual([
    'peer.yaml:10:3 input/unknown-field',
    'peer.yaml:8:3 metallb/peer-without-graceful-restart',
    'peer.yaml:9:3 metallb/peer-without-password',
  ]);
});
