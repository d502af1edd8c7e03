# METADATA
# title: Conflicting fields in a BGP configuration
# description: |
#   A password or restart time of the node-to-node mesh means nothing once the mesh is off, and communities mean nothing
#   without a prefix that carries them. The API server and calicoctl refuse the whole object, so its other changes do
#   not take effect either.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource
#   - ref: https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/bgpconfig.go
#     description: Validation rules of BGPConfiguration
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/felixconfig
#     description: FelixConfiguration resource, programClusterRoutes
# custom:
#   id: calico/config-conflicting-fields
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Remove the fields of the mesh, or leave the mesh on. Use the communities in `prefixAdvertisements`, or remove
#     them.
#   variants:
#     cluster-routes:
#       description: |
#         `programClusterRoutes` says who programs the routes to pods on other nodes, except in VXLAN pools: in
#         BGPConfiguration for BIRD, in FelixConfiguration for Felix. Nothing compares the two. If neither programs
#         them, nodes have no routes to each other's pods; if both do, each removes the other's routes, and traffic
#         comes and goes. Up to 3.32, BIRD programs all of them unless both fields say otherwise; since 3.33, Felix
#         programs those of IP-in-IP pools by default, and BIRD those of pools without encapsulation.
#       remediation: |
#         Set `programClusterRoutes` in BGPConfiguration and FelixConfiguration so that exactly one of BIRD and Felix
#         programs each kind of pool: `Disabled` with `Enabled`, or `EnabledNoEncapOnly` with `EnabledIPIPOnly`.
package bgplint.rules.calico["config-conflicting-fields"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.routes
import data.bgplint.lib.finding

report contains finding.with_related(found, {finding.place(config.id, mesh, "the mesh is off here")}) if {
	some config in input.calico.BGPConfiguration
	config.object.spec.nodeToNodeMeshEnabled == false
	mesh := ["spec", "nodeToNodeMeshEnabled"]
	some field in ["nodeMeshPassword", "nodeMeshMaxRestartTime"]
	object.get(config.object.spec, field, null) != null
	message := $"{field} is set, but nodeToNodeMeshEnabled is false: {calico.refused}"
	found := finding.key(config.id, ["spec", field], message)
}

report contains finding.key(config.id, ["spec", "communities"], message) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	count(config.object.spec.communities) > 0
	object.get(config.object.spec, "prefixAdvertisements", null) in [null, []]
	message := $"communities are defined, but no prefixAdvertisements use them: {calico.refused}"
}

# The routes that nobody programs, or both.
report contains finding.variant(
	finding.at_level(finding.resting_on(claimed, rests_on), level),
	"cluster-routes",
) if {
	not calico.before("3.32")
	not calico.bgp_disabled
	not routes.written_by_operator
	some said in spoken
	said.id == first_id
	count(kinds) > 0
	message := concat(" ", [
		$"{said.says}, and {other_side}:",
		$"{problem} the pod routes of {kinds_text(kinds)}{outcome[problem]}{from_then_on}",
	])
	found := finding.with_related(finding.value(said.id, said.path, message), others(said))
	claimed := claim(found)
	rests_on := routes.rests_on | {{"resource": said.id, "path": said.path}}
}

outcome := {"neither BIRD nor Felix programs": "", "BIRD and Felix both program": ", and each removes the other's"}

# The finding is at BIRD's field, or at Felix' where BIRD's says nothing.
spoken := routes.stated.bird if {
	count(routes.stated.bird) > 0
} else := routes.stated.felix

first_id := min([said.id | some said in spoken])

other := "felix" if {
	count(routes.stated.bird) > 0
} else := "bird"

other_side := $"{program_of[other]} has {says}" if {
	says := min({said.says | some said in routes.stated[other]})
} else := $"{object_of[other]} defaults to {routes.defaults[other]} {routes.defaults_of}"

# What the defaults of the next release make of it, where the release is not known.
default from_then_on := ""

from_then_on := "" if {
	count(routes.stated[other]) > 0
} else := "" if {
	not routes.release_unknown
} else := "" if {
	kinds == kinds_later
} else := "; from 3.33 on, only one does" if {
	count(kinds_later) == 0
} else := $"; from 3.33 on, only of {kinds_text(kinds_later)}"

# Of the kinds at fault those that Felix leaves alone since 3.33 where nobody asks it, or those that BIRD has then.
kinds_later := kinds - {{"felix": "IPIP", "bird": "None"}[other]} if {
	problem == "neither BIRD nor Felix programs"
} else := kinds & {{"felix": "IPIP", "bird": "None"}[other]}

object_of := {"felix": "FelixConfiguration", "bird": "BGPConfiguration"}

program_of := {"felix": "Felix", "bird": "BIRD"}

others(said) := {finding.place(place.id, place.path, "the other setting") |
	some place in routes.stated[other]
	place.id != said.id
}

# Without an object of the other side in the scan, it may say something elsewhere.
claim(found) := found if {
	count(routes.stated[other]) > 0
} else := found if {
	some config in input.calico[object_of[other]]
	config.name == "default"
} else := finding.claims_absence(found)

# Kinds of pools with routes that are not always Felix'. Where no pool is known, either.
judged := {pool.encapsulation | some pool in ip_pools.for_workloads; pool.encapsulation in ["IPIP", "None"]} if {
	count(ip_pools.for_workloads) > 0
} else := {"IPIP", "None"}

level := "error" if {
	count(ip_pools.for_workloads) > 0
	not only_before
} else := "warning"

only_before if endswith(from_then_on, "only one does")

# No routes at all is the worse of the two.
problem := "neither BIRD nor Felix programs" if {
	count(of_nobody) > 0
} else := "BIRD and Felix both program"

kinds := of_nobody if {
	count(of_nobody) > 0
} else := of_both

of_nobody contains kind if {
	some kind in judged
	not routes.by("felix", kind)
	not routes.by("bird", kind)
}

of_both contains kind if {
	some kind in judged
	routes.by("felix", kind)
	routes.by("bird", kind)
}

kinds_text(kinds) := "IP-in-IP pools" if kinds == {"IPIP"}

kinds_text(kinds) := "pools without encapsulation" if kinds == {"None"}

kinds_text(kinds) := "pools without VXLAN" if count(kinds) == 2
