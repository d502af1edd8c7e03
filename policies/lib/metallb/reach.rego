# METADATA
# description: |
#   Which sessions an advertisement reaches: those of its peers, all where it names none, on the nodes that it is for
#   (metallb/metallb speaker/bgp_controller.go, updateAds and NodeHasPeer). By keys of selectors, since thousands of
#   advertisements and peers have few.
package bgplint.lib.metallb.reach

import data.bgplint.lib.labels
import data.bgplint.lib.metallb.objects as metallb

# METADATA
# description: |
#   True if some peer of the cluster is not known well enough to say of any advertisement that it does not reach it: a
#   patch, one whose selector has no meaning, or too many selectors to compare.
default unknown := false

unknown if "metallb" in input.cluster.unanswered

unknown if {
	some peer in input.metallb.BGPPeer
	obscure(peer)
}

obscure(peer) if peer.partial

obscure(peer) if not labels.key(peer, "/spec/nodeSelectors")

# METADATA
# description: True for an advertisement that names a peer which the scan does not hold.
names_others(advertisement) if {
	some name in advertisement.object.spec.peers
	not keys_named[name]
}

names_peers(advertisement) if count(advertisement.object.spec.peers) > 0

# METADATA
# description: |
#   Why no peer of an advertisement has a session on a node of it: `selectors`, which exclude each other, or `nodes`,
#   those that are known. Undefined where one may, and where there is no peer to ask. Where either selects no known
#   node, metallb/selector-matches-no-node speaks.
apart(advertisement) := "selectors" if {
	count(input.metallb.BGPPeer) > 0
	count(keys(advertisement)) == 0
} else := "nodes" if {
	labels.all_labels_known
	here := labels.members(key(advertisement))
	there := nodes(advertisement)
	count(here) > 0
	count(there) > 0
	count(here & there) == 0
}

# METADATA
# description: The key of an advertisement's nodes; without a spec it is for all.
key(advertisement) := labels.key(advertisement, "/spec/nodeSelectors")

key(advertisement) := labels.everything if {
	not advertisement.partial
	not advertisement.object.spec
}

# METADATA
# description: The families of the prefixes that an advertisement's sessions carry.
carried(advertisement) := set() if {
	apart(advertisement)
} else := {family |
	some of in keys(advertisement)
	some family in families_at[of]
} if {
	not names_peers(advertisement)
} else := {family |
	met_here := met[key(advertisement)]
	some name in advertisement.object.spec.peers
	some [of, family] in carried_by[name]
	of in met_here
}

# The keys of its peers that some node may answer together with its own.
keys(advertisement) := met[key(advertisement)] if {
	not names_peers(advertisement)
} else := {of |
	some name in advertisement.object.spec.peers
	some of in keys_named[name]
} & met[key(advertisement)]

# The known nodes of its peers; undefined where those of one are not known.
nodes(advertisement) := session_nodes if {
	not names_peers(advertisement)
	not nodes_unknown
} else := union({labels.members(of) |
	some name in advertisement.object.spec.peers
	some of in keys_named[name]
}) if {
	names_peers(advertisement)
	not nodes_unknown
}

default nodes_unknown := false

nodes_unknown if {
	some of, _ in families_at
	not labels.members(of)
}

session_nodes := union({labels.members(of) | some of, _ in families_at})

# Worked out as wholes: OPA goes through a rule anew for each key that is looked up in it.
keys_named := {name: {of | some [of, _] in kept} | some name, kept in carried_by}

carried_by := {name: kept | some name, kept in carried_of}

carried_of[peer.name] contains [labels.key(peer, "/spec/nodeSelectors"), family] if {
	some peer in input.metallb.BGPPeer
	some family in families(peer)
}

families_at := {of: kept | some of, kept in families_of}

families_of[labels.key(peer, "/spec/nodeSelectors")] contains family if {
	some peer in input.metallb.BGPPeer
	some family in families(peer)
}

# METADATA
# description: |
#   The families of the prefixes that a peer's session carries in the FRR modes since 0.15: that of its address, both
#   with dualStackAddressFamily or over an interface (internal/bgp/frr/frr.go and frrk8s/frrk8s.go). Both where the
#   address is none.
families(peer) := {4, 6} if {
	not metallb.deprecated(peer)
	peer.object.spec.dualStackAddressFamily == true
} else := {fact.family} if {
	fact := peer.facts["/spec/peerAddress"]
	fact.family
} else := {4, 6}

# By the key of an advertisement's nodes, the keys of peers' that some node may answer together with it.
met := {of: here |
	some of in advertised_keys
	of != labels.nothing
	others := {of} | object.get(near, of, set())
	here := others & peer_keys
}

near := {entry.of: {other | some other in entry.with} | some entry in input.cluster.sharing}

peer_keys := {of | some of, _ in families_at; of != labels.nothing}

advertised_keys contains key(advertisement) if some advertisement in input.metallb.BGPAdvertisement
