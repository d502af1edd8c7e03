/** What FRR takes of a process and of its neighbors, in no family. */
import { commandsOf } from './notation.ts';

export const process = commandsOf(`
  bgp router-id ! A.B.C.D
  bgp cluster-id ! <A.B.C.D|(1-4294967295)>
  bgp confederation identifier ! (1-4294967295)
  bgp confederation peers (1-4294967295)...
  bgp max-med administrative ! (0-4294967295)
  + bgp max-med administrative
  bgp max-med on-startup ! (5-86400) [(0-4294967295)]
  bgp allow-martian-nexthop
  bgp fast-convergence
  bgp suppress-fib-pending
  bgp disable-ebgp-connected-route-check
  bgp minimum-holdtime ! (1-65535)
  bgp client-to-client reflection
  bgp <always-compare-med|ebgp-requires-policy|suppress-duplicates|reject-as-sets|deterministic-med|fast-external-failover|log-neighbor-changes>
  bgp graceful-restart
  bgp graceful-restart-disable
  bgp graceful-restart <preserve-fw-state|notification|disable-eor>
  bgp graceful-restart stalepath-time ! (1-4095)
  bgp graceful-restart restart-time ! (0-4095)
  bgp graceful-restart select-defer-time ! (0-3600)
  bgp graceful-restart rib-stale-time ! (1-3600)
  bgp hard-administrative-reset
  bgp long-lived-graceful-restart stale-time ! (1-4294967295)
  bgp bestpath compare-routerid
  bgp bestpath as-path <ignore|confed>
  bgp bestpath as-path multipath-relax [<as-set|no-as-set>]
  bgp bestpath peer-type multipath-relax
  bgp bestpath med <confed [missing-as-worst]|missing-as-worst [confed]>
  bgp bestpath bandwidth ! <ignore|skip-missing|default-weight-for-missing>
  bgp default <ipv4-unicast|ipv4-multicast|ipv4-vpn|ipv4-labeled-unicast|ipv4-flowspec|ipv6-unicast|ipv6-multicast|ipv6-vpn|ipv6-labeled-unicast|ipv6-flowspec|l2vpn-evpn>
  bgp default <shutdown|show-hostname|show-nexthop-hostname>
  bgp default local-preference ! (0-4294967295)
  bgp default subgroup-pkt-queue-max ! (20-100)
  bgp network import-check
  + bgp network import-check exact
  bgp route-reflector allow-outbound-policy
  bgp listen limit ! (1-65535)
  bgp listen range <A.B.C.D/M|X:X::X:X/M> peer-group PGNAME
  bgp shutdown
  bgp shutdown message MSG...
  bgp route-map delay-timer ! (0-600)
  bgp graceful-shutdown
  bgp conditional-advertisement timer (5-240)
  bgp dampening [(1-45) [(1-20000) (1-50000) (1-255)]]
  timers bgp ! (0-65535) (0-65535)
  update-delay ! (0-3600) [(1-3600)]
  write-quanta (1-64)
  read-quanta (1-10)
  coalesce-time (0-4294967295)
  bmp targets BMPTARGETS
  bmp mirror buffer-limit ! (0-4294967294)
  segment-routing srv6
  no auto-summary
  no synchronization
  no rd
  vrf-policy NAME
  vnc NAME...
  + address-family ipv4 [<unicast|multicast|vpn|labeled-unicast|flowspec>]
  + address-family ipv6 [<unicast|multicast|vpn|labeled-unicast|flowspec>]
  + address-family <vpnv4|vpnv6> [unicast]
  + address-family l2vpn evpn
`);

export const processLater = commandsOf(
  `
  bgp confederation identifier ! ASNUM
  bgp confederation peers ASNUM...
  bgp suppress-fib-pending (0-10000)
  bgp bestpath <aigp|use-imported-attributes>
  bgp default <dynamic-capability|link-local-capability>
  bgp default software-version-capability [latest-encoding]
  bgp default-originate timer (0-65535)
  bgp enforce-first-as
  bgp ipv6-auto-ra
  bgp labeled-unicast <explicit-null|ipv4-explicit-null|ipv6-explicit-null>
  bgp tcp-keepalive ! (1-65535) (1-65535) (1-30)
  advertisement-delay ! (1-3600)
  use-underlays-nexthop-weight
  sid vpn per-vrf export ! <(1-4294967295)|auto|explicit X:X::X:X>
  + address-family <ipv4|ipv6> unreachability
  + address-family link-state [link-state]
`,
  true,
);

