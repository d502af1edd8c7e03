# METADATA
# title: Node-to-node mesh without a password
# description: |
#   In the mesh every node accepts sessions from the others, and knows a node only by its address. Without TCP-MD5 (RFC
#   2385), anyone who can send packets on the nodes' segment can reset these sessions or pose as a node, and BIRD
#   believes its routes to pods.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource, field nodeMeshPassword
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: calico/mesh-without-password
#   level: note
#   class: security
#   policy: true
#   remediation: |
#     Put a password into a Secret in the namespace of calico-node, name it in `spec.nodeMeshPassword.secretKeyRef`, and
#     let calico-node's service account read it. This resets the sessions of the mesh once.
package bgplint.rules.calico["mesh-without-password"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains finding.with_fix(found, [operation]) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	config.name == "default"
	object.get(config.object, ["spec", "nodeToNodeMeshEnabled"], true) == true
	object.get(config.object, ["spec", "nodeMeshPassword", "secretKeyRef", "name"], "") == ""
	not calico.bgp_disabled
	not misplaced[config.id]
	message := concat(" ", [
		"the node-to-node mesh has no password:",
		"a node accepts routes from anyone who has another node's address",
	])
	found := finding.absent(config.id, ["spec", "nodeMeshPassword", "secretKeyRef", "name"], message)
	name := steps.named("node-mesh", steps.secrets)
	operation := finding.then(
		calico.name_secret(config, "nodeMeshPassword", name),
		array.concat(calico_secrets.steps_to_make(name, "the node-to-node mesh"), [applied]),
	)
}

applied := finding.step("with", "Apply it at a quiet time: the sessions of the mesh are reset once")

# One that stands there in another shape.
misplaced contains fault.id if {
	some kind in ["WrongType", "UnknownField"]
	some fault in input.schema[kind]
	["spec", "nodeMeshPassword"] == array.slice(fault.path, 0, 2)
}
