/** Every rule about a session that a daemon can show: with its fault, and mended. */
import { manifests, NODE, ONE_CABLE, ONLY_IPV6, SECOND, secondNode, TWO_CABLES, type Wanted } from './objects.ts';
import type { Pair, Product } from './pair.ts';
import type { Cabling } from './world.ts';

export interface Experiment {
  readonly rule: string;
  /** What is broken, as the table says it. Unique with the rule. */
  readonly what: string;
  /** What the daemons do with it, as the rule's page says it. */
  readonly breaks: 'down' | 'no routes' | 'routes lost' | 'nothing';
  readonly broken: Pair;
  readonly mended: Pair;
}

interface Tor {
  readonly as?: number | string;
  /** Lines in front of the process: lists, route maps, further interfaces. */
  readonly before?: readonly string[];
  /** Of the process itself. */
  readonly process?: readonly string[];
  /** About its neighbor, which stands in front of each line; the default is the node's AS. */
  readonly neighbor?: readonly string[];
  readonly address?: string;
  /** Of the address family, about the neighbor. */
  readonly family?: readonly string[];
  /** FRR's default, by which eBGP without a policy passes nothing. */
  readonly requiresPolicy?: boolean;
  readonly links?: readonly string[];
  readonly vrf?: string;
}

/** A router's frr.conf. */
export function tor(of: Tor = {}): string {
  const address = of.address ?? NODE.v4;
  const links = of.links ?? ['192.0.2.1/24', '2001:db8:2::1/64'];
  const v6 = address.includes(':');
  return [
    'frr version 8.4.4',
    'frr defaults traditional',
    'hostname tor',
    '!',
    'interface eth0',
    ...links.map((link) => ` ${link.includes(':') ? 'ipv6' : 'ip'} address ${link}`),
    'exit',
    '!',
    ...(of.before ?? []),
    `router bgp ${of.as ?? 64601}${of.vrf === undefined ? '' : ` vrf ${of.vrf}`}`,
    ' bgp router-id 10.255.0.1',
    ...(of.requiresPolicy === true ? [] : [' no bgp ebgp-requires-policy']),
    ...(of.process ?? []).map((line) => ` ${line}`),
    ...(of.neighbor ?? [`remote-as ${NODE.as}`]).map((line) => ` neighbor ${address} ${line}`),
    ...(v6 || (of.family ?? []).length > 0
      ? [
          ' !',
          ` address-family ipv${v6 ? 6 : 4} unicast`,
          ...(of.family ?? ['activate']).map((line) => `  neighbor ${address} ${line}`),
          ' exit-address-family',
        ]
      : []),
    'exit',
    '!',
    '',
  ].join('\n');
}

interface Half {
  readonly tor?: Tor | string;
  readonly wanted?: Partial<Wanted>;
  readonly cabling?: Cabling;
  readonly kill?: boolean;
  /** A second speaker of the node, with the same peer. */
  readonly beside?: Product;
}

