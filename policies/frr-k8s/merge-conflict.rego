# METADATA
# title: frr-k8s configurations that disagree on a node
# description: |
#   frr-k8s merges all configurations of a node, those that MetalLB writes in FRR-K8s mode too. They must agree on the
#   AS number, router ID and EVPN settings of a VRF, and on the session of a neighbor that several name: what one leaves
#   out counts as its default (port 179, timers of 180, 60 and 60 s, no password); only a BFD profile may stand in one
#   of them alone. The webhook refuses the one that comes later, and MetalLB's own too: its changes then have no effect.
#   Passwords from Secrets it leaves out: the node refuses all its configurations then, and keeps the ones before.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, how multiple configurations are merged together
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/merge.go
#     description: frr-k8s, routersAreCompatible and neighborsAreCompatible
# custom:
#   id: frr-k8s/merge-conflict
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Give the router or the neighbor the same values in all configurations that may select one node, defaults included,
#     or select other nodes. A configuration beside MetalLB's repeats all that its BGPPeer says, but `localASN` and
#     `sourceAddress`, which MetalLB leaves out. Where no node has the labels of both, list the cluster's Nodes in the
#     scan and declare `complete: true` in bgplint.yaml; where the two are for two clusters, list these under
#     `clusters`. On a cluster, the FRRNodeState of a node says what frr-k8s refused there, and MetalLB's
#     ConfigurationState what the speakers refused.
package bgplint.rules["frr-k8s"]["merge-conflict"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.merge
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {related}), rests),
	contradictions.levels[rank],
) if {
	some at, those in groups
	what := at[0]
	some owner in those
	owner[0] == 1
	[rank, other] := first_before(owner, against[at])
	found := finding.absent(owner[2], owner[3], message(what, owner, other, rank))
	related := finding.place(other[2], other[4], "the other value")
	rests := {{"resource": number, "path": path} |
		some [number, paths] in [[owner[2], resting(owner)], [other[2], resting(other)]]
		some path in paths
	}
}

first_before(owner, near) := min({[rank, other] |
	some [rank, other, _] in near
	[other[0], other[1], other[2], other[3]] < [owner[0], owner[1], owner[2], owner[3]]
	not same_neighbor(owner, other)
})

message(what, owner, other, rank) := concat(" ", [
	$"{statement(what, owner, other)} {within(owner, other, rank)}:",
	$"{consequence(what[1], owner, other)}{contradictions.advice[rank]}",
])

statement([place, ["password"]], owner, other) := $"{neighbor(place)} has {owner[5]} in {owner[1]} and {other[5]}"

statement([place, name], owner, other) := $"{field(name)} {neighbor(place)} is {owner[5]} in {owner[1]} and {other[5]}" if {
	name != ["password"]
	count(place) == 2
}

statement([place, name], owner, other) := $"{field(name)} {frr_k8s.vrf_title(place[0])} is {owner[5]} in {owner[1]} and {other[5]}" if {
	count(place) == 1
}

neighbor(place) := $"neighbor {place[1]}" if {
	place[0] == ""
} else := $"neighbor {place[1]} in {frr_k8s.vrf_title(place[0])}"

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

within(owner, other, rank) := "further up in it" if {
	other[2] == owner[2]
} else := $"for MetalLB's BGPPeer {other[1]} in FRR-K8s mode, {together[rank]}" if {
	other[0] == 0
} else := $"in {other[1]}, {together[rank]}"

together := ["and one node has both", "and one node may have both", "if both are applied to one cluster"]

# Only Secrets get past the webhook.
consequence(["password"], owner, other) := "the webhook does not see it, and the node refuses all its configurations" if {
	not "a password in clear text" in {owner[5], other[5]}
} else := "frr-k8s cannot merge them"

consequence(name, _, _) := "frr-k8s cannot merge them" if name != ["password"]

resting(owner) := [owner[3], ["spec", "nodeSelector"], ["spec", "nodeSelectors"]]

# The local preferences of one neighbor are frr-k8s/prefix-not-advertised's.
same_neighbor(owner, other) if {
	owner[2] == other[2]
	array.slice(owner[3], 0, 6) == array.slice(other[3], 0, 6)
}

# By what is stated, the key of the nodes, the value and the folder.
groups[[[place, name], key, value, folders[owner[2]]]] contains owner if {
	some [place, name, key, value, owner] in merge.statements
}

folders[resource.id] := contradictions.folder(resource) if some resource in input["frr-k8s"].FRRConfiguration

folders[resource.id] := contradictions.folder(resource) if some resource in input.metallb.BGPPeer

values[what] contains value if some [what, _, value, _], _ in groups

keys[what] contains key if {
	some [what, key, _, _], _ in groups
	count(values[what]) > 1
}

# The first of each value, `[owner, value]`, by folder and in all of them.
firsts[[what, key, folder]] contains [min(those), value] if {
	some [what, key, value, folder], those in groups
	count(values[what]) > 1
}

leading[at] := contradictions.two(those) if some at, those in firsts

everywhere[[what, key]] contains [first[0], first[1], folder] if {
	some [what, key, folder], those in leading
	some first in those
}

leading_everywhere[at] := contradictions.two(those) if some at, those in everywhere

# Of all that may share a node, the first of each rank that says something else: `[rank, owner, value]`.
against[[what, key, value, folder]] := contradictions.leading(those) if {
	some [what, key, value, folder], _ in groups
	count(values[what]) > 1
	those := {[contradictions.rank(folder, first[2], key, other), first[0], first[1]] |
		some other in candidates(what, key)
		some first in met(what, other, folder)
		first[1] != value
	}
}

met(what, key, folder) := {[first[0], first[1], there] |
	some there in contradictions.beside[folder]
	some first in leading[[what, key, there]]
} | leading_everywhere[[what, key]]

candidates(what, key) := {other |
	some other in keys[what]
	labels.may_share(key, other)
} if {
	key == labels.everything
} else := {other |
	some other in ((object.get(labels.near, key, set()) | {key}) | {labels.everything})
	keys[what][other]
	labels.may_share(key, other)
}
