# METADATA
# description: What several rules ask about the objects of frr-k8s.
package bgplint.lib.frr_k8s.objects

import data.bgplint.lib.addresses
import data.bgplint.lib.frr_k8s.home
import data.bgplint.lib.steps

# METADATA
# description: |
#   True for what MetalLB writes for a node: its name is metallb-<node>, and it selects this node by its hostname
#   (metallb/metallb internal/bgp/frrk8s/frrk8s.go, updateConfig and ConfigName). MetalLB sets neither labels nor an
#   owner.
generated(config) if config.name == $"metallb-{config.object.spec.nodeSelector.matchLabels["kubernetes.io/hostname"]}"

# METADATA
# description: The neighbor as messages call it, by its address or its interface.
title(neighbor) := neighbor.address if {
	given(neighbor, "address")
} else := neighbor.interface if {
	given(neighbor, "interface")
} else := "without an address"

# METADATA
# description: True for a field that is there and holds what frr-k8s does not take for unset.
given(object, field) if {
	value := object[field]
	value != null
	value != ""
	value != 0
}

# METADATA
# description: True if the neighbor names a Secret for its password, or something is there that is no such name.
names_secret(neighbor) if given(neighbor.passwordSecret, "name")

names_secret(neighbor) if {
	given(neighbor, "passwordSecret")
	not is_object(neighbor.passwordSecret)
}

# METADATA
# description: The neighbors of all configurations, `[configuration, number of its router, router, number, neighbor]`.
neighbors := [[config, i, router, j, neighbor] |
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
	is_object(neighbor)
]

# METADATA
# description: The path of a neighbor.
path(i, j) := ["spec", "bgp", "routers", i, "neighbors", j]

# METADATA
# description: The path of a field of a neighbor.
field(i, j, name) := ["spec", "bgp", "routers", i, "neighbors", j, name]

# METADATA
# description: The fact about what stands under a neighbor, at the rest of a JSON Pointer.
fact(config, i, j, rest) := config.facts[$"/spec/bgp/routers/{i}/neighbors/{j}/{rest}"]

# METADATA
# description: |
#   The address families of a session: both over an interface or with dualStackAddressFamily, else the address's own.
#   Undefined where the address is none. `address` is the fact about the neighbor's.
families(neighbor, address) := {4, 6} if {
	neighbor.dualStackAddressFamily == true
} else := {4, 6} if {
	not given(neighbor, "address")
	given(neighbor, "interface")
} else := {address.family}

# METADATA
# description: The VRF of a router as frr-k8s compares it; the default one is the empty text.
vrf(router) := router.vrf if {
	given(router, "vrf")
} else := ""

# METADATA
# description: The VRF as messages call it.
vrf_title(name) := "the default VRF" if {
	name == ""
} else := $"VRF {name}"

# METADATA
# description: |
#   The operation that names a Secret for a neighbor's password, for review; the Secret is to be made by a person.
name_secret(config, i, j) := {
	"op": "add",
	"path": field(i, j, "passwordSecret"),
	"value": {"name": secret_of(config, i, j)},
	"safe": false,
	"then": [
		steps.secret({
			"name": secret_of(config, i, j),
			"namespace": config.namespace,
			"home": "frr-k8s",
			"type": steps.basic_auth,
			"whose": $"neighbor {title(neighbor_at(config, i, j))}",
		}),
		steps.password_at($"router {title(neighbor_at(config, i, j))}", nodes(config, i)),
	],
}

neighbor_at(config, i, j) := config.object.spec.bgp.routers[i].neighbors[j]

nodes(config, i) := $"the nodes (AS {config.object.spec.bgp.routers[i].asn})" if {
	is_number(config.object.spec.bgp.routers[i].asn)
} else := "the nodes"

secret_of(config, i, j) := steps.free(name, steps.secrets) if {
	name := addresses.secret_name(fact(config, i, j, "address"), vrf(config.object.spec.bgp.routers[i]))
} else := steps.named(config.name, steps.secrets)

# METADATA
# description: |
#   An object in the namespace where frr-k8s runs, where nothing in the scan says so (bgplint.lib.frr_k8s.home), `[rank,
#   namespace, id]`: those that MetalLB wrote are there; so are probably those of a namespace that is called like it.
running := min(placed)

# The namespace where it runs then.
namespace := running_in if [_, running_in, _] := running

placed contains [rank(config), config.namespace, config.id] if {
	some config in input["frr-k8s"].FRRConfiguration
	config.namespace != ""
}

rank(config) := 0 if {
	generated(config)
} else := 1 if {
	contains(config.namespace, "frr-k8s")
} else := 2 if {
	contains(config.namespace, "metallb")
} else := 3

# METADATA
# description: True for an FRRConfiguration in another namespace than that.
elsewhere(config) if {
	count(home.namespaces) > 0
	config.namespace != ""
	not home.namespaces[config.namespace]
	not generated(config)
}

elsewhere(config) if {
	count(home.namespaces) == 0
	config.namespace != ""
	config.namespace != namespace
}
