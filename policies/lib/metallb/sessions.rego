# METADATA
# description: |
#   The model of MetalLB (bgplint.lib.sessions). Of the configuration up to 0.12 only peers of all nodes are sessions:
#   there is no answer to its selectors.
package bgplint.lib.sessions.families.metallb

import data.bgplint.lib.as_numbers
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb

product := "MetalLB"

kinds := {"BGPPeer", "LegacyConfig"}

rests_on := {
	"object": [["spec", "nodeSelectors"], ["spec", "peerPort"], ["spec", "vrf"], ["spec", "sourceAddress"]],
	"peer": ["peer-port", "source-address"],
}

# In the mode frr-k8s MetalLB's peers become FRRConfigurations: what makes sessions of both is one FRR. Where the mode
# is not known that is what may be, and nothing is said of two speakers.
speaker := "metallb" if {
	input.cluster.metallb.mode in {"native", "frr"}
} else := "frr-k8s"

sessions contains {
	"family": "metallb",
	"speaker": speaker,
	"resource": peer.id,
	"file": peer.file,
	"name": peer.name,
	"address": peer.facts["/spec/peerAddress"].address,
	"path": ["spec", "peerAddress"],
	"port": port(object.get(peer.object.spec, "peerPort", 179)),
	"vrf": object.get(peer.object.spec, "vrf", ""),
	"nodes": ["labels", labels.key(peer, "/spec/nodeSelectors")],
	"sourced": sourced(peer),
} if {
	some peer in input.metallb.BGPPeer
	not peer.partial
}

sessions contains {
	"family": "metallb",
	"speaker": "metallb",
	"resource": config.id,
	"file": config.file,
	"name": $"{i + 1} of ConfigMap {config.name}",
	"address": config.facts[$"/peers/{i}/peer-address"].address,
	"path": ["peers", i, "peer-address"],
	"port": port(object.get(peer, "peer-port", 179)),
	"vrf": "",
	"nodes": ["labels", labels.everything],
	"sourced": object.get(peer, "source-address", "") != "",
} if {
	some config in input.metallb.LegacyConfig
	not unread
	some i, peer in config.object.peers
	count(object.get(peer, "node-selectors", [])) == 0
}

# Beside custom resources nothing reads the ConfigMap (metallb/legacy-configmap).
default unread := false

unread if {
	some kind in ["BGPPeer", "IPAddressPool"]
	count(input.metallb[kind]) > 0
}

# In the mode frr-k8s the field has no effect (metallb/field-ignored).
sourced(peer) if {
	metallb.given(peer, "sourceAddress")
	not input.cluster.metallb.mode == "frr-k8s"
} else := false

# 0 is unset.
port(0) := 179

port(given) := given if given != 0

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": end,
	"resource": peer.id,
	"file": peer.file,
	"path": ["spec", field],
	"name": $"peer {peer.name}",
} if {
	some peer in input.metallb.BGPPeer
	some field, [pointer, end] in {
		"myASN": ["/spec/myASN", "local"],
		"localASN": ["/spec/localASN", "local"],
		"peerASN": ["/spec/peerASN", "remote"],
	}
	fact := peer.facts[pointer]
	as_numbers.special(fact.as)
}

numbers contains {
	"as": number,
	"text": number,
	"end": end,
	"resource": config.id,
	"file": config.file,
	"path": ["peers", i, field],
	"name": $"peer {i + 1} of ConfigMap {config.name}",
} if {
	some config in input.metallb.LegacyConfig
	some i, peer in config.object.peers
	some field, end in {"my-asn": "local", "peer-asn": "remote"}
	number := peer[field]
	as_numbers.special(number)
}

numbers contains {
	"as": number,
	"text": number,
	"end": end,
	"resource": config.id,
	"file": config.file,
	"path": ["peers", i, field],
	"name": $"peer {i + 1} of ConfigMap {config.name}",
	"slip": true,
} if {
	some config in input.metallb.LegacyConfig
	some i, peer in config.object.peers
	some field, [end, other] in ends.legacy
	number := peer[field]
	as_numbers.slip(number, peer[other])
}

numbers contains {
	"as": number,
	"text": number,
	"end": end,
	"resource": peer.id,
	"file": peer.file,
	"path": ["spec", field],
	"name": $"peer {peer.name}",
	"slip": true,
} if {
	some peer in input.metallb.BGPPeer
	some field, [end, other] in ends.peer
	number := peer.object.spec[field]
	as_numbers.slip(number, peer.object.spec[other])
}

# The fields of both ends, each with that of the other one.
ends := {
	"legacy": {"my-asn": ["local", "peer-asn"], "peer-asn": ["remote", "my-asn"]},
	"peer": {"myASN": ["local", "peerASN"], "peerASN": ["remote", "myASN"]},
}

# Without one FRR takes an IPv4 address of the node. The native speaker makes a hash of the node's name (metallb/metallb
# internal/bgp/native/native.go, getRouterID), and where the mode is not known it may be that one.
identities contains {
	"given": given(peer),
	"resource": peer.id,
	"path": ["spec", "routerID"],
	"name": $"peer {peer.name}",
	"speaker": speaker,
	"router": object.get(peer.object.spec, "vrf", ""),
	"nodes": ["labels", labels.key(peer, "/spec/nodeSelectors")],
	"level": level,
	"says": says,
} if {
	some peer in input.metallb.BGPPeer
	not peer.partial
}

level := "error" if input.cluster.metallb.mode == "frr"

# bgplint.lib.sessions.families["frr-k8s"] says why.
level := "warning" if input.cluster.metallb.mode == "frr-k8s"

says := "the routers reject 0.0.0.0 with `Bad BGP Identifier`" if {
	input.cluster.metallb.mode == "frr"
} else := "unless this release generates one, the routers reject 0.0.0.0 with `Bad BGP Identifier`"

given(peer) if {
	metallb.given(peer, "routerID")
} else := false
