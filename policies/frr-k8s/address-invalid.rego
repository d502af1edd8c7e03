# METADATA
# title: Invalid address of an frr-k8s neighbor or router
# description: |
#   The `address` of a neighbor must be a plain IP address, without a mask, a port or a zone, and never a name. The CRD
#   accepts any text; the webhook refuses anything else.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, Neighbor
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, bgp router-id and neighbor update-source
# custom:
#   id: frr-k8s/address-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write only the address, such as `192.0.2.1` or `2001:db8::1`; the port belongs in `port`, an interface in
#     `interface`.
#   variants:
#     source:
#       description: |
#         Nothing checks a `sourceaddress`: FRR treats anything that is not an address as the name of an interface, and
#         the session comes from an address that nobody chose, or from none.
#       remediation: |
#         Write only an address of the node, such as `192.0.2.10`, without a mask.
#     router-id:
#       description: |
#         A BGP identifier has 32 bits and is written as an IPv4 address. Nothing checks it: with any other text FRR
#         rejects the line, and reports it only in its log.
#       remediation: |
#         Write any 32-bit value as an IPv4 address that no other router of the AS has, such as `10.0.0.1`.
#     link-local:
#       description: |
#         A link-local address (fe80::/10) exists on every link, and FRR cannot connect to it without knowing the link:
#         frr-k8s accepts the address, but neither a zone in it nor an interface beside it, and the session stays down.
#       remediation: |
#         Set only `interface`, without an address: FRR finds the router there. Or give the router an address that is
#         not link-local.
package bgplint.rules["frr-k8s"]["address-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains mended(config, path, fact, finding.value(config.id, path, message)) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	fact := frr_k8s.fact(config, i, j, "address")
	problem := what[fact.fault]
	path := frr_k8s.field(i, j, "address")
	message := concat(" ", [
		$"address `{neighbor.address}` of a neighbor of {config.name} {problem}:",
		"frr-k8s refuses the configuration",
	])
}

# FRR takes names of interfaces here, and an address with a zone may be one for all it knows.
report contains finding.variant(finding.value(config.id, path, message), "link-local") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	frr_k8s.fact(config, i, j, "address").linkLocal
	not frr_k8s.given(neighbor, "interface")
	path := frr_k8s.field(i, j, "address")
	message := concat(" ", [
		$"address `{neighbor.address}` of a neighbor of {config.name} is link-local, without an interface:",
		"the session never comes up",
	])
}

report contains mended(config, path, fact, finding.variant(found, "source")) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	fact := frr_k8s.fact(config, i, j, "sourceaddress")
	not fact.fault in {"name", "zone"}
	problem := what[fact.fault]
	path := frr_k8s.field(i, j, "sourceaddress")
	message := concat(" ", [
		$"sourceaddress `{neighbor.sourceaddress}` of neighbor {frr_k8s.title(neighbor)} {problem}:",
		"frr-k8s accepts it, and FRR treats it as the name of an interface",
	])
	found := finding.value(config.id, path, message)
}

report contains mended(config, path, fact, finding.variant(found, "router-id")) if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	fact := config.facts[$"/spec/bgp/routers/{i}/id"]
	not fact.family == 4
	path := ["spec", "bgp", "routers", i, "id"]
	message := concat(" ", [
		$"router ID `{router.id}` of {config.name} {wrong_id(fact)}:",
		"frr-k8s accepts it, and FRR rejects the line",
	])
	found := finding.value(config.id, path, message)
}

wrong_id(fact) := "is IPv6, but a router ID is written as an IPv4 address" if {
	fact.family == 6
} else := what[fact.fault]

what := {
	"mask": "has a mask",
	"zone": "has a zone",
	"brackets": "has brackets",
	"blank": "has spaces around it",
	"zeros": "has a part with leading zeros",
	"name": "is a name, which nothing resolves",
	"port": "has a port",
	"malformed": "is not an IP address",
}

mended(_, path, fact, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": path, "value": fact.bare, "safe": true}],
) if {
	fact.bare
} else := found
