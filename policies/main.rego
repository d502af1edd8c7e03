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
	some family, fault
	some found in data.bgplint.rules[family][fault].report
}
