# METADATA
# title: Address that the other end does not have
# description: |
#   A peer that names an address which its router does not have dials into the void: `Connect` or `Active`, with no
#   error but `No route to host`. The other way round a router may name an address of the node from which the node's
#   speaker does not dial: what comes in from another one is no neighbor of the router's. Calico's BIRD dials from the
#   address in the Node's annotation `projectcalico.org/IPv4Address`, which need not be the InternalIP; it listens at
#   all of them, so that a router which dials gets its session.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ip-autodetection
#     description: Calico, which address of a node BGP takes
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-update-source-IFNAME-ADDRESS
#     description: FRR, update-source
# custom:
#   id: session/address-not-on-router
#   level: warning
#   class: correctness
#   variants:
#     node:
#       remediation: |
#         Name the address from which the node dials, or take the other one for BGP: `sourceAddress` of a MetalLB peer,
#         the autodetection method of Calico.
#   remediation: |
#     Give the peer an address of one of the router's interfaces, as `show ip interface brief` lists them.
package bgplint.rules.session["address-not-on-router"]

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# The only router in the network of the peer's address does not have it, and is by its numbers the one that is meant.
report contains finding.claims_absence(finding.resting_on(finding.with_related(found, {related}), rests_on)) if {
	count(routers.by_id) > 0
	some _, rows in pairs.ends
	some end in rows
	not routers.at[end.address]
	networks := {row | some row in routers.interface_addresses; net.cidr_contains(row.cidr, end.address)}
	count({row.router | some row in networks}) == 1
	some row in networks
	row == min(networks)
	router := routers.by_id[row.router]
	router.whole
	some process in router.processes
	process.vrf == row.vrf
	end.remote_as.as == process.as.value
	not end.address in {other | some other, _ in calico_nodes.at}
	found := finding.value(
		end.resource,
		end.path,
		$"no interface of router {router.name} has {end.address}: in {row.cidr} it has {row.address}",
	)
	related := finding.place(row.told_by, row.path, "the router's address in that network")
	rests_on := sessions.rests_on(end.family, end.resource, end.path)
}

# The router names another address of the node than the one it dials from.
report contains finding.variant(finding.resting_on(finding.with_related(found, {related}), rests_on), "node") if {
	some row in pairs.unlisted
	row.source != ""
	some end in pairs.ends[row.node]
	some name in calico_nodes.at[row.source]
	some candidate in listing_other[[row.router, name]]
	routers.process(candidate).vrf == row.vrf
	not listening_elsewhere(end, candidate)
	found := finding.value(
		row.router,
		routers.path(candidate),
		concat(" ", [
			$"node {name} opens its session from {row.source}, and the router lists its address",
			$"{routers.neighbor(candidate).address}: what comes from {row.source} is refused",
		]),
	)
	related := finding.place(end.resource, end.path, "the peer of the node")
	rests_on := sessions.rests_on(end.family, end.resource, end.path)
}

listing_other[[candidate.router, name]] contains candidate if {
	some address, names in calico_nodes.at
	some candidate in routers.listing[address]
	some name in names
}

listening_elsewhere(end, candidate) if {
	end.listens != false
	not routers.neighbor(candidate).passive
}
