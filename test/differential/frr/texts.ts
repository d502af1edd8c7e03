/** Configurations of FRR that `vtysh -C` of 8.4 takes as they are, and ways to spoil one. */
export const texts: readonly string[] = [
  `frr version 8.4
frr defaults traditional
hostname tor1
!
router bgp 64513
 bgp router-id 192.0.2.1
 bgp log-neighbor-changes
 no bgp ebgp-requires-policy
 no bgp default ipv4-unicast
 bgp graceful-restart stalepath-time 360
 bgp graceful-restart restart-time 120
 bgp bestpath as-path multipath-relax
 bgp listen limit 200
 neighbor NODES peer-group
 neighbor NODES remote-as 64512
 neighbor NODES password geheim
 neighbor NODES timers 3 9
 neighbor NODES timers connect 5
 neighbor NODES graceful-restart
 neighbor NODES bfd
 neighbor 192.0.2.11 peer-group NODES
 neighbor 192.0.2.12 remote-as external
 neighbor 192.0.2.12 description second rack, row 4
 neighbor 192.0.2.12 ebgp-multihop 2
 neighbor 192.0.2.12 update-source lo
 neighbor 2001:db8::12 remote-as 64514
 neighbor 2001:db8::12 ttl-security hops 2
 neighbor 2001:db8::12 shutdown message moved away
 neighbor 2001:db8::12 local-as 64600 no-prepend replace-as
 neighbor swp2 interface remote-as external
 neighbor swp3 interface v6only peer-group NODES
 bgp listen range 198.51.100.0/24 peer-group NODES
 !
 address-family ipv4 unicast
  network 203.0.113.0/24
  redistribute connected route-map CONNECTED
  neighbor NODES activate
  neighbor NODES route-map NODES-IN in
  neighbor NODES maximum-prefix 500 80 warning-only
  neighbor 192.0.2.12 activate
  neighbor 192.0.2.12 prefix-list PODS in
  neighbor 192.0.2.12 allowas-in 1
  neighbor 192.0.2.12 soft-reconfiguration inbound
  neighbor 192.0.2.12 next-hop-self
  maximum-paths 8
 exit-address-family
 !
 address-family ipv6 unicast
  neighbor 2001:db8::12 activate
  neighbor 2001:db8::12 send-community both
  neighbor 2001:db8::12 remove-private-AS all
 exit-address-family
exit
!
ip prefix-list PODS seq 5 permit 10.244.0.0/16 le 26
ip prefix-list PODS seq 10 deny any
ipv6 prefix-list PODS6 permit 2001:db8:1::/48 ge 64 le 128
bgp as-path access-list OWN permit ^64512$
access-list MGMT seq 5 permit 192.0.2.0/24
!
route-map NODES-IN permit 10
 match ip address prefix-list PODS
 match as-path OWN
 set local-preference 200
 set community 64513:100 additive
 on-match next
exit
!
route-map NODES-IN deny 20
exit
route-map CONNECTED permit 10
 match interface swp1
 call NODES-IN
exit
!
`,
  `router bgp 64520
 bgp confederation identifier 64500
 bgp confederation peers 64521 64522
 bgp cluster-id 10.0.0.1
 timers bgp 10 30
 neighbor 10.0.0.2 remote-as internal
 neighbor 10.0.0.2 passive
 neighbor 10.0.0.2 port 1790
 neighbor 10.0.0.2 graceful-restart-disable
 neighbor 10.0.0.3 remote-as 64521
 neighbor 10.0.0.3 local-role provider strict-mode
 neighbor 10.0.0.3 capability extended-nexthop
 neighbor 10.0.0.3 bfd profile fast
 neighbor 10.0.0.3 bfd check-control-plane-failure
 neighbor 10.0.0.3 disable-connected-check
 address-family l2vpn evpn
  neighbor 10.0.0.2 activate
  neighbor 10.0.0.2 route-reflector-client
  advertise-all-vni
  vni 100
   rd 10.0.0.1:100
   route-target import 64520:100
  exit-vni
 exit-address-family
exit
router bgp 64520 vrf red
 neighbor 10.1.0.2 remote-as 64530
 address-family ipv4 unicast
  redistribute static metric 5
  rd vpn export 64520:1
  rt vpn both 64520:1
  export vpn
  import vpn
 exit-address-family
exit
bgp community-list standard KEEP permit 64500:1
bgp large-community-list standard BIG seq 5 permit 64500:1:1
route-map R permit 5
 match community KEEP
 set as-path prepend 64520 64520
 set ip next-hop 10.0.0.9
 set metric +10
exit
end
`,
];

/** Numbers in [0, 1), the same for one seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = [
  '0',
  '4294967296',
  '-1',
  '65536',
  '1.10',
  '10.0.0.300',
  '2001:db8::/129',
  'in',
  'ipv6',
  'x',
  'no',
  'neighbor',
];

/** The text with one to three of its lines spoiled. */
export function spoiled(text: string, next: () => number): string {
  const lines = text.split('\n');
  const at = (length: number) => Math.floor(next() * length);
  for (let n = 1 + at(3); n > 0; n--) {
    const i = at(lines.length);
    const line = lines[i] ?? '';
    const parts = line.trim().split(' ');
    const p = at(parts.length);
    const part = parts[p] ?? '';
    const c = at(part.length);
    const replaced = (...by: readonly string[]) => ` ${[...parts.slice(0, p), ...by, ...parts.slice(p + 1)].join(' ')}`;
    const ways: readonly (() => void)[] = [
      () => lines.splice(i, 1, replaced()),
      () => lines.splice(i, 1, replaced(part, part)),
      () => lines.splice(i, 1, replaced(part.slice(0, Math.max(1, c)))),
      () => lines.splice(i, 1, replaced(part.slice(0, c) + part.slice(c + 1))),
      () => lines.splice(i, 1, replaced(`${part.slice(0, c)}z${part.slice(c)}`)),
      () => lines.splice(i, 1, replaced(words[at(words.length)] ?? '')),
      () => lines.splice(i, 1, replaced(part, words[at(words.length)] ?? '')),
      () => lines.splice(i, 1, `${line} ${words[at(words.length)]}`),
      () => lines.splice(i, 1, `no ${line.trim()}`),
      () => lines.splice(i, 1),
      () => lines.splice(i, 0, line),
      () => lines.splice(at(lines.length), 0, line),
    ];
    ways[at(ways.length)]?.();
  }
  return lines.join('\n');
}
