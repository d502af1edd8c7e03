# METADATA
# title: frr-k8s configurations that disagree on a node
# description: |
#   frr-k8s merges all configurations of a node, those that MetalLB writes in FRR-K8s mode too. They must agree on the AS
#   number, router ID and EVPN settings of a VRF, and on the session of a neighbour that several name: what one leaves out
#   counts as its default (port 179, timers of 180, 60 and 60 s, no password); only a BFD profile may stand in one of them
#   alone. The webhook refuses the one that comes later, and MetalLB's own too: its changes then have no effect. Passwords
#   from Secrets it leaves out: the node refuses all its configurations then, and keeps the ones before.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, how multiple configurations are merged together
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/merge.go
#     description: frr-k8s, routersAreCompatible and neighborsAreCompatible
# custom:
#   id: frr-k8s/merge-conflict
#   level: error
#   class: correctness
#   remediation: |
#     Give the router or the neighbour the same values in all configurations that may select one node, defaults included, or
#     select other nodes. A configuration beside MetalLB's repeats all that its BGPPeer says.
package bgplint.rules["frr-k8s"]["merge-conflict"]

import data.bgplint.lib.finding
import data.bgplint.lib.frrk8s
import data.bgplint.lib.frrk8s_merge
import data.bgplint.lib.labels

report contains finding.resting_on(finding.with_related(found, {related}), rests) if {
	some [what, key, value], those in groups
	first := against[[what, key, value]]
	some owner in those
	owner[0] == 1
	other := first[0]
	[other[0], other[1], other[2], other[3]] < [owner[0], owner[1], owner[2], owner[3]]
	not same_neighbor(owner, other)
	found := finding.absent({"id": owner[2]}, owner[3], message(what, owner, other))
	related := finding.place({"id": other[2]}, other[4], "the other value")
	rests := {{"resource": number, "path": path} |
		some [number, paths] in [[owner[2], resting(owner)], [other[2], resting(other)]]
		some path in paths
	}
}

message(what, owner, other) := $"{statement(what, owner[5], owner, other)}: {consequence(what[1], owner, other)}"

statement([place, ["password"]], ours, owner, other) := $"{neighbor(place)} has {ours} in {owner[1]} and {other[5]} {within(owner, other)}"

statement([place, name], ours, owner, other) := $"{field(name)} {neighbor(place)} is {ours} in {owner[1]} and {other[5]} {within(owner, other)}" if {
	name != ["password"]
	count(place) == 2
}

statement([place, name], ours, owner, other) := $"{field(name)} {frrk8s.vrf_title(place[0])} is {ours} in {owner[1]} and {other[5]} {within(owner, other)}" if {
	count(place) == 1
}

neighbor(place) := $"neighbor {place[1]}" if {
	place[0] == ""
} else := $"neighbor {place[1]} in {frrk8s.vrf_title(place[0])}"

field(["localPref", prefix]) := $"the local preference of {prefix} towards"

field(["rd", vni]) := $"the route distinguisher of VNI {vni} in"

field([list, vni]) := $"{list} of VNI {vni} in" if list in {"importRTs", "exportRTs"}

field(name) := names[concat(".", name)] if not name[0] in {"localPref", "rd", "importRTs", "exportRTs"}

names := {
	"asn": "the AS number of",
	"id": "the router ID of",
	"evpn.advertiseVNIs": "evpn.advertiseVNIs of",
	"evpn.advertiseSVI": "evpn.advertiseSVI of",
	"evpn.l3vni.vni": "the l3vni of",
	"port": "port of",
	"sourceaddress": "sourceaddress of",
	"ebgpMultiHop": "ebgpMultiHop of",
	"localASN": "localASN of",
	"dualStackAddressFamily": "dualStackAddressFamily of",
	"bfdProfile": "bfdProfile of",
	"holdTime": "holdTime of",
	"keepaliveTime": "keepaliveTime of",
	"connectTime": "connectTime of",
	"nextHop.ipv4": "nextHop.ipv4 of",
	"nextHop.ipv6": "nextHop.ipv6 of",
}

within(owner, other) := "further up in it" if {
	other[2] == owner[2]
} else := $"for MetalLB's BGPPeer {other[1]} in FRR-K8s mode, and one node may have both" if {
	other[0] == 0
} else := $"in {other[1]}, and one node may have both"

# Only Secrets get past the webhook.
consequence(["password"], owner, other) := "the webhook does not see it, and the node refuses all its configurations" if {
	not "a password in clear text" in {owner[5], other[5]}
} else := "frr-k8s cannot merge them"

consequence(name, _, _) := "frr-k8s cannot merge them" if name != ["password"]

resting(owner) := [owner[3], ["spec", "nodeSelector"], ["spec", "nodeSelectors"]]

# The local preferences of one neighbour are frr-k8s/prefix-not-advertised's.
same_neighbor(owner, other) if {
	owner[2] == other[2]
	array.slice(owner[3], 0, 6) == array.slice(other[3], 0, 6)
}

groups[[[place, name], key, value]] contains owner if some [place, name, key, value, owner] in frrk8s_merge.statements

values[what] contains value if some [what, _, value], _ in groups

keys[what] contains key if some [what, key, _], _ in groups

firsts[[what, key]] contains [min(those), value] if some [what, key, value], those in groups

# Of all that may share a node, the first that says something else.
against[[what, key, value]] := min(those) if {
	some [what, key, value], _ in groups
	count(values[what]) > 1
	those := {first |
		some other in candidates(what, key)
		some first in firsts[[what, other]]
		first[1] != value
	}
}

candidates(what, key) := {other |
	some other in keys[what]
	labels.may_share(key, other)
} if {
	key == labels.everything
} else := {other |
	some other in ((object.get(labels.near, key, set()) | {key}) | {labels.everything})
	firsts[[what, other]]
	labels.may_share(key, other)
}
