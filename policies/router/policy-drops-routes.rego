# METADATA
# title: Router policy that drops all routes of a node
# description: |
#   A route map, prefix list or filter list toward a node exists but accepts none of its prefixes: the session is
#   Established, received prefixes stay at 0, and no Service or pod is reachable. A prefix list entry without `ge` or
#   `le` matches only prefixes of exactly its length: `permit 10.9.0.0/24` matches neither the /32 of a Service in that
#   network nor Calico's blocks of /26. What matches no entry is denied.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/filter.html
#     description: FRR, prefix lists
#   - ref: https://docs.frrouting.org/en/latest/routemap.html
#     description: FRR, route maps
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/change-block-size
#     description: Calico, block sizes of pools, /26 by default
# custom:
#   id: router/policy-drops-routes
#   level: error
#   class: correctness
#   remediation: |
#     Permit the prefixes of the nodes: `ip prefix-list NODES seq 5 permit 10.9.0.0/24 le 32`, with the networks of the
#     pools. Then `show bgp neighbors … routes` on the router lists them.
package bgplint.rules.router["policy-drops-routes"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.policies
import data.bgplint.lib.sessions.announced
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), rests) if {
	some [router, path, version], rows in dropping
	row := min(rows)
	policy := row.policy
	claims := claims_of(row.key, version)
	claim := min(claims)
	fars := {other.far | some other in rows}
	message := concat("", [
		$"{kinds[policy.kind]} {policy.name} of {compared.far_title(fars)} drops all prefixes of the node",
		$" ({announced.title(claim)}{others(claims)}){reason(router, policy, claim)}",
	])
	found := finding.value(router, path, message)
	related := {finding.place(claim.resource, claim.path, $"advertised from {claim.name}")}
	rests := routers.rests_on(row.far) | {{"resource": one.resource, "path": one.path} | some one in claims}
}

kinds := {"prefix-list": "prefix list", "route-map": "route map", "filter-list": "filter list"}

others(claims) := "" if {
	count(claims) == 1
} else := $" and {count(claims) - 1} more"

# Where a list is for the network, and not for the length.
reason(router, policy, claim) := $": its entry for {entry.cidr} has no `le` and matches nothing longer" if {
	entry := near_entries(router, policy, claim)[0]
	not entry.le
	not entry.ge
} else := ""

near_entries(router, policy, claim) := [entry |
	some name in lists_of(router, policy)
	some list in routers.by_id[router].prefix_lists
	list.name == name
	some entry in list.entries
	entry.action == "permit"
	net.cidr_contains(entry.cidr, claim.cidr)
]

lists_of(_, policy) := {policy.name} if policy.kind == "prefix-list"

lists_of(router, policy) := {match.name |
	some map in routers.by_id[router].route_maps
	map.name == policy.name
	some entry in map.entries
	some match in entry.matches
	match.kind == "prefix-list"
} if {
	policy.kind == "route-map"
}

# By the policy: the ends that it is for, each with the peer of nodes whose prefixes it drops.
dropping[[row.far.router, row.policy.path, row.version]] contains row if {
	some known in sessions
	some version in [4, 6]
	some group in known.groups
	every far in group.candidates {
		dropped[[known.key, far, version]]
	}
	some far in group.candidates
	some row in dropped[[known.key, far, version]]
}

sessions := [{"key": key, "groups": known.groups, "end": known.end} |
	some known in compared.sessions_known
	key := {"family": known.end.family, "resource": known.end.resource, "path": known.end.path}
	announced.of[key]
]

pairs contains [known.key, far, version] if {
	some known in sessions
	some version in known.end.families
	some group in known.groups
	some far in group.candidates
}

dropped[[key, far, version]] contains {"key": key, "far": far, "version": version, "policy": policy} if {
	some [key, far, version] in pairs
	router := routers.by_id[far.router]
	router.whole
	claims := claims_of(key, version)
	count(claims) > 0
	some policy in policies.inbound(routers.neighbor(far), version)
	policy.defined
	every claim in claims {
		policies.denies(router, policy, object.union(claim, announced.origin(key)))
	}
}

claims_of(key, version) := {claim |
	some claim in announced.of[key]
	announced.family(claim) == version
}
