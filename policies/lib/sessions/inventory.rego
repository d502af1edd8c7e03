# METADATA
# description: |
#   The routers that the config tells of (`routers`), which stand in for those whose configurations are not in the scan:
#   `{name, addresses, as, node_as}`, with addresses and networks as CIDRs.
package bgplint.lib.sessions.inventory

import data.bgplint.lib.sessions.routers

# An address is looked for in one entry after the other: of a longer inventory only single addresses are found.
most_networks := 64

networks contains {"router": router, "cidr": cidr} if {
	some router in input.cluster.routers
	some cidr in router.addresses
	not single(cidr)
}

single(cidr) if endswith(cidr, "/32")

single(cidr) if endswith(cidr, "/128")

by_address[concat("", array.slice(split(cidr, "/"), 0, 1))] contains router if {
	some router in input.cluster.routers
	some cidr in router.addresses
	single(cidr)
}

# METADATA
# description: |
#   The entries of the config that an address is of, where no configuration in the scan has it: those that name the
#   address itself, else those of a network that holds it.
of_address(address) := set() if {
	routers.at[address]
} else := by_address[address] if {
	by_address[address]
} else := {row.router |
	count(networks) <= most_networks
	some row in networks
	net.cidr_contains(row.cidr, address)
}
