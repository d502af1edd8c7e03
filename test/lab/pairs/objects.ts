/** The manifests of one node of each product, with what a pair changes. */
import { familyOf, firstOf, type Manifest } from './manifests.ts';
import type { Product } from './pair.ts';
import type { Cabling } from './world.ts';

/** The node of all pairs, at the addresses that its Node has. */
export const NODE = { name: 'worker-1', v4: '192.0.2.11', v6: '2001:db8:2::11', as: 64512 } as const;

/** The node and the router on one network. */
export const ONE_CABLE: Cabling = {
  node: [`${NODE.v4}/24`, `${NODE.v6}/64`],
  gateways: ['192.0.2.1', '2001:db8:2::1'],
};

/** The same for a node without an IPv4 address. */
export const ONLY_IPV6: Cabling = { node: [`${NODE.v6}/64`], gateways: ['2001:db8:2::1'] };

/** The node's network ends at a hop; the router is behind it. */
export const TWO_CABLES: Cabling = {
  node: [`${NODE.v4}/24`, `${NODE.v6}/64`],
  gateways: ['192.0.2.254', '2001:db8:2::fe'],
  hop: { near: ['192.0.2.254/24', '2001:db8:2::fe/64'], far: ['203.0.113.1/30', '2001:db8:3::1/64'] },
};

/** The Node as kubelet and calico-node leave it. */
function nodeObject(product: Product, addresses: readonly string[], name: string = NODE.name): Manifest {
  const annotations = addresses.map((address) => [
    `projectcalico.org/IPv${familyOf(address)}Address`,
    `${address}/${familyOf(address) === 4 ? 24 : 64}`,
  ]);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name },
      ...(product === 'calico' ? { annotations: Object.fromEntries(annotations) } : {}),
    },
    status: {
      addresses: [
        ...addresses.map((address) => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: name },
      ],
    },
  };
}

/** Another node, where there are two. */
export const SECOND = { name: 'worker-2', v4: '192.0.3.12' } as const;

export const secondNode = (product: Product) => nodeObject(product, [SECOND.v4], SECOND.name);

/** What one session needs at the node's end, in no product's words. */
export interface Wanted {
  readonly address: string;
  readonly remoteAs: number | 'external' | 'internal';
  readonly as?: number;
  readonly port?: number;
  readonly password?: string;
  readonly multihop?: boolean;
  readonly hold?: number;
  readonly gracefulRestart?: boolean;
  readonly restartTime?: number;
  readonly ttlSecurity?: number;
  readonly bfd?: boolean;
  readonly source?: string;
  readonly routerId?: string;
  readonly localAs?: number;
  readonly prefixes?: { readonly v4?: string; readonly v6?: string };
  readonly families?: readonly (4 | 6)[];
  readonly listenPort?: number;
  /** The peer is for all nodes, and each announces a block of its own of a pool (Calico). */
  readonly everyNode?: boolean;
  /** The node has no IPv4 address. */
  readonly v6Only?: boolean;
  /** Instead of the one pool of the family, with a Service in each (MetalLB). */
  readonly pools?: readonly string[];
}

const PREFIXES = { v4: '198.51.100.0/28', v6: '2001:db8:9::/64' };

/** The manifests of that session. */
export function manifests(product: Product, wanted: Wanted): Manifest[] {
  const node = nodeObject(product, wanted.v6Only === true ? [NODE.v6] : [NODE.v4, NODE.v6]);
  return [node, ...makers[product]({ ...wanted, prefixes: { ...PREFIXES, ...wanted.prefixes } })];
}

const opt = <Value>(name: string, value: Value | undefined) => (value === undefined ? {} : { [name]: value });
const timer = (value: number | undefined) => (value === undefined ? undefined : `${value}s`);

const basicAuth = (namespace: string, password: string | undefined): Manifest[] =>
  password === undefined
    ? []
    : [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'tor-password', namespace },
          type: 'kubernetes.io/basic-auth',
          stringData: { password },
        },
      ];

