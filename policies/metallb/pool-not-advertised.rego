# METADATA
# title: MetalLB address pool that is not advertised
# description: |
#   MetalLB allocates from an IPAddressPool whether or not an advertisement carries it. Without one, a Service gets its
#   address and shows it as its external IP, but no router has a route to it. MetalLB does not report it. An
#   advertisement that neither names nor selects pools carries all of them.
# related_resources:
#   - ref: https://metallb.io/configuration/_advanced_bgp_configuration/
#     description: MetalLB, advanced BGP configuration
#   - ref: https://github.com/metallb/metallb/issues/2113
#     description: Missing advertisement
#   - ref: https://github.com/metallb/metallb/issues/2586
#     description: Advertisement for nodes without a session
#   - ref: https://github.com/metallb/metallb/issues/2858
#     description: IPv6 addresses on an IPv4 session
# custom:
#   id: metallb/pool-not-advertised
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Add a BGPAdvertisement (or an L2Advertisement) that names the pool under `ipAddressPools`, or one with an empty
#     spec for all pools.
#   variants:
#     nodes:
#       description: |
#         A speaker advertises over the sessions of its own node, and only what advertisements that select this node
#         carry. An advertisement for nodes on which none of its peers has a session advertises nothing: each node
#         either has no session or is not selected. MetalLB does not compare the two selectors.
#       remediation: |
#         Let the `nodeSelectors` of the advertisement and of a peer have nodes in common: an advertisement without them
#         is for all nodes. If it lists `peers`, one of those must be on its nodes.
#     family:
#       description: |
#         Since 0.15 a session in MetalLB's FRR modes carries the prefixes of one IP family, that of the peer's address:
#         MetalLB silently leaves the other family out of FRR's configuration. Services get addresses from the pool to
#         which no router has a route. Up to 0.14 a session carried both.
#       remediation: |
#         Set `dualStackAddressFamily: true` on the peer, if the router accepts both families over one session, or add a
#         peer with an address of the other family. A peer over an `interface` carries both.
package bgplint.rules.metallb["pool-not-advertised"]

import data.bgplint.lib.announcers
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.pools as metallb_pools
import data.bgplint.lib.metallb.reach
import data.bgplint.lib.near
import data.bgplint.lib.version

report contains finding.claims_absence(finding.resting_on(finding.follows(found, causes(pool)), unknown)) if {
	not announcers.beside_metallb
	not carries_all
	some pool in input.metallb.IPAddressPool
	not pool.partial
	not carried[pool.id]
	not unsure(pool)
	found := finding.value(pool.id, ["metadata", "name"], message(pool))
}

# A list that misspells the pool, or the pool itself where MetalLB does not look.
causes(pool) := {cause |
	some id in misspelling[pool.name]
	cause := {"rule": "metallb/reference-not-found", "resource": id}
} | {{"rule": "metallb/wrong-namespace", "resource": pool.id}}

misspelling[meant] contains advertisement.id if {
	some advertisement in advertisements
	some name in advertisement.object.spec.ipAddressPools
	some meant in near.names[["metallb/IPAddressPool", name]]
}

message(pool) := concat(" ", [
	$"no advertisement carries pool {pool.name}:",
	"Services get addresses from it, but no router has a route to them",
]) if {
	count(advertisements) > 0
}

message(pool) := concat(" ", [
	$"pool {pool.name} has no BGPAdvertisement and no L2Advertisement:",
	"Services get addresses from it, but no router has a route to them",
]) if {
	count(advertisements) == 0
}

advertisements contains advertisement if {
	some kind in ["BGPAdvertisement", "L2Advertisement"]
	some advertisement in input.metallb[kind]
}

default carries_all := false

carries_all if {
	some advertisement in advertisements
	metallb_pools.all_pools(advertisement)
}

carries_all if {
	some advertisement in advertisements
	metallb_pools.pools_unknown(advertisement)
}

carried contains id if {
	some advertisement in advertisements
	some id in metallb_pools.pools_of(advertisement)
}

# Any selector may match a pool whose labels are not all known.
unsure(pool) if {
	labels.unsure["metallb/IPAddressPool"][pool.id]
	some advertisement in advertisements
	not labels.fact(advertisement, "/spec/ipAddressPoolSelectors").absent
}

# Names that are filled in later may be those of any pool.
unknown contains {"resource": advertisement.id, "path": ["spec", "ipAddressPools", i]} if {
	some advertisement in advertisements
	some i, name in advertisement.object.spec.ipAddressPools
	not metallb_pools.by_name[name]
}

# An advertisement on nodes without a session. Where others carry its pools, it is only of no use.
report contains finding.variant(finding.at_level(finding.with_related(found, related), level), "nodes") if {
	judged
	some advertisement in input.metallb.BGPAdvertisement
	why := dead[advertisement.id]
	level := level_of(advertisement, why)
	message := concat(" ", [
		$"advertisement {advertisement.name} is for nodes on which {whose(advertisement)} has a session{how[why]}:",
		"what it carries is not advertised there",
	])
	found := finding.key(advertisement.id, ["spec", "nodeSelectors"], message)
	related := {finding.place(id, ["spec", "nodeSelectors"], $"the nodes of BGPPeer {name}") |
		[name, id] := min(selecting)
	}
}

