# METADATA
# title: Missing `---` between two objects
# description: |
#   Without a `---` line between them, two objects are one mapping to YAML, which has `apiVersion`, `kind` and
#   everything else twice. Parsers keep the last of equal keys and silently drop the others: only the last object is
#   applied, and keys that it lacks come from those before it. kubectl with validation against a current API server
#   refuses the text (`key … already set in map`); older paths, Helm and most GitOps controllers apply what is left.
# related_resources:
#   - ref: https://yaml.org/spec/1.2.2/#document-markers
#     description: Document markers
#   - ref: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
#     description: Field validation of the Kubernetes API
# custom:
#   id: input/document-marker-missing
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Put a `---` line before each object except the first.
package bgplint.rules.input["document-marker-missing"]

import data.bgplint.lib.finding

report contains finding.with_fix(found, [{"op": "split", "safe": true}]) if {
	some fault in input.input.DocumentMarkerMissing
	message := concat(" ", [
		$"a {ordinal(fault.detail.number)} object begins here without a `---` line before it:",
		$"only the last of the {cardinal(fault.detail.of)} is read",
	])
	found := finding.marked(fault.id, message)
}

ordinal(n) := ["second", "third", "fourth", "fifth", "sixth"][n - 2] if {
	n < 7
} else := "further"

cardinal(n) := ["two", "three", "four", "five", "six"][n - 2] if {
	n < 7
} else := $"{n}"
