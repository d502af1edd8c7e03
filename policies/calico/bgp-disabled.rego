# METADATA
# title: BGP objects in a cluster without BGP
# description: |
#   With `bgp: Disabled`, or the networking backend `vxlan` or `none`, calico-node starts neither BIRD nor confd.
#   BGPPeers and advertised networks are still accepted, and nothing reads them: no session is opened, no prefix
#   announced, no status says why. VXLAN pools alone do not do that: with the backend `bird` they and BGP work side by
#   side.
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
#     Set `calicoNetwork.bgp: Enabled` in the Installation, or the backend to `bird`; VXLAN pools may stay. Or remove
#     the BGP objects.
package bgplint.rules.calico["bgp-disabled"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_related(
	finding.value(switch.resource, switch.path, message),
	{finding.place(first.id, ["metadata", "name"], $"nothing reads {first.gvk.kind} {first.name}")},
) if {
	some switch in calico.bgp_switches
	some first in useless
	first.id == min({resource.id | some resource in useless})
	message := $"{switch.says} switches BGP off, and the cluster has {without_effect}, which then have no effect"
}

useless contains peer if some peer in input.calico.BGPPeer

useless contains config if some config in advertising

advertising contains config if {
	some config in input.calico.BGPConfiguration
	some list in ["prefixAdvertisements", "serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]
	count(config.object.spec[list]) > 0
}

without_effect := "BGPPeers" if {
	count(object.get(input.calico, "BGPPeer", [])) > 0
} else := "networks to advertise in its BGPConfiguration"
