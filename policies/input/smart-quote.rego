# METADATA
# title: Typographic quotes
# description: |
#   An editor, a chat or a web page has replaced the ASCII quotes. YAML knows only `"` and `'`, so the others are part
#   of the text: `“false”` is a string of seven characters and not a boolean, `“spec”` is a key that no kind has, and
#   no Kubernetes label can equal `‘rack-1’`. Calico's selectors refuse them outside of quotes.
# related_resources:
#   - ref: https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
#     description: YAML 1.2, quoted styles
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
#     description: Characters of labels
# custom:
#   id: input/smart-quote
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Type the quotes again, as `"` or `'`, or leave them out where the value is a boolean or a number.
package bgplint.rules.input["smart-quote"]

import data.bgplint.lib.finding
import data.bgplint.lib.schema

report contains fixed(fault, finding.value(fault.id, fault.path, message)) if {
	some fault in input.schema.SmartQuote
	fault.detail.on == "value"
	message := $"`{fault.detail.at}` is `{fault.detail.text}`: YAML reads typographic quotes as part of the text"
}

# A password is not told, and no fix holds it; nor the value of a field that the kind does not have.
fixed(fault, found) := found if {
	fault.detail.mended == null
} else := finding.with_fix(found, [fix]) if {
	fix := {"op": "replace", "safe": true, "resource": fault.id, "path": fault.path, "value": fault.detail.mended}
}

report contains renamed(fault, finding.key(fault.id, fault.path, message)) if {
	some fault in input.schema.SmartQuote
	fault.detail.on == "key"
	message := concat(" ", [
		$"the key `{fault.detail.text}` has typographic quotes, which are part of the name:",
		$"{schema.named(fault)} has no such field",
	])
}

renamed(fault, found) := found if {
	fault.detail.mended == null
} else := finding.with_fix(found, [fix]) if {
	fix := {"op": "rename", "safe": true, "resource": fault.id, "path": fault.path, "value": fault.detail.mended}
}
