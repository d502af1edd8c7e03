# METADATA
# title: Kind or API version that does not exist
# description: |
#   No API server serves this kind under this group and version: kubectl answers "no matches for kind", and GitOps
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
#   remediation: Write `apiVersion` and `kind` as the product's documentation has them.
package bgplint.rules.input["unknown-api-version"]

import data.bgplint.lib.finding

report contains fixable(resource, newest[family][kind]) if {
	some family, kinds in served
	some kind, groups in kinds
	some resource in input[family][kind]
	resource.gvk.version != ""
	some versions in [object.get(groups, resource.gvk.group, set())]
	not resource.gvk.version in versions
}

report contains fixable(resource, newest[family][resource.gvk.kind]) if {
	some resource in input.input.UnknownApiVersion
	resource.gvk.group != ""
	some family, kinds in newest
	kinds[resource.gvk.kind]
	family == near_family(resource.gvk.group)
}

report contains finding.with_fix(finding.value(resource, ["kind"], message), [fix]) if {
	some resource in input.input.UnknownApiVersion
	near := resource.facts["/kind"].near
	message := $"{resource.object.apiVersion} has no kind `{resource.gvk.kind}` (did you mean `{near}`?): nothing takes the object"
	fix := {"op": "replace", "safe": false, "resource": resource.id, "path": ["kind"], "value": near}
}

report contains finding.absent(resource, ["apiVersion"], message) if {
	some resource in input.input.UnknownApiVersion
	resource.gvk.group == ""
	not resource.partial
	message := $"this {resource.gvk.kind} has {group(resource)}: nothing takes the object"
}

group(resource) := "no apiVersion" if {
	object.get(resource.object, "apiVersion", null) == null
} else := $"the apiVersion `{resource.object.apiVersion}`, which has no group"

# MetalLB and Calico both have a BGPPeer.
near_family(group) := "metallb" if {
	contains(group, "metal")
} else := "cilium" if {
	contains(group, "cilium")
} else := "frr-k8s" if {
	contains(group, "frr")
} else := "antrea" if {
	contains(group, "antrea")
} else := "calico"

fixable(resource, right) := finding.with_fix(finding.value(resource, ["apiVersion"], message), [fix]) if {
	message := $"no release serves {resource.gvk.kind} as `{resource.object.apiVersion}`: it is `{right}`"
	fix := {"op": "replace", "safe": true, "resource": resource.id, "path": ["apiVersion"], "value": right}
}

newest := {
	"calico": {
		"BGPPeer": "projectcalico.org/v3",
		"BGPConfiguration": "projectcalico.org/v3",
		"BGPFilter": "projectcalico.org/v3",
		"CalicoNodeStatus": "projectcalico.org/v3",
		"IPPool": "projectcalico.org/v3",
		"FelixConfiguration": "projectcalico.org/v3",
	},
	"metallb": {
		"BGPPeer": "metallb.io/v1beta2",
		"BGPAdvertisement": "metallb.io/v1beta1",
		"BFDProfile": "metallb.io/v1beta1",
		"Community": "metallb.io/v1beta1",
		"IPAddressPool": "metallb.io/v1beta1",
		"AddressPool": "metallb.io/v1beta1",
		"L2Advertisement": "metallb.io/v1beta1",
	},
	"frr-k8s": {"FRRConfiguration": "frrk8s.metallb.io/v1beta1"},
	"cilium": {
		"CiliumBGPClusterConfig": "cilium.io/v2",
		"CiliumBGPPeerConfig": "cilium.io/v2",
		"CiliumBGPAdvertisement": "cilium.io/v2",
		"CiliumBGPNodeConfigOverride": "cilium.io/v2",
		"CiliumBGPPeeringPolicy": "cilium.io/v2alpha1",
		"CiliumLoadBalancerIPPool": "cilium.io/v2",
	},
	"antrea": {"BGPPolicy": "crd.antrea.io/v1alpha1"},
}

calico_groups := {"projectcalico.org": {"v3"}, "crd.projectcalico.org": {"v1"}}

served := {
	"calico": {kind: calico_groups | some kind, _ in newest.calico},
	"metallb": {
		"BGPPeer": {"metallb.io": {"v1beta1", "v1beta2"}},
		"BGPAdvertisement": {"metallb.io": {"v1beta1"}},
		"BFDProfile": {"metallb.io": {"v1beta1"}},
		"Community": {"metallb.io": {"v1beta1"}},
		"IPAddressPool": {"metallb.io": {"v1beta1"}},
		"AddressPool": {"metallb.io": {"v1alpha1", "v1beta1"}},
		"L2Advertisement": {"metallb.io": {"v1beta1"}},
	},
	"frr-k8s": {"FRRConfiguration": {"frrk8s.metallb.io": {"v1beta1"}}},
	"cilium": {
		"CiliumBGPClusterConfig": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPPeerConfig": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPAdvertisement": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPNodeConfigOverride": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPPeeringPolicy": {"cilium.io": {"v2alpha1"}},
		"CiliumLoadBalancerIPPool": {"cilium.io": {"v2", "v2alpha1"}},
	},
	"antrea": {"BGPPolicy": {"crd.antrea.io": {"v1alpha1"}}},
}
