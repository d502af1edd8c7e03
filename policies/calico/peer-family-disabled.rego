# METADATA
# title: Peer in an IP family that calico-node does not run
# description: |
#   calico-node runs one BIRD for IPv4 and one for IPv6. On a node without an IPv6 address for BGP, the file of the
#   second says `IPv6 disabled on this node` and contains no peer at all: a BGPPeer with an IPv6 address is accepted and
#   never tried, and no log says so. IPv6 is off unless `IP6` is `autodetect` or an address, which the operator sets if
#   the Installation has an IPv6 pool or `nodeAddressAutodetectionV6`; IPv4 is on unless `IP` is `none`.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ipv6
#     description: Configure dual stack or IPv6 only
#   - ref: https://github.com/projectcalico/calico/issues/8615
#     description: IPv6 peers that were ignored
#   - ref: https://github.com/projectcalico/calico/blob/master/node/filesystem/etc/calico/confd/templates/bird6.cfg.template
#     description: BIRD's configuration for IPv6, as calico-node writes it
# custom:
#   id: calico/peer-family-disabled
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Set `IP6: autodetect` (and `FELIX_IPV6SUPPORT: "true"`) in the DaemonSet of calico-node, or add an IPv6 pool or
#     `nodeAddressAutodetectionV6` to the Installation. Otherwise remove the peer.
package bgplint.rules.calico["peer-family-disabled"]

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(claim(why, found), {{"resource": why.id, "path": why.path}}) if {
	not calico.bgp_disabled
	some peer in input.calico.BGPPeer
	fact := peer.facts["/spec/peerIP"]
	why := off[fact.family]
	not fact.linkLocal
	message := concat(" ", [
		$"BGPPeer {peer.name} at {peer.object.spec.peerIP} is never tried:",
		$"calico-node runs without IPv{fact.family}, because {why.says}",
	])
	found := finding.at_level(
		finding.with_related(
			finding.value(peer.id, ["spec", "peerIP"], message),
			{finding.place(why.id, why.path, $"no IPv{fact.family} for BGP")},
		),
		why.level,
	)
}

claim(why, found) := finding.claims_absence(found) if {
	why.absent
} else := found

# The first thing that says that a family is off, unless anything says that it is on: `{id, path, says, level, absent}`.
off := {family: why |
	some family, reasons in {4: array.concat(by_daemon(4), by_operator(4)), 6: all_of_6}
	not on[family]
	why := reasons[0]
}

all_of_6 := array.concat(array.concat(by_daemon(6), by_operator(6)), by_nodes)

variables := {4: "IP", 6: "IP6"}

# `IP` is looked for where nothing is said, and `IP6` is not (node/pkg/lifecycle/startup/startup.go).
by_daemon(family) := [why |
	some place in array.concat(switched_off(family), not_asked_for(family))
	why := {
		"id": place.id,
		"path": place.path,
		"says": $"its DaemonSet {says(family, place.value)}",
		"level": "error",
		"absent": false,
	}
]

says(family, "none") := $"has {variables[family]}=none"

says(family, "") := $"does not set {variables[family]}"

switched_off(family) := [place | some place in daemon.set_to(variables[family]); place.value == "none"]

not_asked_for(4) := []

not_asked_for(6) := [place |
	some place in array.concat(daemon.without("IP6"), daemon.set_to("IP6"))
	place.value == ""
]

# What the operator writes into the DaemonSet (tigera/operator pkg/controller/installation/core_controller.go). The pool
# that it makes where none is named is an IPv4 one, unless kubeadm or OpenShift says otherwise.
by_operator(family) := [why |
	some installation in input.calico.Installation
	not installation.partial
	network := installation.object.spec.calicoNetwork
	is_object(network)
	expected(family, network)
	why := {
		"id": installation.id,
		"path": ["spec", "calicoNetwork"],
		"says": $"the Installation has no IPv{family} pool and no nodeAddressAutodetectionV{family}",
		"level": "error",
		"absent": count(ip_pools.all) == 0,
	}
]

expected(6, _)

expected(4, network) if {
	count(ip_pools.all) > 0
	object.get(network, "linuxDataplane", "") != "BPF"
}

# A Node in a manifest may be filled in with the address that `IP6` asks for.
by_nodes := [why |
	some node in calico.nodes
	not node.partial
	some path in addresses[4]
	has(node, path)
	why := {
		"id": node.id,
		"path": path,
		"says": $"no Node, such as {node.name}, has an IPv6 address for BGP",
		"level": "warning",
		"absent": false,
	}
]

addresses := {
	4: [["spec", "bgp", "ipv4Address"], ["metadata", "annotations", "projectcalico.org/IPv4Address"]],
	6: [["spec", "bgp", "ipv6Address"], ["metadata", "annotations", "projectcalico.org/IPv6Address"]],
}

has(node, path) if not object.get(node.object, path, null) in [null, ""]

on := ((({family |
	some family in [4, 6]
	daemon.unknown(variables[family])
} | {family |
	some family in [4, 6]
	some place in daemon.set_to(variables[family])
	not place.value in ["none", ""]
}) | {family |
	some installation in input.calico.Installation
	some family in [4, 6]
	some _, method in installation.object.spec.calicoNetwork[$"nodeAddressAutodetectionV{family}"]
	not method in [false, null, "", []]
}) | {family |
	count(object.get(input.calico, "Installation", [])) > 0
	some pool in ip_pools.all
	some family in [4, 6]
	object.get(pool.fact, "family", family) == family
}) | {family |
	some family, paths in addresses
	some node in calico.nodes
	some path in paths
	has(node, path)
}
