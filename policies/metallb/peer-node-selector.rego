# METADATA
# title: Invalid node selectors of a MetalLB peer
# description: |
#   The `nodeSelectors` of a peer are a list of label selectors, and a node must match one of them. MetalLB refuses a
#   list that contains a selector, an expression or a value twice, and one that is not a label selector at all. The CRD
#   checks none of this: the webhook refuses the object, and without it the speakers refuse the whole configuration.
# related_resources:
#   - ref: https://metallb.io/configuration/_advanced_bgp_configuration/#limiting-peers-to-certain-nodes
#     description: MetalLB, limiting peers to certain nodes
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
#     description: Kubernetes, label selectors
# custom:
#   id: metallb/peer-node-selector
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Remove duplicates. `In` and `NotIn` need `values`; `Exists` and `DoesNotExist` have none.
package bgplint.rules.metallb["peer-node-selector"]

import data.bgplint.lib.finding

report contains finding.value(
	peer.id,
	fault.path,
	$"a node selector of BGPPeer {peer.name} {problem}: MetalLB refuses the peer",
) if {
	some peer in input.metallb.BGPPeer
	some fault in peer.facts["/spec/nodeSelectors"].selector.faults
	not absent(peer, fault)
	problem := what[fault.kind]
}

# That an expression has no key at all the schema tells.
absent(peer, fault) if {
	fault.kind == "key"
	object.get(peer.object, fault.path, null) == null
}

what := {
	"operator": "has an operator other than In, NotIn, Exists and DoesNotExist",
	"values-missing": "has an operator that needs values, but no values",
	"values-forbidden": "has values, which its operator does not allow",
	"key": "has a key that is not a valid label name",
	"value": "has a value that no label can have",
	"duplicate-selector": "is in the list twice",
	"duplicate-expression": "has an expression twice",
	"duplicate-value": "has a value twice",
}
