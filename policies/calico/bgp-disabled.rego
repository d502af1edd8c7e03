# METADATA
# title: Calico BGP objects in a cluster with BGP disabled
# description: |
#   With `bgp: Disabled`, or the networking backend `vxlan` or `none`, calico-node starts neither BIRD nor confd.
#   BGPPeers and advertised networks are still accepted, but nothing reads them: no session opens, no prefix is
#   advertised, and no status says why. VXLAN pools alone do not disable BGP: with the backend `bird`, both work side by
#   side. Helm values of the chart tigera-operator, or of RKE2's rke2-calico, count like the Installation that the chart
#   makes from them.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/installation/api
#     description: Installation API, calicoNetwork.bgp
#   - ref: https://docs.tigera.io/calico/latest/reference/configure-calico-node
#     description: CALICO_NETWORKING_BACKEND
#   - ref: https://github.com/projectcalico/calico/issues/10337
#     description: BGPPeers without effect in a VXLAN cluster
# custom:
#   id: calico/bgp-disabled
#   level: error
#   class: correctness
#   remediation: |
#     Set `calicoNetwork.bgp: Enabled` in the Installation, or the backend to `bird`; VXLAN pools may stay. Otherwise
#     remove the BGP objects.
package bgplint.rules.calico["bgp-disabled"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_related(
	finding.value(switch.resource, switch.path, message),
	{finding.place(first.id, ["metadata", "name"], $"nothing reads {first.gvk.kind} {first.name}")},
) if {
	some switch in calico.bgp_switches
	switch.values == ""
	some first in firsts
	message := $"{switch.says} turns BGP off: the {without_effect} have no effect"
}

# Values may be one file of several, and are often kept apart: there the objects are what is seen to be dead.
report contains finding.with_related(finding.value(first.id, told_at(first), message), places) if {
	count(in_values) > 0
	some first in firsts
	places := {place |
		some other in in_values
		place := finding.place(other.resource, other.path, $"{other.says} in the Helm values ({other.values})")
	}
	lowest := min({other.resource | some other in in_values})
	some switch in in_values
	switch.resource == lowest
	message := concat(" ", [
		$"{switch.says} in the Helm values ({switch.values}) turns BGP off:",
		$"the {without_effect} have no effect",
	])
}

in_values contains switch if {
	some switch in calico.bgp_switches
	switch.values != ""
}

firsts contains first if {
	lowest := min([resource.id | some resource in useless])
	some first in useless
	first.id == lowest
}

# The field that makes it what it is.
told_at(resource) := ["spec", field] if {
	named := [name |
		some name in array.concat(["peerIP", "peerSelector", "localWorkloadSelector"], lists)
		not object.get(resource.object, ["spec", name], null) in {null, "", []}
	]
	count(named) > 0
	field := named[0]
} else := ["metadata", "name"]

# Lists, not sets: these would compare whole objects.
useless := array.concat(object.get(input.calico, "BGPPeer", []), advertising)

advertising := [config |
	some config in object.get(input.calico, "BGPConfiguration", [])
	some list in lists
	count(config.object.spec[list]) > 0
]

lists := ["prefixAdvertisements", "serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]

without_effect := "BGPPeers of this cluster" if {
	count(object.get(input.calico, "BGPPeer", [])) > 0
} else := "networks that BGPConfiguration advertises"
