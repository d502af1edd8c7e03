# METADATA
# title: Invalid YAML
# description: |
#   The file is about BGP, but it is not valid YAML: kubectl and GitOps controllers refuse it, so none of its objects
#   is applied, and none was checked here. A file that was applied in an earlier form keeps running in that form, and
#   the change is lost without an error on the routers.
# related_resources:
#   - ref: https://yaml.org/spec/1.2.2/
#     description: YAML 1.2.2
#   - ref: https://github.com/kubernetes-sigs/yaml
#     description: The YAML reader of kubectl
# custom:
#   id: input/yaml-syntax
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Fix the marked place. If the file is a template, render it first (`helm template`, `kustomize build`, Ansible)
#     and check the result.
package bgplint.rules.input["yaml-syntax"]

import data.bgplint.lib.finding
import data.bgplint.lib.problem

report contains finding.marked(fault.id, $"this is not valid YAML: {problem.reason(fault.detail)}") if {
	some fault in input.input.YamlSyntax
}
