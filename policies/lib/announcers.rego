# METADATA
# description: What in the scan may announce the addresses of a pool that MetalLB or another only hands out.
package bgplint.lib.announcers

import data.bgplint.lib.frr_k8s.objects as frr_k8s

# METADATA
# description: True if a speaker other than MetalLB's may announce the addresses of its pools.
default beside_metallb := false

beside_metallb if {
	some config in input.calico.BGPConfiguration
	count(config.object.spec.serviceLoadBalancerIPs) > 0
}

beside_metallb if {
	some kind in ["CiliumBGPAdvertisement", "CiliumBGPPeeringPolicy"]
	count(input.cilium[kind]) > 0
}

beside_metallb if count(input.antrea.BGPPolicy) > 0

# Its prefixes may be a pool's, and one that announces all that its router has announces what MetalLB puts there.
beside_metallb if {
	some config in input["frr-k8s"].FRRConfiguration
	some router in config.object.spec.bgp.routers
	count(router.prefixes) > 0
}

beside_metallb if {
	some [_, _, _, _, neighbor] in frr_k8s.neighbors
	neighbor.toAdvertise.allowed.mode == "all"
}

# Raw configuration may redistribute anything.
beside_metallb if {
	some config in input["frr-k8s"].FRRConfiguration
	config.object.spec.raw.rawConfig
}

beside_metallb if of_no_operator

# METADATA
# description: |
#   True if the scan has a speaker that is set up by flags or a file of its own: kube-router with a flag that makes it
#   announce addresses of Services (cloudnativelabs/kube-router/docs/bgp.md), a GoBGP.
default of_no_operator := false

of_no_operator if {
	some container in containers
	some part in ["args", "command"]
	some flag in container[part]
	announces(flag)
}

of_no_operator if {
	some container in containers
	contains(container.image, "gobgp")
}

of_no_operator if {
	some config in input.kubernetes.ConfigMap
	some key, _ in config.object.data
	contains(key, "gobgp")
}

containers contains container if {
	some kind in ["DaemonSet", "Deployment", "StatefulSet"]
	some workload in input.kubernetes[kind]
	some container in workload.object.spec.template.spec.containers
}

# All in one text where a shell starts it.
announces(flag) if {
	some name in ["--advertise-loadbalancer-ip", "--advertise-external-ip", "--advertise-cluster-ip"]
	contains(flag, name)
	not contains(flag, $"{name}=false")
}
