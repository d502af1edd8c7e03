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

compare_as := "compare the AS number that each end has with the one that the other expects"

# States that say it all, whatever the last error was.
plain := [
	{
		"states": {"admin"},
		"who": {"bird"},
		"means": "BIRD does not run this session: it is disabled",
		"do": "`birdcl show protocols all` says more, and `birdcl enable` starts it",
		"source": "disabled: `down` with an empty info",
	},
	{
		"states": {"admin"},
		"means": "the configuration of this end shuts it down",
		"do": "take `shutdown` from the neighbor (`no neighbor … shutdown`) if that is over",
		"source": "`shutdown` of the neighbor: `Idle (Admin)`",
	},
	{
		"states": {"prefix_limit"},
		"means": "more prefixes came than `maximum-prefix` allows, and the session was closed",
		"do": "look what the other end announces, raise the limit if that is right, and clear the session",
		"source": "FRR bgpd/bgp_vty.c: `Idle (PfxCt)`",
	},
	{
		"states": {"nsf_passive"},
		"means": "the other end is gone, and its routes are kept as stale until its restart time is over",
		"do": "look whether it comes back: then this ends by itself, else its routes go",
		"source": "node killed with graceful restart: `NSF passive`",
	},
]

# An AS number that the other end does not expect.
by_error := [
	{
		"error": "bad peer as",
		"received": true,
		"means": "the other end expects another AS number from this one",
		"do": "compare the AS number that the other end has for this one with this end's own",
		"source": "AS mismatch: `Received: Bad peer AS` of BIRD at the end whose OPEN is refused",
	},
	{
		"error": "bad peer as",
		"received": false,
		"means": "the other end has another AS number than this one expects",
		"do": "compare the AS number that this end has for the other one with the other end's own",
		"source": "AS mismatch: `BGP Error: Bad peer AS` of BIRD at the end that sees it",
	},
	{
		"error": "bad peer as",
		"means": "the AS numbers of the two ends do not agree",
		"do": compare_as,
		"source": "AS mismatch: 0202 of FRR, at the node alone where that never listens",
	},
	{
		"code": "0202",
		"means": "the AS numbers of the two ends do not agree",
		"do": compare_as,
		"source": "AS mismatch: 0202 of FRR",
	},
	{
		"error": "bad bgp identifier",
		"means": "both ends of an iBGP session have one router id, or one end has 0.0.0.0",
		"do": "give each speaker a router id of its own",
		"source": "one router id twice: iBGP `Bad BGP Identifier`, eBGP up",
	},
	{
		"code": "0203",
		"means": "both ends of an iBGP session have one router id, or one end has 0.0.0.0",
		"do": "give each speaker a router id of its own",
		"source": "one router id twice: 0203 of FRR",
	},
	{
		"error": "unacceptable hold time",
		"means": "the hold time is below what the other end takes",
		"do": "raise it, or lower `minimum-holdtime` there",
		"source": "hold time: 1 and 2 refused, and less than minimum-holdtime (RFC 4271, 6.2)",
	},
	{
		"code": "0206",
		"means": "the hold time is below what the other end takes",
		"do": "raise it, or lower `minimum-holdtime` there",
		"source": "hold time: 0206, RFC 4271, 6.2",
	},
	{
		"error": "unsupported capability",
		"means": "no address family is active for this neighbor at both ends",
		"do": "activate the same one at both, such as IPv4 unicast",
		"source": "no common family: Idle, `Unsupported Capability`",
	},
	{
		"code": "0207",
		"means": "no address family is active for this neighbor at both ends",
		"do": "activate the same one at both, such as IPv4 unicast",
		"source": "no common family: 0207",
	},
	{
		"error": "role mismatch",
		"means": "the roles of the two ends do not fit each other",
		"do": "a provider's neighbor is a customer, a peer's a peer, a route server's its client",
		"source": "RFC 9234, 4.2",
	},
	{
		"code": "020B",
		"means": "the roles of the two ends do not fit each other",
		"do": "a provider's neighbor is a customer, a peer's a peer, a route server's its client",
		"source": "RFC 9234, 4.2",
	},
	{
		"error": "md5 auth failed",
		"means": "the kernel refuses the password of this peer: it has more than 80 bytes",
		"do": "give both ends a shorter one",
		"source": "password of 81 bytes: that peer `down`, `Error: Kernel MD5 auth failed`",
	},
	{
		"error": "no listening socket",
		"means": "BIRD could not open its port: another program of this node has it",
		"do": "look with `ss -ltnp sport = :179` which one, and move one of the two",
		"source": "no listening socket: `down`, `Error: No listening socket`",
	},
	{
		"error": "connection refused",
		"means": "nothing listens on that port there, or a firewall rejects",
		"do": "look whether BGP runs at that address, and for a rule with REJECT on the way",
		"source": "179 rejected: `Active`, `Socket: Connection refused`",
	},
	{
		"error": "connection reset",
		"means": "something listens there and closes the connection: it does not know this end as a neighbor",
		"do": "add this end's address there as a neighbor, or to a listen range",
		"source": "the other end does not list this one: `Active` or `OpenSent`, `Connection reset by peer`",
	},
	{
		"error": "connection closed",
		"means": "the other end closed the connection: its program ended, or it does not know this end as a neighbor",
		"do": "look whether BGP runs there, and whether it lists this end's address",
		"source": "the router of a node that was killed: `Active`, `Socket: Connection closed`",
	},
	{
		"error": "no route to host",
		"means": "no way leads to that address: no route, nobody who has it, or a firewall that rejects by ICMP",
		"do": "try `ping` and `ip route get` from this end",
		"source": "179 rejected by ICMP",
	},
	{
		"error": "unreachable",
		"means": "no way leads to that address: no route, nobody who has it, or a firewall that rejects by ICMP",
		"do": "try `ping` and `ip route get` from this end",
		"source": "179 rejected by ICMP",
	},
	{
		"error": "timed out",
		"means": "no answer comes: packets are dropped on the way, or the passwords differ",
		"do": "open TCP/179 on the way, then compare the passwords",
		"source": "179 dropped; password at one end",
	},
	{
		"error": "waiting for nht",
		"means": concat(" ", [
			"this end has no route to that address,",
			"or it is more than a hop away and the session is not multihop",
		]),
		"do": "set multihop (`ebgpMultiHop`, `ebgp-multihop`), or add a route",
		"source": "eBGP to a loopback: `Active`, `Waiting for NHT`",
	},
	{
		"error": "bfd",
		"means": "BFD says that the path is cut",
		"do": "look at the path, and at bfdd at both ends",
		"source": "path cut, or bfdd gone first: `Cease/BFD Down`",
	},
	{
		"code": "060A",
		"means": "BFD says that the path is cut",
		"do": "look at the path, and at bfdd at both ends",
		"source": "path cut, or bfdd gone first: 060A",
	},
	{
		"error": "hold timer expired",
		"received": true,
		"means": "the session was up, and the other end heard nothing of this one for the hold time",
		"do": "look at the path from here to there, and whether this end was too busy to send",
		"source": "expiry of the hold timer",
	},
	{
		"error": "hold timer expired",
		"means": "the session was up, and then nothing came for the hold time",
		"do": "look at the path, and whether the other end still runs",
		"source": "expiry of the hold timer",
	},
	{
		"code": "0400",
		"means": "the session was up, and then nothing came for the hold time",
		"do": "look at the path, and whether the other end still runs",
		"source": "expiry of the hold timer: 0400",
	},
	{
		"error": "maximum number of prefixes",
		"means": "more prefixes came than the limit allows, and the session was closed",
		"do": "look what the other end announces, raise the limit if that is right, and clear the session",
		"source": "RFC 4486, Cease/Maximum Number of Prefixes Reached",
	},
	{
		"error": "route limit exceeded",
		"means": "more prefixes came than the limit allows, and the session was closed",
		"do": "look what the other end announces, and raise the limit if that is right",
		"source": "BIRD 1.6 proto/bgp/bgp.c",
	},
	{
		"error": "administrative",
		"received": true,
		"means": "somebody shut it down, or reset it, at the other end",
		"do": "look for `shutdown` at that neighbor there",
		"source": "`shutdown` of the neighbor: Cease/Administrative Shutdown",
	},
	{
		"error": "admin. shutdown",
		"means": "the configuration of this end shuts it down",
		"do": "take `shutdown` from the neighbor if that is over",
		"source": "`shutdown` of the neighbor",
	},
	{
		"error": "administrative",
		"means": "somebody shut it down, or reset it",
		"do": "look for `shutdown` at this neighbor, at both ends",
		"source": "`shutdown` of the neighbor: Cease/Administrative Shutdown",
	},
	{
		"error": "peer de-configured",
		"means": "this neighbor was taken out of the configuration of one end",
		"do": "look whether both ends still list each other",
		"source": "RFC 4486, Cease/Peer De-configured",
	},
	{
		"error": "peer unconfigured",
		"means": "this neighbor was taken out of the configuration of one end",
		"do": "look whether both ends still list each other",
		"source": "RFC 4486, Cease/Peer De-configured",
	},
	{
		"error": "connection rejected",
		"means": "the other end lets nobody in there: it does not list this end, or its listen limit is reached",
		"do": "add this end's address there as a neighbor, or raise the limit",
		"source": "RFC 4486, Cease/Connection Rejected",
	},
	{
		"error": "collision",
		"means": "two connections between these addresses close each other",
		"do": "once that is nothing; again and again it is two BGP programs on one node, or TTL security at one end",
		"source": "two speakers of one node to one router",
	},
	{
		"code": "0607",
		"means": "two connections between these addresses close each other",
		"do": "once that is nothing; again and again it is two BGP programs on one node, or TTL security at one end",
		"source": "two speakers of one node to one router: 0607",
	},
]

