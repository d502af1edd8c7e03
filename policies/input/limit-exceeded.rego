# METADATA
# title: Limit exceeded, not checked
# description: |
#   A file or a document exceeds a limit that keeps a stranger's pull request from stopping the linter: its size, its
#   depth, the number of nodes that its aliases expand to, or the number of its documents. What exceeds a limit was
#   not checked. No object that an API server accepts comes near: etcd refuses requests over 1.5 MiB.
# related_resources:
#   - ref: https://etcd.io/docs/latest/dev-guide/limit/
#     description: etcd's limit on the size of a request
# custom:
#   id: input/limit-exceeded
#   level: error
#   class: security
#   judges: object
#   enforced: true
#   remediation: |
#     Split the file, or leave it out of the scan with `exclude` in bgplint.yaml, where it is on record. A limit can
#     be raised under `limits`.
package bgplint.rules.input["limit-exceeded"]

import data.bgplint.lib.finding

report contains finding.marked(fault.id, $"{subject}: this was not checked (limit {fault.detail.bound})") if {
	some fault in input.input.LimitExceeded
	subject := what[fault.detail.limit]
}

report contains finding.marked(fault.id, $"{subject}: {unasked(fault.detail)} (limit {fault.detail.bound})") if {
	some fault in input.input.LimitExceeded
	subject := too_much[fault.detail.limit]
}

unasked(detail) := "this was not checked" if {
	detail.rules == "all"
} else := $"{detail.rules} did not check this" if {
	detail.limit == "memory"
} else := $"{detail.rules} checked them in parts, and what concerns two parts was not checked"

too_much := {
	"memory": "this needs more memory than the rules may use",
	"together": "together, the objects of this cluster need more memory than the rules may use",
}

what := {
	"file-bytes": "the file is too large",
	"document-bytes": "the document is larger than any Kubernetes object can be",
	"depth": "the values are nested too deep",
	"aliases": "the aliases expand to too many values",
	"documents": "the file has too many documents",
	"findings": "there are more findings than can be kept",
	"judged": "the scan's clusters share too many objects, which are checked in each of them",
}
