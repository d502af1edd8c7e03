# METADATA
# title: Raw FRR configuration in frr-k8s
# description: |
#   frr-k8s appends this text to FRR's configuration unchanged, after everything that the other fields produce, also
#   those of the node's other FRRConfigurations. Nothing reads it before FRR does, not even bgplint: it can undo
#   filters and passwords that were checked. It is meant for experiments, and upstream does not support it.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#rawconfig
#     description: frr-k8s API, RawConfig
# custom:
#   id: frr-k8s/raw-config
#   level: warning
#   class: security
#   policy: true
#   judges: object
#   remediation: |
#     Use the fields of the API instead, and remove `raw`.
package bgplint.rules["frr-k8s"]["raw-config"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.key(config.id, ["spec", "raw", "rawConfig"], message) if {
	some config in input["frr-k8s"].FRRConfiguration
	frr_k8s.given(config.object.spec.raw, "rawConfig")
	message := concat(" ", [
		$"FRRConfiguration {config.name} appends raw configuration to FRR's: nothing checks it,",
		"and it can undo what all other fields set",
	])
}