/** Without it calico-node makes the session without a password. */
const mayReadSecrets: readonly Manifest[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'bgp-passwords', namespace: 'kube-system' },
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'bgp-passwords', namespace: 'kube-system' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'bgp-passwords' },
    subjects: [{ kind: 'ServiceAccount', name: 'calico-node', namespace: 'kube-system' }],
  },
];

const makers: Readonly<Record<Product, (wanted: Wanted) => Manifest[]>> = {
  metallb(wanted) {
    const namespace = 'metallb-system';
    const v6 = wanted.address.includes(':');
    const pool = (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? '';
    return [
      {
        apiVersion: 'metallb.io/v1beta2',
        kind: 'BGPPeer',
        metadata: { name: 'tor', namespace },
        spec: {
          myASN: wanted.as ?? NODE.as,
          ...(typeof wanted.remoteAs === 'number' ? { peerASN: wanted.remoteAs } : { dynamicASN: wanted.remoteAs }),
          peerAddress: wanted.address,
          ...opt('peerPort', wanted.port),
          ...opt('holdTime', timer(wanted.hold)),
          ...opt('keepaliveTime', timer(wanted.hold && Math.floor(wanted.hold / 3))),
          ...opt('ebgpMultiHop', wanted.multihop),
          ...opt('sourceAddress', wanted.source),
          ...opt('routerID', wanted.routerId),
          ...opt('enableGracefulRestart', wanted.gracefulRestart),
          ...opt('bfdProfile', wanted.bfd && 'fast'),
          ...opt('passwordSecret', wanted.password === undefined ? undefined : { name: 'tor-password' }),
        },
      },
      ...basicAuth(namespace, wanted.password),
      ...(wanted.bfd === true
        ? [{ apiVersion: 'metallb.io/v1beta1', kind: 'BFDProfile', metadata: { name: 'fast', namespace }, spec: {} }]
        : []),
      {
        apiVersion: 'metallb.io/v1beta1',
        kind: 'IPAddressPool',
        metadata: { name: 'services', namespace },
        spec: { addresses: wanted.pools ?? [pool] },
      },
      {
        apiVersion: 'metallb.io/v1beta1',
        kind: 'BGPAdvertisement',
        metadata: { name: 'services', namespace },
        spec: { ipAddressPools: ['services'] },
      },
      // The speaker takes the first address of each.
      ...(wanted.pools ?? []).map((range, index) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `web-${index + 1}`, namespace: 'default' },
        spec: { type: 'LoadBalancer', loadBalancerIP: firstOf(range), ports: [{ port: 80 }] },
      })),
    ];
  },
  'frr-k8s'(wanted) {
    const namespace = 'frr-k8s-system';
    const v6 = wanted.address.includes(':');
    const prefix = ((v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? '').replace(/\/.*/, v6 ? '1/128' : '/32');
    return [
      {
        apiVersion: 'frrk8s.metallb.io/v1beta1',
        kind: 'FRRConfiguration',
        metadata: { name: 'tor', namespace },
        spec: {
          bgp: {
            ...(wanted.bfd === true ? { bfdProfiles: [{ name: 'fast' }] } : {}),
            routers: [
              {
                asn: wanted.as ?? NODE.as,
                ...opt('id', wanted.routerId),
                neighbors: [
                  {
                    address: wanted.address,
                    ...(typeof wanted.remoteAs === 'number'
                      ? { asn: wanted.remoteAs }
                      : { dynamicASN: wanted.remoteAs }),
                    ...opt('port', wanted.port),
                    ...opt('holdTime', timer(wanted.hold)),
                    ...opt('keepaliveTime', timer(wanted.hold && Math.floor(wanted.hold / 3))),
                    ...opt('ebgpMultiHop', wanted.multihop),
                    ...opt('sourceaddress', wanted.source),
                    ...opt('enableGracefulRestart', wanted.gracefulRestart),
                    ...opt('bfdProfile', wanted.bfd && 'fast'),
                    ...opt('passwordSecret', wanted.password === undefined ? undefined : { name: 'tor-password' }),
                    toAdvertise: { allowed: { mode: 'all' } },
                    toReceive: { allowed: { mode: 'all' } },
                  },
                ],
                prefixes: [prefix],
              },
            ],
          },
        },
      },
      ...basicAuth(namespace, wanted.password),
    ];
  },
  calico(wanted) {
    const v6 = wanted.address.includes(':');
    const peerIP =
      wanted.port === undefined
        ? wanted.address
        : v6
          ? `[${wanted.address}]:${wanted.port}`
          : `${wanted.address}:${wanted.port}`;
    return [
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'BGPConfiguration',
        metadata: { name: 'default' },
        spec: {
          asNumber: wanted.as ?? NODE.as,
          nodeToNodeMeshEnabled: false,
          ...opt('listenPort', wanted.listenPort),
          ...(wanted.everyNode === true
            ? {}
            : { serviceLoadBalancerIPs: [{ cidr: (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? '' }] }),
        },
      },
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'IPPool',
        metadata: { name: 'pods' },
        spec: {
          ...(v6 && wanted.everyNode !== true
            ? { cidr: 'fd00:10:244::/48' }
            : { cidr: '10.244.0.0/16', blockSize: 26, ipipMode: 'Never' }),
          vxlanMode: 'Never',
          ...(wanted.everyNode === true ? {} : { disableBGPExport: true }),
        },
      },
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'BGPPeer',
        metadata: { name: 'tor' },
        spec: {
          ...(wanted.everyNode === true ? {} : { node: NODE.name }),
          peerIP,
          asNumber: wanted.remoteAs,
          ...opt('ttlSecurity', wanted.ttlSecurity),
          ...opt('maxRestartTime', timer(wanted.restartTime)),
          ...opt('localASNumber', wanted.localAs),
          ...opt(
            'password',
            wanted.password === undefined ? undefined : { secretKeyRef: { name: 'tor-password', key: 'password' } },
          ),
        },
      },
      ...(wanted.password === undefined
        ? []
        : [...basicAuth('kube-system', wanted.password).map(({ type: _, ...one }) => one), ...mayReadSecrets]),
    ];
  },
  cilium(wanted) {
    const v6 = wanted.address.includes(':');
    const families = wanted.families ?? [v6 ? 6 : 4];
    return [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumBGPClusterConfig',
        metadata: { name: 'tor' },
        spec: {
          bgpInstances: [
            {
              name: 'main',
              localASN: wanted.as ?? NODE.as,
              ...opt('localPort', wanted.listenPort),
              peers: [
                {
                  name: 'tor',
                  peerASN: wanted.remoteAs,
                  peerAddress: wanted.address,
                  peerConfigRef: { name: 'tor' },
                },
              ],
            },
          ],
        },
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumBGPPeerConfig',
        metadata: { name: 'tor' },
        spec: {
          timers: {
            connectRetryTimeSeconds: 5,
            ...opt('holdTimeSeconds', wanted.hold),
            ...opt('keepAliveTimeSeconds', wanted.hold && Math.floor(wanted.hold / 3)),
          },
          ...opt('transport', wanted.port === undefined ? undefined : { peerPort: wanted.port }),
          ...opt('ebgpMultihop', wanted.multihop === true ? 4 : undefined),
          ...opt('authSecretRef', wanted.password && 'tor-password'),
          ...(wanted.gracefulRestart === true ? { gracefulRestart: { enabled: true } } : {}),
          families: families.map((family) => ({
            afi: `ipv${family}`,
            safi: 'unicast',
            advertisements: { matchLabels: { advertise: 'bgp' } },
          })),
        },
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumBGPAdvertisement',
        metadata: { name: 'services', labels: { advertise: 'bgp' } },
        spec: {
          advertisements: [
            {
              advertisementType: 'Service',
              service: { addresses: ['LoadBalancerIP'] },
              selector: { matchExpressions: [{ key: 'somekey', operator: 'NotIn', values: ['never-used-value'] }] },
            },
          ],
        },
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumLoadBalancerIPPool',
        metadata: { name: 'services' },
        spec: { blocks: [{ cidr: (v6 ? wanted.prefixes?.v6 : wanted.prefixes?.v4) ?? '' }] },
      },
      ...basicAuth('kube-system', wanted.password).map(({ type: _, ...one }) => one),
    ];
  },
};
