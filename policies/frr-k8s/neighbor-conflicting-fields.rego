# METADATA
# title: Fields of an frr-k8s neighbor that exclude one another
# description: |
#   A neighbor is reached by an address or over an interface, and its AS number is given or taken from what it says
#   (`dynamicASN`): exactly one of each, and 0 and empty texts count as not given. A `localASN` is for eBGP sessions,
#   FRR takes none that is the router's own, and it binds the session to a `sourceaddress`, which must be of the
#   address's family. The CRD lets all of this pass. The webhook refuses it but for the last two; without a webhook, or
#   where no node answers the selector yet, FRR-K8s refuses all configurations of the node at run time and keeps the
#   ones before.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, Neighbor
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, neighborToFRR
#   - ref: https://github.com/FRRouting/frr/blob/master/bgpd/bgpd.c
#     description: FRR, peer_local_as_set
# custom:
#   id: frr-k8s/neighbor-conflicting-fields
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Leave one of `address` and `interface`, one of `asn` and `dynamicASN`, no `localASN` where both ends have one AS
#     number or it is that of the router, and a `sourceaddress` of the address's family.
package bgplint.rules["frr-k8s"]["neighbor-conflicting-fields"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

pairs := [["address", "interface"], ["asn", "dynamicASN"]]

report contains finding.with_related(finding.key(config.id, frr_k8s.field(i, j, second), message), {other}) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [first, second] in pairs
	frr_k8s.given(neighbor, first)
	frr_k8s.given(neighbor, second)
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has {first} and {second}:",
		"frr-k8s refuses a neighbor with both",
	])
	other := finding.place(config.id, frr_k8s.field(i, j, first), $"{first} is here")
}

report contains finding.absent(config.id, frr_k8s.field(i, j, first), message) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	some [first, second] in pairs
	not frr_k8s.given(neighbor, first)
	not frr_k8s.given(neighbor, second)
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has neither {first} nor {second}:",
		"frr-k8s refuses a neighbor without both",
	])
}

report contains finding.with_fix(
	finding.with_related(found, {ours}),
	[{"op": "remove", "path": path, "safe": false}],
) if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	frr_k8s.given(neighbor, "asn")
	neighbor.asn == router.asn
	path := frr_k8s.field(i, j, "localASN")
	found := finding.key(
		config.id,
		path,
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has a localASN, and both ends are AS {router.asn},",
			"which is iBGP: frr-k8s refuses it",
		]),
	)
	ours := finding.place(config.id, ["spec", "bgp", "routers", i, "asn"], "the AS number of the router")
}

report contains finding.with_fix(
	finding.with_related(found, {ours}),
	[{"op": "remove", "path": path, "safe": false}],
) if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	neighbor.localASN == router.asn

	# iBGP is told above.
	object.get(neighbor, "asn", null) != router.asn
	path := frr_k8s.field(i, j, "localASN")
	found := finding.value(
		config.id,
		path,
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has the router's own AS {router.asn} as its",
			"localASN: nothing checks it, and FRR refuses the line, `Cannot have local-as same as BGP AS number`",
		]),
	)
	ours := finding.place(config.id, ["spec", "bgp", "routers", i, "asn"], "the AS number of the router")
}

report contains finding.with_related(
	finding.value(config.id, frr_k8s.field(i, j, "sourceaddress"), message),
	{other},
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	theirs := frr_k8s.fact(config, i, j, "address").family
	ours := frr_k8s.fact(config, i, j, "sourceaddress").family
	theirs != ours
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} is to be reached from {neighbor.sourceaddress},",
		$"which is IPv{ours} and the neighbor IPv{theirs}: nothing checks it, and the session cannot come up",
	])
	other := finding.place(config.id, frr_k8s.field(i, j, "address"), "the neighbor's address")
}