function half(product: Product, { tor: router = {}, wanted = {}, cabling, kill, beside }: Half): Pair {
  const all: Wanted = { address: '192.0.2.1', remoteAs: 64601, ...wanted };
  const [node, ...objects] = manifests(product, all);
  const [besideNode, ...others] = beside === undefined ? [] : manifests(beside, all);
  return {
    product,
    // Both have the one Node: calico-node has written to it, if one of them is that.
    objects: [besideNode ?? node, ...objects, ...others].filter((one) => one !== undefined),
    router: typeof router === 'string' ? router : tor(router),
    cabling: cabling ?? (all.v6Only === true ? ONLY_IPV6 : ONE_CABLE),
    ...(kill === undefined ? {} : { kill }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function experiment(
  rule: string,
  what: string,
  breaks: Experiment['breaks'],
  product: Product,
  broken: Half,
  mended: Half = {},
  both: Half = {},
): Experiment {
  const merged = (one: Half): Half => ({
    ...both,
    ...one,
    wanted: { ...both.wanted, ...one.wanted },
    ...(typeof one.tor === 'string'
      ? { tor: one.tor }
      : { tor: typeof both.tor === 'string' ? both.tor : { ...both.tor, ...one.tor } }),
  });
  return { rule, what, breaks, broken: half(product, merged(broken)), mended: half(product, merged(mended)) };
}

const LOOPBACK = ['interface lo', ' ip address 10.255.0.1/32', 'exit', '!'];
const AS = `remote-as ${NODE.as}`;
const group = (...lines: string[]) => ['neighbor NODES peer-group', ...lines.map((line) => `neighbor NODES ${line}`)];

const RANGE = [...group(AS), 'bgp listen range 192.0.0.0/16 peer-group NODES'];

/** Both nodes have the one peer at an address of the router's loopback, over links of their own. */
function twoNodes(
  rule: string,
  what: string,
  product: Product,
  { broken, mended, wanted = {}, as = 64601 }: { broken: Half; mended: Half; wanted?: Partial<Wanted>; as?: number },
): Experiment {
  const made = (one: Half): Pair => {
    const all: Wanted = { address: '10.255.0.1', remoteAs: as, multihop: true, everyNode: true, ...wanted };
    const [node, ...objects] = manifests(product, all);
    const config: Tor = {
      as,
      links: ['192.0.2.1/24'],
      before: [...LOOPBACK, 'interface eth1', ' ip address 192.0.3.1/24', 'exit', '!'],
      ...(typeof one.tor === 'string' ? {} : one.tor),
    };
    const text = tor(config).replace(
      /( neighbor )192\.0\.2\.11( .*\n)/g,
      (line, start, end) => `${line}${start}${SECOND.v4}${end}`,
    );
    return {
      product,
      objects: [...(node === undefined ? [] : [node]), secondNode(product), ...objects],
      router: text,
      cabling: {
        node: [`${NODE.v4}/24`],
        gateways: ['192.0.2.1'],
        second: { node: [`${SECOND.v4}/24`], gateways: ['192.0.3.1'] },
      },
    };
  };
  return {
    rule,
    what,
    breaks: product === 'calico' ? 'no routes' : 'down',
    broken: made(broken),
    mended: made(mended),
  };
}

export const experiments: readonly Experiment[] = [
  // session/
  ...(['metallb', 'frr-k8s', 'calico', 'cilium'] as const).map((product) =>
    experiment('session/as-number-mismatch', `${product}: the router has another AS`, 'down', product, {
      tor: { as: 64999 },
    }),
  ),
  experiment(
    'session/as-number-mismatch',
    'the router expects another AS of the node',
    'down',
    'metallb',
    { tor: { neighbor: ['remote-as 64513'] } },
    { tor: { neighbor: ['remote-as external'] } },
  ),
  experiment(
    'session/as-number-mismatch',
    'a confederation shows its identifier',
    'down',
    'metallb',
    { tor: { process: ['bgp confederation identifier 64900'] } },
    { tor: { process: ['bgp confederation identifier 64900'] }, wanted: { remoteAs: 64900 } },
  ),
  experiment(
    'session/as-number-mismatch',
    'local-as replaces the AS of the process',
    'down',
    'calico',
    { tor: { neighbor: [AS, 'local-as 64777'] } },
    { tor: { neighbor: [AS, 'local-as 64777'] }, wanted: { remoteAs: 64777 } },
  ),
  experiment('session/not-configured-on-router', 'the router lists another address', 'down', 'metallb', {
    tor: { address: '192.0.2.99' },
  }),
  experiment(
    'session/not-configured-on-router',
    'its listen range holds other addresses',
    'down',
    'cilium',
    { tor: { process: [...group(AS), 'bgp listen range 192.0.2.128/25 peer-group NODES'], neighbor: [] } },
    { tor: { process: [...group(AS), 'bgp listen range 192.0.2.0/25 peer-group NODES'], neighbor: [] } },
  ),
  experiment(
    'session/as-number-mismatch',
    'a member of a group is shown the AS of the process, whatever the confederation is',
    'down',
    'metallb',
    { wanted: { remoteAs: 64900 } },
    {},
    {
      tor: {
        process: ['bgp confederation identifier 64900', ...group(AS), `neighbor ${NODE.v4} peer-group NODES`],
        neighbor: [],
      },
    },
  ),
  ...(['metallb', 'frr-k8s', 'calico', 'cilium'] as const).map((product) =>
    experiment(
      'session/password-one-sided',
      `${product}: only the router has one`,
      'down',
      product,
      { tor: { neighbor: [AS, 'password s3cret'] } },
      { tor: { neighbor: [AS, 'password s3cret'] }, wanted: { password: 's3cret' } },
    ),
  ),
  experiment(
    'session/password-one-sided',
    'only the node has one',
    'down',
    'metallb',
    { wanted: { password: 's3cret' } },
    { wanted: { password: 's3cret' }, tor: { neighbor: [AS, 'password s3cret'] } },
  ),
  experiment(
    'session/password-one-sided',
    'they differ',
    'down',
    'calico',
    { wanted: { password: 's3cret' }, tor: { neighbor: [AS, 'password S3cret'] } },
    { wanted: { password: 's3cret' }, tor: { neighbor: [AS, 'password s3cret'] } },
  ),
  experiment(
    'router/graceful-restart-disabled',
    'the router has it off for the neighbor',
    'routes lost',
    'calico',
    { tor: { neighbor: [AS, 'graceful-restart-disable'] } },
    { tor: { neighbor: [AS, 'graceful-restart-helper'] } },
    { kill: true },
  ),
  experiment(
    'session/bfd-one-sided',
    'only the node has it',
    'nothing',
    'metallb',
    { wanted: { bfd: true } },
    { wanted: { bfd: true }, tor: { neighbor: [AS, 'bfd'] } },
  ),
  experiment('session/port-mismatch', 'the node dials a port that the router does not listen at', 'down', 'metallb', {
    wanted: { port: 1179 },
  }),
  experiment('session/port-mismatch', 'cilium: it dials another port, and listens to nobody', 'down', 'cilium', {
    wanted: { port: 1179 },
  }),
  experiment('session/port-mismatch', 'both dial another port than the other end listens at', 'down', 'calico', {
    wanted: { port: 1179 },
    tor: { neighbor: [AS, 'port 1179'] },
  }),
  experiment(
    'session/multihop-needed',
    'the router’s loopback, IPv4',
    'down',
    'metallb',
    {},
    { wanted: { multihop: true } },
    { wanted: { address: '10.255.0.1' }, tor: { before: LOOPBACK } },
  ),
  experiment(
    'session/multihop-needed',
    'cilium: two hops, and the node has none',
    'down',
    'cilium',
    {},
    { wanted: { multihop: true } },
    {
      wanted: { address: '203.0.113.2' },
      tor: { neighbor: [AS, 'ebgp-multihop 4'], links: ['203.0.113.2/30', '2001:db8:3::2/64'] },
      cabling: TWO_CABLES,
    },
  ),
  experiment(
    'session/multihop-needed',
    'two hops, and the router has none',
    'down',
    'metallb',
    {},
    { tor: { neighbor: [AS, 'ebgp-multihop 4'], links: ['203.0.113.2/30', '2001:db8:3::2/64'] } },
    {
      wanted: { address: '203.0.113.2', multihop: true },
      tor: { links: ['203.0.113.2/30', '2001:db8:3::2/64'] },
      cabling: TWO_CABLES,
    },
  ),
  experiment(
    'session/multihop-needed',
    'two hops and a listen range: up, and its routes stay inactive',
    'no routes',
    'metallb',
    { tor: listening(AS) },
    { tor: listening(AS, 'ebgp-multihop 4') },
    { wanted: { address: '203.0.113.2', multihop: true }, cabling: TWO_CABLES },
  ),
  experiment(
    'session/reserved-as-number',
    'AS 23456',
    'down',
    'metallb',
    { tor: { as: 23456 }, wanted: { remoteAs: 23456 } },
    {},
  ),
  experiment('session/two-speakers', 'MetalLB and Calico of one node', 'down', 'metallb', { beside: 'calico' }),
  experiment(
    'session/router-id-missing',
    'a node without an IPv4 address',
    'down',
    'frr-k8s',
    {},
    { wanted: { routerId: '10.255.0.11' } },
    { wanted: { v6Only: true, address: '2001:db8:2::1' }, tor: { address: NODE.v6 } },
  ),
  experiment(
    'session/router-id-shared',
    'one router id at both ends of an iBGP session',
    'down',
    'metallb',
    { wanted: { routerId: '10.255.0.1' } },
    { wanted: { routerId: '10.255.0.11' } },
    { wanted: { remoteAs: NODE.as }, tor: { as: NODE.as } },
  ),
  experiment(
    'session/family-not-activated',
    'an IPv6 neighbor that the router activates for IPv4 alone',
    'down',
    'metallb',
    { tor: { address: NODE.v6, family: [], process: [], neighbor: [AS] } },
    { tor: { address: NODE.v6 } },
    { wanted: { address: '2001:db8:2::1' } },
  ),
  experiment(
    'session/family-not-activated',
    'calico: no common family',
    'down',
    'calico',
    { tor: { process: ['no bgp default ipv4-unicast'] } },
    { tor: { process: ['no bgp default ipv4-unicast'], family: ['activate'] } },
  ),
  ...(['metallb', 'calico'] as const).map((product) =>
    experiment('session/ttl-security-one-sided', `${product}: only the router has it`, 'down', product, {
      tor: { neighbor: [AS, 'ttl-security hops 1'] },
    }),
  ),
  experiment(
    'session/ttl-security-one-sided',
    'only the node has it',
    'down',
    'calico',
    { wanted: { ttlSecurity: 1 } },
    { wanted: { ttlSecurity: 1 }, tor: { neighbor: [AS, 'ttl-security hops 1'] } },
  ),
  experiment(
    'session/hold-time-refused',
    'the router takes none below a minimum',
    'down',
    'metallb',
    { wanted: { hold: 9 } },
    { wanted: { hold: 90 } },
    { tor: { process: ['bgp minimum-holdtime 30'] } },
  ),
  experiment(
    'session/role-mismatch',
    'a strict role, and the node has none',
    'down',
    'metallb',
    { tor: { neighbor: [AS, 'local-role provider strict-mode'] } },
    { tor: { neighbor: [AS, 'local-role provider'] } },
  ),
  experiment('session/address-not-on-router', 'no interface of the router has the peer’s address', 'down', 'metallb', {
    wanted: { address: '192.0.2.9' },
  }),
  twoNodes('session/routes-not-reflected', 'iBGP to a router that reflects nothing, no mesh', 'calico', {
    broken: { tor: { neighbor: [AS] } },
    mended: { tor: { neighbor: [AS, 'route-reflector-client'] } },
    wanted: { remoteAs: NODE.as },
    as: NODE.as,
  }),
  // router/
  experiment('router/syntax', 'the line that makes the neighbor is refused', 'down', 'metallb', {
    tor: { neighbor: [`remote-as ${NODE.as} password s3cret`] },
  }),
  experiment(
    'router/syntax',
    'a password of two words: the router goes on without one',
    'down',
    'calico',
    { tor: { neighbor: [AS, 'password s3cret word'] } },
    { tor: { neighbor: [AS, 'password s3cret'] } },
    { wanted: { password: 's3cret' } },
  ),
  experiment(
    'router/graceful-restart-disabled',
    'switched off for the whole process',
    'routes lost',
    'metallb',
    { tor: { process: ['bgp graceful-restart-disable'] } },
    {},
    { wanted: { gracefulRestart: true }, kill: true },
  ),
  experiment(
    'router/restart-timers',
    'the router keeps stale routes for two seconds',
    'routes lost',
    'metallb',
    { tor: { process: ['bgp graceful-restart stalepath-time 2'] } },
    {},
    { wanted: { gracefulRestart: true }, kill: true },
  ),
  ...(['metallb', 'calico'] as const).map((product) =>
    experiment('router/policy-missing', `${product}: eBGP without a policy`, 'no routes', product, {
      tor: { requiresPolicy: true },
    }),
  ),
  experiment(
    'router/policy-not-defined',
    'a route map that is not there',
    'no routes',
    'metallb',
    { tor: { family: ['route-map FROM-NODES in'] } },
    { tor: { before: ['route-map FROM-NODES permit 10', 'exit', '!'], family: ['route-map FROM-NODES in'] } },
  ),
  experiment(
    'router/policy-not-defined',
    'a prefix list that is not there',
    'no routes',
    'calico',
    { tor: { family: ['prefix-list NODES in'] } },
    { tor: { before: ['ip prefix-list NODES seq 5 permit 198.51.100.0/24 le 32'], family: ['prefix-list NODES in'] } },
  ),
  twoNodes('router/listen-limit', 'two nodes, and a range that takes one', 'metallb', {
    broken: { tor: { process: ['bgp listen limit 1', ...RANGE], neighbor: [] } },
    mended: { tor: { process: ['bgp listen limit 2', ...RANGE], neighbor: [] } },
  }),
  experiment('router/neighbor-shutdown', 'the neighbor is shut down', 'down', 'metallb', {
    tor: { neighbor: [AS, 'shutdown'] },
  }),
  experiment('router/neighbor-shutdown', 'all of BGP is shut down', 'down', 'calico', {
    tor: { process: ['bgp shutdown message maintenance'] },
  }),
  experiment(
    'router/listen-range-refused',
    'its group has no remote-as',
    'down',
    'metallb',
    { tor: { process: [...group(), 'bgp listen range 192.0.2.0/25 peer-group NODES'], neighbor: [] } },
    { tor: { process: [...group(AS), 'bgp listen range 192.0.2.0/25 peer-group NODES'], neighbor: [] } },
  ),
  experiment(
    'router/prefix-limit',
    'one prefix may come, and two do',
    'down',
    'metallb',
    { tor: { family: ['maximum-prefix 1'] } },
    { tor: { family: ['maximum-prefix 1 warning-only'] } },
    { wanted: { pools: ['198.51.100.16/28', '198.51.100.48/28'] } },
  ),
  experiment(
    'router/policy-drops-routes',
    'a prefix list without `le 32`',
    'no routes',
    'metallb',
    { tor: { before: ['ip prefix-list NODES seq 5 permit 198.51.100.0/24'], family: ['prefix-list NODES in'] } },
    { tor: { before: ['ip prefix-list NODES seq 5 permit 198.51.100.0/24 le 32'], family: ['prefix-list NODES in'] } },
  ),
  experiment(
    'router/policy-drops-routes',
    'a route map whose list names another network',
    'no routes',
    'calico',
    { tor: { before: routeMap('203.0.113.0/24 le 32'), family: ['route-map FROM-NODES in'] } },
    { tor: { before: routeMap('198.51.100.0/24 le 32'), family: ['route-map FROM-NODES in'] } },
  ),
];

/** A router behind a hop that only listens. */
function listening(...lines: string[]): Tor {
  return {
    process: [...group(...lines), `bgp listen range 192.0.2.0/24 peer-group NODES`],
    neighbor: [],
    links: ['203.0.113.2/30', '2001:db8:3::2/64'],
  };
}

function routeMap(entry: string): string[] {
  return [
    `ip prefix-list NODES seq 5 permit ${entry}`,
    '!',
    'route-map FROM-NODES permit 10',
    ' match ip address prefix-list NODES',
    'exit',
    '!',
  ];
}
