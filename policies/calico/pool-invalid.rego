# METADATA
# title: IP pool that Calico refuses
# description: |
#   Calico's IPAM cuts a pool into blocks, gives them to nodes, and BGP announces the blocks. A pool with host bits,
#   without room for one block, with two encapsulations or over link-local addresses is refused as a whole; until v3.32
#   kubectl took such pools, and Felix and IPAM met them later. Of two pools that overlap, one is refused or not
#   allocated from, since nobody could tell whose an address is.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/ippool
#     description: IPPool resource
#   - ref: https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/clientv3/ippool.go
#     description: The checks of calicoctl
# custom:
#   id: calico/pool-invalid
#   level: error
#   class: correctness
#   remediation: |
#     Write the network itself; keep the block size between 20 and 32 (116 and 128 for IPv6) and at least as long as the
#     mask. One encapsulation at most, IP-in-IP for IPv4 only. Give pools networks that do not overlap. A CIDR cannot be
#     changed later: make a new pool and move to it.
package bgplint.rules.calico["pool-invalid"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.pools as calico_pools
import data.bgplint.lib.finding

report contains mended(resource, fault.field, finding.value(resource.id, ["spec", fault.field], message)) if {
	some resource in input.calico.IPPool
	some fault in calico_pools.faults(resource)
	message := $"pool {resource.name} {fault.says}: {calico.refused}"
}

mended(resource, "cidr", found) := finding.with_fix(
	found,
	[{"op": "replace", "resource": resource.id, "path": ["spec", "cidr"], "value": fact.cidr, "safe": false}],
) if {
	fact := resource.facts["/spec/cidr"]
	fact.hostBits
} else := found

mended(_, field, found) := found if field != "cidr"

# Overlaps: each pool with the first of those that hold it, which are known by their bits.
report contains finding.with_related(found, {finding.place(other.id, ["spec", "cidr"], $"pool {other.name}")}) if {
	some resource in pools
	bits := resource.facts["/spec/cidr"].bits
	[_, first_id] := min({[name, id] |
		some length in lengths
		length <= count(bits)
		[name, id] := first_at[substring(bits, 0, length)]
		name != resource.name
	})
	other := pools[first_id]
	message := concat(" ", [
		$"{resource.object.spec.cidr} of pool {resource.name} overlaps {other.object.spec.cidr} of pool {other.name}:",
		"calicoctl refuses the second of them, and through kubectl Calico does not allocate from it",
	])
	found := finding.value(resource.id, ["spec", "cidr"], message)
}

lengths := {count(bits) | some bits, _ in ids_at}

first_at[bits] := min(ids) if some bits, ids in ids_at

ids_at[resource.facts["/spec/cidr"].bits] contains [resource.name, id] if some id, resource in pools

pools[resource.id] := resource if {
	some resource in input.calico.IPPool
	not resource.partial
	resource.facts["/spec/cidr"].bare == false
}
