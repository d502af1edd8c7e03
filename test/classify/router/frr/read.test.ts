import { describe, expect, test } from 'vitest';
import { readFrr } from '../../../../src/classify/router/frr/index.ts';
import type { Neighbor, Process } from '../../../../src/classify/router/model.ts';

const read = (text: string, file = 'frr.conf') => readFrr(text, file);

function instance(text: string): Process {
  const [process] = read(text).processes;
  if (process === undefined) throw new Error('no process was read');
  return process;
}

function neighbor(text: string, name = '192.0.2.11'): Neighbor {
  const found = instance(text).neighbors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no neighbor ${name} was read`);
  return found;
}

const whys = (text: string) => read(text).syntax.map((line) => line.why);

describe('a neighbor', () => {
  test('has what its group has, and its own before that, in any order', () => {
    const text = `router bgp 64513
 neighbor NODES peer-group
 neighbor NODES remote-as 64512
 neighbor 192.0.2.11 peer-group NODES
 neighbor 192.0.2.12 peer-group NODES
 neighbor 192.0.2.11 timers 10 30
 neighbor NODES timers 3 9
 neighbor NODES password geheim
 neighbor NODES shutdown
 no neighbor 192.0.2.11 shutdown
 neighbor NODES graceful-restart
 neighbor 192.0.2.12 graceful-restart-disable
`;
    const [first, second] = [neighbor(`frr version 10.2\n${text}`), neighbor(text, '192.0.2.12')];
    expect(first.remoteAs).toEqual({
      rule: 'number',
      as: 64512,
      text: '64512',
      path: ['neighbor NODES remote-as 64512', 3],
    });
    expect(first.holdTime?.value).toBe(30);
    expect(second.holdTime).toEqual({ value: 9, path: ['neighbor NODES timers 3 9', 4] });
    expect(first.password?.token).toBe(second.password?.token);
    expect(first.shutdown?.path).toEqual(['neighbor NODES shutdown', 2]);
    expect([first.gracefulRestart.mode, second.gracefulRestart.mode]).toEqual(['restart', 'disabled']);
  });

  test('has no graceful restart of its group before 10.2, and nobody knows it without a version', () => {
    const text = 'router bgp 1\n neighbor G peer-group\n neighbor G remote-as 2\n neighbor 192.0.2.11 peer-group G\n';
    const disabled = `${text} neighbor G graceful-restart-disable\n`;
    const of = (version: string) => {
      const { gracefulRestart, unknown } = neighbor(`${version}\n${disabled}`);
      return [gracefulRestart.mode, unknown.length];
    };
    expect(of('frr version 8.4.4')).toEqual(['helper', 0]);
    expect(of('frr version 10.3')).toEqual(['disabled', 0]);
    expect(of('!')).toEqual(['helper', 1]);
  });

  test('takes back with `no` what it has of its own', () => {
    const text = `router bgp 64513
 neighbor 192.0.2.11 remote-as 64512
 neighbor 192.0.2.11 passive
 no neighbor 192.0.2.11 passive
 neighbor 192.0.2.11 ebgp-multihop
 neighbor 192.0.2.11 bfd
 neighbor 192.0.2.11 bfd profile fast
 no neighbor 192.0.2.11 bfd
`;
    const { passive, bfd, multihop } = neighbor(text);
    expect([passive, bfd]).toEqual([undefined, undefined]);
    expect(multihop).toEqual({ ttl: 255, explicit: false, path: ['neighbor 192.0.2.11 ebgp-multihop', 2] });
  });

  test('is gone with its group, and comes again with another', () => {
    const text = `router bgp 64513
 neighbor OLD peer-group
 neighbor OLD remote-as 64500
 neighbor 192.0.2.11 peer-group OLD
 neighbor 192.0.2.12 peer-group OLD
 no neighbor OLD peer-group
 neighbor 192.0.2.11 remote-as internal
`;
    expect(instance(text).neighbors.map(({ name, group, remoteAs }) => [name, group, remoteAs?.rule])).toEqual([
      ['192.0.2.11', undefined, 'internal'],
    ]);
  });

  test('may be an interface, or written in another way than it is called', () => {
    const text = `router bgp 64513
 neighbor NODES peer-group
 neighbor NODES remote-as external
 neighbor swp1 interface peer-group NODES
 neighbor swp2 interface remote-as external
 neighbor 2001:DB8:0::11 remote-as 64512
 neighbor 2001:db8::11 password geheim
`;
    const all = instance(text).neighbors;
    expect(all.map(({ name, interface: on, remoteAs }) => [name, on, remoteAs?.rule])).toEqual([
      ['swp1', 'swp1', 'external'],
      ['swp2', 'swp2', 'external'],
      ['2001:DB8:0::11', undefined, 'number'],
    ]);
    expect(all[2]?.address).toBe('2001:db8::11');
    expect(all[2]?.password).toBeDefined();
  });

  test('is active in IPv4 unicast, unless that is off before it is made; a group says it for its members', () => {
    const active = (text: string) =>
      neighbor(text).families.flatMap((one) => (one.active ? [`${one.afi} ${one.safi}`] : []));
    expect(active('router bgp 1\n neighbor 192.0.2.11 remote-as 2')).toEqual(['ipv4 unicast']);
    expect(active('router bgp 1\n no bgp default ipv4-unicast\n neighbor 192.0.2.11 remote-as 2')).toEqual([]);
    expect(
      active(`router bgp 1
 neighbor 192.0.2.11 remote-as 2
 address-family ipv4
  no neighbor 192.0.2.11 activate
 address-family ipv6
  neighbor 192.0.2.11 activate`),
    ).toEqual(['ipv6 unicast']);
    expect(
      active(`router bgp 1
 no bgp default ipv4-unicast
 neighbor G peer-group
 neighbor G remote-as 2
 neighbor 192.0.2.11 peer-group G
 address-family l2vpn evpn
  neighbor G activate`),
    ).toEqual(['l2vpn evpn']);
  });
});

describe('hops', () => {
  const refused = (...lines: readonly string[]) =>
    read(['router bgp 64513', 'neighbor G peer-group', 'neighbor G remote-as 64512', ...lines].join('\n')).syntax.map(
      ({ text }) => text,
    );

  test('of a member keep its group from TTL security, and a group its members from a number of hops', () => {
    expect(
      refused(
        'neighbor 192.0.2.11 peer-group G',
        'neighbor 192.0.2.11 ebgp-multihop 2',
        'neighbor G ttl-security hops 1',
        'no neighbor 192.0.2.11 ebgp-multihop',
        'neighbor G ttl-security hops 2',
        'neighbor 192.0.2.11 ebgp-multihop 3',
      ),
    ).toEqual(['neighbor G ttl-security hops 1', 'neighbor 192.0.2.11 ebgp-multihop 3']);
  });

  test('are no matter where a neighbor is not there, or goes', () => {
    expect(refused('no neighbor 192.0.2.99', 'no neighbor 192.0.2.98 remote-as 5')).toEqual([]);
  });
});

test('the AS number of a group is that of its members, whenever it is set', () => {
  const text = `router bgp 64513
 neighbor 192.0.2.11 remote-as 64500
 neighbor G peer-group
 neighbor 192.0.2.11 peer-group G
 neighbor G remote-as 64512
`;
  expect(neighbor(text).remoteAs?.as).toBe(64512);
});

describe('a process', () => {
  test('is one for each VRF, with settings of its own', () => {
    const text = `router bgp 64513
 no bgp ebgp-requires-policy
 bgp graceful-restart
 bgp graceful-restart stalepath-time 90
 bgp confederation identifier 64500
 bgp confederation peers 64514 64515
 no bgp confederation peers 64515
exit
router bgp 4200000000 vrf red
 neighbor 192.0.2.11 remote-as 1.10
`;
    const [first, red] = read(text).processes;
    expect([first?.vrf, red?.vrf]).toEqual(['', 'red']);
    expect([first?.requiresPolicy.value, red?.requiresPolicy.value]).toEqual([false, true]);
    expect([first?.gracefulRestart.mode, red?.gracefulRestart]).toEqual(['restart', { mode: 'helper' }]);
    expect(first?.stalepathTime?.value).toBe(90);
    expect(first?.confederation).toMatchObject({ identifier: { value: 64500 }, peers: [64514] });
    expect(red?.neighbors[0]?.remoteAs?.as).toBe(65546);
  });

  test.each([
    ['frr version 7.3\n', false],
    ['frr version 7.4\n', true],
    ['frr version 10.2\n', true],
    ['frr version 10.2\nfrr defaults datacenter\n', false],
    ['', true],
  ])('wants policies of eBGP by version and profile: %j', (head, value) => {
    expect(instance(`${head}router bgp 1\n`).requiresPolicy).toEqual({ value });
  });

  test('lists ranges with what their group is like, and those that are refused', () => {
    const { listenRanges, listenLimit } = instance(`router bgp 64513
 bgp listen limit 5
 neighbor NODES peer-group
 neighbor NODES remote-as 64512
 neighbor NODES ebgp-multihop 4
 bgp listen range 10.20.0.0/16 peer-group NODES
 bgp listen range 10.20.1.0/24 peer-group NODES
`);
    expect(listenLimit?.value).toBe(5);
    expect(listenRanges.map(({ cidr, refused }) => [cidr, refused])).toEqual([
      ['10.20.0.0/16', undefined],
      ['10.20.1.0/24', 'it is inside 10.20.0.0/16, which is already a range'],
    ]);
    expect(listenRanges[0]?.neighbor).toMatchObject({ name: 'NODES', multihop: { ttl: 4, explicit: true } });
  });
});

describe('policies', () => {
  test('are read with their numbers, and what they ask', () => {
    const config = read(`ip prefix-list PODS permit 10.244.0.0/16 le 26
ip prefix-list PODS deny any
ip prefix-list PODS seq 7 permit 10.1.2.3/8 ge 9 le 24
ipv6 prefix-list PODS seq 5 permit any
bgp as-path access-list OWN permit ^64512$
route-map IN permit 10
 match ip address prefix-list PODS
 match as-path OWN
 call OTHER
 on-match next
route-map IN deny 5
`);
    expect(
      config.prefixLists.map(({ name, afi, entries }) => [
        name,
        afi,
        entries.map(({ seq, action, cidr, ge, le }) => ({ seq, action, cidr, ge, le })),
      ]),
    ).toEqual([
      [
        'PODS',
        'ipv4',
        [
          { seq: 5, action: 'permit', cidr: '10.244.0.0/16', ge: undefined, le: 26 },
          { seq: 7, action: 'permit', cidr: '10.0.0.0/8', ge: 9, le: 24 },
          { seq: 10, action: 'deny', cidr: null, ge: undefined, le: undefined },
        ],
      ],
      ['PODS', 'ipv6', [{ seq: 5, action: 'permit', cidr: null, ge: undefined, le: undefined }]],
    ]);
    const [map] = config.routeMaps;
    expect(map?.entries.map(({ seq, action }) => [seq, action])).toEqual([
      [5, 'deny'],
      [10, 'permit'],
    ]);
    expect(map?.entries[1]).toMatchObject({ call: 'OTHER', continues: true, unread: false });
    expect(map?.entries[1]?.matches.map(({ kind, name }) => [kind, name])).toEqual([
      ['prefix-list', 'PODS'],
      ['as-path', 'OWN'],
    ]);
  });

  test('that bgpd refuses take those around them with them, and are not missing besides', () => {
    const text = `ip prefix-list PODS permit 10.244.0.0/16 le 8
ip prefix-list OTHER permit any
router bgp 64513
 neighbor 192.0.2.11 remote-as 64512
 neighbor 192.0.2.11 prefix-list PODS in
`;
    const config = read(text);
    expect(config.prefixLists).toEqual([]);
    expect(config.syntax).toMatchObject([{ takes: 1, why: '`le 8` is less than the length of the prefix, 16' }]);
    expect(neighbor(text).families[0]?.policies).toMatchObject([{ name: 'PODS', defined: true }]);
  });
});

describe('lines that FRR refuses', () => {
  test('have no effect, and are told with what is lost with them', () => {
    const text = `router bgp 64513
 neighbor 192.0.2.11 remote-as 64512x
 neighbor 192.0.2.11 timers 3 9
 neighbor 192.0.2.11 passive
`;
    expect(instance(text).neighbors).toEqual([]);
    expect(read(text).syntax).toMatchObject([{ path: ['neighbor 192.0.2.11 remote-as 64512x', 3], takes: 2 }]);
  });

  test('do not show secrets', () => {
    const text = 'router bgp 1\n neighbor 192.0.2.11 remote-as 2\n neighbor 192.0.2.11 password geheim1 geheim2\n';
    expect(JSON.stringify(read(text))).not.toMatch(/geheim/);
    expect(whys(text)).toEqual(['a password is one word, and this one has more']);
  });

  test('make undecided what they might change, where a value is filled in later', () => {
    const text = 'router bgp 1\n neighbor 192.0.2.11 remote-as 2\n neighbor 192.0.2.11 timers ${KEEP} ${HOLD}\n';
    const config = read(text);
    expect(config.syntax).toEqual([]);
    expect([config.whole, config.notUnderstood]).toEqual([false, 1]);
    expect(neighbor(text).unknown).toEqual([['neighbor 192.0.2.11 timers ${KEEP} ${HOLD}']]);
  });
});

test('interfaces have their addresses and VRFs', () => {
  const { interfaces } = read(`interface swp1 vrf red
 ip address 192.0.2.1/24
 ip address 192.0.2.9/24
 no ip address 192.0.2.9/24
 ipv6 address 2001:DB8::1/64
 shutdown
int lo
 ip addr 198.51.100.1/32
`);
  expect(
    interfaces.map(({ name, vrf, shutdown, addresses }) => [
      name,
      vrf,
      shutdown,
      addresses.map(({ cidr, address }) => `${address} ${cidr}`),
    ]),
  ).toEqual([
    ['swp1', 'red', true, ['192.0.2.1 192.0.2.0/24', '2001:db8::1 2001:db8::/64']],
    ['lo', '', false, ['198.51.100.1 198.51.100.1/32']],
  ]);
});

test('files of single daemons do not hold all', () => {
  expect(read('router bgp 1\n', 'r1/bgpd.conf').whole).toBe(false);
  expect(read('router bgp 1\n', 'r1/frr.conf').whole).toBe(true);
});

test('a large text is read as fast as its lines', () => {
  const lines = 4000;
  const many = (line: (i: number, address: string) => string) =>
    Array.from({ length: lines }, (_, i) => line(i, `${i >> 16}.${(i >> 8) & 255}.${i & 255}`));
  // A work that grows faster than the text runs into the limit of the test.
  const config = read(
    [
      'router bgp 64513',
      ...many((i) => ` neighbor G${i} peer-group`),
      ...many((i) => ` neighbor G${i} remote-as 64512`),
      ...many((i, address) => ` neighbor 10.${address} peer-group G${i}`),
      ...many((i) => ` neighbor G${i} activate`),
      ...many((_, address) => ` bgp listen range 172.${address}/32 peer-group G0`),
      ...many((i) => ` x${i} y`),
      ...many((i) => `ip prefix-list A seq ${i + 1} permit any`),
    ].join('\n'),
  );
  expect(config.processes[0]?.neighbors).toHaveLength(lines);
  expect(config.processes[0]?.listenRanges).toHaveLength(lines);
  expect(config.prefixLists[0]?.entries).toHaveLength(lines);
});
