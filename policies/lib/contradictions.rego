# METADATA
# description: |
#   What the rules about two objects that contradict each other have in common: who contradicts whom (`contradicted`),
#   whether the two are applied to one cluster, and how sure it is that they meet on a node.
package bgplint.lib.contradictions

import data.bgplint.lib.labels

# METADATA
# description: |
#   The folder of a resource, as far as it tells what is applied together: one for all where the config says that these
#   files are one cluster, by `clusters` or `complete`.
folder(resource) := folders[resource.file]

# METADATA
# description: The folder that the file of a resource stands in.
folder_of(resource) := concat("/", array.slice(parts, 0, count(parts) - 1)) if parts := split(resource.file, "/")

folders[file] := "" if {
	one_cluster
	some file in files
}

folders[file] := concat("/", array.slice(parts, 0, count(parts) - 1)) if {
	not one_cluster
	some file in files
	parts := split(file, "/")
}

default one_cluster := false

one_cluster if input.cluster.complete

one_cluster if input.cluster.listed

files contains resource.file if {
	some family in ["calico", "cilium", "frr-k8s", "metallb"]
	some kind
	some resource in input[family][kind]
}

files contains node.file if some node in input.kubernetes.Node

# METADATA
# description: |
#   The folders that are applied together with one: itself, those above it and those below it, as a base and its
#   overlays are. Folders beside each other may be two clusters, or two ways to do one thing.
beside[folder] contains folder if some _, folder in folders

beside[folder] contains above if some [folder, above] in upwards

beside[above] contains folder if some [folder, above] in upwards

upwards contains [folder, above] if {
	some folder in all_folders
	parts := split(folder, "/")
	some n, _ in parts
	above := concat("/", array.slice(parts, 0, n))
	all_folders[above]
}

all_folders contains folder if some _, folder in folders

# METADATA
# description: True for two resources that are applied to one cluster, as far as their folders tell.
together(a, b) if beside[folder(a)][folder(b)]

# METADATA
# description: |
#   How bad a contradiction is, a number for `levels`, from the folders of two objects and the keys of their selectors
#   of nodes: 0 if they meet for sure, 1 if they may, 2 if they may be of two clusters.
rank(here, there, nodes, other) := 2 if {
	not beside[here][there]
} else := 0 if {
	labels.surely_share(nodes, other)
} else := 1

# METADATA
# description: The levels by rank.
levels := ["error", "warning", "note"]

# METADATA
# description: The end of a message by rank, which says what to do where the two are of two clusters.
advice := ["", "", "; note only: if they are in two clusters, list these under `clusters` in bgplint.yaml"]

# METADATA
# description: |
#   Who is contradicted, as a list of `{subject, value, owners, opposing}`: all who say one thing of a subject for the
#   same nodes in one folder, and of each rank the first who says another, `[rank, owner, value]`.
#
#   A rule states rows: `rows[subject][nodes][folder][value] contains owner`. `subject` is what must be agreed on,
#   `nodes` the key of a selector of nodes (bgplint.lib.labels), `folder` the `folder` of the resource, and `owner` an
#   array whose order says who comes first, such as `[name, id]`. Rows are nested since WebAssembly hashes a key each
#   time that it looks it up, and one that holds all of this is long.
#
#   No two owners are compared with each other, however many there are: of each selector and folder the first who says
#   something and the first who says something else answer for all.
contradicted(rows) := [contradiction |
	some subject, by_nodes in rows
	count(values(by_nodes)) > 1
	in_folders := {nodes: {folder: first_two(claims(by_value, folder)) | some folder, by_value in by_folder} |
		some nodes, by_folder in by_nodes
	}
	anywhere := {nodes: first_two([claim | some pair in by_folder; some claim in pair]) |
		some nodes, by_folder in in_folders
	}
	some nodes, by_folder in by_nodes
	sharing := sharing_with(nodes, by_nodes)
	some folder, by_value in by_folder
	opponents := by_rank([[rank, claim] |
		some [other, sure] in sharing
		some claim in reached(in_folders[other], anywhere[other], folder)
		[_, _, there] := claim
		rank := rank_of(folder, there, sure)
	])
	some value, owners in by_value
	opposing := [first_other(opponent, value) | some opponent in opponents]
	count(opposing) > 0
	contradiction := {"subject": subject, "value": value, "owners": owners, "opposing": opposing}
]

values(by_nodes) := {value |
	some by_folder in by_nodes
	some by_value in by_folder
	some value, _ in by_value
}

# Lists from here on, not sets: all that is asked of one is its first, and a set hashes all of its members.
claims(by_value, folder) := [[min(owners), value, folder] | some value, owners in by_value]

# METADATA
# description: |
#   Of claims, `[owner, value, …]` with one thing more, the first, and the first with another value: one of the two says
#   something else than any value does, and nothing before it.
first_two(claims) := array.concat([first], [other |
	other := min([claim |
		some claim in claims
		[_, value, _] := claim
		value != said
	])
]) if {
	first := min(claims)
	[_, said, _] := first
}

# The selectors that may share a node with one, `[selector, whether they surely do]`.
sharing_with(nodes, by_nodes) := [[other, surely(nodes, other)] |
	some other in candidates(nodes, by_nodes)
	labels.may_share(nodes, other)
]

candidates(nodes, by_nodes) := object.keys(by_nodes) if {
	nodes == labels.everything
} else := {other |
	some other in (object.get(labels.near, nodes, set()) | {nodes, labels.everything})
	by_nodes[other]
}

surely(nodes, other) if {
	labels.surely_share(nodes, other)
} else := false

# The first claims of the folders that one is applied together with, and the first of all.
reached(in_folders, anywhere, folder) := array.concat(anywhere, [claim |
	some there in beside[folder]
	some claim in in_folders[there]
])

rank_of(here, there, sure) := 2 if {
	not beside[here][there]
} else := {true: 0, false: 1}[sure]

# By rank the first two claims that differ.
by_rank(ranked) := [[rank, first_two(met)] |
	some rank, _ in levels
	met := [claim | some [of, claim] in ranked; of == rank]
	count(met) > 0
]

first_other([rank, claims], value) := [rank, owner, other] if {
	[owner, other, _] := min([claim |
		some claim in claims
		[_, said, _] := claim
		said != value
	])
}
