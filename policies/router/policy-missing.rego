# METADATA
# title: eBGP neighbor without a policy (RFC 8212)
# description: |
#   FRR follows RFC 8212 since 7.4: an eBGP session passes no routes in a direction for which it has no policy. The
#   session is Established, and `show bgp summary` shows `(Policy)` in place of prefix counts. `no bgp
#   ebgp-requires-policy` applies only to its own instance: in the default VRF it does not help another VRF.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, bgp ebgp-requires-policy
#   - ref: https://datatracker.ietf.org/doc/html/rfc8212
#     description: RFC 8212, default EBGP route propagation behavior without policies
# custom:
#   id: router/policy-missing
#   level: error
#   class: correctness
#   remediation: |
#     Give the neighbor, or its peer group, a policy for the direction (`neighbor … route-map NODES in`, `neighbor …
#     prefix-list NODES in`), or add `no bgp ebgp-requires-policy` to this instance.
package bgplint.rules.router["policy-missing"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.policies
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(found, routers.rests_on(far)) if {
	some [_, _, way], fars in lacking
	far := min(fars)
	message := concat("", [
		$"{compared.far_title(fars)} is eBGP and has no {ways[way].policy}: {ways[way].says}",
		in_vrf(routers.process(far).vrf),
	])
	found := finding.value(far.router, routers.path(far), message)
}

ways := {
	"both": {
		"policy": "policy in either direction",
		"says": "FRR passes no routes, although it is Established",
	},
	"in": {
		"policy": "inbound policy",
		"says": "FRR accepts no routes from it, although it is Established",
	},
	"out": {
		"policy": "outbound policy",
		"says": "FRR sends it no routes, although it is Established",
	},
}

in_vrf("") := ""

in_vrf(vrf) := $" (VRF {vrf} has its own `bgp ebgp-requires-policy`)" if vrf != ""

# By the group that its policies would be of, or the neighbor itself.
lacking[[far.router, scope(far), way]] contains far if {
	some far in requiring
	way := missing(far)
}

scope(far) := {"process": far.process, "group": routers.neighbor(far).group} if {
	routers.neighbor(far).group
} else := {"process": far.process, "list": far.list, "at": far.at}

missing(far) := "both" if {
	some version in carried(far)
	lacks(far, version, "in")
	lacks(far, version, "out")
	matters(far)["in"]
	not only_in_matters(far)
} else := "in" if {
	some version in carried(far)
	lacks(far, version, "in")
	matters(far)["in"]
	paired[far]
} else := "out" if {
	some version in carried(far)
	lacks(far, version, "out")
	matters(far).out
	paired[far]
}

only_in_matters(far) if {
	paired[far]
	not matters(far).out
}

# What the nodes' ends carry; a family that the router alone has active passes nothing.
carried(far) := {version | some end in paired[far]; some version in end.families} if {
	paired[far]
} else := {4, 6}

lacks(far, version, direction) if {
	count(policies.families(routers.neighbor(far), version)) > 0
	count(policies.of_direction(routers.neighbor(far), version, direction)) == 0
}

# The directions in which routes are wanted. Of MetalLB's sessions it is one, since its nodes take no routes.
matters(far) := {"in", "out"} if {
	not paired[far]
} else := {"in"} | {"out" | some end in paired[far]; end.takes_routes == true}

paired[far] contains end if {
	some group in pairs.groups
	some far in group.candidates
	some end in pairs.ends[group.node]
}

requiring contains far if {
	some router in input.router.Router
	router.dialect == "frr"
	some p, process in router.processes
	process.requires_policy.value
	not process.shutdown
	some list in ["neighbors", "listen_ranges"]
	some at, _ in process[list]
	far := {"router": router.id, "process": p, "list": list, "at": at}
	external(process, routers.neighbor(far))
	not routers.neighbor(far).shutdown
	not refused(process, far)
}

refused(process, far) if {
	far.list == "listen_ranges"
	process.listen_ranges[far.at].refused
}

external(_, neighbor) if neighbor.remote_as.rule == "external"

external(process, neighbor) if {
	neighbor.remote_as.rule == "number"
	neighbor.remote_as.as != own_as(process, neighbor)
	not neighbor.remote_as.as in object.get(process, ["confederation", "peers"], [])
}

own_as(process, neighbor) := neighbor.local_as.as if {
	neighbor.local_as
} else := process.as.value