dropped := concat(" ", [
	"no answer comes to its connection: packets are dropped on the way, in either direction,",
	"or the two ends have different passwords, or one alone has one",
])

open_path := "open TCP/179 both ways between the two addresses, then compare the passwords"

any_mismatch := concat(" ", [
	"this end waits for an OPEN. MetalLB, frr-k8s and Cilium dial and do not listen: of them the router shows no more",
	"than this, whatever is wrong (AS number, password, router id, hold time, address family, role)",
])

by_state := [
	{
		"states": {"down"},
		"who": {"bird"},
		"error": ":",
		"means": "BIRD has given this session up",
		"do": "fix what the error says, then `birdcl restart` it",
		"source": "BIRD 1.6 proto/bgp/bgp.c, bgp_store_error and bgp_stop",
	},
	{
		"states": {"down"},
		"who": {"bird"},
		"means": "BIRD does not run this session: it is disabled, or was stopped",
		"do": "`birdcl show protocols all` says more; `birdcl enable` starts one that was disabled",
		"source": "disabled: `down` with an empty info",
	},
	{
		"states": {"passive"},
		"who": {"bird"},
		"means": concat(" ", [
			"this end waits for the other one to dial, which has not come: 179 is closed to this node,",
			"or the other end is not up",
		]),
		"do": "look at the other end's status, and open TCP/179 into this node",
		"source": "projectcalico/calico confd, `passive on`: of two nodes the one with the lower address waits",
	},
	{
		"states": {"passive"},
		"means": "this end is told to wait for the other one to dial, which has not come",
		"do": "look whether the other end dials, and open TCP/179 to this one; two passive ends never meet",
		"source": "both ends passive",
	},
	{
		"states": {"open_sent", "open_confirm"},
		"means": concat(" ", [
			"the connection is there and the answer to the OPEN is not: for a moment that is usual, for long it is",
			"TTL security at one end alone, or a router in between of a session that is not multihop",
		]),
		"do": "look again in a minute; then compare `ttl-security` and `ebgp-multihop` of both ends",
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
		"do": "look at the node's end, which tells the reason",
		"source": "correction 6: the router's side is a plain `Active`, `Waiting for peer OPEN`",
	},
	{
		"states": {"active"},
		"who": {"frr-node"},
		"means": concat(" ", [
			"its connections are refused: nothing listens on that port there, the router does not list this node,",
			"or no route leads there",
		]),
		"do": "look at the neighbors and listen ranges of the router, and for a REJECT on the way",
		"source": "179 rejected, not listed on B, `Waiting for NHT`: `Active`",
	},
	{
		"states": {"active"},
		"who": {"frr"},
		"means": concat(" ", [
			"on a node: its connections are refused, the other end does not list it, or no route leads there;",
			"on a router of MetalLB, frr-k8s or Cilium nodes: any mismatch looks like this",
		]),
		"do": "look at the node's end, which tells more",
		"source": "179 rejected, not listed on B; correction 6",
	},
	{
		"states": {"active"},
		"who": {"gobgp"},
		"means": concat(" ", [
			"no connection comes up: refused or dropped on the way, not listed at the other end,",
			"or another password there",
		]),
		"do": "look for this node's address and password in the router's configuration, and open TCP/179 to it",
		"source": "osrg/gobgp pkg/server/fsm.go: it dials in ACTIVE and is never in CONNECT",
	},
	{
		"states": {"active"},
		"means": "its connections fail, and it waits to try again: refused, or the other end does not list this one",
		"do": "look whether the other end runs BGP and has this address as a neighbor",
		"source": "179 rejected; the other end does not list this one: `Active`",
	},
	{
		"states": {"idle"},
		"who": {"gobgp"},
		"means": "the other end closed it, or refused the OPEN, and GoBGP waits before it tries again",
		"do": concat(" ", [
			"compare AS numbers, password and timers of both ends:",
			"`kubectl logs` of the Cilium agent has the NOTIFICATION",
		]),
		"source": "osrg/gobgp pkg/server/fsm.go: IDLE until the idle hold timer is over",
	},
	{
		"states": {"idle"},
		"who": {"router", "frr-node", "frr"},
		"means": concat(" ", [
			"this end does not try: it has no route to that address, or one of the two refused the other's OPEN",
			"(AS number, router id, address family, hold time)",
		]),
		"do": "`show bgp neighbors` has the last error and the NOTIFICATION",
		"source": "AS mismatch: both `Idle`, 0202; no common family: `Idle`",
	},
	{
		"states": {"idle"},
		"means": "it failed and waits before it tries again",
		"do": "`birdcl show protocols all` says why",
		"source": "BIRD 1.6 proto/bgp/bgp.c, bgp_start_timer with the error wait time",
	},
	{
		"means": "no routes pass",
		"do": "look at the other end's status",
		"source": "RFC 4271, 8.2.2: routes pass in Established only",
	},
]
