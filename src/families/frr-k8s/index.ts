/** frr-k8s: FRR's configuration as an object, MetalLB's own and those of others merged for each node (metallb/frr-k8s). */

import type { FamilyRow } from '../family.ts';
import { nodeSelector } from '../label-selectors.ts';
import { community, prefix, timers } from '../metallb/values.ts';
import { asNumber, ip, named } from '../values.ts';
import { charts } from './charts.ts';

const routers = ['spec', 'bgp', 'routers', '*'];

const neighbors = [...routers, 'neighbors', '*'];

export const frrK8s: FamilyRow = {
  family: 'frr-k8s',
  groups: ['frrk8s.metallb.io'],
  domains: ['metallb.io'],
  kinds: {
    FRRConfiguration: {
      role: 'bgp',
      facts: [
        named,
        [[...routers, 'asn'], asNumber],
        [[...routers, 'id'], ip],
        [[...routers, 'prefixes', '*'], prefix],
        [[...neighbors, 'address'], ip],
        [[...neighbors, 'sourceaddress'], ip],
        [[...neighbors, 'asn'], asNumber],
        [[...neighbors, 'localASN'], asNumber],
        ...timers(neighbors),
        [[...neighbors, 'toAdvertise', 'allowed', 'prefixes', '*'], prefix],
        [[...neighbors, 'toAdvertise', 'nextHop', 'ipv4'], ip],
        [[...neighbors, 'toAdvertise', 'nextHop', 'ipv6'], ip],
        [[...neighbors, 'toAdvertise', 'withLocalPref', '*', 'prefixes', '*'], prefix],
        [[...neighbors, 'toAdvertise', 'withCommunity', '*', 'prefixes', '*'], prefix],
        [[...neighbors, 'toAdvertise', 'withCommunity', '*', 'community'], community],
        [[...neighbors, 'toReceive', 'allowed', 'prefixes', '*', 'prefix'], prefix],
      ],
      peerAddresses: [[...neighbors, 'address']],
      // metallb/frr-k8s internal/controller/frrconfiguration_controller.go, configsForNode: a value, so absent is empty
      selectors: [nodeSelector],
      refers: [
        { of: 'frr-k8s/bfdProfile', path: [...neighbors, 'bfdProfile'], within: 'object' },
        { of: 'kubernetes/Secret', path: [...neighbors, 'passwordSecret', 'name'] },
      ],
      // Each configuration stands for itself.
      defines: [{ of: 'frr-k8s/bfdProfile', path: ['spec', 'bgp', 'bfdProfiles', '*', 'name'], within: 'object' }],
      secrets: [[...neighbors, 'password']],
      routerText: ['spec', 'raw', 'rawConfig'],
      needed: [
        [
          ['spec', 'bgp', 'routers'],
          ['spec', 'raw'],
        ],
      ],
    },
    Release: { role: 'made' },
  },
  charts,
  needles: ['FRRConfiguration'],
  // It merges what MetalLB writes for a node with the configurations of its own kind.
  mergedWith: 'metallb',
};
