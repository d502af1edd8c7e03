# METADATA
# description: The model of frr-k8s (bgplint.lib.sessions).
package bgplint.lib.sessions.families["frr-k8s"]

import data.bgplint.lib.as_numbers
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.labels

product := "frr-k8s"

kinds := {"FRRConfiguration"}

rests_on := {"object": [["spec", "nodeSelector"]], "peer": ["port", "sourceaddress"]}

sessions contains {
	"family": "frr-k8s",
	"speaker": "frr-k8s",
	"resource": config.id,
	"file": config.file,
	"name": config.name,
	"address": config.facts[$"/spec/bgp/routers/{i}/neighbors/{j}/address"].address,
	"path": array.concat(frr_k8s.path(i, j), ["address"]),
	"port": object.get(neighbor, "port", 179),
	"vrf": object.get(router, "vrf", ""),
	"nodes": ["labels", labels.key(config, "/spec/nodeSelector")],
	"sourced": sourced(neighbor),
} if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
}

sourced(neighbor) if {
	frr_k8s.given(neighbor, "sourceaddress")
} else := false

# FRR knows no `router bgp 0`, and frr-k8s does not ask. A neighbor's 0 is unset (frr-k8s/neighbor-conflicting-fields).
numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "local",
	"resource": config.id,
	"file": config.file,
	"path": ["spec", "bgp", "routers", i, "asn"],
	"name": $"a router of {config.name}",
} if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, _ in config.object.spec.bgp.routers
	fact := config.facts[$"/spec/bgp/routers/{i}/asn"]
	as_numbers.not_for_use(fact.as)
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": end,
	"resource": config.id,
	"file": config.file,
	"path": array.concat(frr_k8s.path(i, j), [field]),
	"name": $"neighbor {frr_k8s.title(neighbor)} of {config.name}",
} if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some j, neighbor in router.neighbors
	some field, end in {"localASN": "local", "asn": "remote"}
	fact := config.facts[$"/spec/bgp/routers/{i}/neighbors/{j}/{field}"]
	as_numbers.special(fact.as)
}

# A warning, because releases since May 2026 make one themselves where a node has no IPv4 address at all
# (metallb/frr-k8s#445).
identities contains {
	"given": given(router),
	"resource": config.id,
	"path": ["spec", "bgp", "routers", i, "id"],
	"name": $"a router of {config.name}",
	"speaker": "frr-k8s",
	"router": object.get(router, "vrf", ""),
	"nodes": ["labels", labels.key(config, "/spec/nodeSelector")],
	"level": "warning",
	"says": "unless this release generates one, the routers reject 0.0.0.0 with `Bad BGP Identifier`",
} if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	some i, router in config.object.spec.bgp.routers
}

given(router) if {
	frr_k8s.given(router, "id")
} else := false
