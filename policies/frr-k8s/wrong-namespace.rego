# METADATA
# title: FRRConfiguration outside the frr-k8s namespace
# description: |
#   frr-k8s reads FRRConfigurations and Secrets only in the namespace that it runs in: elsewhere they silently have no
#   effect. Its webhook checks those of all namespaces, so one elsewhere is still refused if it is wrong.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/cmd/main.go
#     description: frr-k8s, what its cache holds
# custom:
#   id: frr-k8s/wrong-namespace
#   level: warning
#   class: correctness
#   remediation: |
#     Put all FRRConfigurations and their Secrets into the namespace that frr-k8s runs in, often frr-k8s-system,
#     metallb-system or openshift-frr-k8s.
package bgplint.rules["frr-k8s"]["wrong-namespace"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.home
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.with_related(found, {other}) if {
	[namespace, id, path] := min(home.told)
	some config in input["frr-k8s"].FRRConfiguration
	frr_k8s.elsewhere(config)
	found := finding.value(
		config.id,
		["metadata", "namespace"],
		concat(" ", [
			$"FRRConfiguration {config.name} is in namespace {config.namespace},",
			$"but frr-k8s runs in {namespace}: it does not read it",
		]),
	)
	other := finding.place(id, path, "where frr-k8s runs")
}

report contains finding.with_related(found, {other}) if {
	count(home.told) == 0
	[_, namespace, id] := frr_k8s.running
	some config in input["frr-k8s"].FRRConfiguration
	frr_k8s.elsewhere(config)
	found := finding.value(
		config.id,
		["metadata", "namespace"],
		concat(" ", [
			$"FRRConfiguration {config.name} is in namespace {config.namespace}, but others are in {namespace}:",
			"frr-k8s reads only one namespace",
		]),
	)
	other := finding.place(id, ["metadata", "namespace"], "one in the other namespace")
}
