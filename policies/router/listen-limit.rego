# METADATA
# title: More nodes than the router's listen limit allows
# description: |
#   A router accepts a limited number of neighbors through its listen ranges, 100 unless `bgp listen limit` says
#   otherwise (FRR per instance, IOS per router). Nodes that connect later are rejected: after a restart of the router,
#   these may be different ones.
#
#   Only Nodes in the scan whose address is in a listen range are counted.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-bgp-listen-limit-1-65535
#     description: FRR, bgp listen limit
#   - ref: https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/iproute_bgp/command/irg-cr-book.html
#     description: Cisco IOS, BGP command reference
# custom:
#   id: router/listen-limit
#   level: warning
#   class: availability
#   remediation: |
#     Set `bgp listen limit` above the expected number of nodes, including those that an upgrade adds for a while.
package bgplint.rules.router["listen-limit"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.value(router.id, path, message), rests) if {
	some router in input.router.Router
	some p, process in router.processes
	count(process.listen_ranges) > 0
	limit := most(router, process)
	sources := object.get(dynamic, [[router.id, p]], object.get(held, [[router.id, p]], set()))
	count(sources) > limit
	path := place(process)
	rests := {{"resource": router.id, "path": line} | some line in process.unknown}
	message := concat(" ", [
		$"the router accepts {limit} neighbors through listen ranges{by_default(process)},",
		$"but {count(sources)} Nodes of the scan are in these ranges: it rejects the rest",
	])
}

most(router, process) := process.listen_limit.value if {
	process.listen_limit
} else := {"frr": 100, "ios": 100}[router.dialect]

place(process) := process.listen_limit.path if {
	process.listen_limit
} else := process.listen_ranges[0].path

by_default(process) := "" if {
	process.listen_limit
} else := " by default"

# The addresses from which sessions of the scan are taken by a range.
dynamic[[end.router, end.process]] contains group.source if {
	some group in pairs.groups
	group.source != ""
	end := pairs.only(group)
	end.list == "listen_ranges"
}

# Without a peer in the scan: those of Nodes that a range holds.
held[key] contains address if {
	facing.no_peers
	some key, ranges in of_process
	some address in node_addresses
	some cidr in ranges
	net.cidr_contains(cidr, address)
}

of_process[[router, end.process]] contains row.cidr if {
	some [router, _], rows in routers.ranges
	some row in rows
	end := row.end
}

node_addresses contains fact.address if {
	some node in input.kubernetes.Node
	some i, address in node.object.status.addresses
	address.type == "InternalIP"
	fact := node.facts[$"/status/addresses/{i}/address"]
}
