# METADATA
# title: No router id on nodes without an IPv4 address
# description: |
#   A router id has 32 bits and is not 0, and speakers take an IPv4 address of the node for it. A node with IPv6
#   addresses alone has none, and but for those that make one themselves (MetalLB's native speaker, Antrea, and Cilium
#   since 1.17) no session of such a node comes up.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc6286
#     description: RFC 6286, BGP identifiers
#   - ref: https://github.com/FRRouting/frr/issues/17955
#     description: FRR, 0.0.0.0 on IPv6-only hosts
#   - ref: https://github.com/metallb/frr-k8s/pull/445
#     description: frr-k8s, router ids of IPv6-only nodes
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ipv6
#     description: Calico, IPv6 and the router id
#   - ref: https://github.com/cilium/cilium/issues/30333
#     description: Cilium, router ids of IPv6-only nodes
# custom:
#   id: session/router-id-missing
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Give each node a router id of its own: any 32 bits written as an IPv4 address will do that no other router of the
#     AS has.
#   variants:
#     calico:
#       description: |
#         A node with IPv6 addresses alone has no IPv4 address to take a router id from: calico-node then gives BIRD
#         `router id ;`, which refuses its whole file, so that IPv6 BGP stays as it was.
#       remediation: |
#         Set the environment variable CALICO_ROUTER_ID of the DaemonSet calico-node to `hash`.
#     frr:
#       description: |
#         A node with IPv6 addresses alone has no IPv4 address to take a router id from: FRR then has 0.0.0.0, which
#         its peers refuse with "Bad BGP Identifier", and which newer releases do not even send.
#       remediation: |
#         Write a configuration for each node, selected by its hostname, with a router id of its own (`routerID` of a
#         BGPPeer, `id` of a router in an FRRConfiguration): any 32 bits written as an IPv4 address that no other
#         router of the AS has.
#     cilium:
#       description: |
#         A node with IPv6 addresses alone has no IPv4 address to take a router id from: Cilium's agent then starts no
#         BGP router. Since 1.17 it makes an id itself, but for the legacy policy.
#       remediation: |
#         Set `routerID` in a CiliumBGPNodeConfigOverride for each node; for the legacy policy the annotation
#         `cilium.io/bgp-virtual-router.<AS number>: router-id=<id>` of each Node.
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
		$"{row.name} has no router id, and {first}{more(count(names))} no IPv4 address to take one from: {row.says}",
	)
	[id, path] := min(nodes.ipv6_only[first])
	other := finding.place(id, path, $"{first} has IPv6 addresses only")
}

report contains of_speaker(finding.at_level(found, row.level), row.speaker) if {
	# Only those of Calico say so.
	count(input.kubernetes.DaemonSet) > 0
	some row in sessions.identities
	why := row.without_ipv4
	message := $"{row.name} has no router id, and {why}, so that there is no IPv4 address to take one from: {row.says}"
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
