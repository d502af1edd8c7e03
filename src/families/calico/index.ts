/** Calico: its own API, that API as resources of Kubernetes, and the Tigera operator's objects (projectcalico/calico). */
import type { FamilyRow, Field, NameField } from '../family.ts';
import { asNumber, cidr, named, network } from '../values.ts';
import { charts } from './charts.ts';
import { policyFacts } from './policy.ts';
import { selector } from './selector.ts';
import { address, community, duration, filteredInterface, interfacePattern, peerAddress } from './values.ts';

const selecting = (field: string): Field => [['spec', field], selector, 'open'];

const rule = (list: string): readonly Field[] => [
  [['spec', list, '*', 'cidr'], cidr],
  [['spec', list, '*', 'interface'], filteredInterface],
  [['spec', list, '*', 'communities', 'values', '*'], community],
  [['spec', list, '*', 'operations', '*', 'addCommunity', 'value'], community],
];

const secretKey = (...path: readonly string[]): readonly NameField[] => [
  { of: 'kubernetes/Secret', path: [...path, 'name'] },
  { of: 'kubernetes/Secret.key', path, joined: ['name', 'key'] },
];

const communityName = 'calico/BGPConfiguration.spec.communities';

export const calico: FamilyRow = {
  family: 'calico',
  groups: ['projectcalico.org', 'crd.projectcalico.org', 'operator.tigera.io'],
  domains: ['projectcalico.org', 'tigera.io'],
  kinds: {
    BGPPeer: {
      role: 'bgp',
      facts: [
        named,
        [['spec', 'peerIP'], peerAddress],
        [['spec', 'reachableBy'], address],
        [['spec', 'asNumber'], asNumber],
        [['spec', 'localASNumber'], asNumber],
        selecting('nodeSelector'),
        selecting('peerSelector'),
        selecting('localWorkloadSelector'),
        [['spec', 'maxRestartTime'], duration],
        [['spec', 'keepaliveTime'], duration],
      ],
      refers: [
        { of: 'calico/BGPFilter', path: ['spec', 'filters', '*'] },
        ...secretKey('spec', 'password', 'secretKeyRef'),
        { of: 'kubernetes/Node', path: ['spec', 'node'] },
      ],
      peerAddresses: [['spec', 'peerIP']],
      needed: [
        [
          ['spec', 'peerIP'],
          ['spec', 'peerSelector'],
          ['spec', 'localWorkloadSelector'],
        ],
      ],
    },
    BGPConfiguration: {
      role: 'bgp',
      facts: [
        named,
        [['spec', 'asNumber'], asNumber],
        [['spec', 'nodeMeshMaxRestartTime'], duration],
        [['spec', 'localWorkloadPeeringIPV4'], address],
        [['spec', 'localWorkloadPeeringIPV6'], address],
        [['spec', 'ignoredInterfaces', '*'], interfacePattern],
        [['spec', 'communities', '*', 'value'], community],
        [['spec', 'prefixAdvertisements', '*', 'cidr'], cidr],
        [['spec', 'prefixAdvertisements', '*', 'communities', '*'], community],
        [['spec', 'serviceClusterIPs', '*', 'cidr'], network],
        [['spec', 'serviceExternalIPs', '*', 'cidr'], network],
        [['spec', 'serviceLoadBalancerIPs', '*', 'cidr'], network],
      ],
      refers: [
        { of: communityName, path: ['spec', 'prefixAdvertisements', '*', 'communities', '*'] },
        ...secretKey('spec', 'nodeMeshPassword', 'secretKeyRef'),
        { of: 'kubernetes/Node', path: ['metadata', 'name'], after: 'node.' },
      ],
      defines: [{ of: communityName, path: ['spec', 'communities', '*', 'name'] }],
    },
    BGPFilter: { role: 'bgp', facts: [named, ...['importV4', 'exportV4', 'importV6', 'exportV6'].flatMap(rule)] },
    CalicoNodeStatus: { role: 'bgp', facts: [named] },
    FelixConfiguration: { role: 'context' },
    // What Felix does to the interfaces of the nodes themselves.
    GlobalNetworkPolicy: { role: 'context', factsOf: policyFacts },
    HostEndpoint: { role: 'context', facts: [[['spec', 'expectedIPs', '*'], address]] },
    Installation: { role: 'context', facts: [[['spec', 'calicoNetwork', 'ipPools', '*', 'cidr'], network]] },
    IPPool: {
      role: 'context',
      facts: [named, [['spec', 'cidr'], network], selecting('nodeSelector')],
      handsOut: [['spec', 'cidr']],
    },
    IPReservation: { role: 'context', facts: [[['spec', 'reservedCIDRs', '*'], network]] },
    Node: {
      role: 'context',
      defines: [{ of: 'kubernetes/Node', path: ['metadata', 'name'] }],
      facts: [
        [['spec', 'bgp', 'asNumber'], asNumber],
        [['spec', 'bgp', 'ipv4Address'], address],
        [['spec', 'bgp', 'ipv6Address'], address],
        [['spec', 'bgp', 'routeReflectorClusterID'], address],
      ],
      nodeAddresses: [
        ['spec', 'bgp', 'ipv4Address'],
        ['spec', 'bgp', 'ipv6Address'],
      ],
    },
    LegacyPeer: { role: 'made' },
    Release: { role: 'made' },
  },
  needles: [
    ...['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'CalicoNodeStatus', 'bgpPeer'],
    // Kinds as people write them.
    ...['bgppeer', 'BgpPeer', 'BGPeer', 'BgpConf', 'BgpFilter'],
    // The ends of the fields of `patches`: a whole name begins with a letter that is frequent, which makes the search
    // slower by half.
    ...['ToNodeMesh', 'MeshMaxRestart', 'ClusterIPs', 'ExternalIPs', 'BalancerIPs', 'PeerSel', 'ReflectorCl'],
  ],
  // Of `calico_backend` only the end is looked for.
  contextNeedles: [
    'FelixConfiguration',
    ...['GlobalNetworkPolicy', 'HostEndpoint'],
    ...['IPPool', 'IPReservation'],
    'Installation',
    'CALICO_(?:NETWORKING_BACKEND|ROUTER_ID|ADVERTISE)',
    '_backend',
    // A DaemonSet, or a patch of one, may say no more than what is asked for, or that there is no IPv6.
    ...['FELIX_', 'IP6'],
  ],
  charts,
  images: /(?:^|\/)(?:mirrored-)?calico[/-]node:/,
  groupEnd: 'calico.org',
  // What a folder of Calico may hold and nothing else: the mesh is on without a word, and Felix guards the nodes.
  alone: ['Node', 'IPPool', 'HostEndpoint'],
  // Calico 2 wrote the first, and people write the second.
  formerKinds: { bgpPeer: 'LegacyPeer', BGPPeer: 'LegacyPeer' },
  expressions: ['nodeSelector', 'peerSelector', 'localWorkloadSelector'],
  // What people patch with calicoctl, which takes a part of an object without its kind.
  patches: {
    group: 'projectcalico.org',
    kinds: {
      nodeToNodeMeshEnabled: 'BGPConfiguration',
      nodeMeshMaxRestartTime: 'BGPConfiguration',
      serviceClusterIPs: 'BGPConfiguration',
      serviceExternalIPs: 'BGPConfiguration',
      serviceLoadBalancerIPs: 'BGPConfiguration',
      peerSelector: 'BGPPeer',
      routeReflectorClusterID: 'Node',
    },
  },
};
