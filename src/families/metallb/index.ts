/** MetalLB: its objects, the operator's, and the configuration up to 0.12 (metallb/metallb, metallb/metallb-operator). */
import type { FamilyRow, NameField } from '../family.ts';
import { labelSelectors, ofNodes } from '../label-selectors.ts';
import { asNumber, ip, named } from '../values.ts';
import { charts } from './charts.ts';
import { legacyConfig } from './legacy.ts';
import { legacyFacts } from './legacy-facts.ts';
import { community, poolAddress, timers } from './values.ts';

const nodeSelectors = labelSelectors(['spec', 'nodeSelectors'], { ...ofNodes, unique: true });

/**
 * Of the two advertisements (metallb/metallb internal/config/config.go, bgpAdvertisementFromCR and selectedPools): pools are
 * those named together with those selected, and all of them only where neither is given.
 */
const advertising = [
  nodeSelectors,
  labelSelectors(['spec', 'ipAddressPoolSelectors'], { of: 'metallb/IPAddressPool', absent: 'none', unique: true }),
  labelSelectors(['spec', 'serviceSelectors'], { absent: 'all', unique: true }),
];

/** What both advertisements name; of an AddressPool each is a pool, too. */
const pools: NameField = { of: 'metallb/IPAddressPool', path: ['spec', 'ipAddressPools', '*'] };

const communityName = 'metallb/Community.spec.communities';

export const metallb: FamilyRow = {
  family: 'metallb',
  groups: ['metallb.io'],
  domains: ['metallb.io', 'metallb.universe.tf'],
  kinds: {
    BGPPeer: {
      role: 'bgp',
      facts: [
        named,
        [['spec', 'peerAddress'], ip],
        [['spec', 'sourceAddress'], ip],
        [['spec', 'routerID'], ip],
        [['spec', 'myASN'], asNumber],
        [['spec', 'peerASN'], asNumber],
        [['spec', 'localASN'], asNumber],
        ...timers(['spec']),
      ],
      peerAddresses: [['spec', 'peerAddress']],
      // metallb/metallb internal/config/config.go, peerFromCR
      selectors: [nodeSelectors],
      refers: [
        { of: 'metallb/BFDProfile', path: ['spec', 'bfdProfile'] },
        { of: 'kubernetes/Secret', path: ['spec', 'passwordSecret', 'name'] },
      ],
      secrets: [['spec', 'password']],
      needed: [
        [['spec', 'myASN']],
        [
          ['spec', 'peerAddress'],
          ['spec', 'interface'],
        ],
      ],
    },
    BGPAdvertisement: {
      role: 'bgp',
      facts: [named, [['spec', 'communities', '*'], community]],
      selectors: advertising,
      refers: [
        pools,
        { of: 'metallb/BGPPeer', path: ['spec', 'peers', '*'] },
        { of: communityName, path: ['spec', 'communities', '*'] },
      ],
    },
    BFDProfile: { role: 'bgp', facts: [named] },
    Community: {
      role: 'bgp',
      facts: [named, [['spec', 'communities', '*', 'value'], community]],
      defines: [{ of: communityName, path: ['spec', 'communities', '*', 'name'] }],
    },
    IPAddressPool: {
      role: 'bgp',
      facts: [named, [['spec', 'addresses', '*'], poolAddress]],
      // internal/config/config.go, addressPoolServiceAllocationsFromCR
      selectors: [
        labelSelectors(['spec', 'serviceAllocation', 'namespaceSelectors'], { absent: 'none', unique: true }),
        labelSelectors(['spec', 'serviceAllocation', 'serviceSelectors'], { absent: 'none', unique: true }),
      ],
      handsOut: [['spec', 'addresses', '*']],
      isPool: true,
    },
    AddressPool: {
      role: 'bgp',
      facts: [
        named,
        [['spec', 'addresses', '*'], poolAddress],
        [['spec', 'bgpAdvertisements', '*', 'communities', '*'], community],
      ],
      refers: [{ of: communityName, path: ['spec', 'bgpAdvertisements', '*', 'communities', '*'] }],
      defines: [{ of: 'metallb/IPAddressPool', path: ['metadata', 'name'] }],
      handsOut: [['spec', 'addresses', '*']],
      isPool: true,
    },
    L2Advertisement: { role: 'bgp', facts: [named], selectors: advertising, refers: [pools] },
    // The operator's.
    MetalLB: { role: 'context' },
    LegacyConfig: { role: 'made', factsOf: legacyFacts, secrets: [['peers', '*', 'password']] },
    Release: { role: 'made' },
  },
  // The second is the group that people think of; annotations of Services begin alike and go on with a name.
  needles: ['metallb.io', 'metallb.universe.tf/v1'],
  contextNeedles: ['METALLB_'],
  wrongGroups: ['metallb.universe.tf'],
  embedded: legacyConfig,
  charts,
  images: /(?:^|\/)metallb\/speaker:/,
};
