# METADATA
# description: The pools of a cluster, whatever declares them.
package bgplint.lib.calico.ip_pools

# METADATA
# description: |
#   Each pool, `{id, path, at, name, text, fact, encapsulation, cross, uses, disabled, exported}`: `path` leads to its
#   CIDR, the `text`, and `at` to what holds its encapsulation, `fact` is that of the CIDR (or an empty object),
#   `encapsulation` is VXLAN, IPIP, None or unknown, `cross` lists what says that it is only for other subnets, and
#   `uses` holds Workload and Tunnel where nothing else is said (projectcalico/calico
#   api/pkg/apis/projectcalico/v3/ippool.go). The operator makes IPPools of those of the Installation, and where one of
#   a network is there already, it counts (tigera/operator pkg/controller/ippool).
all := array.concat(own, array.concat(installed, by_default))

own := [row |
	some pool in input.calico.IPPool
	spec := object.get(pool.object, "spec", {})
	row := {
		"id": pool.id,
		"path": ["spec", "cidr"],
		"at": [["spec", "vxlanMode"], ["spec", "ipipMode"]],
		"name": pool.name,
		"text": object.get(spec, "cidr", ""),
		"fact": object.get(pool.facts, "/spec/cidr", {}),
		"encapsulation": of_modes(pool.partial, object.get(spec, "vxlanMode", ""), object.get(spec, "ipipMode", "")),
		"cross": [["spec", mode] | some mode in ["vxlanMode", "ipipMode"]; spec[mode] == "CrossSubnet"],
		"uses": uses(spec),
		"disabled": object.get(spec, "disabled", false) == true,
		"exported": object.get(spec, "disableBGPExport", false) != true,
	}
]

installed := [row |
	some installation in input.calico.Installation
	some i, pool in installation.object.spec.calicoNetwork.ipPools
	path := ["spec", "calicoNetwork", "ipPools", i]
	fact := object.get(installation.facts, $"/spec/calicoNetwork/ipPools/{i}/cidr", {})
	not stated[object.get(fact, "bits", "")]
	encapsulation := object.get(pool, "encapsulation", "")
	row := {
		"id": installation.id,
		"path": array.concat(path, ["cidr"]),
		"at": [array.concat(path, ["encapsulation"])],
		"name": object.get(pool, "name", object.get(pool, "cidr", "")),
		"text": object.get(pool, "cidr", ""),
		"fact": fact,
		"encapsulation": of_operator(encapsulation, object.get(fact, "family", 4)),
		"cross": [array.concat(path, ["encapsulation"]) | endswith(encapsulation, "CrossSubnet")],
		"uses": uses(pool),
		"disabled": object.get(pool, "disableNewAllocations", false) == true,
		"exported": object.get(pool, "disableBGPExport", false) != true,
	}
]

# The operator's own pool on EKS, where nothing names one; elsewhere its network is not known.
by_default := [row |
	count(object.get(input.calico, "IPPool", [])) == 0
	some installation in input.calico.Installation
	not installation.partial
	installation.object.spec.kubernetesProvider == "EKS"
	installation.object.spec.cni.type == "Calico"
	object.get(installation.object, ["spec", "calicoNetwork", "ipPools"], null) == null
	row := {
		"id": installation.id,
		"path": ["spec", "kubernetesProvider"],
		"at": [["spec", "kubernetesProvider"]],
		"name": "default-ipv4-ippool",
		"text": "172.16.0.0/16",
		"fact": {},
		"encapsulation": "VXLAN",
		"cross": [],
		"uses": uses({}),
		"disabled": false,
		"exported": true,
	}
]

stated := {pool.facts["/spec/cidr"].bits | some pool in input.calico.IPPool; not pool.partial}

# METADATA
# description: The pools that pods get addresses from.
for_workloads := [pool | some pool in all; "Workload" in pool.uses; not pool.disabled]

# Of two modes VXLAN counts (confd/pkg/backends/calico/bgp_processor.go, processIPPool).
of_modes(_, vxlan, _) := "VXLAN" if vxlan in encapsulates

of_modes(_, vxlan, ipip) := "IPIP" if {
	vxlan in nothing
	ipip in encapsulates
}

of_modes(false, vxlan, ipip) := "None" if {
	vxlan in nothing
	ipip in nothing
}

of_modes(true, vxlan, ipip) := "unknown" if {
	vxlan in nothing
	ipip in nothing
}

of_modes(_, vxlan, _) := "unknown" if {
	not vxlan in encapsulates
	not vxlan in nothing
}

of_modes(_, vxlan, ipip) := "unknown" if {
	vxlan in nothing
	not ipip in encapsulates
	not ipip in nothing
}

encapsulates := ["Always", "CrossSubnet"]

nothing := ["Never", "", null]

# The operator's default is IP-in-IP, which IPv6 has not (pkg/controller/ippool/defaults.go).
of_operator(said, family) := operators[said] if {
	operators[said]
} else := {4: "IPIP", 6: "None"}[family] if {
	said in ["", null]
} else := "unknown"

operators := {
	"VXLAN": "VXLAN",
	"VXLANCrossSubnet": "VXLAN",
	"IPIP": "IPIP",
	"IPIPCrossSubnet": "IPIP",
	"None": "None",
}

uses(spec) := said if {
	said := object.get(spec, "allowedUses", [])
	not said in [[], null]
} else := ["Workload", "Tunnel"]
