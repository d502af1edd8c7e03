# METADATA
# title: Invalid advertised CIDR
# description: |
#   Freezes BGP. BIRD refuses its whole configuration if one of these networks has host bits. confd writes them into
#   static routes and filters as they are, and BIRD accepts only the network itself: `10.98.206.0/20` is inside
#   10.98.192.0/20 and gives "Invalid network prefix". If confd cannot parse an entry in a list of Service blocks, it
#   advertises nothing in that list. A bare address in `prefixAdvertisements` makes every export fail ("applied on
#   unknown type pair"): the session is up and carries no routes. The API server's format check accepts host bits and
#   refuses a bare address; calicoctl does the reverse.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource
#   - ref: https://github.com/projectcalico/calico/issues/9631
#     description: Service block with host bits
# custom:
#   id: calico/advertised-cidr-invalid
#   level: error
#   class: correctness
#   judges: object
#   freezes: true
#   remediation: |
#     Write the network address with its mask: all bits after the mask are 0. A single address is `/32` or `/128`.
#   variants:
#     not-advertised:
#       description: |
#         What is not a network with its mask is refused by calicoctl or by the API server, and what gets past them is
#         not advertised. If confd cannot parse an entry in a list of Service blocks, it advertises nothing in that
#         list. A bare address in `prefixAdvertisements` makes every export fail: the session is up and carries no
#         routes.
package bgplint.rules.calico["advertised-cidr-invalid"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.steps

report contains mended(config, path, fact, weighed(list, item, fact, finding.value(config.id, path, message))) if {
	some config in input.calico.BGPConfiguration
	some list in lists
	some i, item in config.object.spec[list]
	fact := config.facts[$"/spec/{list}/{i}/cidr"]
	path := ["spec", list, i, "cidr"]
	what := problem(config, list, item, fact)
	message := $"{item.cidr} in {list} {what}"
}

report contains finding.variant(
	finding.value(config.id, ["spec", list, i, "cidr"], $"a cidr in {list} is empty: the API server refuses it"),
	"not-advertised",
) if {
	some config in input.calico.BGPConfiguration
	some list in lists
	some i, item in config.object.spec[list]
	item.cidr == ""
}

lists := ["prefixAdvertisements", "serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]

problem(_, list, item, fact) := concat(" ", [
	"is not a network: calicoctl refuses it;",
	$"if the API server accepts it, {outcome(list, item)}",
]) if {
	fact.fault
} else := concat(" ", [
	$"has host bits set (the network is {fact.cidr}):",
	$"calicoctl refuses it; kubectl applies it, and {frozen(list, item)}",
]) if {
	fact.hostBits
} else := "has no mask: the API server refuses it; if calicoctl writes it, nothing in this list is advertised" if {
	fact.bare
	list != "prefixAdvertisements"
}

problem(config, "prefixAdvertisements", item, fact) := concat(" ", [
	"has no mask: the API server refuses it;",
	"if calicoctl writes it, every export fails and no routes are advertised",
]) if {
	fact.bare
	carries(item)
} else := "has no mask: the API server refuses it" if {
	fact.bare
	calico.stored(config)
}

outcome("prefixAdvertisements", item) := frozen("prefixAdvertisements", item)

outcome(list, _) := "nothing in this list is advertised" if list != "prefixAdvertisements"

# confd leaves out prefixes that carry nothing.
frozen("prefixAdvertisements", item) := "it has no effect" if {
	not carries(item)
} else := "BIRD refuses its whole configuration"

frozen(list, _) := "BIRD refuses its whole configuration" if list != "prefixAdvertisements"

# Only what BIRD refuses freezes BGP: host bits, and in prefixAdvertisements whatever is written with communities.
weighed(list, item, fact, found) := found if {
	refused_by_bird(list, item, fact)
} else := finding.variant(found, "not-advertised")

refused_by_bird("prefixAdvertisements", item, fact) if {
	carries(item)
	not fact.bare
}

refused_by_bird(list, _, fact) if {
	list != "prefixAdvertisements"
	fact.hostBits
	not fact.fault
}

carries(item) if not object.get(item, "communities", null) in [null, []]

# For review: an address without a mask may be one address, or a network whose mask was forgotten.
mended(config, path, fact, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "resource": config.id, "path": path, "value": fact.cidr, "safe": false},
		[steps.network(object.get(config.object, path, ""), fact.cidr)],
	)],
) if {
	fact.cidr
} else := found
