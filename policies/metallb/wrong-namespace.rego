# METADATA
# title: MetalLB object outside MetalLB's namespace
# description: |
#   MetalLB reads its objects only in the namespace that it runs in, and its webhook refuses to create them in another.
#   If no webhook runs, an object in another namespace silently has no effect.
# related_resources:
#   - ref: https://metallb.io/configuration/
#     description: MetalLB, configuration
#   - ref: https://github.com/metallb/metallb/tree/main/internal/k8s/webhooks
#     description: MetalLB's webhooks
# custom:
#   id: metallb/wrong-namespace
#   level: warning
#   class: correctness
#   remediation: |
#     Put all of MetalLB's objects into the namespace of its controller and speakers, often metallb-system.
package bgplint.rules.metallb["wrong-namespace"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.namespaces as metallb_namespaces

report contains finding.with_related(found, {other}) if {
	[namespace, id, path] := min(metallb_namespaces.of_speakers)
	some resource in metallb_namespaces.objects
	metallb_namespaces.elsewhere[resource.id]
	found := finding.value(
		resource.id,
		["metadata", "namespace"],
		concat(" ", [
			$"{resource.gvk.kind} {resource.name} is in namespace {resource.namespace},",
			$"but MetalLB runs in {namespace}: it has no effect",
		]),
	)
	other := finding.place(id, path, "MetalLB runs here")
}

report contains finding.with_related(found, {other}) if {
	count(metallb_namespaces.of_speakers) == 0
	namespace := metallb_namespaces.usual
	[_, id] := min(metallb_namespaces.in_namespace[namespace])
	some resource in metallb_namespaces.objects
	metallb_namespaces.elsewhere[resource.id]
	found := finding.value(
		resource.id,
		["metadata", "namespace"],
		concat(" ", [
			$"{resource.gvk.kind} {resource.name} is in namespace {resource.namespace}, but other MetalLB objects",
			$"are in {namespace}: MetalLB reads only one namespace",
		]),
	)
	other := finding.place(id, ["metadata", "namespace"], "an object in the other namespace")
}
