# METADATA
# title: Same router ID on two Cilium instances
# description: |
#   A router ID must be unique among all BGP instances: routers tell the speakers of an AS apart by it. Cilium does not
#   compare the ones that overrides set, except for IDs from its own pool, where the operator refuses the second. Among
#   equal routes, routers prefer that of the speaker with the lower ID, and a route reflector passes a route on with it,
#   so the other speaker treats the route as its own and drops it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, router ID
#   - ref: https://www.rfc-editor.org/rfc/rfc6286
#     description: RFC 6286, AS-wide unique BGP identifiers
#   - ref: https://www.rfc-editor.org/rfc/rfc4456#section-8
#     description: RFC 4456, ORIGINATOR_ID
# custom:
#   id: cilium/duplicate-router-id
#   level: warning
#   class: correctness
#   remediation: |
#     Give each instance on each node its own router ID, such as an address of the node.
package bgplint.rules.cilium["duplicate-router-id"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding

report contains finding.resting_on(
	finding.with_related(found, {finding.place(first_id, path_of(first_i), "the other one")}),
	places,
) if {
	some [address, folder], holders in holders_of
	some holder in holders
	first := min({there | some near in contradictions.beside[folder]; there := firsts[[address, near]]})
	before(first, holder)
	[_, instance, id, i] := holder
	[_, first_instance, first_id, first_i] := first
	found := finding.value(
		id,
		path_of(i),
		concat(" ", [
			$"override {overrides[id].name} gives instance {instance} router ID {address}, and so does override",
			$"{overrides[first_id].name} for instance {first_instance}: routers treat the two as a single speaker",
		]),
	)
	places := {{"resource": override, "path": ["metadata", "name"]} | some override in [id, first_id]}
}

path_of(i) := ["spec", "bgpInstances", i, "routerID"]

# Two copies of one object are one.
before(first, holder) if {
	first < holder
	array.slice(holder, 0, 2) != array.slice(first, 0, 2)
}

firsts[at] := min(holders) if some at, holders in holders_of

# `[node, instance, id, number]` by router id and folder. Folders beside each other may be of different clusters, in
# which an id may well be there again.
holders_of[[address, contradictions.folder(override)]] contains [
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
