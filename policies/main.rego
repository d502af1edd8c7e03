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
	not input.cluster.rules
	some family in asked
	some fault
	some found in data.bgplint.rules[family][fault].report
}

# Only these are asked where all of them at once need more memory than there is.
report contains object.union(found, {"rule": $"{family}/{fault}"}) if {
	some [family, fault] in input.cluster.rules
	some found in data.bgplint.rules[family][fault].report
}

# Rules of a family have nothing to say where none of its resources is: they are not even entered.
asked contains family if some family, _ in input

asked contains "input"

asked contains "session"
