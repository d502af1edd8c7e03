# METADATA
# title: Router id that two Cilium instances have
# description: |
#   A router id must be unique among all BGP instances. Cilium does not compare those that overrides give, but for ids
#   out of its own pool, where the operator refuses the second. Routers tell speakers of one AS apart by it: of equal
#   routes they prefer the lower one, and a route that a reflector hands on carries it, so that the other speaker takes
#   the route for its own and drops it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, router id
#   - ref: https://www.rfc-editor.org/rfc/rfc6286
#     description: RFC 6286, AS-wide unique BGP identifiers
#   - ref: https://www.rfc-editor.org/rfc/rfc4456#section-8
#     description: RFC 4456, ORIGINATOR_ID
# custom:
#   id: cilium/duplicate-router-id
#   level: warning
#   class: correctness
#   remediation: |
#     Give each instance of each node a router id of its own, such as an address of the node.
package bgplint.rules.cilium["duplicate-router-id"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains finding.resting_on(
	finding.with_related(found, {finding.place(other.id, path_of(first), "the other one")}),
	places,
) if {
	some [address, folder], those in given
	some one in those
	first := min({there | some near in contradictions.beside[folder]; there := firsts[[address, near]]})
	before(first, one)
	override := overrides[one[2]]
	other := overrides[first[2]]
	found := finding.value(
		override.id,
		path_of(one),
		concat(" ", [
			$"override {override.name} gives instance {one[1]} the router id {address}, which override",
			$"{other.name} gives instance {first[1]} too: routers take the two for one speaker",
		]),
	)
	places := {{"resource": id, "path": ["metadata", "name"]} | some id in [one[2], first[2]]}
}

path_of(entry) := ["spec", "bgpInstances", entry[3], "routerID"]

# Two copies of one object are one.
before(first, one) if {
	first < one
	array.slice(one, 0, 2) != array.slice(first, 0, 2)
}

firsts[at] := min(those) if some at, those in given

# `[node, instance, id, number]` by router id and folder. Folders beside each other may be of different clusters, in
# which an id may well be there again.
given[[address, contradictions.folder(override)]] contains [
	override.name,
	object.get(instance, "name", ""),
	override.id,
	i,
] if {
	some override in overrides
	some i, instance in override.object.spec.bgpInstances
	address := override.facts[$"/spec/bgpInstances/{i}/routerID"].address
}

overrides[override.id] := override if {
	some override in input.cilium.CiliumBGPNodeConfigOverride
	not override.partial
}
