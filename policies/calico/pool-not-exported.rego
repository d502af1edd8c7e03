# METADATA
# title: Calico IP pool not exported over BGP
# description: |
#   `disableBGPExport: true` puts `reject` before every export: no peer gets the routes of this pool, neither the ToR
#   nor the other nodes. Pods still get addresses from it, and without `natOutgoing` they use them outside the cluster,
#   so answers have no way back.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/ippool
#     description: IPPool resource, field disableBGPExport
#   - ref: https://github.com/projectcalico/calico/issues/6704
#     description: Pods of a pool that was not exported
# custom:
#   id: calico/pool-not-exported
#   level: warning
#   class: correctness
#   remediation: |
#     Remove `disableBGPExport` from the pool that pods use. If the pool must stay inside the cluster, set `natOutgoing:
#     true`; if it only describes another cluster's network, `disabled: true`.
package bgplint.rules.calico["pool-not-exported"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_related(
	found,
	{finding.place(peer.id, ["spec", "peerIP"], $"BGPPeer {peer.name} does not get this pool")},
) if {
	some pool in input.calico.IPPool
	not pool.partial
	spec := pool.object.spec
	spec.disableBGPExport == true
	not spec.disabled == true
	not spec.natOutgoing == true
	for_workloads(spec)
	not private(spec)
	not calico.bgp_disabled
	some peer in first_external
	message := concat(" ", [
		$"pool {pool.name} is not exported, but its pods use {object.get(spec, "cidr", "its addresses")}",
		"outside the cluster: no router has a route back to them",
	])
	found := finding.resting_on(finding.value(pool.id, ["spec", "disableBGPExport"], message), unknown(pool, peer))
}

unknown(pool, peer) := calico.external_rests_on(peer) | {{"resource": pool.id, "path": ["spec", field]} |
	some field in ["disabled", "natOutgoing", "allowedUses", "vxlanMode", "ipipMode"]
}

# A set, which WebAssembly works out once, also where there is none.
first_external contains peer if {
	some peer in input.calico.BGPPeer
	peer.id == min(external)
}

external contains peer.id if {
	some peer in input.calico.BGPPeer
	peer.facts["/spec/peerIP"].address
	calico.external(peer)
}

for_workloads(spec) if object.get(spec, "allowedUses", null) in [null, []]

for_workloads(spec) if "Workload" in spec.allowedUses

# An overlay that is always encapsulated is meant to stay inside.
private(spec) if spec.vxlanMode == "Always"

private(spec) if spec.ipipMode == "Always"
