# METADATA
# title: BGP configuration with fields that exclude each other
# description: |
#   A password or a restart time of the node-to-node mesh means nothing once the mesh is switched off, and communities
#   mean nothing without a prefix that carries them. The API server and calicoctl refuse the object as a whole, so that
#   what else it says does not arrive either.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource
#   - ref: https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/bgpconfig.go
#     description: The validation rules of BGPConfiguration
# custom:
#   id: calico/config-conflicting-fields
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Remove the fields of the mesh, or leave the mesh on. Use the communities in `prefixAdvertisements`, or remove
#     them.
package bgplint.rules.calico["config-conflicting-fields"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.with_related(found, {finding.place(config.id, mesh, "the mesh is switched off")}) if {
	some config in input.calico.BGPConfiguration
	config.object.spec.nodeToNodeMeshEnabled == false
	mesh := ["spec", "nodeToNodeMeshEnabled"]
	some field in ["nodeMeshPassword", "nodeMeshMaxRestartTime"]
	object.get(config.object.spec, field, null) != null
	message := $"{field} is set while nodeToNodeMeshEnabled is false: {calico.refused}"
	found := finding.key(config.id, ["spec", field], message)
}

report contains finding.key(config.id, ["spec", "communities"], message) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	count(config.object.spec.communities) > 0
	object.get(config.object.spec, "prefixAdvertisements", null) in [null, []]
	message := $"communities are defined and no prefixAdvertisements use them: {calico.refused}"
}
