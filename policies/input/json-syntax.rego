# METADATA
# title: JSON that cannot be parsed
# description: |
#   The file speaks of BGP or of a Terraform plan and is no JSON, so nothing of it was checked. Plans are the usual
#   case: `terraform plan -json` prints a stream of log lines and no plan, wrappers add lines of their own, and
#   PowerShell's `>` changes the encoding.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc8259
#     description: RFC 8259, JSON
#   - ref: https://developer.hashicorp.com/terraform/internals/json-format
#     description: Terraform's JSON output format
# custom:
#   id: input/json-syntax
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Fix the marked place. A plan is made with `terraform plan -out tfplan` and `terraform show -json tfplan >
#     plan.json`.
package bgplint.rules.input["json-syntax"]

import data.bgplint.lib.finding
import data.bgplint.lib.problem

report contains finding.marked(fault.id, $"this is not JSON: {problem.reason(fault.detail)}") if {
	some fault in input.input.JsonSyntax
}
