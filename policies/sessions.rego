# METADATA
# description: The second entrypoint, for the map. It reads the model that the rules read, so that both see one network.
package bgplint

import data.bgplint.lib.topology
import data.bgplint.lib.topology.far

# METADATA
# title: Sessions
# description: What is known of one cluster's topology (schemas/sessions.json). Its lists have no order.
# entrypoint: true
sessions := {
	"products": topology.products,
	"speakers": topology.speakers,
	"scopes": topology.scopes,
	"routers": far.routers,
	"sessions": topology.sessions,
	"peerings": topology.peerings,
	"meshes": topology.meshes,
	"unread": topology.unread,
}
