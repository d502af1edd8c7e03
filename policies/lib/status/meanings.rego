# METADATA
# description: |
#   What a state and an error of a session mean, and what to do: one row a line, the first that holds counts. Of a row
#   all that it gives must hold:
#   - `states`, of the session (src/classify/status/model.ts); `who`, the programs that printed it (bgplint.lib.status)
#   - `error`, a part of the error's text in lower case; `code`, of a NOTIFICATION; `received`, whether the other end
#     said it
#   - `means` and `do`, clauses for people; `source`, the experiment or the code that it is from
#
#   The experiments are those of two network namespaces with FRR 8.4.4 and BIRD 1.6.8, one end a node, the other a
#   router.
package bgplint.lib.status.meanings

# METADATA
# description: The row for a session that a program printed. There is always one.
of(session, who) := [row | some row in rows; holds(row, session, who)][0]

holds(row, session, who) if {
	state_holds(row, session)
	who_holds(row, who)
	text_holds(row, session)
	code_holds(row, session)
	received_holds(row, session)
}

state_holds(row, _) if not row.states

state_holds(row, session) if row.states[session.state]

who_holds(row, _) if not row.who

who_holds(row, who) if row.who[who]

text_holds(row, _) if not row.error

text_holds(row, session) if contains(lower(session.error.text), row.error)

code_holds(row, _) if not row.code

code_holds(row, session) if session.error.code == row.code

received_holds(row, _) if object.get(row, "received", null) == null

received_holds(row, session) if session.error.received == row.received

rows := array.flatten([plain, by_error, by_state])

compare_as := "compare each end's AS number with the one that the other end expects"

# States that say it all, whatever the last error was.
plain := [
	{
		"states": {"admin"},
		"who": {"bird"},
		"means": "BIRD does not run it, because it is disabled",
		"do": "`birdcl show protocols all` shows more, and `birdcl enable` starts it",
		"source": "disabled: `down` with an empty info",
	},
	{
		"states": {"admin"},
		"means": "it is shut down in the configuration of this end",
		"do": "remove it (`no neighbor … shutdown`) if the maintenance is over",
		"source": "`shutdown` of the neighbor: `Idle (Admin)`",
	},
	{
		"states": {"prefix_limit"},
		"means": "the other end sent more prefixes than `maximum-prefix` allows",
		"do": "check what it advertises, raise the limit if that is right, and clear the session",
		"source": "FRR bgpd/bgp_vty.c: `Idle (PfxCt)`",
	},
	{
		"states": {"nsf_passive"},
		"means": "the other end is gone, and its routes are kept as stale for its restart time",
		"do": "check whether it comes back, or its routes will be dropped",
		"source": "node killed with graceful restart: `NSF passive`",
	},
]

