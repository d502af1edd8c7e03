# METADATA
# description: |
#   What the rules about two objects that contradict each other have in common: whether the two are applied to one
#   cluster, and how sure it is that they meet on a node.
package bgplint.lib.contradictions

import data.bgplint.lib.labels

# METADATA
# description: |
#   The folder of a resource, as far as it tells what is applied together: one for all where the config says that these
#   files are one cluster, by `clusters` or `complete`.
folder(resource) := folders[resource.file]

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

# METADATA
# description: |
#   The folders that are applied together with one: itself, those above it and those below it, as a base and its
#   overlays are. Folders beside each other may be two clusters, or two ways to do one thing.
beside[folder] contains folder if some _, folder in folders

beside[folder] contains above if some [folder, above] in upwards

beside[above] contains folder if some [folder, above] in upwards

upwards contains [folder, above] if {
	some folder in known
	parts := split(folder, "/")
	some n, _ in parts
	above := concat("/", array.slice(parts, 0, n))
	known[above]
}

known contains folder if some _, folder in folders

# METADATA
# description: True for two resources that are applied to one cluster, as far as their folders tell.
together(a, b) if beside[folder(a)][folder(b)]

# METADATA
# description: |
#   How bad a contradiction is, a number for `levels`, from the folders of two objects and the keys of their selectors
#   of
#   nodes: 0 if they meet for sure, 1 if they may, 2 if they may be of two clusters.
rank(here, there, key, other) := 2 if {
	not beside[here][there]
} else := 0 if {
	labels.surely_share(key, other)
} else := 1

# METADATA
# description: The levels by rank.
levels := ["error", "warning", "note"]

# METADATA
# description: The end of a message by rank, which says what to do where the two are of two clusters.
advice := ["", "", "; if they are of two clusters, list these in bgplint.yaml under `clusters`"]

# METADATA
# description: The first of each rank in a set of `[rank, …]`, which is all that others have to be compared with.
leading(those) := {min(here) |
	some at in [0, 1, 2]
	here := {one | some one in those; one[0] == at}
	count(here) > 0
}

# METADATA
# description: |
#   Of a set of `[who, value, …]` the first, and the first with another value: one of the two says something else than
#   any value does, and nothing before it.
two(those) := {first} | {min(others) |
	others := {one | some one in those; one[1] != first[1]}
	count(others) > 0
} if {
	first := min(those)
}
