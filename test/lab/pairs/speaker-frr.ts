/** The file that MetalLB's speaker (FRR mode) and frr-k8s write for FRR, from their objects. */
import { all, chosen, familyOf, firstOf, type Manifest, type Rendered, seconds, secret } from './manifests.ts';

interface Neighbor {
  readonly address: string;
  readonly remoteAs: string;
  readonly port?: number | undefined;
  readonly multihop: boolean;
  readonly timers?: readonly [keepalive: number, hold: number] | undefined;
  readonly connect?: number | undefined;
  readonly password: string;
  readonly source?: string | undefined;
  readonly gracefulRestart: boolean;
  readonly bfd?: string | undefined;
  readonly announces: readonly string[];
  readonly takes: boolean;
}

interface Router {
  readonly as: number;
  readonly vrf?: string | undefined;
  readonly id?: string | undefined;
  readonly neighbors: readonly Neighbor[];
}

/** MetalLB, internal/bgp/frr/templates: a speaker that takes no route and announces to every peer the addresses of its pools. */
export function metallb(objects: readonly Manifest[]): Rendered {
  const node = all(objects, 'Node')[0];
  const peers = all(objects, 'BGPPeer').filter(({ spec }) =>
    (spec.nodeSelectors ?? [undefined]).some((one: undefined) => chosen(one, node?.metadata.labels)),
  );
  const announced = (peer: string) =>
    all(objects, 'BGPAdvertisement')
      .filter(({ spec }) => spec?.peers === undefined || spec.peers.includes(peer))
      .flatMap(({ spec }) =>
        all(objects, 'IPAddressPool')
          .filter(({ metadata }) => spec?.ipAddressPools === undefined || spec.ipAddressPools.includes(metadata.name))
          .flatMap((pool) => pool.spec.addresses.map((range: string) => service(range, spec))),
      );
  const routers = new Map<string, Router>();
  for (const { metadata, spec } of peers) {
    const key = `${spec.myASN} ${spec.vrf ?? ''} ${spec.routerID ?? ''}`;
    const hold = spec.holdTime === undefined ? undefined : seconds(spec.holdTime);
    const keepalive = spec.keepaliveTime === undefined ? hold && Math.floor(hold / 3) : seconds(spec.keepaliveTime);
    const neighbor: Neighbor = {
      address: spec.peerAddress,
      remoteAs: spec.dynamicASN ?? String(spec.peerASN),
      port: spec.peerPort ?? 179,
      multihop: spec.ebgpMultiHop === true,
      timers: hold && keepalive ? [keepalive, hold] : undefined,
      connect: spec.connectTime === undefined ? undefined : seconds(spec.connectTime),
      password: spec.password ?? secret(objects, spec.passwordSecret?.name, 'password'),
      source: spec.sourceAddress,
      gracefulRestart: spec.enableGracefulRestart === true,
      bfd: spec.bfdProfile,
      announces: announced(metadata.name),
      takes: false,
    };
    const router = routers.get(key) ?? { as: spec.myASN, vrf: spec.vrf, id: spec.routerID, neighbors: [] };
    routers.set(key, { ...router, neighbors: [...router.neighbors, neighbor] });
  }
  return file([...routers.values()], all(objects, 'BFDProfile'));
}

/** What a Service that takes the range's first address is announced as. */
function service(range: string, spec: Manifest['spec']): string {
  const address = firstOf(range);
  const length = familyOf(address) === 4 ? (spec?.aggregationLength ?? 32) : (spec?.aggregationLengthV6 ?? 128);
  if (length === 32 || length === 128) return `${address}/${length}`;
  return `${address.replace(/\.\d+$/, '.0')}/${length}`;
}

/** frr-k8s, internal/frr/templates: what is not allowed is neither announced nor taken. */
export function frrK8s(objects: readonly Manifest[]): Rendered {
  const routers = all(objects, 'FRRConfiguration').flatMap(({ spec }) =>
    (spec.bgp.routers as Manifest['spec'][]).map(
      (router): Router => ({
        as: router.asn,
        vrf: router.vrf,
        id: router.id,
        neighbors: (router.neighbors ?? []).map((neighbor: Manifest['spec']): Neighbor => {
          const allowed = neighbor.toAdvertise?.allowed ?? {};
          const hold = neighbor.holdTime === undefined ? undefined : seconds(neighbor.holdTime);
          const keepalive = neighbor.keepaliveTime === undefined ? undefined : seconds(neighbor.keepaliveTime);
          return {
            address: neighbor.address,
            remoteAs: neighbor.dynamicASN ?? String(neighbor.asn),
            port: neighbor.port,
            multihop: neighbor.ebgpMultiHop === true,
            timers: hold && keepalive ? [keepalive, hold] : undefined,
            connect: neighbor.connectTime === undefined ? undefined : seconds(neighbor.connectTime),
            password: neighbor.password ?? secret(objects, neighbor.passwordSecret?.name, 'password'),
            source: neighbor.sourceaddress,
            gracefulRestart: neighbor.enableGracefulRestart === true,
            bfd: neighbor.bfdProfile,
            announces: (allowed.mode === 'all' ? router.prefixes : allowed.prefixes) ?? [],
            takes: neighbor.toReceive?.allowed?.mode === 'all',
          };
        }),
      }),
    ),
  );
  const profiles = all(objects, 'FRRConfiguration').flatMap(({ spec }) =>
    (spec.bgp.bfdProfiles ?? []).map((profile: Manifest['spec']) => ({ metadata: profile, spec: profile })),
  );
  return file(routers, profiles);
}

