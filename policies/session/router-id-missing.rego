# METADATA
# title: No router id on nodes without an IPv4 address
# description: |
#   A router id has 32 bits and is not 0, and speakers take an IPv4 address of the node for it. A node with IPv6
#   addresses alone has none. FRR then has 0.0.0.0, which its peers refuse with "Bad BGP Identifier" and newer releases
#   do not even send; BIRD of calico-node is given `router id ;` and refuses its whole file, so that IPv6 BGP stays as
#   it was; Cilium's agent starts no router. MetalLB's native speaker, Antrea, and Cilium since 1.17 (but for the legacy
#   policy) make an id themselves.
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
#     Calico: set CALICO_ROUTER_ID to `hash`. MetalLB and frr-k8s: a configuration for each node, selected by its
#     hostname, with a `routerID` (`id`) of its own. Cilium: `routerID` in a CiliumBGPNodeConfigOverride for each node,
#     or for the legacy policy the annotation. Any 32 bits written as an IPv4 address will do that no other router of
#     the AS has.
package bgplint.rules.session["router-id-missing"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.nodes

report contains finding.at_level(finding.with_related(found, {other}), row.level) if {
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

report contains finding.at_level(finding.value(row.resource, row.path, message), row.level) if {
	# Only those of Calico say so.
	count(input.kubernetes.DaemonSet) > 0
	some row in sessions.identities
	why := row.without_ipv4
	message := $"{row.name} has no router id, and {why}, so that there is no IPv4 address to take one from: {row.says}"
}

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
