# METADATA
# description: |
#   The kinds of BGP, and by which API groups and versions they are served: by family, kind and group the versions, the
#   newest last.
package bgplint.lib.kinds

# METADATA
# description: The table.
served := {
	"calico": {kind: {"projectcalico.org": ["v3"], "crd.projectcalico.org": ["v1"]} |
		some kind in ["BGPPeer", "BGPConfiguration", "BGPFilter", "CalicoNodeStatus", "IPPool", "FelixConfiguration"]
	},
	"metallb": {
		"BGPPeer": {"metallb.io": ["v1beta1", "v1beta2"]},
		"BGPAdvertisement": {"metallb.io": ["v1beta1"]},
		"BFDProfile": {"metallb.io": ["v1beta1"]},
		"Community": {"metallb.io": ["v1beta1"]},
		"IPAddressPool": {"metallb.io": ["v1beta1"]},
		"AddressPool": {"metallb.io": ["v1alpha1", "v1beta1"]},
		"L2Advertisement": {"metallb.io": ["v1beta1"]},
	},
	"frr-k8s": {"FRRConfiguration": {"frrk8s.metallb.io": ["v1beta1"]}},
	"cilium": {
		"CiliumBGPClusterConfig": {"cilium.io": ["v2alpha1", "v2"]},
		"CiliumBGPPeerConfig": {"cilium.io": ["v2alpha1", "v2"]},
		"CiliumBGPAdvertisement": {"cilium.io": ["v2alpha1", "v2"]},
		"CiliumBGPNodeConfig": {"cilium.io": ["v2alpha1", "v2"]},
		"CiliumBGPNodeConfigOverride": {"cilium.io": ["v2alpha1", "v2"]},
		"CiliumBGPPeeringPolicy": {"cilium.io": ["v2alpha1"]},
		"CiliumLoadBalancerIPPool": {"cilium.io": ["v2alpha1", "v2"]},
	},
	"antrea": {"BGPPolicy": {"crd.antrea.io": ["v1alpha1"]}},
}

# METADATA
# description: The `apiVersion` to write for a kind of a family.
newest(family, kind) := $"{group}/{versions[count(versions) - 1]}" if {
	some group, versions in served[family][kind]
	group != stored
}

# Calico's own store, which nobody is to write to.
stored := "crd.projectcalico.org"