function file(routers: readonly Router[], profiles: readonly Pick<Manifest, 'metadata' | 'spec'>[]): Rendered {
  const neighbors = routers.flatMap((router) => router.neighbors);
  const filters = neighbors.flatMap((neighbor) => filter(neighbor));
  const lines = [
    'log stdout informational',
    'log timestamp precision 3',
    'hostname node',
    'ip nht resolve-via-default',
    'ipv6 nht resolve-via-default',
    ...filters,
    ...routers.flatMap((router) => instance(router)),
    ...(profiles.length === 0 ? [] : ['bfd']),
    ...profiles.map(({ metadata }) => `  profile ${metadata.name}`),
    '',
  ];
  return {
    files: { frr: lines.join('\n') },
    announces: [...new Set(neighbors.flatMap(({ announces, address }) => ofFamily(announces, familyOf(address))))],
    takes: neighbors.some(({ takes }) => takes),
    listens: false,
  };
}

const ofFamily = (prefixes: readonly string[], family: 4 | 6) =>
  prefixes.filter((prefix) => familyOf(prefix) === family);

/** What passes to and from one neighbor: each direction ends with what stands in the lists. */
function filter({ address, announces, takes }: Neighbor): string[] {
  return ([4, 6] as const).flatMap((family) => {
    const ip = family === 4 ? 'ip' : 'ipv6';
    const out = ofFamily(announces, family);
    const list = (name: string, entries: readonly string[]) =>
      entries.map((entry, index) => `${ip} prefix-list ${name} seq ${index + 1} ${entry}`);
    return [
      ...list(`${address}-allowed-ipv${family}`, out.length > 0 ? out.map((one) => `permit ${one}`) : ['deny any']),
      ...list(`${address}-inpl-ipv${family}`, [takes ? 'permit any' : 'deny any']),
      `route-map ${address}-out permit ${family}`,
      `  match ${ip} address prefix-list ${address}-allowed-ipv${family}`,
      `route-map ${address}-in permit ${family}`,
      `  match ${ip} address prefix-list ${address}-inpl-ipv${family}`,
    ];
  });
}

function instance({ as, vrf, id, neighbors }: Router): string[] {
  const prefixes = (family: 4 | 6) => [...new Set(neighbors.flatMap(({ announces }) => ofFamily(announces, family)))];
  return [
    `router bgp ${as}${vrf === undefined ? '' : ` vrf ${vrf}`}`,
    '  no bgp ebgp-requires-policy',
    '  no bgp network import-check',
    '  no bgp default ipv4-unicast',
    '  bgp graceful-restart preserve-fw-state',
    ...(id === undefined ? [] : [`  bgp router-id ${id}`]),
    ...neighbors.flatMap((neighbor) => session(neighbor, as)),
    ...neighbors.flatMap(({ address }) => [
      `  address-family ipv${familyOf(address)} unicast`,
      `    neighbor ${address} activate`,
      `    neighbor ${address} route-map ${address}-in in`,
      `    neighbor ${address} route-map ${address}-out out`,
      '  exit-address-family',
    ]),
    ...([4, 6] as const).flatMap((family) =>
      prefixes(family).length === 0
        ? []
        : [
            `  address-family ipv${family} unicast`,
            ...prefixes(family).map((prefix) => `    network ${prefix}`),
            '  exit-address-family',
          ],
    ),
  ];
}

function session(neighbor: Neighbor, as: number): string[] {
  const { address, remoteAs, port, multihop, timers, connect, password, source, gracefulRestart, bfd } = neighbor;
  const line = (text: string) => `  neighbor ${address} ${text}`;
  const external = remoteAs !== 'internal' && remoteAs !== String(as);
  return [
    line(`remote-as ${remoteAs}`),
    ...(multihop ? [line('ebgp-multihop')] : []),
    ...(port === undefined ? [] : [line(`port ${port}`)]),
    ...(timers === undefined ? [] : [line(`timers ${timers[0]} ${timers[1]}`)]),
    ...(connect === undefined ? [] : [line(`timers connect ${connect}`)]),
    ...(password === '' ? [] : [line(`password ${password}`)]),
    ...(source === undefined ? [] : [line(`update-source ${source}`)]),
    ...(gracefulRestart ? [line('graceful-restart')] : []),
    ...(bfd === undefined ? [] : [line('bfd'), line(`bfd profile ${bfd}`)]),
    ...(familyOf(address) === 6 && !multihop && external ? [line('disable-connected-check')] : []),
  ];
}
