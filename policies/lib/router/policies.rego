# METADATA
# description: |
#   What a router's policies do to prefixes: prefix lists, route maps and filter lists of FRR and IOS, whose lists are
#   gone through in their order, the first entry that fits decides, and what fits none is denied. Prefixes are claims of
#   bgplint.lib.sessions.announced. Asked is whether a policy surely denies all of a claim: what cannot be decided (a
#   community, a tag, an entry that was not understood) may let it through. A claim with `as` is of a node of this AS
#   number, seen from another AS.
package bgplint.lib.router.policies

import data.bgplint.lib.sessions.announced

# Lists of more entries are not asked.
most_entries := 2000

# METADATA
# description: True if a policy of a neighbor, `{kind, name}`, surely denies all prefixes of a claim.
denies(router, policy, claim) if {
	policy.kind == "prefix-list"
	some list in router.prefix_lists
	list.name == policy.name
	list.afi == afi(claim)
	list_denies(list, claim)
}

denies(router, policy, claim) if {
	policy.kind == "filter-list"
	some list in router.as_path_lists
	list.name == policy.name
	as_path_denies(list, claim)
}

denies(router, policy, claim) if {
	policy.kind == "route-map"
	some map in router.route_maps
	map.name == policy.name
	map_denies(router, map, claim)
}

# METADATA
# description: True if a policy of a neighbor, `{kind, name}`, surely lets all prefixes of a claim in.
permits(router, policy, claim) if {
	policy.kind == "prefix-list"
	some list in router.prefix_lists
	list.name == policy.name
	list.afi == afi(claim)
	list_permits(list, claim)
}

permits(router, policy, claim) if {
	policy.kind == "route-map"
	some map in router.route_maps
	map.name == policy.name
	map_permits(router, map, claim)
}

# METADATA
# description: The address family of a claim, as lists have it.
afi(claim) := "ipv6" if {
	contains(claim.cidr, ":")
} else := "ipv4"

# No entry lets any of it through before one that denies all of it. FRR takes a list without entries for one that lets
# everything through.
list_denies(list, claim) if {
	count(list.entries) > 0
	count(list.entries) <= most_entries
	relations := [relation(entry, claim) | some entry in list.entries]
	wall := first_index([i | some i, entry in list.entries; entry.action == "deny"; relations[i] == "all"], relations)
	count([i | some i, entry in list.entries; i < wall; entry.action == "permit"; relations[i] != "none"]) == 0
}

# METADATA
# description: True if a list surely lets all prefixes of a claim through.
list_permits(list, claim) if {
	count(list.entries) > 0
	count(list.entries) <= most_entries
	relations := [relation(entry, claim) | some entry in list.entries]
	wall := first_index([i | some i, entry in list.entries; entry.action == "deny"; relations[i] != "none"], relations)
	count([i | some i, entry in list.entries; i < wall; entry.action == "permit"; relations[i] == "all"]) > 0
}

first_index(found, all) := min(found) if {
	count(found) > 0
} else := count(all)

# How much of a claim an entry of a prefix list fits: all, some, none.
relation(entry, claim) := "all" if {
	holds(entry, claim.cidr)
	[low, high] := lengths(entry, claim)
	low <= claim.from
	claim.to <= high
} else := "some" if {
	meets(entry, claim.cidr)
	[low, high] := lengths(entry, claim)
	low <= claim.to
	claim.from <= high
} else := "none"

holds(entry, _) if entry.cidr == null

holds(entry, cidr) if net.cidr_contains(entry.cidr, cidr)

meets(entry, cidr) if holds(entry, cidr)

meets(entry, cidr) if net.cidr_contains(cidr, entry.cidr)

lengths(entry, claim) := [0, announced.width[announced.family(claim)]] if {
	entry.cidr == null
	not entry.ge
	not entry.le
} else := [low, high] if {
	own := own_length(entry)
	low := object.get(entry, "ge", own)
	high := object.get(entry, "le", {true: announced.width[announced.family(claim)], false: own}[has_ge(entry)])
}

own_length(entry) := 0 if {
	entry.cidr == null
} else := to_number(split(entry.cidr, "/")[1])

has_ge(entry) if {
	entry.ge
} else := false

