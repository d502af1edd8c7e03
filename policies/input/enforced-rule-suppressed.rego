# METADATA
# title: Suppression of an enforced rule
# description: |
#   The rule is enforced: no comment, annotation, waiver, level or baseline silences its findings, so a change that
#   closes TCP/179 to the nodes, or hides a file from the linter, cannot bring its own excuse. Naming such a rule has
#   no effect and is reported. Families and classes in the config (`terraform/*`, `@security`) silently leave enforced
#   rules out.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc7454
#     description: RFC 7454, BGP operations and security
# custom:
#   id: input/enforced-rule-suppressed
#   level: error
#   class: security
#   judges: object
#   enforced: true
#   remediation: |
#     Remove the name of the rule (`bgplint --prune-baseline` removes it from a baseline) and fix what it reports.
#     What is checked at all remains your choice: the report's ledger lists `exclude` and `terraform.nodes` of
#     bgplint.yaml.
package bgplint.rules.input["enforced-rule-suppressed"]

import data.bgplint.lib.finding

report contains finding.marked(fact.id, $"`{fact.rule}` is enforced: {naming(fact)}") if {
	some fact in input.input.Suppression
	fact.enforced
}

naming(fact) := $"this {fact.by} has no effect" if {
	fact.by != "baseline"
}

naming(fact) := "this entry of the baseline has no effect" if {
	fact.by == "baseline"
	fact.count == 1
}

naming(fact) := $"its {fact.count} entries in this baseline have no effect" if {
	fact.by == "baseline"
	fact.count > 1
}
