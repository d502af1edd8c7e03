# METADATA
# title: No router ID on nodes without an IPv4 address
# description: |
#   An IPv6-only node has no IPv4 address to use as its router ID, which has 32 bits and is not 0. Unless the speaker
#   generates one itself (MetalLB's native speaker, Antrea, and Cilium since 1.17), no session of the node comes up.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc6286
#     description: RFC 6286, BGP identifiers
#   - ref: https://github.com/FRRouting/frr/issues/17955
#     description: FRR, router ID 0.0.0.0 on IPv6-only hosts
#   - ref: https://github.com/metallb/frr-k8s/pull/445
#     description: frr-k8s, router IDs of IPv6-only nodes
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ipv6
#     description: Calico, IPv6 and the router ID
#   - ref: https://github.com/cilium/cilium/issues/30333
#     description: Cilium, router IDs of IPv6-only nodes
# custom:
#   id: session/router-id-missing
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Give each node its own router ID: any 32-bit value, written as an IPv4 address, that no other router of the AS
#     has.
#   variants:
#     calico:
#       description: |
#         An IPv6-only node has no IPv4 address to take a router ID from: calico-node then gives BIRD `router id ;`,
#         BIRD refuses its whole configuration, and IPv6 BGP stays as it was.
#       remediation: |
#         Set the environment variable `CALICO_ROUTER_ID` of the DaemonSet calico-node to `hash`.
#     frr:
#       description: |
#         An IPv6-only node has no IPv4 address to take a router ID from: FRR then uses 0.0.0.0, which its peers reject
#         with `Bad BGP Identifier`, and which newer releases do not even send.
#       remediation: |
#         Write one configuration for each node, selected by its hostname, with a router ID of its own (`routerID` of a
#         BGPPeer, `id` of a router in an FRRConfiguration): any 32-bit value, written as an IPv4 address, that no
#         other router of the AS has.
#     cilium:
#       description: |
#         An IPv6-only node has no IPv4 address to take a router ID from: Cilium's agent then starts no BGP router.
#         Since 1.17 it generates one itself, except for the legacy policy.
#       remediation: |
#         Set `routerID` in a CiliumBGPNodeConfigOverride for each node; for the legacy policy, set the annotation
#         `cilium.io/bgp-virtual-router.<AS number>: router-id=<id>` on each Node.
package bgplint.rules.session["router-id-missing"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.nodes

report contains of_speaker(finding.at_level(finding.with_related(found, {other}), row.level), row.speaker) if {
	# Most scans know no such node: nothing else is asked of them.
	count(nodes.ipv6_only) > 0
	some row in sessions.identities
	row.given == false
	not row.without_ipv4
	not given_to_some[[row.speaker, row.router]]
	names := {name |
		some name in nodes.members(row.nodes)
		nodes.ipv6_only[name]
		not given[[row.speaker, row.router]][name]
	}
	count(names) > 0
	first := min(names)
	found := finding.absent(
		row.resource,
		row.path,
		$"{row.name} has no router ID, and {first}{more(count(names))} no IPv4 address to take one from: {row.says}",
	)
	[id, path] := min(nodes.ipv6_only[first])
	other := finding.place(id, path, $"{first} has only IPv6 addresses")
}

report contains of_speaker(finding.at_level(found, row.level), row.speaker) if {
	# Only those of Calico say so.
	count(input.kubernetes.DaemonSet) > 0
	some row in sessions.identities
	why := row.without_ipv4
	message := $"{row.name} has no router ID, and no IPv4 address to take one from, since {why}: {row.says}"
	found := finding.value(row.resource, row.path, message)
}

of_speaker(found, speaker) := finding.variant(found, variant) if {
	variant := {"calico": "calico", "metallb": "frr", "frr-k8s": "frr", "cilium": "cilium"}[speaker]
} else := found

given[[row.speaker, row.router]] contains name if {
	some row in sessions.identities
	row.given
	some name in nodes.members(row.nodes)
}

# To nodes that are not known.
given_to_some contains [row.speaker, row.router] if {
	some row in sessions.identities
	row.given
	not nodes.members(row.nodes)
}

more(1) := " has"

more(n) := $" (and {n - 1} more) have" if n > 1
