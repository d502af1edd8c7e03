# What the statements of configurations and of MetalLB's peers share: which values count, and how they are called.

package bgplint.lib.frr_k8s.merge

import data.bgplint.lib.frr_k8s.objects as frr_k8s

# METADATA
# description: True if the speakers have BGP of their own, and write nothing for frr-k8s.
default another_mode := false

another_mode if input.cluster.metallb.mode in {"native", "frr"}

# A neighbor that only one says anything of is in nobody's way. Worked out as a whole: OPA goes through a rule anew for
# each key that is looked up in it.
shared := {place |
	some place, sayers in named
	count(sayers) > 1
}

named[[frr_k8s.vrf(router), target(config, i, j, neighbor)]] contains [config.id, i, j] if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.title(neighbor) != "without an address"
}

named[[vrf, target]] contains [peer.id, 0, 0] if some [peer, vrf, target, _, _] in peers

# The neighbor by which sessions are told apart: FRR takes the spellings of an IPv6 address for one, while frr-k8s
# compares them as texts (internal/frr/config.go, NeighborConfig.ID).
target(config, i, j, neighbor) := fact.address if {
	fact := frr_k8s.fact(config, i, j, "address")
	fact.family == 6
} else := frr_k8s.title(neighbor)

# A session over an interface carries both families anyway.
both_families(object, address) := stated(object, "dualStackAddressFamily", false) if {
	frr_k8s.given(object, address)
} else := null

stated(object, field, otherwise) := object[field] if {
	frr_k8s.given(object, field)
} else := otherwise

# A value as messages call it; what is not there counts as its default.
words(field, value, given) := unit(field, value) if {
	given
	not value in {"", 0}
} else := "not set" if {
	value in {"", 0}
} else := value if {
	field == "password"
} else := $"{unit(field, value)} by default"

unit(field, value) := $"{value} s" if {
	field in {"holdTime", "keepaliveTime", "connectTime"}
} else := $"{value}"
