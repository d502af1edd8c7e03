# METADATA
# title: Address family over a Cilium session of the other IP version
# description: |
#   IPv6 routes over an IPv4 session get the node's IPv4 address as their next hop, mapped as `::ffff:192.0.2.10`,
#   because GoBGP takes the next hop from the address of the session. A session carries each family that its
#   CiliumBGPPeerConfig lists, whatever its own. Most routers accept such a route but cannot resolve the next hop, or
#   ignore it: the session is up, both families are negotiated, and no IPv6 traffic arrives.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources, families
#   - ref: https://github.com/cilium/cilium/issues/37831
#     description: Cilium, IPv6 routes over an IPv4 session and their next hop
#   - ref: https://github.com/cilium/cilium/issues/31911
#     description: Cilium, one session per family and its routes
# custom:
#   id: cilium/family-of-other-session
#   level: warning
#   levels: [warning, note]
#   class: correctness
#   remediation: |
#     Add a second peer with the router's IPv6 address, and give each of the two a CiliumBGPPeerConfig with its own
#     family; or remove the family from this one if the cluster has no such addresses.
#   variants:
#     extended:
#       description: |
#         IPv4 routes over an IPv6 session have an IPv6 next hop (RFC 8950). Cilium offers that, but a router that does
#         not support it, or is not configured for it, gets no IPv4 route that it can use.
#       remediation: |
#         Enable extended next hops on the router (FRR: `neighbor … capability extended-nexthop`), or add a second peer
#         with its IPv4 address and its own CiliumBGPPeerConfig.
package bgplint.rules.cilium["family-of-other-session"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.cilium.reach
import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.at_level(finding.with_related(found, {place}), "warning") if {
	some [config, i, place] in foreign[6]
	found := finding.value(
		config.id,
		["spec", "families", i, "afi"],
		concat(" ", [
			$"peer config {config.name} advertises IPv6, but {peers(config.name)} an IPv4 address:",
			"the routes get an IPv4 next hop, which most routers cannot use",
		]),
	)
}

# A legacy policy lists the families of each neighbor.
report contains finding.at_level(found, "warning") if {
	some neighbor in cilium_peers.neighbors
	some i, family in neighbor.peer.families
	family.afi == "ipv6"
	object.get(family, "safi", "unicast") == "unicast"
	[_, _, router, _, _] := neighbor.path
	cilium_peers.address(neighbor).family == 4
	announcing[[neighbor.id, router]]
	not with_ipv6[[neighbor.id, router]]
	found := finding.value(
		neighbor.id,
		array.concat(neighbor.path, ["families", i, "afi"]),
		concat(" ", [
			$"{neighbor.label} has an IPv4 address but carries IPv6, and its virtual router has no IPv6 neighbor:",
			"the routes get an IPv4 next hop, which most routers cannot use",
		]),
	)
}

with_ipv6 contains [neighbor.id, router] if {
	some neighbor in cilium_peers.neighbors
	[_, _, router, _, _] := neighbor.path
	not cilium_peers.address(neighbor).family == 4
}

# What cilium/peer-advertises-nothing and cilium/advertisement-selects-nothing do not speak of.
announcing contains [policy.id, i] if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	some i, router in policy.object.spec.virtualRouters
	some field in ["exportPodCIDR", "serviceSelector", "podIPPoolSelector"]
	not object.get(router, field, null) in {null, false}
}

# One for a folder: whoever wants both families over IPv6 wants that of all peers.
report contains finding.variant(finding.at_level(finding.with_related(found, {place}), "note"), "extended") if {
	some _, rows in extended
	[name, id, i, place] := min(rows)
	found := finding.value(
		id,
		["spec", "families", i, "afi"],
		concat(" ", [
			$"peer config {name} advertises IPv4, but {peers(name)} an IPv6 address:",
			$"the routes get an IPv6 next hop, which the router must be configured for{more(count(rows) - 1)}",
		]),
	)
}

more(0) := ""

more(n) := $"; {n} more in this folder" if n > 0

extended[contradictions.folder_of(config)] contains [config.name, config.id, i, place] if {
	some [config, i, place] in foreign[4]
}

# By the number of the family, `[config, number in the list, a peer of the other one]`.
foreign[number] := [[config, i, place] |
	not reach.any_config
	some config in input.cilium.CiliumBGPPeerConfig
	not config.partial
	some i, family in config.object.spec.families
	family.afi == name
	object.get(family, "safi", "unicast") == "unicast"

	# Nothing is advertised for it: cilium/peer-advertises-nothing speaks of that.
	not labels.fact(config, $"/spec/families/{i}/advertisements").absent
	place := first_of_another[[config.name, number]]
] if {
	some number, name in {4: "ipv4", 6: "ipv6"}
}

# By the name of a peer config and a family, the first of its peers where all are of the other family.
first_of_another[[name, number]] := finding.place(id, path, "a peer that uses it") if {
	some name, peers in reach.peers_of
	some number in [4, 6]
	others := {[peer.id, array.concat(peer.path, ["peerAddress"])] |
		some peer in peers
		peer.family == 10 - number

		# Over a link-local address IPv4 routes are what is wanted.
		not peer.link_local
	}
	count(others) == count(peers)
	[id, path] := min(others)
}

peers(name) := "its only peer has" if count(reach.peers_of[name]) == 1

peers(name) := $"all of its {count(reach.peers_of[name])} peers have" if count(reach.peers_of[name]) > 1
