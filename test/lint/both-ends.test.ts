/** One project with both ends of a session and the path between them: each fault of it is told once, with the other end. */
import { describe, expect, test } from 'vitest';
import { scanned } from '../support/scan.ts';

const project = {
  'manifests/peer.yaml': `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: tor-a
  namespace: metallb-system
spec:
  myASN: 64512
  peerASN: 64601
  peerAddress: 10.20.0.1
  enableGracefulRestart: true
  passwordSecret:
    name: bgp
`,
  'manifests/pool.yaml': `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: services
  namespace: metallb-system
spec:
  addresses:
    - 10.44.0.0/24
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata:
  name: services
  namespace: metallb-system
spec:
  ipAddressPools: [services]
`,
  'manifests/secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: bgp
  namespace: metallb-system
type: kubernetes.io/basic-auth
stringData:
  password: k3y-of-the-rack
`,
  'manifests/nodes.yaml': `apiVersion: v1
kind: Node
metadata:
  name: node-1
  labels:
    rack: a
status:
  addresses:
    - type: InternalIP
      address: 10.20.0.11
`,
  'routers/tor-a.conf': `frr version 8.4.4
frr defaults traditional
hostname tor-a
!
interface eth1
 ip address 10.20.0.1/24
!
router bgp 64601
 bgp router-id 10.20.0.1
 neighbor 10.20.0.11 remote-as 64512
 neighbor 10.20.0.11 password k3y-of-the-rack
 neighbor 10.20.0.11 graceful-restart
 !
 address-family ipv4 unicast
  neighbor 10.20.0.11 route-map NODES-IN in
  neighbor 10.20.0.11 route-map NODES-OUT out
 exit-address-family
exit
!
ip prefix-list SERVICES seq 5 permit 10.44.0.0/24 le 32
!
route-map NODES-IN permit 10
 match ip address prefix-list SERVICES
exit
!
route-map NODES-OUT deny 10
exit
!
`,
  'hosts/rules.v4': `*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -s 10.20.0.0/24 -p tcp -m tcp --dport 179 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 10250 -j ACCEPT
COMMIT
`,
};

type File = keyof typeof project;

async function findings(changes: { readonly [file in File]?: string } = {}) {
  const { report } = await scanned({ ...project, ...changes });
  return report.findings
    .filter(({ level }) => level !== 'note')
    .map(({ file, range, rule, level, related }) => ({
      at: `${file}:${range?.startLine}`,
      rule,
      level,
      related: (related ?? []).map((place) => `${place.file}:${place.range?.startLine}`),
    }));
}

function change(file: File, from: string, to: string) {
  expect(project[file]).toContain(from);
  return { [file]: project[file].replace(from, to) };
}

describe('both ends of a session and the path between them', () => {
  test('nothing is said where they agree', async () => {
    expect(await findings()).toEqual([]);
  });

  test.each([
    {
      what: 'the AS number of the router',
      changes: change('routers/tor-a.conf', 'router bgp 64601', 'router bgp 64602'),
      at: 'manifests/peer.yaml:8',
      rule: 'session/as-number-mismatch',
      related: ['routers/tor-a.conf:8'],
    },
    {
      what: 'the AS number that the router expects',
      changes: change('routers/tor-a.conf', 'remote-as 64512', 'remote-as 64513'),
      at: 'manifests/peer.yaml:7',
      rule: 'session/as-number-mismatch',
      related: ['routers/tor-a.conf:10'],
    },
    {
      what: 'the password',
      changes: change('routers/tor-a.conf', 'password k3y-of-the-rack', 'password key-of-the-rack'),
      at: 'manifests/peer.yaml:12',
      rule: 'session/password-one-sided',
      related: ['routers/tor-a.conf:11'],
    },
    {
      what: 'graceful restart',
      changes: change(
        'routers/tor-a.conf',
        'neighbor 10.20.0.11 graceful-restart',
        'neighbor 10.20.0.11 graceful-restart-disable',
      ),
      at: 'routers/tor-a.conf:12',
      rule: 'router/graceful-restart-disabled',
      related: ['manifests/peer.yaml:9'],
    },
  ])('$what is told of alone', async ({ changes, at, rule, related }) => {
    const found = await findings(changes);
    expect(found.map((one) => [one.at, one.rule])).toEqual([[at, rule]]);
    expect(found[0]?.related).toEqual(expect.arrayContaining(related));
  });

  // MetalLB never listens: what comes in may be closed, and what goes out may not.
  test('a rule of the firewall is told of alone', async () => {
    expect(await findings(change('hosts/rules.v4', '--dport 179 -j ACCEPT', '--dport 179 -j DROP'))).toEqual([]);
    const found = await findings(change('hosts/rules.v4', ':OUTPUT ACCEPT', ':OUTPUT DROP'));
    expect(found.map(({ rule }) => rule)).toEqual(['host/bgp-port-dropped']);
  });
});
