# METADATA
# title: BGPFilter without rules for the peer's IP family
# description: |
#   calico-node runs one BIRD for IPv4 and one for IPv6. A peer with an IPv6 address is in the second, which gets only
#   `importV6` and `exportV6`: a filter with IPv4 lists does nothing there. Routes that no filter decides are accepted
#   on import and exported by Calico's own rules, so the session looks filtered but is open.
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
#     Add rules for the peer's IP family to the filter, or name a filter that has them.
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
		$"BGPPeer {peer.name} at {peer.object.spec.peerIP} is IPv{family}, but BGPFilter {name} has only",
		$"IPv{other} rules: it filters nothing here",
	])
	found := finding.value(peer.id, ["spec", "filters", i], message)
	places := {finding.place(resource, ["metadata", "name"], $"BGPFilter {name} has no {wanted}") |
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
