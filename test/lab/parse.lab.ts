import { expect, test } from 'vitest';
import { check } from './bird.ts';
import { lab } from './lab.ts';
import type { Family } from './node.ts';
import { type CalicoObject, configuration, filter, node, peer, peerWithPassword } from './objects.ts';
import { render } from './render.ts';

type Objects = CalicoObject | readonly CalicoObject[];

/** Objects of which BIRD refuses the whole file, their mended neighbors, and what BIRD says. */
const refused: readonly (readonly [rule: string, what: string, broken: Objects, mended: Objects, says: string])[] = [
  [
    'calico/peer-without-as-number',
    'no AS number',
    { kind: 'BGPPeer', spec: { peerIP: '192.0.2.2' } },
    peer(),
    'Remote AS number must be set',
  ],
  ['calico/peer-without-as-number', 'AS number 0', peer({ asNumber: 0 }), peer(), 'Remote AS number must be set'],
  [
    'calico/password-secret-content',
    'a quote',
    peerWithPassword('hun"ter2'),
    peerWithPassword("hun'ter2"),
    'syntax error',
  ],
  [
    'calico/password-secret-content',
    'a final newline',
    peerWithPassword('hunter2\n'),
    peerWithPassword('hunter2'),
    'Unterminated string',
  ],
  [
    'calico/peer-address-invalid',
    'a link-local address',
    peer({ peerIP: 'fe80::1' }),
    peer({ peerIP: '2001:db8::2' }),
    'Link-local neighbor address requires specified interface',
  ],
  [
    'calico/filter-rule-invalid',
    'prefixLength.max below the mask',
    filter({ cidr: '10.0.0.0/24', prefixLength: { max: 16 } }),
    filter({ cidr: '10.0.0.0/24', prefixLength: { max: 28 } }),
    'Invalid prefix pattern range: {24, 16}.',
  ],
  [
    'calico/filter-rule-invalid',
    'prefixLength.min above max',
    filter({ cidr: '10.0.0.0/24', prefixLength: { min: 30, max: 28 } }),
    filter({ cidr: '10.0.0.0/24', prefixLength: { min: 28, max: 30 } }),
    'Invalid prefix pattern range: {30, 28}.',
  ],
  [
    'calico/filter-rule-invalid',
    'host bits, with a prefixLength',
    filter({ cidr: '10.0.0.1/24', prefixLength: { max: 28 } }),
    filter({ cidr: '10.0.0.0/24', prefixLength: { max: 28 } }),
    'Invalid network prefix: 10.0.0.1/24.',
  ],
  [
    'calico/filter-rule-invalid',
    'host bits, without',
    filter({ cidr: '10.0.0.1/24', matchOperator: 'Equal' }),
    filter({ cidr: '10.0.0.0/24', matchOperator: 'Equal' }),
    'Invalid network prefix: 10.0.0.1/24.',
  ],
  [
    'calico/advertised-cidr-invalid',
    'host bits in a block of Services',
    configuration({ serviceClusterIPs: [{ cidr: '10.98.206.0/20' }] }),
    configuration({ serviceClusterIPs: [{ cidr: '10.98.192.0/20' }] }),
    'Invalid prefix',
  ],
  [
    'calico/advertised-cidr-invalid',
    'host bits in a prefix with a community',
    configuration({ prefixAdvertisements: [{ cidr: '10.98.206.0/20', communities: ['65000:1'] }] }),
    configuration({ prefixAdvertisements: [{ cidr: '10.98.192.0/20', communities: ['65000:1'] }] }),
    'Invalid network prefix: 10.98.206.0/20.',
  ],
  [
    'calico/community-invalid',
    'a first half over 65535',
    configuration({ prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['70000:1'] }] }),
    configuration({ prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['65535:1'] }] }),
    'Value 70000 out of range (0-65535)',
  ],
  [
    'calico/community-invalid',
    'a second half over 65535, in the value of a name',
    configuration({
      communities: [{ name: 'blue', value: '65000:65536' }],
      prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['blue'] }],
    }),
    configuration({
      communities: [{ name: 'blue', value: '65000:65535' }],
      prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['blue'] }],
    }),
    'Value 65536 out of range (0-65535)',
  ],
  [
    'calico/community-invalid',
    'a part of a large community over 32 bits',
    configuration({ prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['4294967296:1:1'] }] }),
    configuration({ prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['4294967295:1:1'] }] }),
    'Number out of range',
  ],
  [
    'calico/community-invalid',
    'a community that a filter adds',
    filter({ operations: [{ addCommunity: { value: '70000:1' } }] }),
    filter({ operations: [{ addCommunity: { value: '70000:1:1' } }] }),
    'Value 70000 out of range (0-65535)',
  ],
  [
    'calico/node-address-duplicate',
    'two nodes of one address',
    [node('b', '192.0.2.3/24'), node('c', '192.0.2.3/24')],
    [node('b', '192.0.2.3/24'), node('c', '192.0.2.4/24')],
    'Symbol already defined',
  ],
];

