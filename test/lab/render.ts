import { isIPv4, isIPv6 } from 'node:net';
import type { BGPFilter, BGPPeer, CalicoObject, FilterRule } from './objects.ts';

export type Family = 4 | 6;

/** The node whose configuration is rendered. */
export const NODE = { address: { 4: '192.0.2.1', 6: '2001:db8::1' }, routerId: '192.0.2.1', asNumber: 64512 } as const;

/**
 * What confd would make of these objects on that node: BIRD's configuration for one family, the files that it includes in
 * its place. Values go in as they stand, because confd writes them so.
 */
export function render(objects: readonly CalicoObject[], family: Family = 4): string {
  return [
    `router id ${NODE.routerId};`,
    'protocol device {\n  scan time 2;\n}',
    ...staticRoutes(objects, family),
    communities(objects, family),
    exportToPeers(objects, family),
    [
      'template bgp bgp_template {',
      `  local as ${NODE.asNumber};`,
      '  gateway recursive;',
      '  add paths on;',
      '  graceful restart;',
      '  connect delay time 2;',
      '  connect retry time 5;',
      '  error wait time 5,30;',
      '}',
    ].join('\n'),
    ...objects.flatMap((object) => (object.kind === 'BGPFilter' ? filterFunctions(object, family) : [])),
    ...mesh(objects, family),
    ...objects.flatMap((object) => (object.kind === 'BGPPeer' ? external(object, objects, family) : [])),
    '',
  ].join('\n');
}

function advertised(objects: readonly CalicoObject[], family: Family): string[] {
  return objects
    .flatMap((object) => (object.kind === 'BGPConfiguration' ? [object.spec] : []))
    .flatMap((spec) => [spec.serviceClusterIPs, spec.serviceExternalIPs, spec.serviceLoadBalancerIPs])
    .flatMap((blocks) => blocks?.map((block) => block.cidr) ?? [])
    .filter((cidr) => cidr.includes(':') === (family === 6));
}

function staticRoutes(objects: readonly CalicoObject[], family: Family): string[] {
  const routes = advertised(objects, family).map((cidr) => `  route ${cidr} blackhole;`);
  return ['protocol static {', ...routes, '}'];
}

function exportToPeers(objects: readonly CalicoObject[], family: Family): string {
  const accepted = advertised(objects, family).map((cidr) => `  if ( net ~ ${cidr} ) then { accept; }`);
  return ['function calico_export_to_bgp_peers() {', '  apply_communities();', ...accepted, '}'].join('\n');
}

/** `65000:1` becomes a statement, and so does the value of a name. A name that nothing defines is left out in silence. */
function communities(objects: readonly CalicoObject[], family: Family): string {
  const rules = objects.flatMap((object) => {
    if (object.kind !== 'BGPConfiguration') return [];
    const values = new Map(object.spec.communities?.map(({ name, value }) => [name, value]));
    return (object.spec.prefixAdvertisements ?? [])
      .filter(({ cidr }) => cidr.includes(':') === (family === 6))
      .flatMap(({ cidr, communities: names }) => {
        const added = names.map((name) => (/^\d+(:\d+){1,2}$/.test(name) ? name : values.get(name)));
        const statements = added.flatMap((value) => (value === undefined ? [] : addCommunity(value)));
        return statements.length > 0 ? [`  if ( net ~ ${cidr} ) then { ${statements.join(' ')} }`] : [];
      });
  });
  return ['function apply_communities() {', ...rules, '}'].join('\n');
}

function addCommunity(value: string): string[] {
  const parts = value.split(':');
  if (parts.length === 2) return [`bgp_community.add((${parts.join(', ')}));`];
  if (parts.length === 3) return [`bgp_large_community.add((${parts.join(', ')}));`];
  return [];
}

const OPERATORS = { Equal: '=', NotEqual: '!=', In: '~', NotIn: '!~' } as const;

/** Every filter of the cluster stands in every node's file, used or not. */
function filterFunctions({ metadata, spec }: BGPFilter, family: Family): string[] {
  if (family === 6) return [];
  return (['import', 'export'] as const).flatMap((direction) => {
    const rules = spec[`${direction}V4`] ?? [];
    if (rules.length === 0) return [];
    return [`function 'bgp_${metadata.name}_${direction}FilterV4'() {`, ...rules.map(filterRule), '}'];
  });
}