# A route map whose entries are all understood, as far as the first that denies the whole claim.
map_denies(router, map, claim) if {
	count(map.entries) > 0
	count(map.entries) <= most_entries
	relations := [map_relation(router, entry, claim) | some entry in map.entries]
	wall := first_index([i | some i, entry in map.entries; ends(entry); relations[i] == "all"], relations)
	count([i | some i, entry in map.entries; i < wall; lets_through(entry, relations[i])]) == 0
}

# An entry lets all of it in, and none before it may do anything else.
map_permits(router, map, claim) if {
	count(map.entries) <= most_entries
	relations := [map_relation(router, entry, claim) | some entry in map.entries]
	door := min([i | some i, entry in map.entries; permits_plainly(entry); relations[i] == "all"])
	count([i | some i, entry in map.entries; i < door; not permits_plainly(entry); relations[i] != "none"]) == 0
}

permits_plainly(entry) if {
	entry.action == "permit"
	not entry.unread
	not entry.call
	not entry.continues
}

ends(entry) if {
	entry.action == "deny"
	not entry.call
	not entry.continues
}

lets_through(entry, relation) if {
	entry.action == "permit"
	relation != "none"
}

# One that goes on elsewhere may let it through there.
lets_through(entry, relation) if {
	relation != "none"
	entry.call
}

lets_through(entry, relation) if {
	relation != "none"
	entry.continues
}

# All that an entry asks must hold.
map_relation(router, entry, claim) := "none" if {
	some match in entry.matches
	match_relation(router, match, claim) == "none"
	only_of_kind(entry, match)
} else := "all" if {
	not entry.unread
	every match in entry.matches {
		match_relation(router, match, claim) == "all"
	}
} else := "some"

# IOS takes several lists behind one `match` for any of them.
only_of_kind(entry, match) if count([other | some other in entry.matches; other.kind == match.kind]) == 1

match_relation(router, match, claim) := "none" if {
	match.afi
	match.afi != afi(claim)
} else := "none" if {
	match.kind == "prefix-list"
	some list in lists(router, match, claim)
	list_denies(list, claim)
} else := "none" if {
	match.kind == "as-path"
	some list in router.as_path_lists
	list.name == match.name
	as_path_denies(list, claim)
} else := "all" if {
	match.kind == "prefix-list"
	some list in lists(router, match, claim)
	list_permits(list, claim)
} else := "some"

lists(router, match, claim) := [list |
	some list in router.prefix_lists
	list.name == match.name
	list.afi == afi(claim)
]

# No entry may fit the path of a claim, which is the AS number of its node alone, before one that denies it.
as_path_denies(list, claim) if {
	claim.as
	count(list.entries) <= most_entries
	fits := [as_path_fits(entry.text, $"{claim.as}") | some entry in list.entries]
	wall := first_index([i | some i, entry in list.entries; entry.action == "deny"; fits[i] == "yes"], fits)
	count([i | some i, entry in list.entries; i < wall; entry.action == "permit"; fits[i] != "no"]) == 0
}

# Of regular expressions those that are a number with something at its ends are read.
as_path_fits(text, own) := {true: "yes", false: "no"}[is_fitting(text, own)] if {
	number_in(text)
} else := "no" if {
	text == "^$"
} else := "yes" if {
	text == ".*"
} else := "perhaps"

number_in(text) := number if {
	number := trim_right(trim_left(text, "^_"), "$_")
	number != ""
	trim(number, "0123456789") == ""
}

is_fitting(text, own) if {
	starts(text)
	finishes(text)
	own == number_in(text)
} else if {
	starts(text)
	not finishes(text)
	startswith(own, number_in(text))
} else if {
	not starts(text)
	finishes(text)
	endswith(own, number_in(text))
} else if {
	not starts(text)
	not finishes(text)
	contains(own, number_in(text))
} else := false

starts(text) if substring(text, 0, 1) in {"^", "_"}

finishes(text) if substring(text, count(text) - 1, 1) in {"$", "_"}

# METADATA
# description: The active families of a neighbor for unicast routes of an IP version.
families(neighbor, version) := [family |
	some family in neighbor.families
	family.active
	family.safi == "unicast"
	family.afi == {4: "ipv4", 6: "ipv6"}[version]
]

# METADATA
# description: The policies of a neighbor on what it is sent or sends, of an IP version.
of_direction(neighbor, version, direction) := [policy |
	some family in families(neighbor, version)
	some policy in family.policies
	policy.direction == direction
]

# METADATA
# description: Those on what comes in.
inbound(neighbor, version) := of_direction(neighbor, version, "in")
