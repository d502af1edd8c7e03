/** Pairs of ends, drawn from a seed: about half of them sound, the others with a fault or two. Which they are is the daemons' to say. */
import { Random } from '../random.ts';
import { manifests, NODE, ONE_CABLE, TWO_CABLES, type Wanted } from './objects.ts';
import type { Pair, Product } from './pair.ts';
import { type RouterDraw, randomSpelling, shuffled, write } from './random-router.ts';

/** All that makes a pair: it is kept with what the daemons did. */
export interface RandomPair {
  readonly seed: number;
  /** What was drawn to be wrong; the daemons may think otherwise. */
  readonly faults: readonly string[];
  readonly product: Product;
  readonly wanted: Wanted;
  /** The router is behind a hop. */
  readonly far: boolean;
  readonly router: string;
}

interface Drawing {
  product: Product;
  wanted: { -readonly [Key in keyof Wanted]: Wanted[Key] };
  router: { -readonly [Key in keyof RouterDraw]: RouterDraw[Key] };
  external: boolean;
  far: boolean;
  loopback: boolean;
  v6: boolean;
}

/** A fault: where it can be, and what it changes. */
interface Fault {
  readonly name: string;
  /** Those that tell it. */
  readonly rules: readonly string[];
  readonly can?: (drawing: Drawing) => boolean;
  readonly apply: (drawing: Drawing, random: Random) => void;
}

const POOL = { v4: '198.51.100.0/24', v6: '2001:db8:9::/64' };

export function randomPair(seed: number): RandomPair {
  const random = new Random(seed * 7919 + 17);
  const count = random.chance(0.54) ? (random.chance(0.12) ? 2 : 1) : 0;
  const chosen = Array.from({ length: count }, () => random.of(faults));
  let drawing = sound(random);
  // Not every fault can be everywhere.
  for (let tries = 0; tries < 200 && !chosen.every(({ can }) => can?.(drawing) !== false); tries += 1)
    drawing = sound(random);
  const names: string[] = [];
  for (const { name, can, apply } of chosen) {
    if (names.includes(name) || can?.(drawing) === false) continue;
    apply(drawing, random);
    names.push(name);
  }
  const { product, wanted, router, far } = drawing;
  return { seed, faults: names, product, wanted, far, router: write(router, randomSpelling(random), random) };
}

/** What is run. */
export function pairOf({ product, wanted, far, router }: RandomPair): Pair {
  return { product, objects: manifests(product, wanted), router, cabling: far ? TWO_CABLES : ONE_CABLE };
}

/** The rules that tell a fault of this name. */
export function rulesOf(fault: string): readonly string[] {
  return faults.find(({ name }) => name === fault)?.rules ?? [];
}