# An AS number that the other end does not expect.
by_error := [
	{
		"error": "bad peer as",
		"received": true,
		"means": "the other end expects a different AS number",
		"do": "compare the number configured there with this end's own",
		"source": "AS mismatch: `Received: Bad peer AS` of BIRD at the end whose OPEN is refused",
	},
	{
		"error": "bad peer as",
		"received": false,
		"means": "the other end does not have the AS number that this end expects",
		"do": "compare the number configured here with the other end's own",
		"source": "AS mismatch: `BGP Error: Bad peer AS` of BIRD at the end that sees it",
	},
	{
		"error": "bad peer as",
		"means": "the AS numbers of the two ends do not match",
		"do": compare_as,
		"source": "AS mismatch: 0202 of FRR, at the node alone where that never listens",
	},
	{
		"code": "0202",
		"means": "the AS numbers of the two ends do not match",
		"do": compare_as,
		"source": "AS mismatch: 0202 of FRR",
	},
	{
		"error": "bad bgp identifier",
		"means": "both ends of an iBGP session have the same router ID, or one has 0.0.0.0",
		"do": "give each speaker its own router ID",
		"source": "one router id twice: iBGP `Bad BGP Identifier`, eBGP up",
	},
	{
		"code": "0203",
		"means": "both ends of an iBGP session have the same router ID, or one has 0.0.0.0",
		"do": "give each speaker its own router ID",
		"source": "one router id twice: 0203 of FRR",
	},
	{
		"error": "unacceptable hold time",
		"means": "the hold time is below the minimum of the other end",
		"do": "raise it, or lower `minimum-holdtime` there",
		"source": "hold time: 1 and 2 refused, and less than minimum-holdtime (RFC 4271, 6.2)",
	},
	{
		"code": "0206",
		"means": "the hold time is below the minimum of the other end",
		"do": "raise it, or lower `minimum-holdtime` there",
		"source": "hold time: 0206, RFC 4271, 6.2",
	},
	{
		"error": "unsupported capability",
		"means": "no address family is active at both ends",
		"do": "activate the same one at both, such as IPv4 unicast",
		"source": "no common family: Idle, `Unsupported Capability`",
	},
	{
		"code": "0207",
		"means": "no address family is active at both ends",
		"do": "activate the same one at both, such as IPv4 unicast",
		"source": "no common family: 0207",
	},
	{
		"error": "role mismatch",
		"means": "the BGP roles of the two ends do not match",
		"do": "pair provider with customer, peer with peer, route server with client",
		"source": "RFC 9234, 4.2",
	},
	{
		"code": "020B",
		"means": "the BGP roles of the two ends do not match",
		"do": "pair provider with customer, peer with peer, route server with client",
		"source": "RFC 9234, 4.2",
	},
	{
		"error": "md5 auth failed",
		"means": "the kernel rejects the password of this peer, which has more than 80 bytes",
		"do": "use a shorter one at both ends",
		"source": "password of 81 bytes: that peer `down`, `Error: Kernel MD5 auth failed`",
	},
	{
		"error": "no listening socket",
		"means": "another program on this node has BIRD's port",
		"do": "find it with `ss -ltnp sport = :179`, and move one of the two",
		"source": "no listening socket: `down`, `Error: No listening socket`",
	},
	{
		"error": "connection refused",
		"means": "nothing listens on that port, or a firewall rejects the connection",
		"do": "check whether BGP runs there, and for a REJECT rule on the way",
		"source": "179 rejected: `Active`, `Socket: Connection refused`",
	},
	{
		"error": "connection reset",
		"means": "the other end listens, but does not know this one",
		"do": "add this end's address there as a neighbor, or to a listen range",
		"source": "the other end does not list this one: `Active` or `OpenSent`, `Connection reset by peer`",
	},
	{
		"error": "connection closed",
		"means": "the other end's daemon stopped, or does not know this end",
		"do": "check whether BGP runs there, and whether it lists this end's address",
		"source": "the router of a node that was killed: `Active`, `Socket: Connection closed`",
	},
	{
		"error": "no route to host",
		"means": "that address is unreachable, because it has no route or no owner, or a firewall rejects by ICMP",
		"do": "try `ping` and `ip route get` from this end",
		"source": "179 rejected by ICMP",
	},
	{
		"error": "unreachable",
		"means": "that address is unreachable, because it has no route or no owner, or a firewall rejects by ICMP",
		"do": "try `ping` and `ip route get` from this end",
		"source": "179 rejected by ICMP",
	},
	{
		"error": "timed out",
		"means": "there is no answer, because packets are dropped on the way or the passwords differ",
		"do": "open TCP/179 on the way, then compare the passwords",
		"source": "179 dropped; password at one end",
	},
	{
		"error": "waiting for nht",
		"means": concat(" ", [
			"this end has no route to that address,",
			"or it is more than one hop away and the session is not multihop",
		]),
		"do": "set multihop (`ebgpMultiHop`, `ebgp-multihop`), or add a route",
		"source": "eBGP to a loopback: `Active`, `Waiting for NHT`",
	},
	{
		"error": "bfd",
		"means": "BFD reports that the path is down",
		"do": "check the path, and bfdd at both ends",
		"source": "path cut, or bfdd gone first: `Cease/BFD Down`",
	},
	{
		"code": "060A",
		"means": "BFD reports that the path is down",
		"do": "check the path, and bfdd at both ends",
		"source": "path cut, or bfdd gone first: 060A",
	},
	{
		"error": "hold timer expired",
		"received": true,
		"means": "it was up, but the other end received nothing from this one for the hold time",
		"do": "check the path to the other end, and whether this end was too busy to send",
		"source": "expiry of the hold timer",
	},
	{
		"error": "hold timer expired",
		"means": "it was up, but nothing was received for the hold time",
		"do": "check the path, and whether the other end still runs",
		"source": "expiry of the hold timer",
	},
	{
		"code": "0400",
		"means": "it was up, but nothing was received for the hold time",
		"do": "check the path, and whether the other end still runs",
		"source": "expiry of the hold timer: 0400",
	},
	{
		"error": "maximum number of prefixes",
		"means": "the other end sent more prefixes than the limit allows",
		"do": "check what it advertises, raise the limit if that is right, and clear the session",
		"source": "RFC 4486, Cease/Maximum Number of Prefixes Reached",
	},
	{
		"error": "route limit exceeded",
		"means": "the other end sent more prefixes than the limit allows",
		"do": "check what it advertises, and raise the limit if that is right",
		"source": "BIRD 1.6 proto/bgp/bgp.c",
	},
	{
		"error": "administrative",
		"received": true,
		"means": "it was shut down or reset at the other end",
		"do": "look for `shutdown` of this neighbor there",
		"source": "`shutdown` of the neighbor: Cease/Administrative Shutdown",
	},
	{
		"error": "admin. shutdown",
		"means": "it is shut down in the configuration of this end",
		"do": "remove `shutdown` of the neighbor if the maintenance is over",
		"source": "`shutdown` of the neighbor",
	},
	{
		"error": "administrative",
		"means": "it was shut down or reset",
		"do": "look for `shutdown` of the neighbor at both ends",
		"source": "`shutdown` of the neighbor: Cease/Administrative Shutdown",
	},
	{
		"error": "peer de-configured",
		"means": "this neighbor was removed from the configuration of one end",
		"do": "check whether both ends still list each other",
		"source": "RFC 4486, Cease/Peer De-configured",
	},
	{
		"error": "peer unconfigured",
		"means": "this neighbor was removed from the configuration of one end",
		"do": "check whether both ends still list each other",
		"source": "RFC 4486, Cease/Peer De-configured",
	},
	{
		"error": "connection rejected",
		"means": "the other end does not list this one, or its listen limit is reached",
		"do": "add this end's address there as a neighbor, or raise the limit",
		"source": "RFC 4486, Cease/Connection Rejected",
	},
	{
		"error": "collision",
		"means": "two connections between these addresses close each other",
		"do": "once is harmless; if it repeats, look for two BGP speakers on one node, or TTL security at one end",
		"source": "two speakers of one node to one router",
	},
	{
		"code": "0607",
		"means": "two connections between these addresses close each other",
		"do": "once is harmless; if it repeats, look for two BGP speakers on one node, or TTL security at one end",
		"source": "two speakers of one node to one router: 0607",
	},
]

