# METADATA
# title: A policy that nothing defines
# description: |
#   A neighbor names a route map, a prefix list, a filter list or a distribute list that the configuration does not
#   define. FRR then drops all routes of that direction: the session is Established, the prefix counts stay at 0, and
#   the summary does not even show `(Policy)`. A prefix list of IPv6 is one of `ipv6 prefix-list`: one of `ip
#   prefix-list` with its name is another list.
#
#   A daemon's own file (bgpd.conf) and a configuration with placeholders may be completed elsewhere: nothing is said
#   of these.
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
#     Define what is named, or name what is defined: names are compared letter by letter. A route map that lets all pass
#     is `route-map NAME permit 10`.
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
	message := $"nothing defines {what(policy, family)} {policy.name}: {lost[policy.direction]}"
	places := {{"resource": router.id, "path": line} | some line in neighbor.unknown}
	found := finding.resting_on(finding.value(router.id, policy.path, message), places)
}

neighbors(process) := array.concat(process.neighbors, [range.neighbor |
	some range in process.listen_ranges
	not range.refused
])

what(policy, family) := $"the {version} {names[policy.kind]}" if {
	version := versions[policy.kind][family.afi]
} else := $"the {names[policy.kind]}"

# Lists of which each IP version has its own.
versions := {"prefix-list": {"ipv6": "IPv6"}, "distribute-list": {"ipv6": "IPv6"}}

names := {
	"route-map": "route map",
	"prefix-list": "prefix list",
	"filter-list": "AS path list",
	"distribute-list": "access list",
}

lost := {
	"in": "FRR takes none of this neighbor's routes",
	"out": "FRR sends this neighbor no routes",
}
