/** The file that Calico's confd writes for BIRD, one for each family (bird.cfg.template and what it includes). */
import { all, familyOf, type Manifest, type Rendered, seconds, secret } from './manifests.ts';

export function calico(objects: readonly Manifest[]): Rendered {
  const [node] = all(objects, 'Node');
  if (node === undefined) throw new Error('a node is needed');
  const configuration = all(objects, 'BGPConfiguration')[0]?.spec ?? {};
  const annotation = (name: string) => node.metadata.annotations?.[`projectcalico.org/${name}`];
  const as = Number(annotation('ASNumber') ?? configuration.asNumber ?? 64512);
  const peers = all(objects, 'BGPPeer')
    .map(({ spec }) => spec)
    .filter((spec) => spec.node === undefined || spec.node === node.metadata.name);
  const announces = (family: 4 | 6) =>
    [
      ...['serviceClusterIPs', 'serviceExternalIPs', 'serviceLoadBalancerIPs'].flatMap((list) =>
        (configuration[list] ?? []).map(({ cidr }: { cidr: string }) => cidr),
      ),
      ...all(objects, 'IPPool')
        .filter(({ spec }) => spec.disableBGPExport !== true)
        .map(({ spec }) => block(spec, node.metadata.name)),
    ].filter((cidr) => familyOf(cidr) === family);
  const file = (family: 4 | 6) => {
    const address = annotation(`IPv${family}Address`)?.replace(/\/.*/, '');
    const own = peers.filter(({ peerIP }) => familyOf(peerIP.replace(/^([\d.]+):\d+$/, '$1')) === family);
    if (address === undefined) return undefined;
    const id = annotation('IPv4Address')?.replace(/\/.*/, '') ?? '192.0.2.254';
    return [
      `router id ${annotation('RouterID') ?? id};`,
      ...(configuration.listenPort === undefined ? [] : [`listen bgp port ${configuration.listenPort};`]),
      'protocol kernel {',
      '  learn; persist; scan time 2; import all; export all; graceful restart; merge paths on;',
      '}',
      'protocol device {\n  scan time 2;\n}',
      'protocol static {',
      ...announces(family).map((cidr) => `  route ${cidr} blackhole;`),
      '}',
      'template bgp bgp_template {',
      '  description "Connection to BGP peer";',
      `  local as ${as};`,
      '  gateway recursive;',
      '  add paths on;',
      '  graceful restart;',
      '  connect delay time 2;',
      '  connect retry time 5;',
      '  error wait time 5,30;',
      '}',
      ...own.flatMap((spec) => peer(spec, address, objects, announces(family))),
      '',
    ].join('\n');
  };
  const [bird, bird6] = [file(4), file(6)];
  const families = new Set(peers.map(({ peerIP }) => familyOf(peerIP.replace(/^([\d.]+):\d+$/, '$1'))));
  return {
    files: { ...(bird === undefined ? {} : { bird }), ...(bird6 === undefined ? {} : { bird6 }) },
    announces: ([4, 6] as const).flatMap((family) => (families.has(family) ? announces(family) : [])),
    takes: true,
    listens: true,
  };
}

/** The pool's first block, which the first node has; the second has the second. */
function block({ cidr, blockSize }: { cidr: string; blockSize?: number }, node: string): string {
  if (node.endsWith('2')) return cidr.replace(/\.0\/.*/, '.64/26');
  return cidr.replace(/\/.*/, `/${blockSize ?? (familyOf(cidr) === 4 ? 26 : 122)}`);
}

function peer(spec: Manifest['spec'], source: string, objects: readonly Manifest[], announces: readonly string[]) {
  const [, bracketed, port6] = /^\[(.*)\]:(\d+)$/.exec(spec.peerIP) ?? [];
  const [, plain, port4] = /^([\d.]+):(\d+)$/.exec(spec.peerIP) ?? [];
  const [address, port] = [bracketed ?? plain ?? spec.peerIP, port6 ?? port4];
  const reference = spec.password?.secretKeyRef;
  const password = reference === undefined ? '' : secret(objects, reference.name, reference.key);
  const scope = spec.node === undefined ? 'Global' : 'Node';
  const name = `${scope}_${address.replaceAll(/[.:]/g, '_')}${port === undefined ? '' : `_port_${port}`}`;
  return [
    `protocol bgp ${name} from bgp_template {`,
    ...(spec.localASNumber === undefined ? [] : [`  local as ${spec.localASNumber};`]),
    `  neighbor ${address}${port === undefined ? '' : ` port ${port}`} as ${spec.asNumber ?? 0};`,
    ...(spec.sourceAddress === 'None' ? [] : [`  source address ${source};`]),
    ...(spec.ttlSecurity === undefined
      ? ['  ttl security off;', '  multihop;']
      : ['  ttl security on;', `  multihop ${spec.ttlSecurity};`]),
    '  import filter {\n    accept;\n  };',
    '  export filter {',
    ...announces.map((cidr) => `    if ( net = ${cidr} ) then { accept; }`),
    '    reject;\n  };',
    ...(spec.maxRestartTime === undefined ? [] : [`  graceful restart time ${seconds(spec.maxRestartTime)};`]),
    ...(spec.keepaliveTime === undefined ? [] : [`  keepalive time ${seconds(spec.keepaliveTime)};`]),
    ...(password === '' ? [] : [`  password "${password}";`]),
    ...(spec.keepOriginalNextHop === true ? ['  next hop keep;'] : []),
    ...(spec.numAllowedLocalASNumbers === undefined ? [] : [`  allow local as ${spec.numAllowedLocalASNumbers};`]),
    '}',
  ];
}
