# METADATA
# title: AS number reserved for documentation
# description: |
#   AS numbers 64496 to 64511 and 65536 to 65551 are reserved for documentation (RFC 5398): they come from an example
#   that was copied. Two networks that copied the same example drop each other's routes as a loop, and providers filter
#   them. One finding covers a folder; in a folder of documents or examples, where these numbers belong, it is a note.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5398
#     description: RFC 5398, AS numbers for documentation use
# custom:
#   id: session/documentation-as-number
#   level: warning
#   levels: [warning, note]
#   class: hygiene
#   policy: true
#   remediation: |
#     Use the AS number that this end really has, or a private one: 64512 to 65534, or 4200000000 to 4294967294.
package bgplint.rules.session["documentation-as-number"]

import data.bgplint.lib.as_numbers
import data.bgplint.lib.finding
import data.bgplint.lib.sessions

report contains finding.with_related(finding.at_level(found, level(folder)), others) if {
	some folder, rows in by_folder

	# Names before ids, which depend on what else is in a file: the first of a folder speaks for all.
	first := min({[row.file, row.name, row.resource, row.path] | some row in rows})
	some row in rows
	[row.file, row.name, row.resource, row.path] == first
	message := concat(" ", [
		$"{row.name} has {sessions.spelt(row)} as its {row.end} AS number,",
		$"which is reserved for documentation{more(count(rows))}",
	])
	found := finding.value(row.resource, row.path, message)
	others := {place |
		some other in rows
		[other.file, other.name, other.resource, other.path] != first
		place := finding.place(other.resource, other.path, concat(" has ", [other.name, sessions.spelt(other)]))
	}
}

by_folder[folder] contains row if {
	some row in sessions.numbers
	as_numbers.documentation(row.as)
	parts := split(row.file, "/")
	folder := concat("/", array.slice(parts, 0, count(parts) - 1))
}

level(folder) := "note" if {
	some part in split(lower(folder), "/")
	examples[part]
} else := "warning"

examples := {"doc", "docs", "example", "examples", "sample", "samples"}

more(1) := ""

more(n) := $"; {n - 1} more in this folder" if n > 1