export const neighbor = commandsOf(`
  + neighbor PEER remote-as <(1-4294967295)|internal|external>
  no neighbor <WORD|<A.B.C.D|X:X::X:X> [remote-as <(1-4294967295)|internal|external>]>
  no neighbor WORD remote-as <(1-4294967295)|internal|external>
  + neighbor WORD interface [v6only] [peer-group PGNAME]
  + neighbor WORD interface [v6only] remote-as <(1-4294967295)|internal|external>
  no neighbor WORD interface [v6only] [peer-group PGNAME] [remote-as <(1-4294967295)|internal|external>]
  neighbor <A.B.C.D|X:X::X:X> interface WORD
  neighbor WORD peer-group
  neighbor PEER peer-group PGNAME
  + neighbor PEER local-as (1-4294967295) [no-prepend [replace-as]]
  no neighbor PEER local-as [(1-4294967295) [no-prepend [replace-as]]]
  neighbor PEER local-role <provider|rs-server|rs-client|customer|peer> [strict-mode]
  neighbor PEER <graceful-restart|graceful-restart-disable|graceful-restart-helper>
  neighbor PEER <solo|passive|dont-capability-negotiate|override-capability|strict-capability-match>
  neighbor PEER <disable-connected-check|enforce-multihop|disable-link-bw-encoding-ieee|extended-optional-parameters>
  neighbor PEER <enforce-first-as|sender-as-path-loop-detection>
  neighbor PEER password ! LINE
  neighbor PEER shutdown
  neighbor PEER shutdown message MSG...
  neighbor PEER shutdown rtt ! (1-65535) [count (1-255)]
  neighbor PEER capability <dynamic|extended-nexthop>
  neighbor PEER ebgp-multihop
  neighbor PEER ebgp-multihop (1-255)
  neighbor PEER description ! LINE...
  neighbor PEER update-source ! PEER
  neighbor PEER port ! (0-65535)
  neighbor PEER timers ! (0-65535) (0-65535)
  neighbor PEER timers connect ! (1-65535)
  neighbor PEER timers delayopen ! (1-240)
  neighbor PEER advertisement-interval ! (0-600)
  neighbor PEER ttl-security hops (1-254)
  neighbor PEER tcp-mss ! (1-65535)
  neighbor PEER bfd
  neighbor PEER bfd (2-255) (50-60000) (50-60000)
  neighbor PEER bfd check-control-plane-failure
  neighbor PEER bfd profile ! BFDPROF
`);

export const neighborLater = commandsOf(
  `
  + neighbor PEER remote-as <ASNUM|auto>
  no neighbor <WORD|<A.B.C.D|X:X::X:X> [remote-as <ASNUM|auto>]>
  no neighbor WORD remote-as <ASNUM|auto>
  + neighbor WORD interface [v6only] remote-as <ASNUM|auto>
  no neighbor WORD interface [v6only] [peer-group PGNAME] [remote-as <ASNUM|auto>]
  + neighbor PEER local-as ASNUM [no-prepend [replace-as [dual-as]]]
  no neighbor PEER local-as [ASNUM [no-prepend [replace-as] [dual-as]]]
  neighbor PEER <oad|aigp|graceful-shutdown|extended-link-bandwidth|send-nexthop-characteristics|ip-transparent>
  neighbor PEER capability software-version [latest-encoding]
  neighbor PEER capability <link-local|fqdn>
  neighbor PEER rpki strict
  neighbor PEER path-attribute discard ! (1-255)...
  neighbor PEER path-attribute treat-as-withdraw ! (1-255)...
  neighbor PEER local-link-id ! (1-4294967295)
  neighbor PEER remote-link-id ! (1-4294967295)
  neighbor PEER bfd strict [hold-time (1-4294967295)]
  no neighbor PEER bfd strict hold-time
`,
  true,
);