/** Both ends as they ought to be, with what does no harm. */
function sound(random: Random): Drawing {
  const product = random.of<Product>([
    'metallb',
    'metallb',
    'metallb',
    'frr-k8s',
    'frr-k8s',
    'calico',
    'calico',
    'calico',
    'cilium',
  ]);
  const frr = product === 'metallb' || product === 'frr-k8s';
  const external = random.chance(0.82);
  const as = random.of([64512, 65010, 4_200_000_001]);
  const routerAs = external ? random.of([64601, 65020, 4_200_000_100]) : as;
  const v6 = random.chance(0.25);
  const far = random.chance(0.12);
  const loopback = !far && random.chance(0.2);
  const loopbackOf = { v4: '10.255.0.1', v6: '2001:db8:ffff::1' };
  const link = far ? { v4: '203.0.113.2', v6: '2001:db8:3::2' } : { v4: '192.0.2.1', v6: '2001:db8:2::1' };
  const address = (loopback ? loopbackOf : link)[v6 ? 'v6' : 'v4'];
  const listed = random.of(['neighbor', 'neighbor', 'group', 'range'] as const);
  const hold = random.chance(0.4) ? random.of([9, 30, 90, 180]) : undefined;
  const password = random.chance(0.25) ? random.of(['s3cret', 'kF7tQ2mZ9w', 'a-b_c.D9']) : undefined;
  const dynamic = frr && random.chance(0.2);
  const wanted: Drawing['wanted'] = {
    address,
    as,
    remoteAs: dynamic ? (external ? 'external' : 'internal') : routerAs,
    prefixes: POOL,
    ...(hold === undefined || product === 'calico' ? {} : { hold }),
    ...(password === undefined ? {} : { password }),
    ...(random.chance(0.7) && product !== 'calico' ? { gracefulRestart: true } : {}),
    ...((far || (loopback && (!v6 || random.chance(0.5))) || random.chance(0.08)) && product !== 'calico' && external
      ? { multihop: true }
      : {}),
    ...(frr && random.chance(0.08) && !v6 ? { source: NODE.v4 } : {}),
    ...(frr && random.chance(0.15) ? { routerId: '192.0.2.211' } : {}),
  };
  const defaultIpv4 = random.chance(0.6);
  const defaultIpv6 = random.chance(0.1);
  const datacenter = random.chance(0.15);
  const policy = randomPolicy(random, v6);
  const router: Drawing['router'] = {
    as: routerAs,
    ...(datacenter ? { defaults: 'datacenter' } : random.chance(0.7) ? { defaults: 'traditional' } : {}),
    links: far ? ['203.0.113.2/30', '2001:db8:3::2/64'] : ['192.0.2.1/24', '2001:db8:2::1/64'],
    loopback: loopback || random.chance(0.2) ? ['10.255.0.1/32', '2001:db8:ffff::1/128'] : [],
    routerId: random.of(['10.255.0.1', link.v4]),
    node: v6 ? NODE.v6 : NODE.v4,
    listed,
    ...(listed === 'range'
      ? { range: v6 ? '2001:db8:2::/64' : random.of(['192.0.2.0/24', '192.0.2.0/25', '192.0.2.8/29']) }
      : {}),
    remoteAs: random.chance(0.3) ? (external ? 'external' : 'internal') : String(as),
    requiresPolicy: external && policy.both && random.chance(0.6),
    defaultIpv4,
    defaultIpv6,
    process: [
      ...(random.chance(0.3) ? ['bgp log-neighbor-changes'] : []),
      ...(random.chance(0.2) ? ['bgp graceful-restart'] : []),
      ...(random.chance(0.15) ? ['bgp graceful-restart restart-time 180'] : []),
      ...(random.chance(0.15) ? ['timers bgp 10 30'] : []),
      ...(random.chance(0.1) ? [`bgp minimum-holdtime ${random.of([3, 9])}`] : []),
      ...(random.chance(0.15) ? ['bgp bestpath as-path multipath-relax'] : []),
    ],
    neighbor: [
      ...(password === undefined ? [] : [`password ${password}`]),
      ...(far && external ? [`ebgp-multihop${random.of(['', ' 4', ' 255'])}`] : []),
      ...harmless(random, external, far, loopback, v6),
    ],
    // Peers that are made by a range take what their group has.
    activate: v6 ? !defaultIpv6 || random.chance(0.5) : !defaultIpv4 || random.chance(0.4),
    family: [
      ...policy.lines,
      ...(random.chance(0.2) ? ['soft-reconfiguration inbound'] : []),
      ...(random.chance(0.1) ? ['maximum-prefix 1000'] : []),
      ...(random.chance(0.1) ? ['next-hop-self'] : []),
      ...(random.chance(0.1) ? ['send-community both'] : []),
      ...(random.chance(0.06) ? ['allowas-in 1'] : []),
    ],
    lists: policy.lists,
  };
  return { product, wanted, router, external, far, loopback, v6 };
}

/** Lines that change nothing of a session that is up. */
function harmless(random: Random, external: boolean, far: boolean, loopback: boolean, v6: boolean): string[] {
  return shuffled(
    [
      ...(random.chance(0.3) ? ['description worker-1 of the cluster'] : []),
      ...(random.chance(0.15) ? [`timers ${random.of(['10 30', '3 9', '60 180'])}`] : []),
      ...(random.chance(0.15) ? ['timers connect 5'] : []),
      ...(random.chance(0.1) ? ['advertisement-interval 1'] : []),
      ...(random.chance(0.1) ? ['capability dynamic'] : []),
      ...(external && !far && random.chance(0.1) ? [random.of(['ebgp-multihop 2', 'disable-connected-check'])] : []),
      ...(loopback && random.chance(0.5)
        ? [`update-source ${random.of(['lo', v6 ? '2001:db8:ffff::1' : '10.255.0.1'])}`]
        : []),
      ...(random.chance(0.06) ? ['no shutdown'] : []),
      ...(random.chance(0.08) ? [random.of(['graceful-restart', 'graceful-restart-helper'])] : []),
      ...(external && random.chance(0.08) ? [`local-role ${random.of(['provider', 'peer', 'customer'])}`] : []),
    ],
    random,
  );
}

