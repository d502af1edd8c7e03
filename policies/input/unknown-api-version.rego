# METADATA
# title: API version that never served the kind
# description: |
#   No API server has ever served this kind under this group and version: kubectl answers "no matches for kind", and GitOps
#   controllers stop at the object, often with everything that comes after it.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/
#     description: Calico's resources, all of them projectcalico.org/v3
#   - ref: https://metallb.universe.tf/apis/
#     description: MetalLB's API
# custom:
#   id: input/unknown-api-version
#   level: error
#   class: correctness
#   remediation: Write the `apiVersion` that the message names.
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
	some family, kinds in newest
	kinds[resource.gvk.kind]
	family == near_family(resource.gvk.group)
}

# MetalLB and Calico both have a BGPPeer.
near_family(group) := "metallb" if {
	contains(group, "metal")
} else := "cilium" if {
	contains(group, "cilium")
} else := "frr-k8s" if {
	contains(group, "frr")
} else := "calico"

fixable(resource, right) := finding.with_fix(finding.value(resource, ["apiVersion"], message), [fix]) if {
	message := $"`{resource.object.apiVersion}` never had a {resource.gvk.kind}: it is `{right}`"
	fix := {"op": "replace", "safe": false, "resource": resource.id, "path": ["apiVersion"], "value": right}
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
	},
	"frr-k8s": {"FRRConfiguration": "frrk8s.metallb.io/v1beta1"},
	"cilium": {
		"CiliumBGPClusterConfig": "cilium.io/v2",
		"CiliumBGPPeerConfig": "cilium.io/v2",
		"CiliumBGPAdvertisement": "cilium.io/v2",
		"CiliumBGPNodeConfigOverride": "cilium.io/v2",
		"CiliumBGPPeeringPolicy": "cilium.io/v2alpha1",
	},
}

calico_groups := {"projectcalico.org": {"v3"}, "crd.projectcalico.org": {"v1"}}

served := {
	"calico": {kind: calico_groups | some kind, _ in newest.calico},
	"metallb": {
		"BGPPeer": {"metallb.io": {"v1beta1", "v1beta2"}},
		"BGPAdvertisement": {"metallb.io": {"v1beta1"}},
		"BFDProfile": {"metallb.io": {"v1beta1"}},
	},
	"frr-k8s": {"FRRConfiguration": {"frrk8s.metallb.io": {"v1beta1"}}},
	"cilium": {
		"CiliumBGPClusterConfig": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPPeerConfig": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPAdvertisement": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPNodeConfigOverride": {"cilium.io": {"v2", "v2alpha1"}},
		"CiliumBGPPeeringPolicy": {"cilium.io": {"v2alpha1"}},
	},
}
