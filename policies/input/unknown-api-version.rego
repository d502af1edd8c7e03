# METADATA
# title: Unknown kind or API version
# description: |
#   No API server serves this kind in this group and version: kubectl answers "no matches for kind", and GitOps
#   controllers stop at the object, often with everything that comes after it.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/
#     description: Calico's resources, all of them projectcalico.org/v3
#   - ref: https://metallb.universe.tf/apis/
#     description: MetalLB's API
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-v2/
#     description: Cilium's BGP resources
# custom:
#   id: input/unknown-api-version
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write `apiVersion` and `kind` as in the product's documentation.
package bgplint.rules.input["unknown-api-version"]

import data.bgplint.lib.finding
import data.bgplint.lib.kinds
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains fixable(resource, kinds.newest(family, kind)) if {
	some family, of_family in kinds.served
	some kind, groups in of_family
	some resource in input[family][kind]
	resource.gvk.version != ""
	not resource.gvk.version in object.get(groups, resource.gvk.group, [])
}

# Since when Cilium serves v2 of a kind (cilium/cilium pull requests 38239 and 39134).
v2_since := {
	"CiliumBGPClusterConfig": "1.18",
	"CiliumBGPPeerConfig": "1.18",
	"CiliumBGPAdvertisement": "1.18",
	"CiliumBGPNodeConfig": "1.18",
	"CiliumBGPNodeConfigOverride": "1.18",
	"CiliumLoadBalancerIPPool": "1.18",
}

report contains version.told(finding.with_fix(found, [fix]), "cilium", "Cilium") if {
	some kind, first in v2_since
	version.before(input.cluster.cilium.version, first)
	some resource in input.cilium[kind]
	resource.gvk.version == "v2"
	found := finding.value(resource.id, ["apiVersion"], concat(" ", [
		$"Cilium {input.cluster.cilium.version} does not serve {kind} as `cilium.io/v2`, which came with {first}:",
		"the object is refused; there it is `cilium.io/v2alpha1`",
	]))
	older := "cilium.io/v2alpha1"
	fix := finding.then(
		{"op": "replace", "safe": false, "resource": resource.id, "path": ["apiVersion"], "value": older},
		[steps.dry_run($"{kind} {resource.name} of {older}")],
	)
}

report contains fixable(resource, kinds.newest(family, resource.gvk.kind)) if {
	some resource in input.input.UnknownApiVersion
	resource.gvk.group != ""
	some family, of_family in kinds.served
	of_family[resource.gvk.kind]
	meant(family, resource.gvk)
}

report contains finding.with_fix(finding.value(resource.id, ["kind"], message), [fix]) if {
	some resource in input.input.UnknownApiVersion
	near := resource.facts["/kind"].near
	message := concat(" ", [
		$"{resource.object.apiVersion} has no kind `{resource.gvk.kind}` (did you mean `{near}`?):",
		"the object is refused",
	])
	fix := finding.then(
		{"op": "replace", "safe": false, "resource": resource.id, "path": ["kind"], "value": near},
		[steps.meant(near)],
	)
}

report contains finding.absent(resource.id, ["apiVersion"], message) if {
	some resource in input.input.UnknownApiVersion
	resource.gvk.group == ""
	not resource.partial
	message := $"this {resource.gvk.kind} has {group(resource)}: the object is refused"
}

group(resource) := "no apiVersion" if {
	object.get(resource.object, "apiVersion", null) == null
} else := $"the apiVersion `{resource.object.apiVersion}`, which has no group"

# MetalLB and Calico both have a BGPPeer.
meant("metallb", gvk) if contains(gvk.group, "metal")

meant("calico", gvk) if not contains(gvk.group, "metal")

meant(family, _) if not family in {"metallb", "calico"}

fixable(resource, right) := finding.with_fix(finding.value(resource.id, ["apiVersion"], message), [fix]) if {
	message := $"no release serves {resource.gvk.kind} as `{resource.object.apiVersion}`: its apiVersion is `{right}`"
	fix := {"op": "replace", "safe": true, "resource": resource.id, "path": ["apiVersion"], "value": right}
}
