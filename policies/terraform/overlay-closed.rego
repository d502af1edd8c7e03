# METADATA
# title: Pod overlay closed between nodes
# description: |
#   The pools in the scan encapsulate pod packets, but the nodes do not let those in from each other: IP protocol 4
#   for IP-in-IP, UDP/4789 for VXLAN. BGP sessions come up and the routes are there, but every packet between pods on
#   different nodes is dropped.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
#   - ref: https://docs.tigera.io/calico/latest/networking/configuring/vxlan-ipip
#     description: Calico, overlay networking
# custom:
#   id: terraform/overlay-closed
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Let in IP protocol 4 (IP-in-IP) or UDP/4789 (VXLAN) from the nodes themselves, or turn the encapsulation of the
#     pool off. Azure's networks carry no IP-in-IP at all: use VXLAN there.
package bgplint.rules.terraform["overlay-closed"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.finding
import data.bgplint.lib.firewall
import data.bgplint.lib.passages

report contains finding.at_level(found, level(passage, pool)) if {
	some traffic, pools in wrapping
	some passage in closed[traffic]
	firewall.first(passage, closed[traffic])
	pool := pools[0]
	found := passages.closed_for(
		passage,
		$"packets of pool {pool.name} {across(pool)} are dropped",
		[finding.place(pool.id, pool.path, $"this pool uses {pool.encapsulation}")],
	)
}

across(pool) := "to nodes in other subnets" if count(pool.cross) > 0

across(pool) := "between nodes" if count(pool.cross) == 0

level(passage, pool) := "error" if {
	firewall.named(passage)
	count(pool.cross) == 0
} else := "warning"

closed[passage.traffic] contains passage if {
	some passage in input.terraform.Passage
	passage.traffic in {"ipip", "vxlan"}
	firewall.meant(passage)
	not firewall.closed_to_all(passage)
	not firewall.nothing_goes_out(passage)
}

# Pools that are always wrapped take precedence over those that are wrapped only to other subnets.
wrapping[traffic] := array.concat(
	[pool | some pool in ip_pools.for_workloads; traffics[pool.encapsulation] == traffic; count(pool.cross) == 0],
	[pool | some pool in ip_pools.for_workloads; traffics[pool.encapsulation] == traffic; count(pool.cross) > 0],
) if {
	some pool in ip_pools.for_workloads
	traffic := traffics[pool.encapsulation]
	not other_port(traffic)
}

traffics := {"IPIP": "ipip", "VXLAN": "vxlan"}

# Felix can put VXLAN on another port.
other_port("vxlan") if {
	some config in input.calico.FelixConfiguration
	config.object.spec.vxlanPort != 4789
}
