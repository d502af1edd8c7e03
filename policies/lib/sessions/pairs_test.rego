package bgplint.lib.sessions.pairs_test

import data.bgplint.lib.sessions.pairs

peer(id, address, number) := {
	"id": id,
	"file": "peers.yaml",
	"name": $"peer-{id}",
	"namespace": "metallb-system",
	"partial": false,
	"gvk": {"group": "metallb.io", "version": "v1beta2", "kind": "BGPPeer"},
	"object": {"spec": {"myASN": 64512, "peerASN": number, "peerAddress": address}},
	"facts": {
		"/spec/peerAddress": {"address": address, "family": 4},
		"/spec/myASN": {"as": 64512},
		"/spec/peerASN": {"as": number},
		"/spec/nodeSelectors": {"selector": {"key": "(all)"}},
	},
}

node(id, address) := {
	"id": id,
	"file": "nodes.yaml",
	"name": $"node-{id}",
	"partial": false,
	"object": {"status": {"addresses": [{"type": "InternalIP", "address": address}]}},
	"facts": {"/status/addresses/0/address": {"address": address, "family": 4}},
}

neighbor(address) := {
	"name": address,
	"address": address,
	"family": 4,
	"path": [address],
	"remote_as": {"rule": "number", "as": 64512, "path": [address, 3]},
	"families": [],
	"unknown": [],
}

router(addresses, neighbors, ranges) := {
	"id": 90,
	"file": "frr.conf",
	"name": "tor-a",
	"whole": true,
	"dialect": "frr",
	"interfaces": [{
		"name": "eth1",
		"vrf": "",
		"shutdown": false,
		"addresses": [one |
			some address, cidr in addresses
			one := {"address": address, "cidr": cidr, "path": ["ip"], "family": 4}
		],
	}],
	"processes": [{
		"vrf": "",
		"path": ["router bgp 64513"],
		"as": {"value": 64513, "path": ["router bgp 64513", 2]},
		"neighbors": [neighbor(address) | some address in neighbors],
		"listen_ranges": [{"cidr": cidr, "path": [cidr], "neighbor": neighbor(cidr)} | some cidr in ranges],
		"unknown": [],
	}],
}

scan(peers, nodes, routers) := {
	"cluster": {"metallb": {}, "calico": {}, "cilium": {}, "nodes": []},
	"metallb": {"BGPPeer": peers},
	"kubernetes": {"Node": nodes},
	"router": {"Router": routers},
}

named(groups) := {[group.source, names] |
	some group in groups
	names := {[end.list, end.at] | some end in group.candidates}
}

tor := router({"10.20.0.1": "10.20.0.0/24"}, ["10.20.0.11", "10.20.0.12"], [])

test_nodes_and_router_known if {
	found := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [node(2, "10.20.0.11")], [tor])
	named(found) == {["10.20.0.11", {["neighbors", 0]}]}
}

test_without_nodes_all_neighbors_are_candidates if {
	found := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [], [tor])
	named(found) == {["", {["neighbors", 0], ["neighbors", 1]}]}
}

test_neighbors_elsewhere_are_none_where_some_are_near if {
	routers := [router({"10.20.0.1": "10.20.0.0/24"}, ["10.20.0.11", "10.99.0.1"], [])]
	found := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [], routers)
	named(found) == {["", {["neighbors", 0]}]}
}

test_ranges_hold_nodes if {
	routers := [router({"10.20.0.1": "10.20.0.0/24"}, [], ["10.20.0.0/28", "10.30.0.0/16"])]
	found := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [node(2, "10.20.0.11")], routers)
	named(found) == {["10.20.0.11", {["listen_ranges", 0]}]}
}

test_a_node_that_the_router_does_not_list if {
	peers := [peer(1, "10.20.0.1", 64513)]
	found := pairs.unlisted with input as scan(peers, [node(2, "10.20.0.13")], [tor])
	{[row.source, row.address] | some row in found} == {["10.20.0.13", "10.20.0.1"]}
}

# Of one router without addresses and two peers, the AS number tells whose it is.
test_a_router_without_addresses_is_found_by_its_nodes_and_number if {
	peers := [peer(1, "10.20.0.1", 64513), peer(3, "10.20.0.2", 64514)]
	found := pairs.groups with input as scan(peers, [node(2, "10.20.0.11")], [router({}, ["10.20.0.11"], [])])
	{group.address | some group in found} == {"10.20.0.1"}
}

test_of_two_peers_with_one_number_it_is_neithers if {
	peers := [peer(1, "10.20.0.1", 64513), peer(3, "10.20.0.2", 64513)]
	found := pairs.groups with input as scan(peers, [node(2, "10.20.0.11")], [router({}, ["10.20.0.11"], [])])
	found == set()
}

test_neither_address_known if {
	near := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [], [router({}, ["10.20.0.11"], [])])
	named(near) == {["", {["neighbors", 0]}]}
	far := pairs.groups with input as scan([peer(1, "10.77.0.1", 64513)], [], [router({}, ["10.20.0.11"], [])])
	far == set()
}

test_without_routers_nothing_is_asked if {
	found := pairs.groups with input as scan([peer(1, "10.20.0.1", 64513)], [node(2, "10.20.0.11")], [])
	found == set()
}
