/** A small network, of which a test asks from both ends. */
import type { Files } from './known.ts';

const node = (name: string, rack: string, address: string) => `apiVersion: projectcalico.org/v3
kind: Node
metadata:
  name: ${name}
  labels: {rack: ${rack}}
spec:
  bgp:
    ipv4Address: ${address}/24
`;

export const network = {
  'nodes.yaml': [node('n1', 'a', '10.0.0.1'), node('n2', 'a', '10.0.0.2'), node('n3', 'b', '10.0.0.3')].join('---\n'),
  'peer.yaml': `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor-a
spec:
  peerIP: 192.0.2.1
  asNumber: 4200000001
  nodeSelector: rack == 'a'
  maxRestartTime: 1m30.4s
  filters: [no-such]
  password:
    secretKeyRef:
      name: bgp-passwords
      key: rack-a
`,
  'secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: bgp-passwords
  namespace: calico-system
stringData:
  rack-a: correct-horse-battery
`,
  'tor-a.conf': `hostname tor-a
router bgp 4200000001
 neighbor NODES peer-group
 neighbor NODES remote-as 64512
 neighbor NODES password correct-horse-battery
 neighbor 10.0.0.1 peer-group NODES
 neighbor 10.0.0.2 peer-group NODES
 address-family ipv4 unicast
  neighbor NODES route-map IN in
 exit-address-family
!
ip prefix-list PODS seq 5 permit 10.244.0.0/16
route-map IN permit 10
 match ip address prefix-list PODS
`,
  'metallb.yaml': `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: gold
  namespace: metallb-system
  labels: {tier: gold}
spec:
  addresses: [198.51.100.0/26]
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata:
  name: all
  namespace: metallb-system
spec:
  ipAddressPools: [gold]
  ipAddressPoolSelectors:
    - matchLabels: {tier: gold}
  communities: [65535:65281]
`,
} satisfies Files;
