# METADATA
# description: |
#   What the map draws, as rows of schemas/sessions.json. A mesh is one thing, and so is a peer of many nodes: nothing
#   here goes through pairs of nodes. Lists, not sets: a set would compare each row with all others.
package bgplint.lib.topology

import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.peerings as calico_peerings
import data.bgplint.lib.sessions as model
import data.bgplint.lib.sessions.nodes as model_nodes
import data.bgplint.lib.topology.far

# METADATA
# description: The names of products, by family.
products := model.products

# METADATA
# description: |
#   The known nodes. `as` is what Calico gives them, where Calico speaks BGP there; `reflector` the places that make the
#   node a route reflector, `resources` the objects that tell of it.
speakers := [{
	"name": node.name,
	"as": numbers(node.name),
	"reflector": [{"resource": id, "path": path} |
		some [id, path] in object.get(calico_nodes.reflectors, node.name, set())
	],
	"resources": [id | some id in object.get(calico_nodes.named, node.name, set())],
} |
	some node in input.cluster.nodes
]

numbers(name) := [number | some number in calico_nodes.as_numbers(name)] if speaks

numbers(_) := [] if not speaks

default speaks := false

speaks if {
	some kind in ["BGPPeer", "BGPConfiguration"]
	count(object.get(input.calico, kind, [])) > 0
	not calico.bgp_disabled
}

# METADATA
# description: |
#   The scopes of all rows (bgplint.lib.sessions.nodes). `everywhere` for one of all nodes; `members`, the known nodes
#   in it, is absent where these are not known.
scopes := [object.union({"scope": scope}, reach(scope)) | some scope in asked]

asked contains row.nodes if some row in model.sessions

asked contains row.near if some row in peerings

asked contains row.far if {
	some row in peerings
	row.far
}

reach(scope) := {"everywhere": true} if {
	model_nodes.everywhere(scope)
} else := {"members": [name | some name in model_nodes.members(scope)]} if {
	model_nodes.members(scope)
} else := {}

# METADATA
# description: |
#   Sessions with what is outside of the cluster, a row for each peer that an object declares: the model's columns, the
#   AS numbers that its ends may have, and what is known of its far end (bgplint.lib.topology.far).
sessions := [object.union(row, joined) |
	some row in model.sessions
	end := object.get(ends, [[row.resource, row.path]], {})
	key := {"family": row.family, "resource": row.resource, "path": row.path}
	joined := {
		"local_as": [number | some number in {local.as | some local in object.get(end, "local_as", [])}],
		"remote_as": remote_as(object.get(end, "remote_as", {})),
		"far": far.of(key, row.address),
	}
]

ends[[end.resource, end.path]] := end if some end in model.ends

remote_as(end) := $"{end.as}" if {
	end.rule == "number"
} else := object.get(end, "rule", "")

# METADATA
# description: |
#   Sessions between nodes: Calico's peers with a `peerSelector`, which is the scope `far`, and those whose address is
#   that of known nodes, which are listed in `at`.
peerings := array.concat(
	[object.union(peering(peer, "peerSelector"), {"far": ["selector", peer.object.spec.peerSelector]}) |
		some peer in joining
		not calico.unset(peer, "peerSelector")
	],
	[object.union(peering(peer, "peerIP"), {"at": [name | some name in calico_nodes.at[address]]}) |
		some peer in joining
		calico.unset(peer, "peerSelector")
		address := peer.facts["/spec/peerIP"].address
		calico_nodes.at[address]
	],
)

joining := [peer |
	some peer in input.calico.BGPPeer
	not peer.partial
	not calico.bgp_disabled
	calico_peerings.joins(peer)
]

peering(peer, field) := {
	"family": "calico",
	"resource": peer.id,
	"file": peer.file,
	"name": peer.name,
	"path": ["spec", field],
	"near": calico_nodes.scope(peer),
}

# METADATA
# description: |
#   Calico's mesh of all nodes that are no reflectors, unless it is off. `stated` tells the BGPConfigurations that say
#   anything of all nodes; without one it is on by default.
meshes := [{"family": "calico", "stated": stated}] if {
	speaks
	not calico_nodes.mesh_off
} else := []

stated := [{"resource": config.id, "path": ["spec", "nodeToNodeMeshEnabled"], "file": config.file} |
	some config in calico_nodes.defaults
]

# METADATA
# description: |
#   The objects that declare peers and have no row here: an address, a selector or what they name is not known, or
#   nothing reads them.
unread := [{"family": family, "resource": object.id, "file": object.file, "name": object.name} |
	some family
	some kind in data.bgplint.lib.sessions.families[family].kinds
	some object in input[family][kind]
	not drawn[object.id]
]

drawn contains row.resource if some row in model.sessions

drawn contains row.resource if some row in peerings
