# METADATA
# description: |
#   What FRRConfigurations say of a neighbor that others declare too: frr-k8s merges those of a node, the ones that
#   MetalLB makes among them (metallb/frr-k8s internal/controller/merge.go).
package bgplint.lib.frr_k8s.others

import data.bgplint.lib.frr_k8s.objects as frr_k8s

# METADATA
# description: |
#   Where a field of a neighbor is given, `{resource, path}`, by its address and VRF: `given[[address, vrf, field]]`.
#   Only of fields that turn something on.
given[[fact.address, frr_k8s.vrf(router), field]] contains {
	"resource": config.id,
	"path": array.concat(frr_k8s.path(i, j), [field]),
} if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
	fact := config.facts[$"/spec/bgp/routers/{i}/neighbors/{j}/address"]
	fact.address
	some field in ["enableGracefulRestart", "bfdProfile"]
	not object.get(neighbor, field, null) in {null, false, ""}
}

# METADATA
# description: |
#   Where a configuration has lines of its own about BGP, which are appended as they stand and may change any neighbor.
lines contains {"resource": config.id, "path": ["spec", "raw", "rawConfig"]} if {
	some config in input["frr-k8s"].FRRConfiguration
	text := config.object.spec.raw.rawConfig
	is_string(text)
	some word in ["router bgp", "neighbor", "bgp "]
	contains(text, word)
}

# METADATA
# description: |
#   True if FRR is known to take sessions from others: by the chart's `acceptIncomingBGPConnections`, or a file
#   `daemons` that starts bgpd without `-p 0`.
default listens := false

listens if {
	some release in input["frr-k8s"].Release
	release.object.values.frrk8s.frr.acceptIncomingBGPConnections == true
}

listens if {
	some config in input.kubernetes.ConfigMap
	some line in split(config.object.data.daemons, "\n")
	startswith(trim_space(line), "bgpd_options=")
	not contains(line, "-p 0")
	not contains(line, "--bgp_port 0")
}
