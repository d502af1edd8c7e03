# METADATA
# title: Conflicting BGP advertisements
# description: |
#   Two BGPAdvertisements that make the same prefix of a pool, on the same node and for the same peer, make one route,
#   which has one local preference and one AS path. MetalLB's webhook refuses the second if they differ in `localPref`
#   or, since 0.16.2, in `asPathPrepend`; an advertisement without one has 0.
# related_resources:
#   - ref: https://metallb.io/apis/#bgpadvertisement
#     description: MetalLB API, BGPAdvertisement
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: The check, validateBGPAdvPerPool
# custom:
#   id: metallb/advertisement-conflict
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Give both the same `localPref` and `asPathPrepend`, or let them differ in pools, peers, nodes or aggregation
#     length. If the two are for two clusters, list these in bgplint.yaml under `clusters`.
#   variants:
#     twice:
#       description: |
#         MetalLB's webhook refuses an advertisement that lists a pool, a peer or a community twice: the object stays as
#         it was.
#       remediation: |
#         Remove the second entry.
#     selector:
#       description: |
#         MetalLB's webhook refuses an advertisement with a label selector that it cannot read, or that is in its list
#         twice. The API server does not check label selectors.
#       remediation: |
#         Remove duplicates. `In` and `NotIn` need `values`; `Exists` and `DoesNotExist` have none.
package bgplint.rules.metallb["advertisement-conflict"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.pools as metallb_pools

report contains finding.at_level(
	finding.with_related(place(later, field, message), {other}),
	contradictions.levels[rank],
) if {
	some [field, id], firsts in before
	later := by_id[id]
	[rank, [_, number]] := min(firsts)
	first := by_id[number]
	message := concat(" ", [
		$"advertisement {later.name} sets {field} {preference(later, field)}, but advertisement {first.name} sets",
		$"{preference(first, field)} for the same pool, peer and node:",
		$"the webhook refuses it{contradictions.advice[rank]}",
	])
	other := finding.place(first.id, ["spec"], $"advertisement {first.name}, {field} {preference(first, field)}")
}

place(advertisement, field, message) := finding.value(advertisement.id, ["spec", field], message) if {
	is_number(advertisement.object.spec[field])
} else := finding.key(advertisement.id, ["spec"], message)

# Of each advertisement those before it by name that say something else, with their rank: of each kind of nodes and
# folder the first two that differ are all that others have to be compared with.
before[[field, id]] contains [rank(folder, other_folder), first] if {
	some [key, field, nodes, folder], claims in groups
	some other_key in met[key]
	some [other_nodes, other_folder] in kinds[[other_key, field]]
	meet(nodes, other_nodes)
	some [who, value, _] in claims
	some [first, other_value, _] in leading[[other_key, field, other_nodes, other_folder]]
	[_, id] := who
	first < who
	value != other_value
}

leading[at] := contradictions.first_two(claims) if some at, claims in groups

kinds[[key, field]] contains [nodes, folder] if some [key, field, nodes, folder], _ in groups

# The first of each value, `[[name, id], value, folder]`.
groups[[key, field, nodes, folder]] contains [min(owners), value, folder] if some [
	key,
	value,
	nodes,
	field,
	folder,
], owners in members

rank(here, there) := 0 if {
	contradictions.beside[here][there]
} else := 2

# Known to have a node in common.
meet(a, b) if {
	not labels.nothing in {a, b}
	labels.surely_share(a, b)
}

# What may differ, by what is shared: a field's value, nodes and folder by family, length, pool and peer.
members[[key, value, nodes, field, folder]] contains named if some [
	key,
	[value, nodes, field, folder],
	named,
] in entries

# The keys that one has a pool and a peer in common with: its own, and those for all pools or all peers. Under `any`
# stands every entry of a pool a second time, for those that are for all peers.
met[key] contains $"{family}/{length}/{p}/{q}" if {
	some [key, family, length, pool, peer] in shared
	some p in {pool, "*"}
	some q in with_peer(peer)
}

with_peer(peer) := {"any"} if peer == "*"

with_peer(peer) := {peer, "*"} if startswith(peer, "=")

shared contains [key, family, length, pool, peer] if {
	some [_, family, length, pool, peer] in prefixes
	key := $"{family}/{length}/{pool}/{peer}"
}

entries contains [
	$"{family}/{length}/{pool}/{peer}",
	[preference(advertisement, field), nodes, field, contradictions.folder(advertisement)],
	[advertisement.name, id],
] if {
	some field in contradicting
	some [id, family, length, pool, peer] in prefixes
	advertisement := by_id[id]
	nodes := labels.key(advertisement, "/spec/nodeSelectors")
}

prefixes contains [advertisement.id, family, length, pool, peer] if {
	count(contradicting) > 0
	some advertisement in compared
	some [family, pool] in carried(advertisement)
	length := metallb_pools.length(advertisement, family)
	some peer in peers(advertisement)
}

carried(advertisement) := everywhere if {
	metallb_pools.all_pools(advertisement)
} else := {[family, id] |
	some id in metallb_pools.pools_of(advertisement)
	some family in metallb_pools.families[id]
}

# Worked out once: there may be many advertisements of all pools.
everywhere contains [family, "*"] if {
	some _, families in metallb_pools.families
	some family in families
}

peers(advertisement) := {"any", "*"} if {
	object.get(advertisement.object, ["spec", "peers"], null) in {null, []}
} else := {"any"} | {$"={name}" | some name in advertisement.object.spec.peers}

# Of the two fields those that not all advertisements agree on.
contradicting contains field if {
	some field in ["localPref", "asPathPrepend"]
	count({preference(advertisement, field) | some advertisement in compared}) > 1
}

# Which Services `serviceSelectors` choose is not known before: MetalLB does not compare these.
compared contains advertisement if {
	some advertisement in input.metallb.BGPAdvertisement
	not advertisement.partial
	object.get(advertisement.object, ["spec", "serviceSelectors"], null) in {null, []}
	is_number(preference(advertisement, "localPref"))
	is_number(preference(advertisement, "asPathPrepend"))
}

preference(advertisement, field) := object.get(advertisement.object, ["spec", field], 0)

by_id[advertisement.id] := advertisement if some advertisement in input.metallb.BGPAdvertisement

# Lists in which nothing may stand twice.
report contains finding.variant(finding.with_related(found, {other}), "twice") if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
	some list in ["ipAddressPools", "peers", "communities"]
	listed := advertisement.object.spec[list]
	count({text | some text in listed}) < count(listed)
	some i, text in listed
	first := listed_first[[advertisement.id, list, text]]
	first < i
	message := $"advertisement {advertisement.name} lists {text} twice under `{list}`: the webhook refuses it"
	found := finding.value(advertisement.id, ["spec", list, i], message)
	other := finding.place(advertisement.id, ["spec", list, first], "the first one")
}

listed_first[at] := min(numbers) if some at, numbers in spots

spots[[advertisement.id, list, text]] contains k if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
	some list in ["ipAddressPools", "peers", "communities"]
	some k, text in advertisement.object.spec[list]
}

report contains finding.variant(finding.value(advertisement.id, fault.path, message), "selector") if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
	some field in ["nodeSelectors", "ipAddressPoolSelectors", "serviceSelectors"]
	some fault in labels.fact(advertisement, $"/spec/{field}").faults
	message := $"`{field}` of advertisement {advertisement.name} {labels.wrong[fault.kind]}: the webhook refuses it"
}
