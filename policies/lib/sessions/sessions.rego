# METADATA
# description: |
#   One model of what the families of objects declare. Each family is one file beside this one, a package under
#   `bgplint.lib.sessions.families`; nothing lists them. A family gives
#
#   `product`, as people call it; `kinds`, the kinds that declare its peers; `rests_on`, the fields beside the address
#   on which a session rests: paths of the `object`, and names of members of the `peer`.
#
#   `numbers`, where an AS number stands that no session is for, and only those (bgplint.lib.as_numbers):
#   - `as`, the number; `text`, as it is written; `end`, `local` or `remote`; `name`, who has it
#   - `resource`, the resource's id; `path`, where it stands; `file`
#   - `slip`, true where it may be another one with a digit too many; else absent
#
#   `sessions`, one row for each neighbor outside of the cluster with a readable address:
#   - `family`; `speaker`, by a name of its own the program that keeps the session: families may share one
#   - `resource`, the resource's id; `path`, where the address stands; `file`; `name`, the peer's
#   - `address`, in canonical form; `port`, 179 where none is given; `vrf`, empty for the default one
#   - `nodes`, a scope of bgplint.lib.sessions.nodes
#   - `sourced`: true where the near end may have an address of its own choice
#
#   `identities`, what runs BGP on nodes, one row for each place where a router id may be given, of products that else
#   take an IPv4 address of the node for it:
#   - `given`: whether one is; `resource`, `path`, where it stands or would; `name`, what it is given to
#   - `speaker`, `nodes`, as above; `router`, which of the speaker's routers it is, such as a VRF
#   - of one that is not given, `level` and `says`: the level of a finding and what happens where a node has no IPv4
#     address; `without_ipv4`, what says that the product has none whatever the node has
#
#   The package `bgplint.lib.sessions.near_ends` of a family gives `ends`, a list of its sessions with what their near
#   end is known to be beside the columns above; each that has a place has `resource` and `path`:
#   - `local_as`: `[{as}]`, what nodes of the scope may have, without a place for a default; empty: not known
#   - `remote_as`: `{rule, as}`, where `rule` is `number` (with `as`), `external` or `internal`; absent: not known
#   - `password` of bgplint.lib.sessions.passwords
#   - `gr`: `{mode, restart_time}`, where `mode` is `restart`, `helper`, `disabled` or `unknown`; the time in seconds
#   - `bfd`: `{is}`: true, false or `unknown`
#   - `multihop`: `{ttl}`, 1 where the other end must be next door, `any` where the product asks for nothing; and
#     `connected_check`, whether the address must be of a network of the node then; `ttl_security`: `{hops}`, or absent
#   - `hold`, `keepalive`: `{seconds}`, or absent; `families`, those of IP that it may carry: a set of 4 and 6
#   - `dials`, `listens`, `listen_port`: the last two may be `unknown`; `port_at`, where the port that it dials is given
#   - `router_id`: `{id}`, where one is given
#   - `sources`, the addresses that it is known to dial from; empty: not known
#   - `takes_routes`: whether the node takes routes of the router
#   - `changed_by`, the places of what may change all of this and is not read
#
#   A row of nodes that are not known (a malformed selector, one with a placeholder) is not made. A set is made when a
#   rule asks for it, whole and once, and its columns are those that rules read: what a session has beyond them goes
#   into a set of its own with the same `resource` and `path`, by which a rule finds it.
package bgplint.lib.sessions

# METADATA
# description: |
#   The sessions of all families. Whoever reads them asks first whether that is needed (`families_with_peers`).
sessions contains row if {
	some family
	some row in data.bgplint.lib.sessions.families[family].sessions
}

# METADATA
# description: |
#   The sessions of all families with what their near end is known to be, for what compares it with the far one
#   (bgplint.lib.sessions.pairs).
ends := [end |
	some family
	some end in data.bgplint.lib.sessions.near_ends[family].ends
]

# METADATA
# description: The AS numbers of all families that are not for use.
numbers contains row if {
	some family
	some row in data.bgplint.lib.sessions.families[family].numbers
}

# METADATA
# description: The places for a router id of all families. Whoever reads them asks first whether some node needs one.
identities contains row if {
	some family
	some row in data.bgplint.lib.sessions.families[family].identities
}

# METADATA
# description: The families whose kinds that declare peers are in the scan.
families_with_peers contains family if {
	some family
	some kind in data.bgplint.lib.sessions.families[family].kinds
	count(input[family][kind]) > 0
}

# METADATA
# description: The products of the families, as people call them.
products[family] := data.bgplint.lib.sessions.families[family].product if some family

# METADATA
# description: |
#   The places on which a session of a family rests, beside its address, which stands at a path of a resource.
rests_on(family, resource, path) := {{"resource": resource, "path": field} | some field in fields[family].object} | {{
	"resource": resource,
	"path": array.concat(array.slice(path, 0, count(path) - 1), [member]),
} |
	some member in fields[family].peer
}

fields[family] := data.bgplint.lib.sessions.families[family].rests_on if some family

# METADATA
# description: An AS number as a reader finds it, with its value where that is written in two halves.
spelt(row) := $"{row.as}" if {
	to_number(row.text) == row.as
} else := $"{row.text} ({row.as})"
