/** Antrea: one policy for the nodes that it selects (antrea-io/antrea pkg/apis/crd/v1alpha1). */
import type { FamilyRow } from '../family.ts';
import { nodeSelector } from '../label-selectors.ts';
import { asNumber, ip, named } from '../values.ts';

export const antrea: FamilyRow = {
  family: 'antrea',
  groups: ['crd.antrea.io'],
  domains: ['antrea.io'],
  kinds: {
    BGPPolicy: {
      role: 'bgp',
      facts: [
        named,
        [['spec', 'localASN'], asNumber],
        [['spec', 'confederation', 'identifier'], asNumber],
        [['spec', 'confederation', 'memberASNs', '*'], asNumber],
        [['spec', 'bgpPeers', '*', 'asn'], asNumber],
        [['spec', 'bgpPeers', '*', 'address'], ip],
      ],
      peerAddresses: [['spec', 'bgpPeers', '*', 'address']],
      // antrea-io/antrea pkg/agent/controller/bgp/controller.go, matchesNode: a value, so absent is empty
      selectors: [nodeSelector],
    },
  },
  needles: ['BGPPolicy'],
  groupEnd: 'antrea.io',
};
