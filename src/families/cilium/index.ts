/** Cilium: the control plane of BGP, and the legacy policy that 1.18 left out (cilium/cilium pkg/k8s/apis/cilium.io). */

import type { FamilyRow, Field, NameField } from '../family.ts';
import { labelSelector, nodeSelector } from '../label-selectors.ts';
import { asNumber, named } from '../values.ts';
import { charts } from './charts.ts';
import { block, largeCommunity, legacyPeerAddress, peerAddress, routerId, standardCommunity } from './values.ts';

const instances = ['spec', 'bgpInstances', '*'];

const namesOfInstances: readonly NameField[] = [
  { of: 'cilium/instance', path: [...instances, 'name'] },
  { of: 'cilium/peer', path: [...instances, 'peers', '*', 'name'] },
];

const legacyRouters = ['spec', 'virtualRouters', '*'];

const legacyNeighbors = [...legacyRouters, 'neighbors', '*'];

const communitiesOf = (attributes: readonly string[]): readonly Field[] => [
  [[...attributes, 'communities', 'standard', '*'], standardCommunity],
  [[...attributes, 'communities', 'large', '*'], largeCommunity],
];

const advertisementLabel = 'cilium/CiliumBGPAdvertisement.metadata.labels';

export const cilium: FamilyRow = {
  family: 'cilium',
  groups: ['cilium.io'],
  domains: ['cilium.io'],
  kinds: {
    CiliumBGPClusterConfig: {
      role: 'bgp',
      facts: [
        named,
        [[...instances, 'localASN'], asNumber],
        [[...instances, 'peers', '*', 'peerASN'], asNumber],
        [[...instances, 'peers', '*', 'peerAddress'], peerAddress],
      ],
      peerAddresses: [[...instances, 'peers', '*', 'peerAddress']],
      // cilium/cilium operator/pkg/bgp/cluster.go, upsertNodeConfigs: nil selects all nodes
      selectors: [nodeSelector],
      refers: [{ of: 'cilium/CiliumBGPPeerConfig', path: [...instances, 'peers', '*', 'peerConfigRef', 'name'] }],
      defines: namesOfInstances,
    },
    CiliumBGPPeerConfig: {
      role: 'bgp',
      facts: [named],
      refers: [
        { of: 'kubernetes/Secret', path: ['spec', 'authSecretRef'] },
        { of: advertisementLabel, path: ['spec', 'families', '*', 'advertisements', 'matchLabels'] },
        {
          of: advertisementLabel,
          path: ['spec', 'families', '*', 'advertisements', 'matchExpressions', '*'],
          requirement: true,
        },
      ],
      // pkg/bgp/manager/reconciler/peer_advertisements.go: nil is labels.Nothing()
      selectors: [
        labelSelector(['spec', 'families', '*', 'advertisements'], {
          of: 'cilium/CiliumBGPAdvertisement',
          absent: 'none',
        }),
      ],
    },
    CiliumBGPAdvertisement: {
      role: 'bgp',
      facts: [named, ...communitiesOf(['spec', 'advertisements', '*', 'attributes'])],
      defines: [{ of: advertisementLabel, path: ['metadata', 'labels'] }],
      selectors: [labelSelector(['spec', 'advertisements', '*', 'selector'], { absent: 'none' })],
    },
    // The operator makes one of a cluster config for each node. One that is written by hand it leaves alone.
    CiliumBGPNodeConfig: {
      role: 'bgp',
      facts: [
        named,
        [[...instances, 'localASN'], asNumber],
        [[...instances, 'routerID'], routerId],
        [[...instances, 'peers', '*', 'peerASN'], asNumber],
        [[...instances, 'peers', '*', 'peerAddress'], peerAddress],
        [[...instances, 'peers', '*', 'localAddress'], peerAddress],
      ],
      peerAddresses: [[...instances, 'peers', '*', 'peerAddress']],
      refers: [{ of: 'cilium/CiliumBGPPeerConfig', path: [...instances, 'peers', '*', 'peerConfigRef', 'name'] }],
    },
    CiliumBGPNodeConfigOverride: {
      role: 'bgp',
      facts: [
        named,
        [[...instances, 'localASN'], asNumber],
        [[...instances, 'routerID'], routerId],
        [[...instances, 'peers', '*', 'localAddress'], peerAddress],
      ],
      // It is for the node of its own name.
      refers: [{ of: 'kubernetes/Node', path: ['metadata', 'name'] }, ...namesOfInstances],
    },
    CiliumBGPPeeringPolicy: {
      role: 'bgp',
      facts: [
        named,
        [[...legacyRouters, 'localASN'], asNumber],
        [[...legacyNeighbors, 'peerASN'], asNumber],
        [[...legacyNeighbors, 'peerAddress'], legacyPeerAddress],
        ...communitiesOf([...legacyNeighbors, 'advertisedPathAttributes', '*']),
      ],
      refers: [{ of: 'kubernetes/Secret', path: [...legacyNeighbors, 'authSecretRef'] }],
      peerAddresses: [[...legacyNeighbors, 'peerAddress']],
      // pkg/bgpv1/agent/controller.go, PolicySelection: omitted, it selects every node
      selectors: [
        nodeSelector,
        labelSelector([...legacyRouters, 'serviceSelector'], { absent: 'none' }),
        labelSelector([...legacyRouters, 'podIPPoolSelector'], { absent: 'none' }),
        labelSelector([...legacyNeighbors, 'advertisedPathAttributes', '*', 'selector'], { absent: 'all' }),
      ],
    },
    CiliumLoadBalancerIPPool: {
      role: 'bgp',
      facts: [named, [['spec', 'blocks', '*'], block]],
      handsOut: [['spec', 'blocks', '*']],
      // operator/pkg/lbipam: a pool without a selector serves every Service
      selectors: [labelSelector(['spec', 'serviceSelector'], { absent: 'all' })],
      isPool: true,
    },
    // What else makes the addresses of pools known.
    CiliumL2AnnouncementPolicy: { role: 'context' },
    Release: { role: 'made' },
  },
  charts,
  images: /(?:^|\/)(?:mirrored-)?cilium[/-]cilium:/,
  needles: ['CiliumBGP', 'CiliumLoadBalancerIPPool'],
  // The policy of layer 2; and what the DaemonSet of the agent has of its own, its variables and capabilities.
  contextNeedles: ['CiliumL2', 'CILIUM_K8S', 'NET_(?:ADMIN|BIND)'],
  groupEnd: 'cilium.io',
};