/** Policies that let the node's prefixes in. */
function randomPolicy(random: Random, v6: boolean): { lines: string[]; lists: string[]; both: boolean } {
  const ip = v6 ? 'ipv6' : 'ip';
  const pool = v6 ? POOL.v6 : POOL.v4;
  const host = v6 ? 128 : 32;
  const entry = random.of([
    `permit ${pool} le ${host}`,
    `permit ${v6 ? '2001:db8::/32' : '198.51.0.0/16'} le ${host}`,
    `permit any`,
  ]);
  const list = random.of([
    [`${ip} prefix-list NODES seq 5 ${entry}`],
    [`${ip} prefix-list NODES seq 5 deny ${v6 ? '::/0' : '0.0.0.0/0'}`, `${ip} prefix-list NODES seq 10 ${entry}`],
    [`${ip} prefix-list NODES ${entry}`],
  ]);
  const outward = random.of([
    { lines: ['route-map TO-NODES out'], lists: ['route-map TO-NODES permit 10', 'exit', '!'] },
    { lines: ['prefix-list NOTHING out'], lists: [`${ip} prefix-list NOTHING seq 5 deny any`] },
    { lines: ['route-map TO-NODES out'], lists: ['route-map TO-NODES deny 10', '!'] },
  ]);
  const map = (...more: string[]) => [
    'route-map FROM-NODES permit 10',
    ` match ${ip} address prefix-list NODES`,
    ...more,
  ];
  const inward = random.of([
    { lines: [], lists: [] },
    { lines: ['prefix-list NODES in'], lists: list },
    { lines: ['route-map FROM-NODES in'], lists: [...list, ...map('exit', '!')] },
    { lines: ['route-map FROM-NODES in'], lists: [...list, ...map(' set local-preference 200', 'exit', '!')] },
    { lines: ['route-map FROM-NODES in'], lists: ['route-map FROM-NODES permit 10', 'exit', '!'] },
    {
      lines: ['route-map FROM-NODES in'],
      lists: [
        ...list,
        'route-map FROM-NODES deny 5',
        ' match as-path LONG',
        'exit',
        ...map('exit', '!'),
        'bgp as-path access-list LONG seq 5 permit _65535_',
      ],
    },
  ]);
  const both = inward.lines.length > 0;
  return both && random.chance(0.7)
    ? { lines: [...inward.lines, ...outward.lines], lists: [...inward.lists, ...outward.lists], both }
    : { ...inward, both: false };
}

const isFrr = ({ product }: Drawing) => product === 'metallb' || product === 'frr-k8s';

