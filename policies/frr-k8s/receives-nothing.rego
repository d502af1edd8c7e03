# METADATA
# title: frr-k8s neighbor that accepts no routes
# description: |
#   FRR drops all unicast routes from a neighbor if `toReceive` lists no prefixes, since its `mode` is `filtered`
#   unless it says `all`. The session is up and the neighbor considers the routes delivered; nothing reports it. If
#   several configurations of a node name the neighbor, it is enough that one of them accepts routes.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, receiving prefixes from a given neighbor
#   - ref: https://github.com/ovn-kubernetes/ovn-kubernetes/issues/5423
#     description: ovn-kubernetes, routes that were not received
# custom:
#   id: frr-k8s/receives-nothing
#   level: note
#   class: correctness
#   remediation: |
#     List the prefixes in `toReceive.allowed.prefixes`, or set `mode: all`. If the node is only to advertise, leave it
#     as it is.
package bgplint.rules["frr-k8s"]["receives-nothing"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

report contains finding.absent(
	config.id,
	array.concat(frr_k8s.field(i, j, "toReceive"), ["allowed", "prefixes"]),
	message,
) if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	not frr_k8s.generated(config)
	not lets_in(neighbor)
	carries_unicast(neighbor)
	not let_in_elsewhere(config, router, neighbor)
	message := concat(" ", [
		$"FRRConfiguration {config.name} accepts no routes from neighbor {frr_k8s.title(neighbor)}:",
		"toReceive is filtered by default and lists no prefixes",
	])
}

lets_in(neighbor) if neighbor.toReceive.allowed.mode == "all"

lets_in(neighbor) if count(neighbor.toReceive.allowed.prefixes) > 0

# What is unknown may let in anything.
lets_in(neighbor) if {
	mode := neighbor.toReceive.allowed.mode
	not mode in {"all", "filtered", "", null}
}

carries_unicast(neighbor) if object.get(neighbor, "addressFamilies", null) in {null, []}

carries_unicast(neighbor) if "unicast" in neighbor.addressFamilies

let_in_elsewhere(config, router, neighbor) if {
	ours := labels.key(config, "/spec/nodeSelector")
	some key in let_in[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]]
	labels.may_share(ours, key)
}

let_in[[frr_k8s.vrf(router), frr_k8s.title(neighbor)]] contains labels.key(config, "/spec/nodeSelector") if {
	some [config, _, router, _, neighbor] in frr_k8s.neighbors
	lets_in(neighbor)
}
