/** What FRR takes of policies: route maps, lists, and how a block of BGP begins (`list` of 8.4.4; lib/routemap_cli.c, lib/filter_cli.c, bgpd/bgp_routemap.c of 2026-08). */
import { commandsOf } from './notation.ts';

const protocols =
  'kernel|connected|static|rip|ripng|ospf|ospf6|isis|bgp|eigrp|nhrp|table|vnc|babel|openfabric|local|sharp|vnc-direct|any';

const matches = commandsOf(`
  match as-path ! AS_PATH_FILTER_NAME
  match alias ! ALIAS_NAME
  match community ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME> [exact-match]
  match extcommunity ! <(1-99)|(100-500)|EXTCOMMUNITY_LIST_NAME>
  match large-community ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME> [exact-match]
  match evpn default-route
  match evpn rd ASN:NN_OR_IP-ADDRESS:NN
  match evpn route-type <ead|1|macip|2|multicast|3|es|4|prefix|5>
  match evpn vni (1-16777215)
  match interface ! IFNAME
  match ip address ! ACCESSLIST4_NAME
  match ip address prefix-len ! (0-32)
  match ip address prefix-list ! PREFIXLIST_NAME
  match ip next-hop ! ACCESSLIST4_NAME
  match ip next-hop address ! A.B.C.D
  match ip next-hop prefix-len ! (0-32)
  match ip next-hop prefix-list ! PREFIXLIST_NAME
  match ip next-hop type ! <blackhole>
  match ip route-source ! ACCESSLIST4_NAME
  match ip route-source prefix-list ! PREFIXLIST_NAME
  match ipv6 address ! ACCESSLIST6_NAME
  match ipv6 address prefix-len ! (0-128)
  match ipv6 address prefix-list ! PREFIXLIST_NAME
  match ipv6 next-hop ! ACCESSLIST6_NAME
  match ipv6 next-hop address X:X::X:X
  match ipv6 next-hop X:X::X:X
  match ipv6 next-hop prefix-list ! PREFIXLIST_NAME
  match ipv6 next-hop type ! <blackhole>
  match local-preference ! (0-4294967295)
  match mac address ACCESSLIST_MAC_NAME
  match metric ! (0-4294967295)
  match origin ! <egp|igp|incomplete>
  match peer ! <local|PEER>
  match probability ! (0-100)
  match rpki <valid|invalid|notfound>
  match rpki-extcommunity <valid|invalid|notfound>
  match source-instance ! (0-255)
  match source-protocol ! <${protocols}>
  match source-vrf NAME
  match tag ! (1-4294967295)
`);

const matchesLater = commandsOf(
  `
  match as-path-count ! (0-1028)
  match community-limit ! (0-65535)
  match extcommunity-limit ! (0-65535)
  match <community|large-community> <(1-99)|(100-500)|LIST_NAME> any
  match extcommunity <(1-99)|(100-500)|LIST_NAME> <exact-match|any>
  match script WORD
  match vpn dataplane ! <mpls|srv6|vxlan>
  match src-peer ! PEER
  match tag untagged
`,
  true,
);

const sets = commandsOf(`
  set <ipv4|ipv6> vpn next-hop ! <A.B.C.D|X:X::X:X>
  set aggregator as ! (1-4294967295) A.B.C.D
  set as-path exclude (1-4294967295)...
  no set as-path exclude
  set as-path prepend (1-4294967295)...
  no set as-path prepend
  set as-path prepend last-as ! (1-10)
  set as-path replace ! <any|(1-4294967295)>
  set atomic-aggregate
  set comm-list ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME> delete
  set community AA:NN...
  no set community
  set distance ! (0-255)
  set evpn gateway-ip ipv4 A.B.C.D
  set evpn gateway-ip ipv6 X:X::X:X
  set extcommunity bandwidth ! <(1-25600)|cumulative|num-multipaths> [non-transitive]
  set extcommunity none
  set extcommunity <rt|soo> ASN:NN_OR_IP-ADDRESS:NN...
  no set extcommunity <rt|soo>
  set forwarding-address ! X:X::X:X
  set ip next-hop ! A.B.C.D
  set ip next-hop <peer-address|unchanged>
  set ipv6 next-hop global X:X::X:X
  set ipv6 next-hop local ! X:X::X:X
  set ipv6 next-hop <peer-address|prefer-global>
  set l3vpn next-hop encapsulation gre
  set label-index ! (0-1048560)
  set large-comm-list ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME> delete
  set large-community AA:BB:CC...
  no set large-community
  set local-preference ! WORD
  set metric ! <(-4294967295-4294967295)|rtt|+rtt|-rtt>
  set metric-type ! <type-1|type-2>
  set origin ! <egp|igp|incomplete>
  set originator-id ! A.B.C.D
  set sr-te color ! (1-4294967295)
  set src ! <A.B.C.D|X:X::X:X>
  set table ! (1-4294967295)
  set tag ! (1-4294967295)
  set weight ! (0-4294967295)
  call ! WORD
  continue ! (1-65535)
  + continue
  description ! LINE...
  on-match goto ! (1-65535)
  on-match next
`);