const faults: readonly Fault[] = [
  {
    name: 'the router has another AS',
    rules: ['session/as-number-mismatch'],
    can: ({ external, wanted }) => external && typeof wanted.remoteAs === 'number',
    apply: ({ router }) => {
      router.as += 3;
    },
  },
  {
    name: 'the router expects another AS',
    rules: ['session/as-number-mismatch'],
    apply: ({ router, wanted }) => {
      router.remoteAs = String((wanted.as ?? 0) + 7);
    },
  },
  {
    name: 'external and internal are mixed up at the router',
    rules: ['session/as-number-mismatch'],
    apply: ({ router, external }) => {
      router.remoteAs = external ? 'internal' : 'external';
    },
  },
  {
    name: 'local-as, which the node may know of or not',
    rules: ['session/as-number-mismatch'],
    can: ({ external, wanted }) => external && typeof wanted.remoteAs === 'number',
    apply: ({ router, wanted }, random) => {
      router.neighbor = [
        ...router.neighbor,
        `local-as 64777${random.of(['', ' no-prepend', ' no-prepend replace-as'])}`,
      ];
      if (random.chance(0.5)) wanted.remoteAs = 64777;
    },
  },
  {
    name: 'a confederation, which the node may know of or not',
    rules: ['session/as-number-mismatch'],
    can: ({ external, wanted }) => external && typeof wanted.remoteAs === 'number',
    apply: ({ router, wanted }, random) => {
      const peers = random.of([[], [64700], [64700, wanted.as ?? 0]]);
      router.confederation = { identifier: 64900, peers };
      if (random.chance(0.5)) wanted.remoteAs = 64900;
      if (router.remoteAs === 'external') router.remoteAs = String(wanted.as);
    },
  },
  {
    name: 'the router lists another address',
    rules: ['session/not-configured-on-router', 'session/address-not-on-router'],
    can: ({ router }) => router.listed !== 'range',
    apply: ({ router, v6 }) => {
      router.node = v6 ? '2001:db8:2::12' : '192.0.2.12';
    },
  },
  {
    name: 'the range holds other addresses',
    rules: ['session/not-configured-on-router'],
    can: ({ router }) => router.listed === 'range',
    apply: ({ router, v6 }) => {
      router.range = v6 ? '2001:db8:2:1::/64' : '192.0.2.128/25';
    },
  },
  {
    name: 'the group has no remote-as',
    rules: ['router/listen-range-refused', 'router/syntax', 'session/not-configured-on-router'],
    can: ({ router }) => router.listed !== 'neighbor',
    apply: ({ router }) => {
      router.groupWithoutAs = true;
    },
  },
  {
    name: 'only the router has a password',
    rules: ['session/password-one-sided'],
    can: ({ wanted }) => wanted.password === undefined,
    apply: ({ router }) => {
      router.neighbor = [...router.neighbor, 'password s3cret'];
    },
  },
  {
    name: 'only the node has a password',
    rules: ['session/password-one-sided'],
    can: ({ wanted }) => wanted.password === undefined,
    apply: ({ wanted }) => {
      wanted.password = 's3cret';
    },
  },
  {
    name: 'the passwords differ',
    rules: ['session/password-one-sided'],
    can: ({ wanted }) => wanted.password !== undefined,
    apply: ({ wanted }) => {
      wanted.password = `${wanted.password}x`;
    },
  },
  {
    name: 'TTL security at the router',
    rules: ['session/ttl-security-one-sided', 'router/syntax'],
    can: ({ external, far, router }) => external && !far && !router.neighbor.some((line) => line.startsWith('ebgp')),
    apply: ({ router }, random) => {
      router.neighbor = [...router.neighbor, `ttl-security hops ${random.of([1, 2])}`];
    },
  },
  {
    name: 'TTL security at the node',
    rules: ['session/ttl-security-one-sided'],
    can: ({ product }) => product === 'calico',
    apply: ({ wanted, router, external, far }, random) => {
      wanted.ttlSecurity = random.of([1, 2]);
      if (external && !far && random.chance(0.4) && !router.neighbor.some((line) => line.startsWith('ebgp')))
        router.neighbor = [...router.neighbor, 'ttl-security hops 1'];
    },
  },
  {
    name: 'no multihop at the node',
    rules: ['session/multihop-needed'],
    can: ({ wanted, far, loopback }) => wanted.multihop === true && (far || loopback),
    apply: ({ wanted }) => {
      wanted.multihop = false;
    },
  },
  {
    name: 'no multihop at the router',
    rules: ['session/multihop-needed'],
    can: ({ far, external }) => far && external,
    apply: ({ router }, random) => {
      router.neighbor = router.neighbor.filter((line) => !line.startsWith('ebgp-multihop'));
      if (random.chance(0.4)) router.neighbor = [...router.neighbor, 'disable-connected-check'];
    },
  },
  {
    name: 'the node dials another port',
    rules: ['session/port-mismatch'],
    apply: ({ wanted }) => {
      wanted.port = 1179;
    },
  },
  {
    name: 'the router dials another port',
    rules: ['session/port-mismatch'],
    apply: ({ router }) => {
      router.neighbor = [...router.neighbor, 'port 1179'];
    },
  },
  {
    name: 'the router waits',
    rules: ['session/port-mismatch'],
    apply: ({ router }, random) => {
      router.neighbor = [...router.neighbor, 'passive'];
      if (random.chance(0.3)) router.neighbor = [...router.neighbor, 'port 1179'];
    },
  },
  {
    name: 'the router does not activate the family',
    rules: ['session/family-not-activated'],
    apply: ({ router }) => {
      router.activate = false;
      router.defaultIpv4 = router.node.includes(':');
      router.defaultIpv6 = false;
    },
  },
  {
    name: 'the router takes no short hold time',
    rules: ['session/hold-time-refused'],
    can: ({ product, wanted }) => product !== 'calico' && wanted.hold !== undefined,
    apply: ({ router }, random) => {
      router.process = [...router.process, `bgp minimum-holdtime ${random.of([20, 60, 200])}`];
    },
  },
  {
    name: 'a strict role',
    rules: ['session/role-mismatch'],
    can: ({ external }) => external,
    apply: ({ router }) => {
      router.neighbor = [
        ...router.neighbor.filter((line) => !line.startsWith('local-role')),
        'local-role provider strict-mode',
      ];
    },
  },
  {
    name: 'one router id at both ends',
    rules: ['session/router-id-shared'],
    can: (drawing) => isFrr(drawing),
    apply: ({ wanted, router }) => {
      wanted.routerId = router.routerId;
    },
  },
  {
    name: 'no policy, where one is required',
    rules: ['router/policy-missing'],
    can: ({ external }) => external,
    apply: ({ router }, random) => {
      router.requiresPolicy = true;
      if (random.chance(0.5)) {
        router.family = router.family.filter((line) => !/ (in|out)$/.test(line));
        router.lists = [];
      }
    },
  },
  {
    name: 'a policy that is not defined',
    rules: ['router/policy-not-defined'],
    apply: ({ router }, random) => {
      router.family = [
        ...router.family.filter((line) => !/ in$/.test(line)),
        random.of(['route-map FROM-K8S in', 'prefix-list K8S in', 'filter-list K8S in', 'distribute-list K8S in']),
      ];
    },
  },
  {
    name: 'a policy that drops the prefixes',
    rules: ['router/policy-drops-routes'],
    apply: ({ router, v6 }, random) => {
      const ip = v6 ? 'ipv6' : 'ip';
      const entry = v6
        ? random.of(['permit 2001:db8:9::/64', 'permit 2001:db8:8::/64 le 128', 'deny any'])
        : random.of([
            'permit 198.51.100.0/23',
            'permit 203.0.113.0/24 le 32',
            'permit 198.51.100.0/24 ge 25 le 30',
            'deny any',
          ]);
      const list = `${ip} prefix-list DROPS seq 5 ${entry}`;
      const map = random.chance(0.5);
      router.family = [
        ...router.family.filter((line) => !/ in$/.test(line)),
        map ? 'route-map DROP-IN in' : 'prefix-list DROPS in',
      ];
      router.lists = [
        ...router.lists,
        list,
        ...(map ? ['route-map DROP-IN permit 10', ` match ${ip} address prefix-list DROPS`, 'exit', '!'] : []),
      ];
    },
  },
  {
    name: 'more prefixes than the router takes',
    rules: ['router/prefix-limit'],
    can: ({ product, v6 }) => product === 'metallb' && !v6,
    apply: ({ router, wanted }, random) => {
      wanted.pools = ['198.51.100.16/28', '198.51.100.48/28'];
      router.family = [
        ...router.family.filter((line) => !line.startsWith('maximum-prefix')),
        `maximum-prefix 1${random.of(['', '', ' warning-only', ' 80', ' restart 5'])}`,
      ];
    },
  },
  {
    name: 'a remote-as that is written twice',
    rules: ['session/as-number-mismatch'],
    can: ({ router }) => router.listed === 'neighbor',
    apply: ({ router, wanted }, random) => {
      const wrong = String((wanted.as ?? 0) + 7);
      // The last one stands.
      router.twice = random.chance(0.5) ? [wrong, router.remoteAs] : [router.remoteAs, wrong];
    },
  },
  {
    name: 'the group and its member say different things',
    rules: ['router/neighbor-shutdown', 'session/password-one-sided'],
    can: ({ router }) => router.listed === 'group',
    apply: ({ router, wanted }, random) => {
      const password = wanted.password ?? 's3cret';
      router.neighbor = router.neighbor.filter((line) => !/^(no )?(shutdown|password)/.test(line));
      router.ofGroup = [random.of(['shutdown', `password ${password}`, 'password 0ther'])];
      router.ofMember = [random.of(['no shutdown', `password ${password}`, 'no password'])];
    },
  },
  {
    name: 'the family is switched off again',
    rules: ['session/family-not-activated'],
    apply: ({ router }) => {
      router.activate = false;
      router.family = [...router.family, 'no activate'];
    },
  },
  {
    name: 'shut down',
    rules: ['router/neighbor-shutdown'],
    apply: ({ router }, random) => {
      if (random.chance(0.3)) router.process = [...router.process, 'bgp shutdown'];
      else
        router.neighbor = [
          ...router.neighbor.filter((line) => line !== 'no shutdown'),
          random.of(['shutdown', 'shutdown message maintenance']),
        ];
    },
  },
  {
    name: 'the address is not the router’s',
    rules: ['session/address-not-on-router', 'session/not-configured-on-router'],
    apply: ({ wanted, v6, far }) => {
      if (far) wanted.address = v6 ? '2001:db8:3::3' : '203.0.113.3';
      else wanted.address = v6 ? '2001:db8:2::3' : '192.0.2.3';
    },
  },
  {
    // In which VRF an interface is, the file need not say: no rule speaks.
    name: 'another VRF',
    rules: [],
    apply: ({ router }) => {
      router.vrf = 'tenant-a';
    },
  },
  {
    name: 'a line that FRR refuses',
    rules: ['router/syntax'],
    apply: ({ router }, random) => {
      if (random.chance(0.4)) router.remoteAs = `${router.remoteAs} description node`;
      else
        router.neighbor = [
          ...router.neighbor,
          random.of(['ttl-security 1', 'timers 30', 'ebgp-multihop on', 'port 0', 'local-role upstream', 'timers 3 2']),
        ];
    },
  },
];
