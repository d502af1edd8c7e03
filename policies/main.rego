# METADATA
# description: |
#   The one entrypoint. Every package under `bgplint.rules` is a rule: its report joins the whole, stamped with the id
#   that the package path spells. Nothing lists the rules.
# schemas:
#   - input: schema.input
# scope: subpackages
package bgplint

# METADATA
# title: Report
# description: All findings of one cluster.
# entrypoint: true
report contains object.union(found, {"rule": $"{family}/{fault}"}) if {
	some [family, fault] in input.cluster.rules
	some found in data.bgplint.rules[family][fault].report
}

report contains found if {
	not input.cluster.rules
	some found in of_all
}

# Whoever asks names the rules, as this is a function of its own that enters each of them: V8 would compile all of it.
of_all contains object.union(found, {"rule": $"{family}/{fault}"}) if {
	some family in asked
	some fault
	some found in data.bgplint.rules[family][fault].report
}

# Rules of a family have nothing to say where none of its resources is.
asked contains family if some family, _ in input

asked contains "input"

asked contains "session"
