# METADATA
# title: Duplicate key in a mapping
# description: |
#   Parsers keep the last of two equal keys and silently drop the other, so a peer may run with an address or an AS
#   number that nobody sees in review. kubectl with validation against a current API server refuses the object (`key …
#   already set in map`); older paths, Helm and most GitOps controllers apply it.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
#     description: Field validation of the Kubernetes API
# custom:
#   id: input/duplicate-key
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Keep one of the two keys. Today the last value is in effect.
package bgplint.rules.input["duplicate-key"]

import data.bgplint.lib.finding

report contains finding.marked(
	fault.id,
	$"key {fault.detail.key} is in this mapping {times(fault.detail.count)}: {kept(fault.detail)}",
) if {
	some fault in input.input.DuplicateKey
}

times(2) := "twice"

times(n) := $"{n} times" if n > 2

kept(detail) := $"this value counts, the one on line {detail.firstLine} is dropped" if {
	detail.kept == "last"
	detail.count == 2
}

kept(detail) := $"this value counts, the {detail.count - 1} before it (from line {detail.firstLine}) are dropped" if {
	detail.kept == "last"
	detail.count > 2
}

kept(detail) := $"the one on line {detail.keptLine} counts, this one is dropped" if detail.kept == "later"

# MetalLB up to 0.12 reads the text in its ConfigMap strictly.
kept(detail) := concat(" ", [
	$"MetalLB refuses it after the one on line {detail.firstLine},",
	"and the whole configuration with it",
]) if {
	detail.kept == "none"
}
