# METADATA
# title: Same router ID on several speakers
# description: |
#   A router ID tells the speakers of an AS apart: if nodes share one, routers treat them as a single speaker. Routers
#   use it to choose between equal routes, and a route reflector passes on a node's routes with it as their originator,
#   so the other nodes treat these routes as their own and drop them. A node and a router of one AS with the same router
#   ID reject each other with `OPEN Message Error/Bad BGP Identifier`; in an eBGP session it does no harm.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc6286
#     description: RFC 6286, AS-wide unique BGP identifiers
#   - ref: https://www.rfc-editor.org/rfc/rfc4456#section-8
#     description: RFC 4456, ORIGINATOR_ID
#   - ref: https://docs.tigera.io/calico/latest/reference/configure-calico-node
#     description: Calico, CALICO_ROUTER_ID
# custom:
#   id: session/router-id-shared
#   level: warning
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Remove the router ID, so that each node uses an address of its own, or set it on a peer of a single node.
#     `CALICO_ROUTER_ID: hash` derives one from each node's name.
package bgplint.rules.session["router-id-shared"]

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

# The two ends of one session.
report contains finding.at_level(
	finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)),
	"error",
) if {
	some session in compared.sessions_known
	end := session.end
	compared.internal(end)
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; same_id(end, far)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	found := finding.value(
		end.router_id.resource,
		end.router_id.path,
		concat(" ", [
			$"{compared.title(end)} has router ID {end.router_id.id}, and so does {compared.router_name(first)}:",
			"within an AS no session comes up",
		]),
	)
	related := {finding.place(first.router, routers.process(first).router_id.path, "the same router ID here")}
}

same_id(end, far) if routers.process(far).router_id.value == end.router_id.id

# One that is given to several nodes.
report contains finding.at_level(finding.resting_on(found, rests_on), level(identity)) if {
	some identity in shared
	count(identity.members) > 1
	found := finding.value(
		identity.resource,
		identity.path,
		concat(" ", [
			$"{identity.name} gives router ID {identity.id} to {count(identity.members)} nodes, among them",
			$"{min(identity.members)} and {max(identity.members)}: routers treat them as a single speaker",
		]),
	)
	rests_on := identity.rests_on
}

# Reflected routes are dropped by those who have the router id of the node that they are of.
level(identity) := "error" if {
	some session in compared.sessions_known
	session.end.resource == identity.resource
	compared.internal(session.end)
	some group in session.groups
	some far in group.candidates
	reflects(far)
} else := "warning"

reflects(far) if routers.neighbor(far).reflector_client

reflects(far) if {
	some family in routers.neighbor(far).families
	family.reflector_client
}

# Equal ones of CiliumBGPNodeConfigOverrides are told of by cilium/duplicate-router-id.
shared contains {
	"resource": peer.id,
	"path": ["spec", "routerID"],
	"name": $"peer {peer.name}",
	"id": id,
	"members": labels.members(key) & labels.labels_known,
	"rests_on": {{"resource": peer.id, "path": ["spec", "nodeSelectors"]}},
} if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	id := peer.facts["/spec/routerID"].address
	key := labels.key(peer, "/spec/nodeSelectors")
}

shared contains {
	"resource": config.id,
	"path": ["spec", "bgp", "routers", i, "id"],
	"name": $"FRRConfiguration {config.name}",
	"id": id,
	"members": labels.members(key) & labels.labels_known,
	"rests_on": {{"resource": config.id, "path": ["spec", "nodeSelector"]}},
} if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	some i, _ in config.object.spec.bgp.routers
	id := config.facts[$"/spec/bgp/routers/{i}/id"].address
	key := labels.key(config, "/spec/nodeSelector")
}

# A DaemonSet gives it to all nodes, unless the cluster is known to have one.
report contains finding.at_level(finding.value(variable.id, variable.path, message), level_in_cluster) if {
	not calico.bgp_disabled
	count(calico_nodes.names) != 1
	some variable in daemon.set_to("CALICO_ROUTER_ID")
	not variable.value in {"", "hash"}
	message := concat(" ", [
		$"CALICO_ROUTER_ID gives router ID {variable.value} to every node:",
		outcome_in_cluster[level_in_cluster],
	])
}

outcome_in_cluster := {
	"error": "within an AS they reject each other's sessions",
	"warning": "routers treat them as a single speaker",
}

level_in_cluster := "error" if {
	not calico_nodes.mesh_off
} else := "error" if {
	count(calico_nodes.reflectors) > 0
} else := "warning"
