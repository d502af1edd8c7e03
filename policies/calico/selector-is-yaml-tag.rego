# METADATA
# title: Unquoted selector that YAML reads as a tag
# description: |
#   A plain YAML value that begins with `!` is a tag, and only what follows it is the value: `nodeSelector: !has(x)` is
#   a tag called `!has(x)` with nothing after it. The field reaches Calico empty, and empty means no selector at all:
#   the peer becomes global, and every node opens the session that only some nodes were meant to open. Nothing warns
#   about it.
# related_resources:
#   - ref: https://yaml.org/spec/1.2.2/#691-node-tags
#     description: YAML 1.2.2, node tags
#   - ref: https://github.com/projectcalico/calico/issues/2292
#     description: Manifests with an unquoted selector
#   - ref: https://github.com/easzlab/kubeasz/issues/741
#     description: The same in a cluster installer
# custom:
#   id: calico/selector-is-yaml-tag
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Put the selector in quotes: `nodeSelector: "!has(route-reflector)"`.
package bgplint.rules.calico["selector-is-yaml-tag"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains quoted(fault, finding.value(fault.id, fault.path, message)) if {
	some fault in input.schema.YamlTag
	fault.family == "calico"
	field := field_of(fault)
	message := $"YAML reads {field} {fault.detail.tag} of {fault.gvk.kind} {fault.name} as a tag: {effect(fault)}"
}

effect(fault) := "only what follows it is the selector" if {
	not empty(fault)
} else := "the selector is empty, the peer is global, and every node opens a session to it" if {
	fault.gvk.kind == "BGPPeer"
	field_of(fault) == "nodeSelector"
	not fault.id in of_one_node
} else := "the selector is empty, and the pool serves all nodes" if {
	fault.gvk.kind == "IPPool"
} else := "the selector is empty"

field_of(fault) := field if [_, field] := array.slice(fault.path, 0, 2)

of_one_node contains peer.id if {
	some peer in input.calico.BGPPeer
	not calico.unset(peer, "node")
}

# The fix is certain where all of the text is known, and the tag is all of it.
quoted(fault, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": fault.path, "value": fault.detail.tag, "safe": safe},
		[steps.check(concat(" ", [
			$"that `{fault.detail.tag}` is what {fault.gvk.kind} {fault.name} should select:",
			"until now it was not read",
		]))],
	)],
) if {
	empty(fault)
	not endswith(fault.detail.tag, "…")
	safe := alone(fault)
} else := found

# Beside `node` and the like the selector would be refused, which the tag has hidden.
alone(fault) := field_of(fault) == "nodeSelector" if {
	not fault.id in of_one_node
} else := false

empty(fault) if fault.id in empty_at[field_of(fault)]

empty_at[field] contains resource.id if {
	some kind in ["BGPPeer", "IPPool"]
	some resource in input.calico[kind]
	some field in ["nodeSelector", "peerSelector", "localWorkloadSelector"]
	calico.unset(resource, field)
}
