import { getOrMake } from '../../src/lib/maps.ts';

/** A network to draw: racks of nodes, pairs of switches for them, and two spines that all nodes peer with. */

export interface Size {
  readonly racks: number;
  readonly nodesOfRack: number;
}

/** Eight racks of 25 nodes and eight routers: six of racks, which pairs of racks share, and two of all. */
export const large: Size = { racks: 8, nodesOfRack: 25 };

/**
 * The files of a scan. The sessions of the first rack have no AS number, and are faulty; those with the other switches, whose
 * configurations are there, are sound, and those with the spines are not known.
 */
export function network({ racks, nodesOfRack }: Size): { readonly [file: string]: string } {
  const files: { [file: string]: string } = {
    'bgplint.yaml': 'clusters: [{ name: prod, paths: ["**"] }]\n',
    'mesh.yaml': configuration,
  };
  const nodes: string[] = [];
  const served = new Map<number, number[]>();
  const peers = [peer('spine-1', '10.0.0.1', 'has(rack)', true), peer('spine-2', '10.0.0.2', 'has(rack)', true)];
  for (let rack = 1; rack <= racks; rack++) {
    for (let i = 1; i <= nodesOfRack; i++) nodes.push(node(`node-${rack}-${i}`, rack, i));
    const routers = [2 * Math.ceil((rack * 3) / racks) - 1, 2 * Math.ceil((rack * 3) / racks)];
    for (const router of routers) {
      peers.push(peer(`rack-${rack}-tor-${router}`, `10.1.0.${router}`, `rack == 'r${rack}'`, rack > 1));
      getOrMake(served, router, () => []).push(rack);
    }
  }
  for (const [router, itsRacks] of served) files[`tor-${router}.conf`] = tor(router, itsRacks);
  files['nodes.yaml'] = nodes.join('---\n');
  files['peers.yaml'] = peers.join('---\n');
  return files;
}

const configuration = `apiVersion: projectcalico.org/v3
kind: BGPConfiguration
metadata:
  name: default
spec:
  nodeToNodeMeshEnabled: false
  asNumber: 64600
---
apiVersion: v1
kind: Secret
metadata:
  name: bgp
  namespace: calico-system
stringData:
  password: made-for-a-test
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: bgp
  namespace: calico-system
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [bgp]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: bgp
  namespace: calico-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: bgp
subjects:
  - kind: ServiceAccount
    name: calico-node
    namespace: calico-system
`;

function node(name: string, rack: number, i: number): string {
  return `apiVersion: projectcalico.org/v3
kind: Node
metadata:
  name: ${name}
  labels:
    rack: r${rack}
spec:
  bgp:
    ipv4Address: 10.1.${rack}.${i}/16
`;
}

function peer(name: string, address: string, selector: string, isSound: boolean): string {
  return `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: ${name}
spec:
  peerIP: ${address}
  nodeSelector: ${selector}
  password:
    secretKeyRef:
      name: bgp
      key: password
  maxRestartTime: 120s
${isSound ? '  asNumber: 64700\n' : ''}`;
}

function tor(router: number, racks: readonly number[]): string {
  return `frr version 8.4.4
frr defaults traditional
hostname tor-${router}
!
interface swp1
 ip address 10.1.0.${router}/16
exit
!
router bgp 64700
 bgp router-id 10.1.0.${router}
 bgp graceful-restart
 no bgp ebgp-requires-policy
 neighbor nodes peer-group
 neighbor nodes remote-as 64600
 neighbor nodes password made-for-a-test
${racks.map((rack) => ` bgp listen range 10.1.${rack}.0/24 peer-group nodes\n`).join('')}exit
`;
}
