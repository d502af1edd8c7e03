/** Texts of objects, as tests want them. */

/** A sound MetalLB peer with more lines under its spec. */
export function metallbPeer(name: string, spec: readonly string[] = ['passwordSecret: {name: tor}']): string {
  return `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: ${name}
  namespace: metallb-system
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: 192.0.2.1
  enableGracefulRestart: true
${spec.map((line) => `  ${line}\n`).join('')}`;
}

/** An FRRConfiguration with one neighbor, with more lines under it, and more under its spec. */
export function frrConfiguration(neighbor: readonly string[], spec: readonly string[] = []): string {
  return `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata:
  name: tor
  namespace: frr-k8s-system
spec:
${spec.map((line) => `  ${line}\n`).join('')}  bgp:
    routers:
      - asn: 64512
        neighbors:
          - address: 192.0.2.1
            asn: 64513
${neighbor.map((line) => `            ${line}\n`).join('')}`;
}

/** A Calico peer of a rack of its own: without a password it breaks `calico/peer-without-password` and nothing else. */
export function calicoPeer(name: string, spec: readonly string[] = []): string {
  return `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: ${name}
spec:
  peerIP: 192.0.2.1
  asNumber: 64513
  nodeSelector: rack == '${name}'
${spec.map((line) => `  ${line}\n`).join('')}`;
}

/** Breaks nothing. */
export const soundPeer = calicoPeer('sound', ['password: {secretKeyRef: {name: bgp, key: tor}}']);

/** Breaks `calico/mesh-disabled-without-peers`, a claim of absence. */
export const meshOff = `apiVersion: projectcalico.org/v3
kind: BGPConfiguration
metadata:
  name: default
spec:
  nodeToNodeMeshEnabled: false
`;
