import { describe, expect, test } from 'vitest';
import { definitions, references } from '../../src/editor/index.ts';
import { known, on, shown } from './known.ts';

const peers = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor
spec:
  peerIP: 192.0.2.1
  asNumber: 64600
  nodeSelector: rack == 'a'
  filters: [f1]
  password:
    secretKeyRef:
      name: bgp-passwords
      key: rack-a
`;

const filter = `apiVersion: projectcalico.org/v3
kind: BGPFilter
metadata:
  name: f1
spec:
  exportV4:
    - action: Accept
`;

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: bgp-passwords
  namespace: calico-system
stringData:
  rack-a: correct-horse
`;

const node = `apiVersion: projectcalico.org/v3
kind: Node
metadata:
  name: n1
  labels: {rack: a}
spec:
  bgp:
    ipv4Address: 10.0.0.1/24
`;

const router = `hostname tor-a
router bgp 64600
 neighbor 10.0.0.1 remote-as 64512
!
`;

const files = {
  'peers.yaml': peers,
  'filter.yaml': filter,
  'secret.yaml': secret,
  'node.yaml': node,
  'tor-a.conf': router,
};

const at = async (file: keyof typeof files, word: string, ask = definitions) => {
  const places = ask(await known(files), file, on(files[file], word));
  return places.map((place) => `${place.file} ${shown(files[place.file as keyof typeof files], place.range)}`);
};

describe('what a peer refers to is defined', () => {
  test.each([
    ['f1', ['filter.yaml f1']],
    ['bgp-passwords', ['secret.yaml bgp-passwords']],
    ['rack-a', ['secret.yaml rack-a']],
    ['192.0.2.1', ['tor-a.conf 10.0.0.1']],
  ])('%s', async (word, places) => {
    expect(await at('peers.yaml', word)).toEqual(places);
  });
});

test("a router's neighbor is the peer whose other end it is", async () => {
  expect(await at('tor-a.conf', '10.0.0.1')).toEqual(['peers.yaml 192.0.2.1']);
});

test('an object is referred to by peers', async () => {
  expect(await at('filter.yaml', 'f1', references)).toEqual(['filter.yaml f1', 'peers.yaml f1']);
});

test('a name that a peer refers to does not lead to the other end of its session', async () => {
  expect(await at('peers.yaml', 'bgp-passwords', references)).toEqual([
    'peers.yaml bgp-passwords',
    'secret.yaml bgp-passwords',
  ]);
  const missing = { ...files, 'filter.yaml': filter.replace('f1', 'f2') };
  expect(definitions(await known(missing), 'peers.yaml', on(peers, 'f1'))).toEqual([]);
});

test('before the first word of a line of a router that line is meant', async () => {
  const line = router.split('\n').findIndex((text) => text.includes('10.0.0.1'));
  const found = definitions(await known(files), 'tor-a.conf', { line, character: 0 });
  expect(found.map(({ file }) => file)).toEqual(['peers.yaml']);
});

test('of a file that was edited since nothing is said', async () => {
  const knowledge = await known(files, { 'peers.yaml': `# new\n${peers}` });
  expect(definitions(knowledge, 'peers.yaml', on(peers, 'f1'))).toEqual([]);
});
