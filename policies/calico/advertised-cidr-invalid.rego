# METADATA
# title: Advertised value that is no network
# description: |
#   Freezes BGP. These networks reach BIRD as static routes and in filters. BIRD takes only the network itself:
#   `10.98.206.0/20` lies inside of 10.98.192.0/20, is an "Invalid network prefix", and the whole file is refused. A
#   block of service addresses that confd cannot parse stops it earlier: none of the blocks of that list is advertised.
#   A bare address in `prefixAdvertisements` makes each export fail ("applied on unknown type pair"): the session is up
#   and carries nothing. The API server's format check takes host bits and refuses a bare address; calicoctl does the
#   reverse.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
#     description: BGPConfiguration resource
#   - ref: https://github.com/projectcalico/calico/issues/9631
#     description: A service block with host bits
# custom:
#   id: calico/advertised-cidr-invalid
#   level: error
#   class: correctness
#   judges: object
#   freezes: true
#   remediation: |
#     Write the network itself with its mask: all bits behind the mask are 0, and one address is `/32` or `/128`.
package bgplint.rules.calico["advertised-cidr-invalid"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains mended(config, path, fact, finding.value(config.id, path, message)) if {
	some config in input.calico.BGPConfiguration
	some list in lists
	some i, item in config.object.spec[list]
	fact := config.facts[$"/spec/{list}/{i}/cidr"]
	path := ["spec", list, i, "cidr"]
	what := problem(config, list, item, fact)
	message := $"{item.cidr} in {list} {what}"
}

report contains finding.value(
	config.id,
	["spec", list, i, "cidr"],
	$"a cidr in {list} is empty: the API server refuses it",
) if {
	some config in input.calico.BGPConfiguration
	some list in lists
	some i, item in config.object.spec[list]
	item.cidr == ""
}

lists := ["prefixAdvertisements", "serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]

problem(_, list, item, fact) := concat(" ", [
	"is not a network: calicoctl refuses it,",
	$"and where kubectl writes it, {outcome(list, item)}",
]) if {
	fact.fault
} else := concat(" ", [
	$"has bits behind the mask, where BIRD wants {fact.cidr}:",
	$"calicoctl refuses it, and through kubectl {frozen(list, item)}",
]) if {
	fact.hostBits
} else := "has no mask: the API server refuses it, and where calicoctl writes it, none of this list is advertised" if {
	fact.bare
	list != "prefixAdvertisements"
}

problem(config, "prefixAdvertisements", item, fact) := concat(" ", [
	"has no mask: kubectl is refused,",
	"and where calicoctl writes it, exports fail and no route at all is advertised",
]) if {
	fact.bare
	carries(item)
} else := "has no mask: the API server refuses it" if {
	fact.bare
	calico.stored(config)
}

outcome("prefixAdvertisements", item) := frozen("prefixAdvertisements", item)

outcome(list, _) := "none of this list is advertised" if list != "prefixAdvertisements"

# confd leaves out prefixes that carry nothing.
frozen("prefixAdvertisements", item) := "it has no effect" if {
	not carries(item)
} else := "BIRD refuses its whole configuration"

frozen(list, _) := "BIRD refuses its whole configuration" if list != "prefixAdvertisements"

carries(item) if not object.get(item, "communities", null) in [null, []]

# For review: an address without a mask may be one address, or a network whose mask was forgotten.
mended(config, path, fact, found) := finding.with_fix(
	found,
	[{"op": "replace", "resource": config.id, "path": path, "value": fact.cidr, "safe": false}],
) if {
	fact.cidr
} else := found
