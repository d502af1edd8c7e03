# METADATA
# title: Fields of an frr-k8s neighbor that exclude one another
# description: |
#   A neighbor is reached by an address or over an interface, and its AS number is given or taken from what it says
#   (`dynamicASN`): exactly one of each, and 0 and empty texts count as not given. The CRD lets all of this pass. The
#   webhook refuses it; without one, or where no node answers the selector yet, FRR-K8s refuses all configurations of
#   the node at run time and keeps the ones before.
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
#     Leave one of `address` and `interface`, and one of `asn` and `dynamicASN`.
#   variants:
#     local-asn:
#       description: |
#         A `localASN` shows an eBGP neighbor another AS number than the router's. frr-k8s refuses it where both ends
#         have one AS number, by its webhook or, past that, with all configurations of the node. That it is the router's
#         own number nothing checks: FRR refuses the line.
#       remediation: |
#         Remove `localASN`, or correct the number that is wrong: the router's `asn`, the neighbor's, or `localASN`
#         itself.
#     source:
#       description: |
#         `sourceaddress` is the node's end of the session, and a session has one address family at both ends. Nothing
#         checks it: FRR cannot bind the one to connect to the other, and the session never comes up.
#       remediation: |
#         Write a `sourceaddress` of the family of the neighbor's address, or leave it out.
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

report contains finding.variant(finding.with_fix(finding.with_related(found, {ours}), removed), "local-asn") if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	frr_k8s.given(neighbor, "asn")
	neighbor.asn == router.asn
	path := frr_k8s.field(i, j, "localASN")
	removed := [{"op": "remove", "path": path, "safe": false}]
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

report contains finding.variant(finding.with_fix(finding.with_related(found, {ours}), removed), "local-asn") if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	neighbor.localASN == router.asn

	# iBGP is told above.
	object.get(neighbor, "asn", null) != router.asn
	path := frr_k8s.field(i, j, "localASN")
	removed := [{"op": "remove", "path": path, "safe": false}]
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

report contains finding.variant(finding.with_related(found, {other}), "source") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	theirs := frr_k8s.fact(config, i, j, "address").family
	ours := frr_k8s.fact(config, i, j, "sourceaddress").family
	theirs != ours
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} is to be reached from {neighbor.sourceaddress},",
		$"which is IPv{ours} and the neighbor IPv{theirs}: nothing checks it, and the session cannot come up",
	])
	found := finding.value(config.id, frr_k8s.field(i, j, "sourceaddress"), message)
	other := finding.place(config.id, frr_k8s.field(i, j, "address"), "the neighbor's address")
}
