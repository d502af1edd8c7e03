/** Which fields select by labels, what they select, and what it means where nothing is there. */

/** What a selector selects, as `family/Kind`. Of other things (Services, namespaces) nothing is answered. */
export type Selected = 'kubernetes/Node' | 'metallb/IPAddressPool' | 'cilium/CiliumBGPAdvertisement';

export interface SelectorField {
  /** A path in which `*` stands for every item of a list. */
  readonly path: readonly string[];
  /** A list of selectors of which one is enough, or one selector. */
  readonly list: boolean;
  /** What the field selects where it is absent, null or an empty list: an empty selector selects everything in each. */
  readonly absent: 'all' | 'none';
  readonly of?: Selected;
  /** True where the product refuses what stands twice. */
  readonly unique?: true;
}

const nodes = { of: 'kubernetes/Node', absent: 'all' } as const;
const one = (path: readonly string[], rest: Omit<SelectorField, 'path' | 'list'>): SelectorField => ({
  path,
  list: false,
  ...rest,
});
const anyOf = (path: readonly string[], rest: Omit<SelectorField, 'path' | 'list'>): SelectorField => ({
  path,
  list: true,
  ...rest,
});

/**
 * MetalLB's two advertisements (metallb/metallb internal/config/config.go, bgpAdvertisementFromCR and selectedPools): pools
 * are those named together with those selected, and all of them only where neither is given.
 */
const advertisement = [
  anyOf(['spec', 'nodeSelectors'], { ...nodes, unique: true }),
  anyOf(['spec', 'ipAddressPoolSelectors'], { of: 'metallb/IPAddressPool', absent: 'none', unique: true }),
  anyOf(['spec', 'serviceSelectors'], { absent: 'all', unique: true }),
];

/** The fields of each `family/Kind`. */
export const selectorFields: { readonly [familyAndKind: string]: readonly SelectorField[] } = {
  // metallb/metallb internal/config/config.go, peerFromCR and addressPoolServiceAllocationsFromCR
  'metallb/BGPPeer': [anyOf(['spec', 'nodeSelectors'], { ...nodes, unique: true })],
  'metallb/BGPAdvertisement': advertisement,
  'metallb/L2Advertisement': advertisement,
  'metallb/IPAddressPool': [
    anyOf(['spec', 'serviceAllocation', 'namespaceSelectors'], { absent: 'none', unique: true }),
    anyOf(['spec', 'serviceAllocation', 'serviceSelectors'], { absent: 'none', unique: true }),
  ],
  // metallb/frr-k8s internal/controller/frrconfiguration_controller.go, configsForNode: a value, so absent is empty
  'frr-k8s/FRRConfiguration': [one(['spec', 'nodeSelector'], nodes)],
  // cilium/cilium operator/pkg/bgp/cluster.go, upsertNodeConfigs: nil selects all nodes
  'cilium/CiliumBGPClusterConfig': [one(['spec', 'nodeSelector'], nodes)],
  // pkg/bgp/manager/reconciler/peer_advertisements.go: nil is labels.Nothing()
  'cilium/CiliumBGPPeerConfig': [
    one(['spec', 'families', '*', 'advertisements'], { of: 'cilium/CiliumBGPAdvertisement', absent: 'none' }),
  ],
  'cilium/CiliumBGPAdvertisement': [one(['spec', 'advertisements', '*', 'selector'], { absent: 'none' })],
  // pkg/bgpv1/agent/controller.go, PolicySelection: omitted, it selects every node
  'cilium/CiliumBGPPeeringPolicy': [
    one(['spec', 'nodeSelector'], nodes),
    one(['spec', 'virtualRouters', '*', 'serviceSelector'], { absent: 'none' }),
    one(['spec', 'virtualRouters', '*', 'podIPPoolSelector'], { absent: 'none' }),
    one(['spec', 'virtualRouters', '*', 'neighbors', '*', 'advertisedPathAttributes', '*', 'selector'], {
      absent: 'all',
    }),
  ],
  // operator/pkg/lbipam: a pool without a selector serves every Service
  'cilium/CiliumLoadBalancerIPPool': [one(['spec', 'serviceSelector'], { absent: 'all' })],
  // antrea-io/antrea pkg/agent/controller/bgp/controller.go, matchesNode: a value, so absent is empty
  'antrea/BGPPolicy': [one(['spec', 'nodeSelector'], nodes)],
};
