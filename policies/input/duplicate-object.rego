# METADATA
# title: One object twice, and not alike
# description: |
#   A cluster has one object of a kind, namespace and name. `kubectl apply` takes a file from its top to its end, and
#   the files of a folder by their names: of two copies the later one replaces the first without a word, and what only
#   the first says is lost (`created`, then `configured`). kustomize refuses to build two resources of one name (`may
#   not add resource with an already registered id`). Nobody who reads the first copy sees that it does not count.
#
#   What is replaced is judged for what it says itself; what it would have to do with other objects stands in the
#   ledger.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
#     description: Names of Kubernetes objects are unique
#   - ref: https://github.com/kubernetes-sigs/kubespray/pull/3340
#     description: A route reflector that was lost because all peers had one name
# custom:
#   id: input/duplicate-object
#   level: error
#   levels: [error, note]
#   class: correctness
#   remediation: |
#     Give each object a name of its own, or remove the copy that does not count. Where files of one folder are
#     alternatives, put them into folders of their own.
package bgplint.rules.input["duplicate-object"]

import data.bgplint.lib.finding

report contains finding.at_level(finding.with_related(found, others), level(copies)) if {
	some copies in input.cluster.copies
	message := concat(" ", [
		$"{copies.kind} {copies.name} stands {number(copies.count)} {where[copies.within]} and differs:",
		$"{outcome[copies.within]}",
	])
	found := finding.value(copies.resource, copies.path, message)
	others := [other |
		some id in copies.replaced
		other := finding.place(id, ["metadata", "name"], "another copy")
	]
}

number(1) := "twice"

number(n) := $"{n + 1} times" if n > 1

where := {
	"file": "in this file",
	"folder": "in the files of this folder",
	"kustomization": "in what one kustomization lists",
}

outcome := {
	"file": "kubectl keeps this one, the last, and replaces what comes before it",
	"folder": "`kubectl apply -f` of the folder keeps this one, in the last file by name",
	"kustomization": "kustomize refuses to build it",
}

# Files of one folder may be alternatives, as samples are.
level(copies) := "error" if {
	copies.within in {"file", "kustomization"}
} else := "note"
