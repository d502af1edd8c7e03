/**
 * What the scan looks for: API groups and kinds by family, and the byte strings without which a file is not read.
 * A new family is one row here, its model in policies/lib/model and its schemas.
 */
import type { Family } from '../model.ts';

interface Row {
  readonly family: Family;
  readonly groups: readonly string[];
  /** Kinds that make a scan one about BGP. */
  readonly kinds: readonly string[];
  /** Kinds that only give context: they are read if the scan found something of BGP. */
  readonly context: readonly string[];
  /** Byte strings: a file with none of any family is not decoded. */
  readonly needles: readonly string[];
}

export const families: readonly Row[] = [
  {
    family: 'calico',
    groups: ['projectcalico.org', 'crd.projectcalico.org', 'operator.tigera.io'],
    kinds: ['BGPPeer', 'BGPConfiguration', 'BGPFilter'],
    context: ['FelixConfiguration', 'Installation', 'IPPool', 'Node'],
    needles: ['BGPPeer', 'BGPConfiguration', 'BGPFilter'],
  },
  {
    family: 'metallb',
    groups: ['metallb.io'],
    kinds: [
      'BGPPeer',
      'BGPAdvertisement',
      'BFDProfile',
      'Community',
      'IPAddressPool',
      'AddressPool',
      'L2Advertisement',
    ],
    context: [],
    needles: ['metallb.io/'],
  },
  {
    family: 'frr-k8s',
    groups: ['frrk8s.metallb.io'],
    kinds: ['FRRConfiguration'],
    context: [],
    needles: ['FRRConfiguration'],
  },
  {
    family: 'cilium',
    groups: ['cilium.io'],
    kinds: [
      'CiliumBGPClusterConfig',
      'CiliumBGPPeerConfig',
      'CiliumBGPAdvertisement',
      'CiliumBGPNodeConfigOverride',
      'CiliumBGPPeeringPolicy',
      'CiliumLoadBalancerIPPool',
    ],
    context: [],
    needles: ['CiliumBGP', 'CiliumLoadBalancerIPPool'],
  },
  {
    family: 'kubernetes',
    groups: ['', 'apps'],
    kinds: [],
    context: ['Node', 'DaemonSet', 'ConfigMap'],
    needles: [],
  },
];

/** The needles of a Terraform plan, of a state, and of the line stream that people take for a plan. */
export const planNeedles: readonly string[] = [
  '"resource_changes"',
  '"planned_values"',
  '"terraform_version"',
  'terraform.ui',
];

/** Needles of files that are read in the second pass. The last ones find a DaemonSet or ConfigMap of Calico's. */
export const contextNeedles: readonly string[] = [
  'kind: Node',
  '"Node"',
  "'Node'",
  'FelixConfiguration',
  'operator.tigera.io',
  'IPPool',
  'CALICO_NETWORKING_BACKEND',
  'calico_backend',
  'kustomize.config.k8s.io',
  'patchesStrategicMerge',
  'patches:',
];

/** Needles of the first pass. */
export const needles: readonly string[] = families.flatMap((row) => row.needles);

/** The family of a kind under an API group, and whether it only gives context; undefined if no rule reads it. */
export function familyOf(group: string, kind: string): { family: Family; context: boolean } | undefined {
  for (const row of families) {
    if (!row.groups.includes(group)) continue;
    if (row.kinds.includes(kind)) return { family: row.family, context: false };
    if (row.context.includes(kind)) return { family: row.family, context: true };
  }
  return undefined;
}

/** The families whose needles a text holds: what an unread text could have been about. */
export function familiesIn(text: string): ReadonlySet<Family> {
  return new Set(
    families.filter((row) => row.needles.some((needle) => text.includes(needle))).map((row) => row.family),
  );
}
