// The parts of Calico's objects that the experiments use, in the words of the manifests.

export interface BGPPeer {
  readonly kind: 'BGPPeer';
  readonly spec: {
    readonly peerIP: string;
    readonly asNumber?: number;
    readonly node?: string;
    readonly maxRestartTime?: string;
    readonly ttlSecurity?: number;
    readonly filters?: readonly string[];
    readonly password?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  };
}

export interface FilterRule {
  readonly action: 'Accept' | 'Reject';
  readonly cidr?: string;
  readonly matchOperator?: 'Equal' | 'NotEqual' | 'In' | 'NotIn';
  readonly prefixLength?: { readonly min?: number; readonly max?: number };
  readonly operations?: readonly { readonly addCommunity: { readonly value: string } }[];
}

export interface BGPFilter {
  readonly kind: 'BGPFilter';
  readonly metadata: { readonly name: string };
  readonly spec: { readonly importV4?: readonly FilterRule[]; readonly exportV4?: readonly FilterRule[] };
}

type Blocks = readonly { readonly cidr: string }[];

export interface BGPConfiguration {
  readonly kind: 'BGPConfiguration';
  readonly spec: {
    readonly nodeMeshMaxRestartTime?: string;
    readonly serviceClusterIPs?: Blocks;
    readonly serviceExternalIPs?: Blocks;
    readonly serviceLoadBalancerIPs?: Blocks;
    readonly communities?: readonly { readonly name: string; readonly value: string }[];
    readonly prefixAdvertisements?: readonly { readonly cidr: string; readonly communities: readonly string[] }[];
  };
}

export interface Node {
  readonly kind: 'Node';
  readonly metadata: { readonly name: string };
  readonly spec: { readonly bgp: { readonly ipv4Address: string; readonly asNumber?: number } };
}

export interface Secret {
  readonly kind: 'Secret';
  readonly metadata: { readonly name: string };
  readonly stringData: Readonly<Record<string, string>>;
}

export type CalicoObject = BGPPeer | BGPFilter | BGPConfiguration | Node | Secret;

/** A router outside of the cluster, at the address that the experiments give it, with what the experiment changes. */
export function peer(spec: Partial<BGPPeer['spec']> = {}): BGPPeer {
  return { kind: 'BGPPeer', spec: { peerIP: '192.0.2.2', asNumber: 64513, ...spec } };
}

/** A peer and the Secret that its password is in. */
export function peerWithPassword(password: string): CalicoObject[] {
  return [
    peer({ password: { secretKeyRef: { name: 'bgp', key: 'password' } } }),
    { kind: 'Secret', metadata: { name: 'bgp' }, stringData: { password } },
  ];
}

/** A filter that no peer uses: Calico renders it nevertheless. */
export function filter(rule: Omit<FilterRule, 'action'>): BGPFilter {
  return { kind: 'BGPFilter', metadata: { name: 'unused' }, spec: { importV4: [{ action: 'Accept', ...rule }] } };
}

export function configuration(spec: BGPConfiguration['spec']): BGPConfiguration {
  return { kind: 'BGPConfiguration', spec };
}

export function node(name: string, ipv4Address: string): Node {
  return { kind: 'Node', metadata: { name }, spec: { bgp: { ipv4Address } } };
}
