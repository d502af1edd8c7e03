# METADATA
# title: Invalid JSON
# description: |
#   The file is about BGP or a Terraform plan, but it is not valid JSON, so nothing in it was checked. Plans are the
#   usual case: `terraform plan -json` prints a stream of log lines instead of a plan, wrappers add lines of their
#   own, and PowerShell's `>` changes the encoding.
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
#     Fix the marked place. To write a plan, run `terraform plan -out tfplan` and `terraform show -json tfplan >
#     plan.json`.
package bgplint.rules.input["json-syntax"]

import data.bgplint.lib.finding
import data.bgplint.lib.problem

report contains finding.marked(fault.id, $"this is not valid JSON: {problem.reason(fault.detail)}") if {
	some fault in input.input.JsonSyntax
}
