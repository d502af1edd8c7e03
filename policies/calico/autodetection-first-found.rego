# METADATA
# title: Node address taken from the first interface found
# description: |
#   calico-node takes the first valid address of the first interface. On nodes with one interface that is right. With
#   several, it may be the storage or management interface, and a different one on the next node: its sessions then come
#   from an address that no router has as a neighbor.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ip-autodetection
#     description: Configure IP autodetection
#   - ref: https://github.com/projectcalico/calico/issues/8607
#     description: Node that takes the address of the wrong interface
# custom:
#   id: calico/autodetection-first-found
#   level: note
#   off: true
#   class: availability
#   policy: true
#   remediation: |
#     Choose the method: `kubernetes: NodeInternalIP`, `cidrs` or `interface` in the Installation, or
#     `IP_AUTODETECTION_METHOD` with `kubernetes-internal-ip`, `cidr=…` or `interface=…`.
package bgplint.rules.calico["autodetection-first-found"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.value(installation.id, ["spec", "calicoNetwork", field, "firstFound"], message) if {
	some installation in input.calico.Installation
	some field in ["nodeAddressAutodetectionV4", "nodeAddressAutodetectionV6"]
	object.get(installation.object, ["spec", "calicoNetwork", field, "firstFound"], false) == true
	not calico.bgp_disabled
	message := concat(" ", [
		$"{field} takes the first address found:",
		"on nodes with several interfaces, BGP may use the wrong one",
	])
}

report contains finding.value(set.id, ["spec", "template", "spec", "containers", i, "env", j, "value"], message) if {
	some set in input.kubernetes.DaemonSet
	some i, container in set.object.spec.template.spec.containers
	some j, variable in container.env
	variable.name in {"IP_AUTODETECTION_METHOD", "IP6_AUTODETECTION_METHOD"}
	variable.value == "first-found"
	not calico.bgp_disabled
	message := $"{variable.name} is {variable.value}: on nodes with several interfaces, BGP may use the wrong one"
}
