# METADATA
# title: Peer refers to a BGPFilter that does not exist
# description: |
#   calico-node silently leaves out a filter that does not exist: imports fall through to `accept`, exports to Calico's
#   own rules. calicoctl refuses a BGPPeer that names one; kubectl does not check. The filter fails open, and the
#   session accepts and advertises the routes that it was to stop.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: BGPPeer resource, field filters
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/bgp_processor.go
#     description: How confd looks filters up
# custom:
#   id: calico/filter-not-found
#   level: error
#   class: correctness
#   remediation: |
#     Apply the BGPFilter before the peer, or correct the name. If it is in another repository, say so with `complete:
#     false` in bgplint.yaml.
package bgplint.rules.calico["filter-not-found"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.near

report contains near.judged_or_pasted(finding.resting_on(found, nameless), "calico/BGPFilter", name, [shape]) if {
	some peer in input.calico.BGPPeer
	some i, name in peer.object.spec.filters
	is_string(name)
	name != ""
	not names[name]
	message := $"BGPPeer {peer.name} names BGPFilter {name}, which does not exist: its routes pass unfiltered"
	found := finding.value(peer.id, ["spec", "filters", i], message)
	shape := filter(name, version_of(peer))
}

names := {resource.name | some resource in input.calico.BGPFilter}

# Filters whose names are filled in later: each may be the one.
nameless := {{"resource": resource.id, "path": ["metadata", "name"]} |
	some resource in input.calico.BGPFilter
	calico.may_be_filled_in(resource.name)
}

# Lets in and out what a person names, and nothing else: a filter without rules would let everything pass.
filter(name, version) := {
	"apiVersion": "projectcalico.org/v3",
	"kind": "BGPFilter",
	"metadata": {"name": name},
	"spec": {
		$"export{version}": rules("<what the router may learn>", version),
		$"import{version}": rules("<what the nodes may learn>", version),
	},
}

rules(allowed, version) := [
	{"action": "Accept", "cidr": allowed, "matchOperator": "In"},
	{"action": "Reject", "cidr": {"V4": "0.0.0.0/0", "V6": "::/0"}[version], "matchOperator": "In"},
]

# An address with its port has one colon, and one of IPv6 may have no `::`.
version_of(peer) := "V6" if {
	count(split(peer.object.spec.peerIP, ":")) > 2
} else := "V4"
