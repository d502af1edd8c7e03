# METADATA
# description: |
#   The first releases of fields and kinds, by family and kind: of patch releases where the first ones of the minor
#   version lack it. What is not here is as old as any version that the rules know.
package bgplint.lib.first_releases

# METADATA
# description: |
#   Fields of the spec. Calico's are those of its tags (projectcalico/calico api/pkg/apis/projectcalico/v3), MetalLB's
#   those of its release notes (metallb/metallb website/content/release-notes/_index.md).
fields := {
	"calico": {
		"BGPPeer": {
			"numAllowedLocalASNumbers": "3.23",
			"reachableBy": "3.25",
			"ttlSecurity": "3.25",
			"filters": "3.26",
			"localWorkloadSelector": "3.30",
			"nextHopMode": "3.30.2",
			"reversePeering": "3.30.3",
			"localASNumber": "3.31",
			"keepaliveTime": "3.32",
		},
		"BGPConfiguration": {
			"serviceLoadBalancerIPs": "3.18",
			"nodeMeshPassword": "3.23",
			"nodeMeshMaxRestartTime": "3.23",
			"bindMode": "3.23",
			"ignoredInterfaces": "3.25",
			"localWorkloadPeeringIPV4": "3.30",
			"localWorkloadPeeringIPV6": "3.30",
			"serviceLoadBalancerAggregation": "3.31",
			"programClusterRoutes": "3.32",
			"ipv4NormalRoutePriority": "3.32",
			"ipv6NormalRoutePriority": "3.32",
		},
		"IPPool": {"assignmentMode": "3.30", "namespaceSelector": "3.31"},
		"FelixConfiguration": {"programClusterRoutes": "3.31"},
	},
	"metallb": {
		"BGPPeer": {
			"connectTime": "0.14.4",
			"disableMP": "0.14.4",
			"enableGracefulRestart": "0.14.6",
			"dynamicASN": "0.14.9",
			"interface": "0.15",
			"dualStackAddressFamily": "0.15",
			"localASN": "0.16",
		},
		"BGPAdvertisement": {"serviceSelectors": "0.16", "asPathPrepend": "0.16.2"},
		"L2Advertisement": {"serviceSelectors": "0.16", "preferredNodeSelectors": "0.16.2"},
	},
}

# METADATA
# description: Fields of each rule of a BGPFilter (Calico).
filter_rule_fields := {
	"source": "3.27",
	"interface": "3.27",
	"prefixLength": "3.29",
	"communities": "3.32",
	"operations": "3.32",
	"priority": "3.32",
	"peerType": "3.32",
}

# METADATA
# description: Kinds.
kinds := {"calico": {"BGPFilter": "3.26"}}
