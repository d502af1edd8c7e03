# METADATA
# title: Filter without rules for the peer's family
# description: |
#   calico-node runs one BIRD for IPv4 and one for IPv6. A peer with an IPv6 address lives in the second, which is given
#   `importV6` and `exportV6` only: a filter with lists for IPv4 does nothing there. Routes that no filter decides are
#   accepted on import and exported by Calico's own rules, so that the session is open while it looks filtered.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpfilter
#     description: BGPFilter resource, lists for IPv4 and IPv6
#   - ref: https://github.com/projectcalico/calico/blob/master/confd/pkg/backends/calico/bgp_processor.go
#     description: How confd gives filters to peers
# custom:
#   id: calico/filter-wrong-family
#   level: warning
#   class: correctness
#   remediation: |
#     Add rules for the family of the peer's address to the filter, or name a filter that has them.
package bgplint.rules.calico["filter-wrong-family"]

import data.bgplint.lib.calico.filters as calico_filters
import data.bgplint.lib.finding

report contains finding.with_related(found, places) if {
	some peer in input.calico.BGPPeer
	family := peer.facts["/spec/peerIP"].family
	some i, name in peer.object.spec.filters
	other := 10 - family
	serves(other, name)
	not serves(family, name)
	message := concat(" ", [
		$"peer {peer.name} at {peer.object.spec.peerIP} speaks IPv{family}, and filter {name} has rules",
		$"for IPv{other} only: it filters nothing here",
	])
	found := finding.value(peer.id, ["spec", "filters", i], message)
	places := {finding.place(resource, ["metadata", "name"], $"filter {name} has no {wanted} of its own") |
		some resource in named[name]
		wanted := $"importV{family} or exportV{family}"
	}
}

named[resource.name] contains resource.id if some resource in input.calico.BGPFilter

serves(family, name) if serving[family][name]

# A patch may be one of several that make the filter: it may have what is not here.
serving[family] contains resource.name if {
	some resource in input.calico.BGPFilter
	some list, family in calico_filters.families
	has_rules(resource, list)
}

has_rules(resource, _) if resource.partial

has_rules(resource, list) if calico_filters.given(resource.object.spec, list)