function filterRule({ action, cidr, matchOperator = 'In', prefixLength, operations = [] }: FilterRule): string {
  const added = operations.flatMap(({ addCommunity: { value } }) => addCommunity(value));
  const body = [...added, `${action.toLowerCase()};`].join(' ');
  if (cidr === undefined) return `  ${body}`;
  const mask = Number(cidr.split('/')[1]);
  // A `min` below the mask is raised to it; a `max` below the mask stays.
  const { min = mask, max = 32 } = prefixLength ?? {};
  const pattern = prefixLength ? `[ ${cidr}{${Math.max(mask, min)},${Math.min(32, max)}} ]` : cidr;
  return `  if (net ${OPERATORS[matchOperator]} ${pattern}) then { ${body} }`;
}

/** One protocol for each other node; its name is made of the address alone. */
function mesh(objects: readonly CalicoObject[], family: Family): string[] {
  const restart = objects.flatMap((object) =>
    object.kind === 'BGPConfiguration' ? (object.spec.nodeMeshMaxRestartTime ?? []) : [],
  )[0];
  return objects.flatMap((object) => {
    if (object.kind !== 'Node' || family === 6) return [];
    const address = object.spec.bgp.ipv4Address.replace(/\/.*/, '');
    const neighbor = { address, asNumber: object.spec.bgp.asNumber ?? NODE.asNumber, restart };
    return protocol('Mesh', neighbor, family);
  });
}

function external({ spec }: BGPPeer, objects: readonly CalicoObject[], family: Family): string[] {
  const [, bracketed, port6] = /^\[(.*)\]:(\d+)$/.exec(spec.peerIP) ?? [];
  const [, plain, port4] = /^([\d.]+):(\d+)$/.exec(spec.peerIP) ?? [];
  const address = bracketed ?? plain ?? spec.peerIP;
  if (family === 4 ? !isIPv4(address) : !isIPv6(address)) return [];
  const reference = spec.password?.secretKeyRef;
  const secret = objects.find((object) => object.kind === 'Secret' && object.metadata.name === reference?.name);
  const password = secret?.kind === 'Secret' && reference ? secret.stringData[reference.key] : undefined;
  const filters = (spec.filters ?? []).flatMap((name) =>
    objects.flatMap((object) => (object.kind === 'BGPFilter' && object.metadata.name === name ? [object] : [])),
  );
  return protocol(
    spec.node === undefined ? 'Global' : 'Node',
    {
      address,
      port: port6 ?? port4,
      // Absent is zero: the field is a number.
      asNumber: spec.asNumber ?? 0,
      restart: spec.maxRestartTime,
      ttl: spec.ttlSecurity,
      password,
      filters,
    },
    family,
  );
}

interface Neighbor {
  readonly address: string;
  readonly port?: string | undefined;
  readonly asNumber: number;
  readonly restart?: string | undefined;
  readonly ttl?: number | undefined;
  readonly password?: string | undefined;
  readonly filters?: readonly BGPFilter[];
}

function protocol(prefix: string, neighbor: Neighbor, family: Family): string[] {
  const { address, port, asNumber, restart, ttl, password, filters = [] } = neighbor;
  const calls = (direction: 'import' | 'export') =>
    filters
      .filter(({ spec }) => family === 4 && (spec[`${direction}V4`] ?? []).length > 0)
      .map(({ metadata }) => `    'bgp_${metadata.name}_${direction}FilterV4'();`);
  return [
    `protocol bgp ${protocolName(prefix, address, port)} from bgp_template {`,
    `  neighbor ${address}${port === undefined ? '' : ` port ${port}`} as ${asNumber};`,
    `  source address ${NODE.address[family]};`,
    ...(ttl === undefined ? ['  ttl security off;', '  multihop;'] : ['  ttl security on;', `  multihop ${ttl};`]),
    ...['  import filter {', ...calls('import'), '    accept;', '  };'],
    ...['  export filter {', ...calls('export'), '    calico_export_to_bgp_peers();', '    reject;', '  };'],
    ...(restart === undefined ? [] : [`  graceful restart time ${seconds(restart)};`]),
    ...(password ? [`  password "${password}";`] : []),
    '}',
  ];
}

/** The name of a peer's protocol, by which BIRD's client asks for it. */
export function protocolName(prefix: string, address: string, port?: string): string {
  return `${prefix}_${address.replaceAll(/[.:]/g, '_')}${port === undefined ? '' : `_port_${port}`}`;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A duration in Go's notation, in whole seconds. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return Math.round(parts.reduce((sum, [, value, unit]) => sum + Number(value) * (UNITS[unit ?? ''] ?? Number.NaN), 0));
}
