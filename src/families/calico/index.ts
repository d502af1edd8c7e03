/** Fields that only one Calico kind has, and that people patch with calicoctl; with the kind. */
const patched: { readonly [field: string]: string } = {
  nodeToNodeMeshEnabled: 'BGPConfiguration',
  nodeMeshMaxRestartTime: 'BGPConfiguration',
  serviceClusterIPs: 'BGPConfiguration',
  serviceExternalIPs: 'BGPConfiguration',
  serviceLoadBalancerIPs: 'BGPConfiguration',
  peerSelector: 'BGPPeer',
  routeReflectorClusterID: 'Node',
};

export const patchNeedles = [
  'ToNodeMesh',
  'MeshMaxRestart',
  'ClusterIPs',
  'ExternalIPs',
  'BalancerIPs',
  'PeerSel',
  'ReflectorCl',
];

/** Kinds as people write them. */
export const misspelt = ['bgppeer', 'BgpPeer', 'BGPeer', 'BgpConf', 'BgpFilter'];

/** The Calico kind of a patch for calicoctl, by a field of its spec that only this kind has; undefined for none. */
export function patchedKind(fields: Iterable<string>): string | undefined {
  for (const field of fields) if (Object.hasOwn(patched, field)) return patched[field];
  return undefined;
}
