import { isIPv4, isIPv6 } from 'node:net';
import { type Family, NODE } from './node.ts';
import type { BGPFilter, BGPPeer, CalicoObject } from './objects.ts';

/** One protocol for each other node; its name is made of the address alone. */
export function mesh(objects: readonly CalicoObject[], family: Family): string[] {
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

/** The protocol of a BGPPeer, if its address is of the family. */
export function external({ spec }: BGPPeer, objects: readonly CalicoObject[], family: Family): string[] {
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
