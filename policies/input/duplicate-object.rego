# METADATA
# title: Object defined twice with different content
# description: |
#   A cluster has one object of a kind, namespace and name. `kubectl apply` reads a file from top to bottom, and the
#   files of a folder in the order of their names: of two copies, the later one silently replaces the first
#   (`created`, then `configured`), and what only the first one says is lost. kustomize refuses to build two resources
#   of one name (`may not add resource with an already registered id`). Whoever reads the first copy does not see that
#   it has no effect.
#
#   A copy that is replaced is checked for what it says itself; what it would mean for other objects is not checked,
#   and the ledger says so.
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
#     Give each object a name of its own, or remove the copy that has no effect. If the files of one folder are
#     alternatives, put them into folders of their own.
package bgplint.rules.input["duplicate-object"]

import data.bgplint.lib.finding

report contains finding.at_level(finding.with_related(found, others), level(copies)) if {
	some copies in input.cluster.copies
	message := concat(" ", [
		$"{copies.kind} {copies.name} is defined {number(copies.count)} {where[copies.within]} with different content:",
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
	"kustomization": "in the resources of one kustomization",
}

outcome := {
	"file": "kubectl keeps this one, the last, and replaces the ones before it",
	"folder": "`kubectl apply -f` on the folder keeps this one, in the last file by name",
	"kustomization": "kustomize refuses to build it",
}

# Files of one folder may be alternatives, as samples are.
level(copies) := "error" if {
	copies.within in {"file", "kustomization"}
} else := "note"
