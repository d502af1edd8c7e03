# METADATA
# title: Range of a pool that MetalLB refuses or misreads
# description: |
#   A pool holds networks (`192.0.2.0/24`) and ranges (`192.0.2.10-192.0.2.20`). MetalLB's webhook refuses the pool for
#   anything else, and where no webhook ran the speakers and the controller refuse the whole configuration.
# related_resources:
#   - ref: https://metallb.io/apis/#ipaddresspool
#     description: MetalLB API, IPAddressPool
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: How MetalLB reads pools, ParseCIDR
#   - ref: https://github.com/metallb/metallb/issues/2585
#     description: Pools that hold addresses of nodes, refused by 0.15.0
#   - ref: https://github.com/metallb/metallb/pull/2780
#     description: Accepted again by 0.15.1
#   - ref: https://github.com/kubernetes/kubernetes/issues/66966
#     description: An address of another machine, and nodes of kube-proxy's IPVS mode
# custom:
#   id: metallb/pool-range-invalid
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Write a network with its mask and without further bits, or a range from its first to its last address in one
#     family. A single address is a /32 or a /128.
#   variants:
#     allocation:
#       description: |
#         `serviceAllocation` says which Services may have addresses of the pool. MetalLB's webhook refuses a pool that
#         lists a namespace or a selector twice there, or a selector that it cannot read.
#       remediation: |
#         Remove what stands twice. `In` and `NotIn` need `values`, `Exists` and `DoesNotExist` have none.
#     host-bits:
#       description: |
#         Bits behind the mask pass: MetalLB drops them and hands out every address of the network, those before the one
#         that is written and other machines' addresses among them. Nothing says so.
#       remediation: |
#         Write the network without further bits if all of its addresses are meant, else a range from the first to the
#         last one that is.
#     router:
#       description: |
#         MetalLB hands out any address of a pool. Where one is the address of the router that it peers with, a Service
#         gets it sooner or later, and nodes announce the router's own address as a /32. Measured with FRR: the router
#         goes on answering for it, other routers that take the route send to a node what is for the router, and a node
#         that has the address itself, as all have in IPVS mode of kube-proxy, loses its session.
#       remediation: |
#         Write a range that leaves the address out, as 192.0.2.10-192.0.2.250, or take a network that no machine is in.
#     node:
#       description: |
#         MetalLB hands out any address of a pool. Where one is a node's own, a Service may get it: two answer for one
#         address, and what is for the node may go to the Service. 0.15.0 refused such pools, 0.15.1 takes them
#         again.
#       remediation: |
#         Write a range that leaves the addresses of nodes out, or take a network that no machine is in. `autoAssign:
#         false` keeps addresses from being given to Services that do not ask for them.
package bgplint.rules.metallb["pool-range-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.steps

report contains mended(pool, i, text, finding.value(pool.id, ["spec", "addresses", i], message)) if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
	some i, text in pool.object.spec.addresses
	fault := pool.facts[$"/spec/addresses/{i}"].fault
	message := $"pool {pool.name} holds `{text}`, {wrong[fault]}"
}

report contains finding.variant(finding.at_level(found, "warning"), "host-bits") if {
	some kind in ["IPAddressPool", "AddressPool"]
	some pool in input.metallb[kind]
	some i, text in pool.object.spec.addresses
	fact := pool.facts[$"/spec/addresses/{i}"]
	fact.hostBits
	message := concat(" ", [
		$"pool {pool.name} holds `{text}`, of which MetalLB makes {fact.cidr} without a word:",
		"it hands out every address of that network",
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
		$"pool {pool.name} holds {entry.address}, the address of {owner.whose} {entry.by.name}:",
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
		"whose": "peer",
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
	"start": "a range whose start is no address: the webhook refuses the pool",
	"end": "a range whose end is no address: the webhook refuses the pool",
	"order": "a range whose end comes before its start: the webhook refuses the pool",
	"malformed": "which is neither a network nor a range of addresses: the webhook refuses the pool",
	"mixed": concat(" ", [
		"a range between two families: MetalLB refuses the pool since 0.16.2;",
		"before, it makes no address of it or crashes",
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