/** What looks alike, and does not stop BIRD: a rule must not say that it does. */
const accepted: readonly (readonly [rule: string, what: string, objects: Objects])[] = [
  [
    'calico/filter-rule-invalid',
    'prefixLength.min below the mask',
    filter({ cidr: '10.0.0.0/24', prefixLength: { min: 16 } }),
  ],
  ['calico/password-secret-content', '80 bytes', peerWithPassword('x'.repeat(80))],
  ['calico/password-secret-content', '81 bytes: the file stands, the peer does not', peerWithPassword('x'.repeat(81))],
  [
    'calico/password-secret-content',
    'a crafted one: it is configuration',
    peerWithPassword('a"; next hop self; password "b'),
  ],
  ['calico/password-secret-content', 'a backslash', peerWithPassword('hunter2\\')],
  ['calico/password-secret-content', 'no byte: no password at all', peerWithPassword('')],
  [
    'calico/node-address-duplicate',
    'a node and an external peer of one address, under two names',
    [node('b', '192.0.2.3/24'), peer({ peerIP: '192.0.2.3', asNumber: 64512 })],
  ],
  [
    'calico/community-invalid',
    'a name that nothing defines: the community is left out in silence',
    configuration({ prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['nosuch'] }] }),
  ],
  ...['0.4s', '4095s', '4096s', '5000s', '65535s', '65536s'].map(
    (time) =>
      ['calico/restart-time-out-of-range', `${time}: only the wire shows it`, peer({ maxRestartTime: time })] as const,
  ),
];

lab('BIRD refuses the whole file', 'bird', () => {
  test.each(refused)('%s: %s', (_rule, _what, broken, mended, says) => {
    expect(verdict(broken)).toEqual({ refused: true, message: says });
    expect(verdict(mended)).toEqual({ refused: false, message: '' });
  });
});

lab('BIRD accepts the file', 'bird', () => {
  test.each(accepted)('%s: %s', (_rule, _what, objects) => {
    expect(verdict(objects)).toEqual({ refused: false, message: '' });
  });
});

/** What the daemons of both families say: each has a file of its own, and one that is refused is enough. */
function verdict(objects: Objects) {
  const all = Array.isArray(objects) ? objects : [objects];
  const verdicts = ([4, 6] satisfies Family[]).map((family) => check(render(all, family), family));
  return (
    verdicts.find((one) => one.refused) ?? { refused: false, message: verdicts.map((one) => one.message).join('') }
  );
}

/** A reflector's sessions, with its cluster id as it stands in the annotation of its Node. */
function reflector(clusterId: string): string {
  return [
    'router id 192.0.2.1;',
    'protocol device { }',
    'protocol bgp Node_b { local as 64512; neighbor 192.0.2.3 as 64512; multihop;',
    `  rr client; rr cluster id ${clusterId}; }`,
    '',
  ].join('\n');
}

lab('calico/node-bgp-invalid: a cluster id', 'bird', () => {
  test.each([
    ['244.0.0.1', ''],
    ['5', ''],
    ['rack-1', 'Number or IPv4 address constant expected'],
    ['244.0.0.1/32', 'syntax error'],
    ['2001:db8::1', 'This is an IPv4 router, therefore IPv6 addresses are not supported'],
  ])('%s', (clusterId, message) => {
    expect(check(reflector(clusterId), 4)).toEqual({ refused: message !== '', message });
  });
});
