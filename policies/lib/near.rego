# METADATA
# description: |
#   References that name nothing. Where the scan has a name of that kind one typing error away, nobody needs to know the
#   whole cluster to call it a mistake; else it is a claim about absence.
package bgplint.lib.near

import data.bgplint.lib.finding
import data.bgplint.lib.steps

# METADATA
# description: |
#   The names of a kind that are near to one that nothing of the kind has, `names[[of, name]]`: `of` is the one of the
#   family's `refers` (src/families), such as `metallb/BFDProfile`.
names[[entry.of, entry.name]] contains near if {
	some entry in input.cluster.near_names
	not entry.resource
	some near in entry.near
}

# METADATA
# description: The same where only names in the same object count, `names_in[[of, resource, name]]`.
names_in[[entry.of, entry.resource, entry.name]] contains near if {
	some entry in input.cluster.near_names
	some near in entry.near
}

# Names that kustomize makes of others.
built contains name if {
	some entry in input.cluster.near_names
	entry.built
	some name in entry.near
}

# METADATA
# description: |
#   The finding about a reference at its own place, which names nothing: with the near name and a fix where one is
#   there, else as a claim about absence.
judged(found, of, name) := suggested(found, names[[of, name]]) if {
	names[[of, name]]
} else := finding.claims_absence(found)

# METADATA
# description: The same, with objects to paste where the name is nowhere.
judged_or_pasted(found, of, name, objects) := suggested(found, names[[of, name]]) if {
	names[[of, name]]
} else := finding.with_paste(finding.claims_absence(found), objects)

# METADATA
# description: |
#   The finding with the first of the near names, a set that is not empty, and a fix for review; where the name is one
#   that kustomize makes of it, that stands in the place of both.
suggested(found, near) := object.union(found, {"message": concat("", [
	$"{found.message}; kustomize renames it to `{min(near)}`,",
	" but does not update this reference",
])}) if {
	built[min(near)]
} else := finding.with_fix(
	misspelt(object.union(found, {"message": $"{found.message}; did you mean `{min(near)}`?"})),
	[finding.then(
		{"op": "replace", "path": found.at.path, "value": min(near), "safe": false},
		[steps.meant(min(near))],
	)],
)

# METADATA
# description: |
#   The finding as one about a name that is not there while one near to it is: where clusters are guessed, it is
#   undecided if a folder of another one has the name.
misspelt(found) := object.union(found, {"claim": "misspelt"})
