# METADATA
# title: Raw FRR configuration in frr-k8s
# description: |
#   frr-k8s appends the text to FRR's configuration as it stands, after all that the other fields say, those of other
#   FRRConfigurations of the node too. Nothing reads it before FRR does, bgplint included: it can undo filters and
#   passwords that were checked. It is there for experiments, and upstream does not support it.
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
#     Say it in the fields of the API, and remove `raw`.
package bgplint.rules["frr-k8s"]["raw-config"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.key(config.id, ["spec", "raw", "rawConfig"], message) if {
	some config in input["frr-k8s"].FRRConfiguration
	frr_k8s.given(config.object.spec.raw, "rawConfig")
	message := concat(" ", [
		$"{config.name} appends raw configuration to FRR's: nothing checks it,",
		"and it can undo what all other fields say",
	])
}