const setsLater = commandsOf(
  `
  set aggregator as ! ASNUM A.B.C.D
  set as-path <exclude|prepend> ASNUM...
  set as-path exclude all
  set as-path exclude as-path-access-list ! AS_PATH_FILTER_NAME
  set as-path replace ! <any|ASNUM> [ASNUM]
  set as-path replace as-path-access-list ! AS_PATH_FILTER_NAME [ASNUM]
  set aigp-metric ! <igp-metric|(0-4294967295)>
  set comm-list <delete|add|replace> ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME>
  set large-comm-list delete ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME>
  set extended-comm-list delete ! <(1-99)|(100-500)|LIST_NAME>
  set extended-comm-list <(1-99)|(100-500)|LIST_NAME> delete
  set extcommunity <color|nt> RTLIST...
  no set extcommunity <color|nt>
  set extcommunity bandwidth (0-4294967295) [non-transitive]
  set extcommunity evpn rmac ! X:X:X:X:X:X
  set l3vpn next-hop encapsulation gretap
  set <min-metric|max-metric> ! (0-4294967295)
  set metric <igp|aigp>
  set tag untagged
  set vpnv4 next-hop A.B.C.D
  set vpnv6 next-hop X:X::X:X
`,
  true,
);

const tops = commandsOf(`
  router bgp [(1-4294967295) [<view|vrf> VIEWVRFNAME]]
  + route-map RMAP_NAME <deny|permit> (1-65535)
  no route-map RMAP_NAME [<deny|permit> (1-65535)]
  route-map RMAP_NAME optimization
  ip prefix-list WORD [seq (1-4294967295)] <deny|permit> <any|A.B.C.D/M [{ge (0-32)|le (0-32)}]>
  ip prefix-list WORD description ! LINE...
  no ip prefix-list WORD [seq (1-4294967295)]
  ipv6 prefix-list WORD [seq (1-4294967295)] <deny|permit> <any|X:X::X:X/M [{ge (0-128)|le (0-128)}]>
  ipv6 prefix-list WORD description ! LINE...
  no ipv6 prefix-list WORD [seq (1-4294967295)]
  <ip|ipv6> prefix-list sequence-number
  access-list WORD [seq (1-4294967295)] <deny|permit> <A.B.C.D/M [exact-match]|any>
  access-list WORD [seq (1-4294967295)] <deny|permit> <[host] A.B.C.D|A.B.C.D A.B.C.D>
  access-list WORD [seq (1-4294967295)] <deny|permit> ip <A.B.C.D A.B.C.D|host A.B.C.D|any> <A.B.C.D A.B.C.D|host A.B.C.D|any>
  access-list WORD remark ! LINE...
  no access-list WORD
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> <X:X::X:X/M [exact-match]|any>
  ipv6 access-list WORD remark ! LINE...
  no ipv6 access-list WORD
  bgp as-path access-list AS_PATH_FILTER_NAME [seq (0-4294967295)] <deny|permit> LINE...
  no bgp as-path access-list AS_PATH_FILTER_NAME
  bgp community-list <(1-99)|standard COMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  bgp community-list <(100-500)|expanded COMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  no bgp community-list <(1-99)|(100-500)|<standard|expanded> COMMUNITY_LIST_NAME>
  bgp extcommunity-list <(1-99)|standard EXTCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  bgp extcommunity-list <(100-500)|expanded EXTCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> LINE...
  no bgp extcommunity-list <(1-99)|(100-500)|<standard|expanded> EXTCOMMUNITY_LIST_NAME>
  bgp large-community-list <(1-99)|standard LCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:BB:CC...
  bgp large-community-list <(100-500)|expanded LCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> LINE...
  no bgp large-community-list <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME|<standard|expanded> LCOMMUNITY_LIST_NAME>
  bgp community alias WORD ALIAS_NAME
  bgp graceful-shutdown
  bgp no-rib
  bgp route-map delay-timer ! (0-600)
  bgp session-dscp ! (0-63)
  bgp update-delay ! (0-3600) [(1-3600)]
  bgp suppress-fib-pending
  bgp send-extra-data zebra
  bgp config-type <cisco|zebra>
`);

const topsLater = commandsOf(
  `
  router bgp ASNUM [<view|vrf> VIEWVRFNAME] [as-notation <dot|dot+|plain>]
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> <X:X::X:X X:X::X:X|[host] X:X::X:X>
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> ipv6 <X:X::X:X X:X::X:X|host X:X::X:X|any> <X:X::X:X X:X::X:X|host X:X::X:X|any>
  ip access-list WORD NAME...
  bgp graceful-restart
  bgp graceful-restart-disable
  bgp graceful-restart <preserve-fw-state|notification>
  bgp graceful-restart stalepath-time ! (1-4095)
  bgp graceful-restart restart-time ! (0-4095)
  bgp graceful-restart select-defer-time ! (0-3600)
  bgp graceful-restart rib-stale-time ! (1-3600)
  bgp ipv6-auto-ra
  bgp suppress-fib-pending (0-10000)
  bgp input-queue-limit ! (1-4294967295)
  bgp output-queue-limit ! (1-4294967295)
  bgp advertisement-delay ! (1-3600)
`,
  true,
);

export const policyNodes = {
  'route-map': [...matches, ...matchesLater, ...sets, ...setsLater],
  top: [...tops, ...topsLater],
} as const;
