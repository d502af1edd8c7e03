# METADATA
# title: Peer address not found at the other end
# description: |
#   A peer whose address is on no interface of its router never comes up: it stays in `Connect` or `Active`, with no
#   error or just `No route to host`. The other way round, a router may list an address of the node that the node's
#   speaker does not dial from: the router has no neighbor for a connection from another address. Calico's BIRD dials
#   from the address in the Node's annotation `projectcalico.org/IPv4Address`, which need not be the InternalIP; it
#   listens on all addresses, so a session that the router opens does come up.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/networking/ipam/ip-autodetection
#     description: Calico, which address of a node BGP uses
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-update-source-IFNAME-ADDRESS
#     description: FRR, update-source
# custom:
#   id: session/address-not-on-router
#   level: warning
#   class: correctness
#   variants:
#     node:
#       remediation: |
#         List the address that the node dials from, or use the other address for BGP: `sourceAddress` of a MetalLB
#         peer, Calico's autodetection method.
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
		concat(" ", [
			$"{end.address} is on no interface of router {router.name}, whose address in {row.cidr} is {row.address}:",
			"no session comes up",
		]),
	)
	related := finding.place(row.told_by, row.path, "the router's address in this network")
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
			$"the router lists {routers.neighbor(candidate).address}, but node {name} dials from {row.source}:",
			"the router rejects the connection",
		]),
	)
	related := finding.place(end.resource, end.path, "the node's peer")
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
