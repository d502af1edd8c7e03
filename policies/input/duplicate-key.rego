# METADATA
# title: One mapping has a key twice
# description: |
#   Parsers keep the last of two equal keys and drop the other without a word, so a peer may run with an address or an
#   AS number that nobody sees in review. kubectl with validation against a current API server refuses the object (`key
#   … already set in map`); older paths, Helm and most GitOps controllers apply it.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
#     description: Field validation of the Kubernetes API
# custom:
#   id: input/duplicate-key
#   level: error
#   class: correctness
#   judges: object
#   remediation: Keep one of the two keys. The value that is in effect today is the last one.
package bgplint.rules.input["duplicate-key"]

import data.bgplint.lib.finding

report contains finding.marked(
	fault.id,
	$"key {fault.detail.key} stands in this mapping {times(fault.detail.count)}: {kept(fault.detail)}",
) if {
	some fault in input.input.DuplicateKey
}

times(2) := "twice"

times(n) := $"{n} times" if n > 2

kept(detail) := $"this value is kept, the one in line {detail.firstLine} is lost" if {
	detail.kept == "last"
	detail.count == 2
}

kept(detail) := $"this value is kept, the {detail.count - 1} before it, from line {detail.firstLine} on, are lost" if {
	detail.kept == "last"
	detail.count > 2
}

kept(detail) := $"the one in line {detail.keptLine} is kept, this one is lost" if detail.kept == "later"

# MetalLB up to 0.12 reads the text in its ConfigMap strictly.
kept(detail) := concat(" ", [
	$"beside the one in line {detail.firstLine} MetalLB refuses it,",
	"and the whole configuration with it",
]) if {
	detail.kept == "none"
}
