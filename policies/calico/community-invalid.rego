# METADATA
# title: Invalid or undefined BGP community in Calico
# description: |
#   Freezes BGP. BIRD refuses its whole configuration if a number in a community is too large. A community is `aa:nn`
#   with numbers up to 65535 (RFC 1997) or `aa:nn:mm` with numbers up to 4294967295 (RFC 8092), and confd copies it as
#   it is. A name in `prefixAdvertisements` is looked up in `communities` of the same object, case-sensitively: if it is
#   not defined there, the routes are advertised without it.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource, communities
#   - ref: https://www.rfc-editor.org/rfc/rfc8092
#     description: RFC 8092, large communities
# custom:
#   id: calico/community-invalid
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Write `aa:nn` with two numbers up to 65535, or `aa:nn:mm` with three up to 4294967295. A 32-bit AS number needs
#     the large form. Define each name under `communities` of the same BGPConfiguration.
package bgplint.rules.calico["community-invalid"]

import data.bgplint.lib.calico.filters as calico_filters
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.near

# The values that are defined.
report contains finding.value(config.id, ["spec", "communities", i, "value"], message) if {
	some config in input.calico.BGPConfiguration
	some i, community in config.object.spec.communities
	what := problem(config.facts[$"/spec/communities/{i}/value"])
	message := $"community {community.value} {what}"
}

# The values that prefixes carry, and the names.
report contains finding.value(config.id, ["spec", "prefixAdvertisements", i, "communities", j], message) if {
	some config in input.calico.BGPConfiguration
	some i, advertisement in config.object.spec.prefixAdvertisements
	some j, text in advertisement.communities
	fact := config.facts[$"/spec/prefixAdvertisements/{i}/communities/{j}"]
	fact.fault == "range"
	what := problem(fact)
	message := $"community {text} {what}"
}

report contains meant(finding.resting_on(found, nameless), config.id, text) if {
	some config in input.calico.BGPConfiguration
	not config.partial
	names := {community.name | some community in config.object.spec.communities}
	nameless := {{"resource": config.id, "path": ["spec", "communities", k, "name"]} |
		some k, community in config.object.spec.communities
		calico.may_be_filled_in(community.name)
	} | {{"resource": config.id, "path": ["spec", "communities"]}}
	some i, advertisement in config.object.spec.prefixAdvertisements
	some j, text in advertisement.communities
	config.facts[$"/spec/prefixAdvertisements/{i}/communities/{j}"].fault == "shape"
	not names[text]
	message := concat(" ", [
		$"community {text} is neither a value nor a name defined in BGPConfiguration {config.name}:",
		"calicoctl refuses it; kubectl applies it, and the routes go without it",
	])
	found := finding.value(config.id, ["spec", "prefixAdvertisements", i, "communities", j], message)
}

report contains finding.value(resource.id, path, message) if {
	some resource in input.calico.BGPFilter
	some list, _ in calico_filters.families
	some i, rule in resource.object.spec[list]
	some place in communities(list, i, rule)
	[path, pointer, text] := place
	what := filter_problem(resource.facts[pointer])
	message := $"community {text} in {calico_filters.named(resource, list, i)} {what}"
}

meant(found, id, text) := near.suggested(found, names) if {
	of := "calico/BGPConfiguration.spec.communities"
	names := object.get(near.names, [[of, text]], set()) | object.get(near.names_in, [[of, id, text]], set())
	count(names) > 0
} else := found

# The communities that a rule of a filter matches and adds.
communities(list, i, rule) := {[path, pointer, text] |
	some j, text in rule.communities.values
	path := ["spec", list, i, "communities", "values", j]
	pointer := $"/spec/{list}/{i}/communities/values/{j}"
} | {[path, pointer, operation.addCommunity.value] |
	some j, operation in rule.operations
	path := ["spec", list, i, "operations", j, "addCommunity", "value"]
	pointer := $"/spec/{list}/{i}/operations/{j}/addCommunity/value"
}

problem(fact) := $"has a number that does not fit in {fact.bits} bits: BIRD refuses its whole configuration" if {
	fact.fault == "range"
} else := "is neither aa:nn nor aa:nn:mm: the API server refuses it" if {
	fact.fault == "shape"
}

filter_problem(fact) := problem(fact)

filter_problem(fact) := "has a number with a leading zero: the API server refuses it" if fact.zeros