dropped := "there is no answer, because packets are dropped on the way or the passwords differ"

open_path := "open TCP/179 in both directions, then compare the passwords"

any_mismatch := concat(" ", [
	"it waits for an OPEN, which is all that a router shows for nodes with MetalLB, frr-k8s or Cilium,",
	"whatever is wrong",
])

by_state := [
	{
		"states": {"down"},
		"who": {"bird"},
		"error": ":",
		"means": "BIRD gave up on this session",
		"do": "fix what the error names, then `birdcl restart` it",
		"source": "BIRD 1.6 proto/bgp/bgp.c, bgp_store_error and bgp_stop",
	},
	{
		"states": {"down"},
		"who": {"bird"},
		"means": "BIRD does not run it, because it is disabled or was stopped",
		"do": "`birdcl show protocols all` shows more, and `birdcl enable` starts a disabled one",
		"source": "disabled: `down` with an empty info",
	},
	{
		"states": {"passive"},
		"who": {"bird"},
		"means": "it waits for the other end to dial, which is not up or cannot reach TCP/179 of this node",
		"do": "check the other end, and open TCP/179 to this node",
		"source": "projectcalico/calico confd, `passive on`: of two nodes the one with the lower address waits",
	},
	{
		"states": {"passive"},
		"means": "it is set to wait for the other end to dial, which has not happened",
		"do": "check whether the other end dials (two passive ends never meet), and open TCP/179 to this one",
		"source": "both ends passive",
	},
	{
		"states": {"open_sent", "open_confirm"},
		"means": "the OPEN is not answered; if that lasts, only one end has TTL security, or multihop is missing",
		"do": "compare `ttl-security` and `ebgp-multihop` of both ends",
		"source": "TTL security at one end: OpenSent or OpenConfirm for ever; TTL 1 behind another router",
	},
	{
		"states": {"connect"},
		"means": dropped,
		"do": open_path,
		"source": "179 dropped; password at one end: `Connect` in BIRD and FRR, which look the same",
	},
	{
		"states": {"active"},
		"who": {"router"},
		"means": any_mismatch,
		"do": "look at the node's end",
		"source": "correction 6: the router's side is a plain `Active`, `Waiting for peer OPEN`",
	},
	{
		"states": {"active"},
		"who": {"frr-node"},
		"means": "nothing listens on that port, the router does not list this node, or there is no route to it",
		"do": "check the router's neighbors and listen ranges, and for a REJECT rule on the way",
		"source": "179 rejected, not listed on B, `Waiting for NHT`: `Active`",
	},
	{
		"states": {"active"},
		"who": {"frr"},
		"means": concat(" ", [
			"on a node it is refused, not listed at the other end, or without a route;",
			"on a router of MetalLB, frr-k8s or Cilium nodes it may be any mismatch",
		]),
		"do": "look at the node's end",
		"source": "179 rejected, not listed on B; correction 6",
	},
	{
		"states": {"active"},
		"who": {"gobgp"},
		"means": "it is refused or dropped on the way, not listed at the other end, or has a different password there",
		"do": "check the router's neighbors and passwords, and open TCP/179 to it",
		"source": "osrg/gobgp pkg/server/fsm.go: it dials in ACTIVE and is never in CONNECT",
	},
	{
		"states": {"active"},
		"means": "its connections are refused, or the other end does not list this one",
		"do": "check whether BGP runs there, with this address as a neighbor",
		"source": "179 rejected; the other end does not list this one: `Active`",
	},
	{
		"states": {"idle"},
		"who": {"gobgp"},
		"means": "the other end closed it or rejected the OPEN, and GoBGP waits before it tries again",
		"do": "look for the NOTIFICATION in the Cilium agent's log, and compare AS numbers, password and timers",
		"source": "osrg/gobgp pkg/server/fsm.go: IDLE until the idle hold timer is over",
	},
	{
		"states": {"idle"},
		"who": {"router", "frr-node", "frr"},
		"means": "there is no route to that address, or one end rejected the other's OPEN",
		"do": "`show bgp neighbors` shows the last error and the NOTIFICATION",
		"source": "AS mismatch: both `Idle`, 0202; no common family: `Idle`",
	},
	{
		"states": {"idle"},
		"means": "it failed and waits before it tries again",
		"do": "`birdcl show protocols all` shows why",
		"source": "BIRD 1.6 proto/bgp/bgp.c, bgp_start_timer with the error wait time",
	},
	{
		"means": "no routes pass",
		"do": "check the status of the other end",
		"source": "RFC 4271, 8.2.2: routes pass in Established only",
	},
]