# What else may announce a pool, or a peer of which not enough is known, leaves all open.
default judged := false

judged if {
	not announcers.beside_metallb
	not reach.unknown
}

whose(advertisement) := "none of its peers" if {
	count(advertisement.object.spec.peers) > 0
} else := "no peer"

how := {"selectors": "", "nodes": ", as far as nodes are known"}

selecting contains [peer.name, peer.id] if {
	some peer in input.metallb.BGPPeer
	count(peer.object.spec.nodeSelectors) > 0
}

# Worked out as a whole: OPA goes through a rule anew for each key that is looked up in it.
dead := {advertisement.id: why |
	some advertisement in input.metallb.BGPAdvertisement
	not advertisement.partial
	not reach.names_others(advertisement)
	why := reach.apart(advertisement)
}

level_of(advertisement, why) := "error" if {
	surely(why)
	some id in not_layer2(advertisement)
	not announced[id]
} else := "warning" if {
	count(not_layer2(advertisement)) > 0
}

surely("selectors")

surely("nodes") if labels.all_known

not_layer2(advertisement) := {id |
	not layer2_all
	some id in metallb_pools.pools_of(advertisement)
	not layer2[id]
}

default layer2_all := false

layer2_all if {
	some advertisement in input.metallb.L2Advertisement
	metallb_pools.all_pools(advertisement)
}

layer2_all if {
	some advertisement in input.metallb.L2Advertisement
	metallb_pools.pools_unknown(advertisement)
}

layer2 contains id if {
	some advertisement in input.metallb.L2Advertisement
	some id in metallb_pools.pools_of(advertisement)
}

# Addresses of a family that none of the sessions carries which the pool's advertisements reach.
report contains finding.variant(finding.at_level(found, level), "family") if {
	judged
	one_family_each
	not layer2_all
	not carries_all_unknown
	some id, families in metallb_pools.families
	pool := metallb_pools.by_id[id]
	not pool.partial
	not unsure(pool)
	not layer2[id]
	announced[id]
	some family in families
	not carried_family(id, family)
	level := level_of_family(families, family)
	path := ["spec", "addresses", first_of(pool, family)]
	found := finding.value(pool.id, path, family_message(pool, family))
}

# metallb/native-mode-field says what native mode does with IPv6.
default one_family_each := false

one_family_each if {
	not metallb.native_mode
	not carries_both
}

carries_both if version.before(input.cluster.metallb.version, "0.15")

default carries_all_unknown := false

carries_all_unknown if {
	some advertisement in input.metallb.BGPAdvertisement
	metallb_pools.pools_unknown(advertisement)
}

level_of_family(families, family) := "note" if {
	not sure_of_sessions(family)
} else := "warning" if {
	count(families) > 1
} else := "error"

# Up to 0.14 a session carried both families, and native mode, which nothing rules out here, is another matter.
sure_of_sessions(6) if input.cluster.metallb.version

sure_of_sessions(4) if {
	input.cluster.metallb.version
	input.cluster.metallb.mode
}

first_of(pool, family) := min([i |
	some i, _ in pool.object.spec.addresses
	pool.facts[$"/spec/addresses/{i}"].family == family
])

family_message(pool, family) := concat(" ", [
	$"pool {pool.name} has IPv{family} addresses, but no session of its advertisements",
	$"carries IPv{family}{since}: no router has a route to them",
])

since := " since MetalLB 0.15" if {
	input.cluster.metallb.version
} else := " (since MetalLB 0.15; bgplint.yaml does not name the version)"

announced := all_announced | {id | some id, _ in listed}

all_announced := {id | some id, _ in metallb_pools.by_id; count(families_of_all) > 0}

carried_family(_, family) if families_of_all[family]

carried_family(id, family) if listed[id][family]

families_of_all contains family if {
	some advertisement in input.metallb.BGPAdvertisement
	metallb_pools.all_pools(advertisement)
	some family in families_of(advertisement)
}

listed := {id: families | some id, families in listed_by}

listed_by[id] contains family if {
	some advertisement in input.metallb.BGPAdvertisement
	not metallb_pools.all_pools(advertisement)
	families := families_of(advertisement)
	count(families) > 0
	some id in metallb_pools.pools_of(advertisement)
	some family in families
}

# Of what is not known well enough, all.
families_of(advertisement) := set() if {
	dead[advertisement.id]
} else := {4, 6} if {
	open(advertisement)
} else := reach.carried(advertisement)

open(advertisement) if advertisement.partial

open(advertisement) if reach.names_others(advertisement)

open(advertisement) if not reach.key(advertisement)

open(_) if count(input.metallb.BGPPeer) == 0
