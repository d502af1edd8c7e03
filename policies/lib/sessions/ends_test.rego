package bgplint.lib.sessions.ends_test

import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.near_ends

node(name, address) := {
	"id": 90,
	"name": name,
	"partial": false,
	"object": {"status": {"addresses": [{"type": "InternalIP", "address": address}]}},
	"facts": {"/status/addresses/0/address": {"address": address, "family": 4}},
}

secret(name, key, token) := {
	"id": 80,
	"name": name,
	"namespace": "",
	"partial": false,
	"object": {"data": {key: "<hidden>"}},
	"facts": {$"/data/{key}": {"secret": true, "bytes": 7, "token": token, "trimmed_token": token}},
}

metallb_peer := {
	"id": 1,
	"file": "metallb.yaml",
	"name": "router-a",
	"namespace": "metallb-system",
	"partial": false,
	"gvk": {"group": "metallb.io", "version": "v1beta2", "kind": "BGPPeer"},
	"object": {"spec": {"enableGracefulRestart": true, "ebgpMultiHop": true, "passwordSecret": {"name": "bgp"}}},
	"facts": {
		"/spec/peerAddress": {"address": "192.0.2.1", "family": 4},
		"/spec/myASN": {"as": 64512},
		"/spec/peerASN": {"as": 64513},
		"/spec/nodeSelectors": {"selector": {"key": "(all)"}},
	},
}

frr_k8s_config := {
	"id": 2,
	"file": "frr.yaml",
	"name": "edge",
	"namespace": "frr-k8s-system",
	"partial": false,
	"object": {"spec": {"bgp": {"routers": [{"asn": 64512, "neighbors": [{"address": "192.0.2.1"}]}]}}},
	"facts": {
		"/spec/bgp/routers/0/asn": {"as": 64512},
		"/spec/bgp/routers/0/neighbors/0/address": {"address": "192.0.2.1", "family": 4},
		"/spec/bgp/routers/0/neighbors/0/asn": {"as": 64513},
		"/spec/nodeSelector": {"selector": {"key": "(all)"}},
	},
}

antrea_policy := {
	"id": 3,
	"file": "antrea.yaml",
	"name": "edge",
	"partial": false,
	"object": {"spec": {
		"bgpPeers": [{"address": "192.0.2.1", "asn": 64513}],
		"confederation": {"memberASNs": [64514]},
	}},
	"facts": {
		"/spec/localASN": {"as": 64515},
		"/spec/confederation/identifier": {"as": 64512},
		"/spec/confederation/memberASNs/0": {"as": 64514},
		"/spec/bgpPeers/0/address": {"address": "192.0.2.1", "family": 4},
		"/spec/bgpPeers/0/asn": {"as": 64513},
		"/spec/nodeSelector": {"selector": {"key": "(all)"}},
	},
}

cilium_config := {
	"id": 4,
	"file": "cilium.yaml",
	"name": "edge",
	"partial": false,
	"gvk": {"group": "cilium.io", "version": "v2", "kind": "CiliumBGPClusterConfig"},
	"object": {"spec": {"bgpInstances": [{"name": "main", "peers": [{
		"name": "router-a",
		"peerConfigRef": {"name": "common"},
	}]}]}},
	"facts": {
		"/spec/bgpInstances/0/localASN": {"as": 64512},
		"/spec/bgpInstances/0/peers/0/peerAddress": {"address": "192.0.2.1", "family": 4},
		"/spec/bgpInstances/0/peers/0/peerASN": {"as": 64513},
		"/spec/nodeSelector": {"selector": {"key": "(all)"}},
	},
}

peer_config(spec) := {"id": 5, "name": "common", "partial": false, "object": {"spec": spec}, "facts": {}}

calico_peer(spec) := {
	"id": 6,
	"file": "calico.yaml",
	"name": "router-a",
	"partial": false,
	"object": {"spec": object.union({"peerIP": "192.0.2.1"}, spec)},
	"facts": {
		"/spec/peerIP": {"address": "192.0.2.1", "family": 4},
		"/spec/asNumber": {"as": 64513},
	},
}

scan := {
	"cluster": {"metallb": {"mode": "frr"}, "nodes": [{"name": "n1", "sure": true}]},
	"kubernetes": {"Node": [node("n1", "192.0.2.11")], "Secret": [secret("bgp", "password", 7)]},
	"metallb": {"BGPPeer": [metallb_peer]},
	"frr-k8s": {"FRRConfiguration": [frr_k8s_config]},
	"antrea": {"BGPPolicy": [antrea_policy]},
	"cilium": {
		"CiliumBGPClusterConfig": [cilium_config],
		"CiliumBGPPeerConfig": [peer_config({
			"authSecretRef": "bgp",
			"ebgpMultihop": 4,
			"gracefulRestart": {"enabled": true},
		})],
	},
	"calico": {"BGPPeer": [calico_peer({"password": {"secretKeyRef": {"name": "bgp", "key": "password"}}})]},
}

