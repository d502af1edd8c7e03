# METADATA
# title: Invalid or misleading address range of a MetalLB pool
# description: |
#   A pool contains networks (`192.0.2.0/24`) and ranges (`192.0.2.10-192.0.2.20`). MetalLB's webhook refuses the pool
#   for anything else; if no webhook ran, the speakers and the controller refuse the whole configuration.
# related_resources:
#   - ref: https://metallb.io/apis/#ipaddresspool
#     description: MetalLB API, IPAddressPool
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: How MetalLB reads pools, ParseCIDR
#   - ref: https://github.com/metallb/metallb/issues/2585
#     description: Pools that contain node addresses, refused by 0.15.0
#   - ref: https://github.com/metallb/metallb/pull/2780
#     description: Accepted again by 0.15.1
#   - ref: https://github.com/kubernetes/kubernetes/issues/66966
#     description: An address of another machine, and nodes in kube-proxy's IPVS mode
# custom:
#   id: metallb/pool-range-invalid
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Write a network with its mask and no host bits, or a range from its first to its last address in one IP family. A
#     single address is a /32 or a /128.
#   variants:
#     allocation:
#       description: |
#         `serviceAllocation` says which Services may have addresses from the pool. MetalLB's webhook refuses a pool
#         that lists a namespace or a selector twice there, or a selector that it cannot read.
#       remediation: |
#         Remove duplicates. `In` and `NotIn` need `values`; `Exists` and `DoesNotExist` have none.
#     host-bits:
#       description: |
#         MetalLB silently drops host bits and assigns every address of the network, including those below the written
#         one and those of other machines.
#       remediation: |
#         Write the network without host bits if all of its addresses are meant, otherwise a range from the first to the
#         last one that is.
#     router:
#       description: |
#         MetalLB assigns any address of a pool. If one is the address of the router that it peers with, a Service gets
#         it sooner or later, and nodes advertise the router's own address as a /32. Measured with FRR: the router still
#         answers for it, other routers that accept the route send the router's traffic to a node, and a node that has
#         the address itself, as all nodes do in kube-proxy's IPVS mode, loses its session.
#       remediation: |
#         Write a range that leaves the address out, such as 192.0.2.10-192.0.2.250, or use a network in which no
#         machine has an address.
#     node:
#       description: |
#         MetalLB assigns any address of a pool. If one is a node's own, a Service may get it: two machines answer for
#         one address, and traffic for the node may go to the Service. 0.15.0 refused such pools, 0.15.1 accepts them
#         again.
#       remediation: |
#         Write a range that leaves the addresses of nodes out, or use a network in which no machine has an address.
#         `autoAssign: false` keeps addresses from Services that do not ask for them.
package bgplint.rules.metallb["pool-range-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.steps

report contains mended(pool, i, text, finding.value(pool.id, ["spec", "addresses", i], message)) if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
	some i, text in pool.object.spec.addresses
	fault := pool.facts[$"/spec/addresses/{i}"].fault
	message := $"pool {pool.name} contains `{text}`, {wrong[fault]}"
}

report contains finding.variant(finding.at_level(found, "warning"), "host-bits") if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
	some i, text in pool.object.spec.addresses
	fact := pool.facts[$"/spec/addresses/{i}"]
	fact.hostBits
	message := concat(" ", [
		$"pool {pool.name} contains `{text}`, which MetalLB silently turns into {fact.cidr}:",
		"it assigns every address of that network",
	])
	found := mended(pool, i, text, finding.value(pool.id, ["spec", "addresses", i], message))
}

# A pool that holds the address of a router or of a node, each told at one range.
report contains finding.variant(finding.at_level(found, owner.level), owner.variant) if {
	some entry in input.cluster.held
	entry.family == "metallb"
	pool := pools[entry.resource]
	not object.get(pool.object, ["spec", "autoAssign"], true) == false
	not left_out(pool, entry.address)
	owner := owners[entry.of]
	message := concat(" ", [
		$"pool {pool.name} contains {entry.address}, the address of {owner.whose} {entry.by.name}:",
		owner.outcome,
	])
	found := finding.with_related(
		finding.value(pool.id, entry.path, message),
		{finding.place(entry.by.resource, entry.by.path, owner.place)},
	)
}

owners := {
	"peer": {
		"level": "error",
		"variant": "router",
		"whose": "BGPPeer",
		"outcome": "a Service that gets it takes it from the router",
		"place": "the router's address",
	},
	"node": {
		"level": "warning",
		"variant": "node",
		"whose": "node",
		"outcome": "a Service that gets it takes it from the node",
		"place": "the node's address",
	},
}

# avoidBuggyIPs leaves out what ends in 0 or 255.
left_out(pool, address) if {
	pool.object.spec.avoidBuggyIPs == true
	some end in [".0", ".255"]
	endswith(address, end)
}

pools := {pool.id: pool |
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
}

report contains finding.value(pool.id, ["spec", "addresses"], message) if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
	pool.object.spec.addresses == []
	message := $"pool {pool.name} has no addresses: the webhook refuses it"
}

report contains finding.variant(finding.with_related(found, {other}), "allocation") if {
	some pool in input.metallb.IPAddressPool
	listed := pool.object.spec.serviceAllocation.namespaces
	count({namespace | some namespace in listed}) < count(listed)
	some later, namespace in listed
	first := min({i | some i, other in listed; other == namespace})
	first < later
	message := $"pool {pool.name} names namespace {namespace} twice: the webhook refuses it"
	found := finding.value(pool.id, path(later), message)
	other := finding.place(pool.id, path(first), "the first one")
}

report contains finding.variant(finding.value(pool.id, fault.path, message), "allocation") if {
	some pool in input.metallb.IPAddressPool
	some field in ["namespaceSelectors", "serviceSelectors"]
	some fault in labels.fact(pool, $"/spec/serviceAllocation/{field}").faults
	message := $"`{field}` of pool {pool.name} {labels.wrong[fault.kind]}: the webhook refuses it"
}

path(i) := ["spec", "serviceAllocation", "namespaces", i]

wrong := {
	"bare": "an address without a mask: the webhook refuses the pool",
	"start": "a range whose start is not an IP address: the webhook refuses the pool",
	"end": "a range whose end is not an IP address: the webhook refuses the pool",
	"order": "a range whose end comes before its start: the webhook refuses the pool",
	"malformed": "which is neither a network nor a range of addresses: the webhook refuses the pool",
	"mixed": concat(" ", [
		"a range across two IP families: MetalLB refuses the pool since 0.16.2;",
		"before, it assigns no address from it or crashes",
	]),
}

mended(pool, i, text, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": ["spec", "addresses", i], "value": value, "safe": false},
		[steps.network(text, value)],
	)],
) if {
	value := meant(pool.facts[$"/spec/addresses/{i}"], text)
} else := found

meant(fact, _) := fact.cidr if fact.hostBits

meant(fact, text) := $"{text}/{lengths[fact.family]}" if fact.fault == "bare"

lengths := {4: 32, 6: 128}
