/** Cilium's chart (cilium/cilium install/kubernetes/cilium), and RKE2's, which is made of it. */
import { at, isObject } from '../../lib/json.ts';
import { versionOfPackage } from '../charts.ts';
import type { ChartRow } from '../family.ts';

export const charts: ChartRow = {
  names: /^(?:rke2-)?cilium$/,
  repository: ['cilium/cilium', 'cilium'],
  words: ['cilium', 'bgpControlPlane'],
  productVersion: versionOfPackage,
  kept: [
    ['bgpControlPlane', 'enabled'],
    ['bgpControlPlane', 'secretsNamespace', 'create'],
    ['bgpControlPlane', 'secretsNamespace', 'name'],
    ['bgpControlPlane', 'statusReport', 'enabled'],
    ['bgpControlPlane', 'routerIDAllocation', 'mode'],
    // The old mode, with MetalLB in it.
    ['bgp', 'enabled'],
    ['bgp', 'announce', 'loadbalancerIP'],
    ['bgp', 'announce', 'podCIDR'],
    ['ipv4', 'enabled'],
    ['ipv6', 'enabled'],
    ['securityContext', 'privileged'],
    ['securityContext', 'capabilities', 'ciliumAgent'],
    ['l2announcements', 'enabled'],
    ['ipam', 'mode'],
    ['routingMode'],
    ['kubeProxyReplacement'],
    ['defaultLBServiceIPAM'],
  ],
  parts: [],
  isOfChart: (values) =>
    isObject(values['bgpControlPlane']) || isObject(at(values, ['bgp', 'announce'])) || isObject(values['hubble']),
};