test_families_give_the_same_columns if {
	rows := {family: end |
		some family in ["metallb", "frr-k8s", "antrea", "cilium", "calico"]
		[end] := near_ends[family].ends with input as scan
	}
	count(rows) == 5
	every end in rows {
		object.keys(end) & columns == columns
		{number.as | some number in end.local_as} == {64512}
		end.remote_as.as == 64513
		end.hold.seconds >= 90
		end.families & {4, 6} != set()
		end.sources == {"192.0.2.11"}
	}
	{family: end.multihop.ttl | some family, end in rows} == {
		"metallb": 255,
		"frr-k8s": 1,
		"antrea": 1,
		"cilium": 4,
		"calico": "any",
	}
	{family: [end.password.is, end.password.token] | some family, end in rows} == {
		"metallb": ["some", 7],
		"frr-k8s": ["none", null],
		"antrea": ["unknown", null],
		"cilium": ["some", 7],
		"calico": ["some", 7],
	}
	{family: end.gr.mode | some family, end in rows} == {
		"metallb": "restart",
		"frr-k8s": "helper",
		"antrea": "restart",
		"cilium": "restart",
		"calico": "restart",
	}
	{family: end.listens | some family, end in rows} == {
		"metallb": false,
		"frr-k8s": false,
		"antrea": true,
		"cilium": false,
		"calico": true,
	}
}

columns := {
	"family", "speaker", "resource", "path", "file", "name", "address", "port", "vrf", "nodes", "sourced", "local_as",
	"remote_as", "password", "gr", "bfd", "multihop", "connected_check", "families", "dials", "listens", "listen_port",
	"sources", "port_at", "takes_routes", "changed_by", "hold",
}

test_a_peer_of_an_ipv6_session_leaves_the_connected_check_out if {
	facts := object.union(metallb_peer.facts, {"/spec/peerAddress": {"address": "2001:db8::1", "family": 6}})
	peer := object.union(metallb_peer, {"facts": facts})
	[end] := near_ends.metallb.ends with input as {"cluster": {"metallb": {}}, "metallb": {"BGPPeer": [peer]}}
	end.connected_check == false
	end.families == {6}
	end.sources == set()
}

test_what_another_configuration_turns_on_is_not_known if {
	other := object.union(frr_k8s_config, {"id": 9, "object": {"spec": {"bgp": {"routers": [{
		"asn": 64512,
		"neighbors": [{"address": "192.0.2.1", "enableGracefulRestart": true, "bfdProfile": "fast"}],
	}]}}}})
	ends := near_ends["frr-k8s"].ends with input as {"frr-k8s": {"FRRConfiguration": [frr_k8s_config, other]}}
	{[end.resource, end.gr.mode, end.bfd.is] | some end in ends} == {[2, "unknown", "unknown"], [9, "restart", true]}
}

test_numbers_of_calico_are_those_of_the_nodes_or_of_all if {
	peers := {"BGPPeer": [calico_peer({})]}
	[default_one] := near_ends.calico.ends with input as {"cluster": {}, "calico": peers}
	default_one.local_as == [{"as": 64512}]
	config := {
		"id": 7,
		"name": "default",
		"partial": false,
		"object": {"spec": {"asNumber": 64600, "listenPort": 1790}},
		"facts": {"/spec/asNumber": {"as": 64600}},
	}
	[of_all] := near_ends.calico.ends with input as {
		"cluster": {},
		"calico": object.union(peers, {"BGPConfiguration": [config]}),
	}
	of_all.local_as == [{"as": 64600, "resource": 7, "path": ["spec", "asNumber"]}]
	of_all.listen_port == 1790
}

test_a_secret_of_another_namespace_is_not_read if {
	elsewhere := object.union(secret("bgp", "password", 7), {"namespace": "default"})
	[end] := near_ends.metallb.ends with input as object.union(scan, {"kubernetes": {"Secret": [elsewhere]}})
	[end.password.is, end.password.token, end.password.path] == ["some", null, ["spec", "passwordSecret", "name"]]
}

test_all_ends_are_one_list if {
	ends := sessions.ends with input as scan
	{end.family | some end in ends} == {"metallb", "frr-k8s", "antrea", "cilium", "calico"}
}
