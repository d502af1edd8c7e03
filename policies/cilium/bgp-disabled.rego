# METADATA
# title: Cilium BGP objects while the BGP control plane is disabled
# description: |
#   Cilium's operator and agents read the BGP objects only if `bgpControlPlane.enabled` is true in the chart's values.
#   If it is off, the objects are accepted all the same, but nothing reads them: no session is opened, no route is
#   advertised, and no condition reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane/
#     description: Cilium, the BGP control plane and how to enable it
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/install/kubernetes/cilium/values.yaml
#     description: Cilium's chart, bgpControlPlane
# custom:
#   id: cilium/bgp-disabled
#   level: error
#   class: correctness
#   remediation: |
#     Set `bgpControlPlane.enabled: true` in the chart's values, and restart the operator and the agents; or remove the
#     BGP objects.
package bgplint.rules.cilium["bgp-disabled"]

import data.bgplint.lib.finding

report contains finding.with_related(finding.value(first.id, ["metadata", "name"], message), {place}) if {
	not switched_on
	off := min(switches[false])
	place := finding.place(off.resource, off.path, "switched off here")
	lowest := min({object.id | some object in useless})
	some first in useless
	first.id == lowest
	message := concat(" ", [
		$"{first.gvk.kind} {first.name} has no effect because Cilium's BGP control plane is switched off:",
		"nothing reads its BGP objects, and no session is opened",
	])
}

default switched_on := false

switched_on if switches[true]

switches[value] contains {"resource": release.id, "path": ["values", "bgpControlPlane", "enabled"]} if {
	some release in input.cilium.Release
	value := release.object.values.bgpControlPlane.enabled
	is_boolean(value)
}

# A list, not a set: this would compare whole objects.
useless := [object |
	some kind in ["CiliumBGPClusterConfig", "CiliumBGPNodeConfig", "CiliumBGPPeeringPolicy"]
	some object in input.cilium[kind]
	not object.partial
]
