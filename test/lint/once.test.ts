import { expect, test } from 'vitest';
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
