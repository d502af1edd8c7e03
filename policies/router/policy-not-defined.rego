# METADATA
# title: Neighbor refers to a policy that is not defined
# description: |
#   A neighbor refers to a route map, prefix list, filter list or distribute list that the configuration does not
#   define. FRR then drops all routes in that direction: the session is Established, the prefix counts stay at 0, and
#   the summary does not even show `(Policy)`. IPv6 has its own lists: an `ip prefix-list` does not define the `ipv6
#   prefix-list` of the same name.
#
#   A daemon's own file (bgpd.conf) and a configuration with placeholders may be completed elsewhere and are not
#   checked.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/routemap.html
#     description: FRR, route maps
#   - ref: https://docs.frrouting.org/en/latest/filter.html
#     description: FRR, prefix lists and access lists
# custom:
#   id: router/policy-not-defined
#   level: error
#   class: correctness
#   remediation: |
#     Define it, or use the name of one that is defined: names must match letter by letter. A route map that permits
#     everything is `route-map NAME permit 10`.
package bgplint.rules.router["policy-not-defined"]

import data.bgplint.lib.finding

report contains found if {
	some router in input.router.Router

	# What others do with a list that is not there is another matter.
	router.dialect == "frr"
	router.whole
	some process in router.processes
	some neighbor in neighbors(process)
	some family in neighbor.families
	family.active
	some policy in family.policies
	not policy.defined
	message := $"{what(policy, family)} {policy.name} is not defined: {lost[policy.direction]}"
	places := {{"resource": router.id, "path": line} | some line in neighbor.unknown}
	found := finding.resting_on(finding.value(router.id, policy.path, message), places)
}

neighbors(process) := array.concat(process.neighbors, [range.neighbor |
	some range in process.listen_ranges
	not range.refused
])

what(policy, family) := $"{version} {names[policy.kind]}" if {
	version := versions[policy.kind][family.afi]
} else := names[policy.kind]

# Lists of which each IP version has its own.
versions := {"prefix-list": {"ipv6": "IPv6"}, "distribute-list": {"ipv6": "IPv6"}}

names := {
	"route-map": "route map",
	"prefix-list": "prefix list",
	"filter-list": "AS path list",
	"distribute-list": "access list",
}

lost := {
	"in": "FRR accepts no routes from this neighbor",
	"out": "FRR sends no routes to this neighbor",
}
