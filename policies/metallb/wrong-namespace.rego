# METADATA
# title: MetalLB object in another namespace
# description: |
#   MetalLB reads its objects in one namespace, the one that it runs in, and its webhook refuses to create them in another.
#   Where no webhook runs, an object in another namespace has no effect, and nothing says so.
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
#     Put all of MetalLB's objects into the namespace that its controller and speakers run in, often metallb-system.
package bgplint.rules.metallb["wrong-namespace"]

import data.bgplint.lib.finding

report contains finding.with_related(found, {other}) if {
	some resource in objects
	own := min(homes)
	not resource.namespace in {namespace | some [namespace, _, _] in homes}
	[namespace, id, path] := own
	found := finding.value(resource, ["metadata", "namespace"], $"{resource.gvk.kind} {resource.name} is in namespace {resource.namespace}, and MetalLB runs in {namespace}: it does not read it there")
	other := finding.place({"id": id}, path, "MetalLB runs here")
}

report contains finding.with_related(found, {other}) if {
	count(homes) == 0
	namespace := usual
	id := min(in_namespace[namespace])[1]
	some resource in objects
	resource.namespace != namespace
	found := finding.value(resource, ["metadata", "namespace"], $"{resource.gvk.kind} {resource.name} is in namespace {resource.namespace} and others of MetalLB's objects are in {namespace}: it reads one namespace only")
	other := finding.place({"id": id}, ["metadata", "namespace"], "an object in the other namespace")
}

# Where most of them are; of several the first by name.
usual := min({namespace | some namespace, those in in_namespace; count(those) == most})

most := max({count(those) | some _, those in in_namespace})

in_namespace[object.namespace] contains [object.name, object.id] if some object in objects

objects contains resource if {
	some kind in ["BGPPeer", "BGPAdvertisement", "BFDProfile", "Community", "IPAddressPool", "AddressPool", "L2Advertisement"]
	some resource in input.metallb[kind]
	resource.namespace != ""
}

# Where the speakers run: METALLB_NODE_NAME is theirs alone.
homes contains [set.namespace, set.id, ["metadata", "namespace"]] if {
	some set in input.kubernetes.DaemonSet
	set.namespace != ""
	some container in set.object.spec.template.spec.containers
	some variable in container.env
	variable.name == "METALLB_NODE_NAME"
}
