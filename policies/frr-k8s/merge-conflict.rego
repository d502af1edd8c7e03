# METADATA
# title: Conflicting frr-k8s configurations on a node
# description: |
#   frr-k8s merges all configurations of a node, including those that MetalLB writes in FRR-K8s mode: they must agree on
#   the AS number, router ID and EVPN settings of a VRF, and on the session of a neighbor that several name. A missing
#   field counts as its default (port 179, timers of 180, 60 and 60 s, no password); only a BFD profile may be in just
#   one of them. The webhook refuses the later one, even MetalLB's own: its changes then have no effect. The webhook
#   does not check passwords from Secrets: the node then refuses all its configurations, and keeps the previous ones.
#   frr-k8s treats two spellings of one IPv6 address as two neighbors, but FRR as one.
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
#     Give the router or the neighbor the same values in all configurations that may select the same node, including
#     defaults, or select other nodes. A configuration beside MetalLB's must repeat everything its BGPPeer says, except
#     `localASN` and `sourceAddress`, which MetalLB leaves out. If no node has the labels of both, add the cluster's
#     Nodes to the scan and declare `complete: true` in bgplint.yaml; if they are for two clusters, list these under
#     `clusters`. In a cluster, the node's FRRNodeState shows what frr-k8s refused there, and MetalLB's
#     ConfigurationState what the speakers refused.
#   variants:
#     same-configuration:
#       description: |
#         The router or the neighbor is in this FRRConfiguration twice, with different values. frr-k8s merges the two as
#         it merges configurations, and refuses what differs.
#       remediation: |
#         Keep one of the two, or give both the same values, including defaults.
package bgplint.rules["frr-k8s"]["merge-conflict"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.merge
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.at_level(
	finding.resting_on(finding.with_related(found, {related}), rests),
	contradictions.levels[rank],
) if {
	some {"subject": [place, field], "value": _, "owners": owners, "opposing": opposing} in contradicted
	some owner in owners
	statement := by_name(owner)
	statement.origin == 1
	[rank, first] := min([[rank, other] | some [rank, other, _] in opposing; before(other, owner)])
	other := by_name(first)
	message := concat(" ", [
		$"{says(place, field, statement, other)} {within(statement, other, rank)}:",
		$"{outcome(place, field, statement, other)}{contradictions.advice[rank]}",
	])
	not told_by_hold_time(place, field, statement)
	not merged_by_frr(place, field, statement, other)
	found := varied(statement, other, placed(statement, message))
	related := finding.place(other.id, other.shown, "the other value")
	rests := {{"resource": stated.id, "path": path} |
		some stated in [statement, other]
		some path in [stated.path, ["spec", "nodeSelector"], ["spec", "nodeSelectors"]]
	}
}

varied(statement, other, found) := finding.variant(found, "same-configuration") if {
	statement.id == other.id
} else := found

contradicted := contradictions.contradicted(merge.statements)

# A value that is there is wrong; of what is left out there is only the place for it.
placed(statement, message) := finding.value(statement.id, statement.path, message) if {
	stands(statement)
} else := finding.absent(statement.id, statement.path, message)

stands(statement) if {
	value := object.get(objects[statement.id], statement.path, null)
	value != null
	not is_object(value)
}

objects := {config.id: config.object | some config in input["frr-k8s"].FRRConfiguration}

# Two times that are both left out are one fault.
told_by_hold_time(place, ["keepaliveTime"], statement) if {
	not stands(statement)
	hold_times[[place, statement.id]]
}

hold_times contains [place, id] if {
	some {"subject": [place, ["holdTime"]], "value": _, "owners": owners, "opposing": _} in contradicted
	some [_, _, id, _, _, _] in owners
}

by_name([origin, name, id, path, shown, words]) := {
	"origin": origin,
	"name": name,
	"id": id,
	"path": path,
	"shown": shown,
	"words": words,
}

before(other, owner) if {
	array.slice(other, 0, 4) < array.slice(owner, 0, 4)
	not same_neighbor(other, owner)
}

# The local preferences of one neighbor are frr-k8s/prefix-not-advertised's.
same_neighbor([_, _, id, path, _, _], [_, _, other_id, other_path, _, _]) if {
	id == other_id
	array.slice(path, 0, 6) == array.slice(other_path, 0, 6)
}

says(place, ["password"], statement, other) := concat(" ", [
	$"{neighbor(place)} has {statement.words}",
	$"in {statement.name} but {other.words}",
])

says(place, field, statement, other) := concat(" ", [
	$"{title(field)} {neighbor(place)} is {statement.words}",
	$"in {statement.name} but {other.words}",
]) if {
	field != ["password"]
}

neighbor([vrf]) := frr_k8s.vrf_title(vrf)

neighbor(["", target]) := $"neighbor {target}"

neighbor([vrf, target]) := $"neighbor {target} in {frr_k8s.vrf_title(vrf)}" if vrf != ""

title(["localPref", prefix]) := $"the local preference of {prefix} for"

title(["rd", vni]) := $"the route distinguisher of VNI {vni} in"

title([list, vni]) := $"{list} of VNI {vni} in" if list in {"importRTs", "exportRTs"}

title(field) := titles[concat(".", field)]

titles := {
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

within(statement, other, rank) := "earlier in the same configuration" if {
	other.id == statement.id
} else := $"for MetalLB's BGPPeer {other.name} in FRR-K8s mode, {together[rank]}" if {
	other.origin == 0
} else := $"in {other.name}, {together[rank]}"

together := ["and one node has both", "and one node may have both", "if both are applied to one cluster"]

outcome(place, field, statement, other) := concat(" ", [
	$"frr-k8s treats {text_of(statement)} and {text_of(other)} as two neighbors, but FRR as one,",
	"with whatever was written last",
]) if {
	spelt_apart(place, statement, other)
} else := consequence(field, statement, other)

# What only one of two spellings says FRR takes from it.
merged_by_frr(place, field, statement, other) if {
	spelt_apart(place, statement, other)
	field != ["asn"]
}

spelt_apart([_, target], statement, other) if {
	contains(target, ":")
	text_of(statement) != text_of(other)
}

text_of(statement) := object.get(objects[statement.id], path, "") if {
	statement.origin == 1
	path := array.concat(array.slice(statement.path, 0, 6), ["address"])
} else := peer_addresses[statement.id]

peer_addresses := {peer.id: peer.object.spec.peerAddress | some peer in input.metallb.BGPPeer}

# Only Secrets get past the webhook.
consequence(["password"], statement, other) := concat(" ", [
	"the webhook does not see it, and the node refuses",
	"all its configurations",
]) if {
	not "a plain-text password" in {statement.words, other.words}
} else := "frr-k8s cannot merge them"

consequence(field, _, _) := "frr-k8s cannot merge them" if field != ["password"]
