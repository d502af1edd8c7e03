# METADATA
# title: Mutually exclusive fields of an frr-k8s neighbor
# description: |
#   A neighbor needs exactly one of `address` and `interface`, and exactly one of `asn` and `dynamicASN` (its AS number
#   is taken from its OPEN); 0 and empty strings count as missing. The CRD accepts anything. The webhook refuses it;
#   without a webhook, or if no node matched the selector when the object was applied, frr-k8s refuses all
#   configurations of the node at run time and keeps the previous ones.
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
#     Keep one of `address` and `interface`, and one of `asn` and `dynamicASN`.
#   variants:
#     local-asn:
#       description: |
#         `localASN` shows an eBGP neighbor a different AS number than the router's. If both ends have the same AS
#         number, frr-k8s refuses it, in its webhook or else together with all configurations of the node. Nothing
#         checks that it differs from the router's own number: FRR rejects the line.
#       remediation: |
#         Remove `localASN`, or correct the number that is wrong: the router's `asn`, the neighbor's, or `localASN`
#         itself.
#     source:
#       description: |
#         `sourceaddress` is the node's end of the session, and both ends need the same address family. Nothing checks
#         it: FRR cannot bind one to connect to the other, and the session never comes up.
#       remediation: |
#         Use a `sourceaddress` of the same family as the neighbor's address, or leave it out.
package bgplint.rules["frr-k8s"]["neighbor-conflicting-fields"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.steps

pairs := [["address", "interface"], ["asn", "dynamicASN"]]

report contains finding.with_related(finding.key(config.id, frr_k8s.field(i, j, second), message), {other}) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [first, second] in pairs
	frr_k8s.given(neighbor, first)
	frr_k8s.given(neighbor, second)
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has both {first} and {second}:",
		"frr-k8s refuses the configuration",
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
		"frr-k8s refuses the configuration",
	])
}

report contains finding.variant(finding.with_fix(finding.with_related(found, {ours}), removed), "local-asn") if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	frr_k8s.given(neighbor, "asn")
	neighbor.asn == router.asn
	path := frr_k8s.field(i, j, "localASN")
	removed := [finding.then({"op": "remove", "path": path, "safe": false}, [expected(neighbor, router)])]
	found := finding.key(
		config.id,
		path,
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has a localASN, but both ends are AS {router.asn}",
			"(iBGP): frr-k8s refuses the configuration",
		]),
	)
	ours := finding.place(config.id, ["spec", "bgp", "routers", i, "asn"], "the router's AS number")
}

report contains finding.variant(finding.with_fix(finding.with_related(found, {ours}), removed), "local-asn") if {
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	frr_k8s.given(neighbor, "localASN")
	neighbor.localASN == router.asn

	# iBGP is told above.
	object.get(neighbor, "asn", null) != router.asn
	path := frr_k8s.field(i, j, "localASN")
	removed := [finding.then({"op": "remove", "path": path, "safe": false}, [expected(neighbor, router)])]
	found := finding.value(
		config.id,
		path,
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has the router's own AS {router.asn} as its",
			"localASN: FRR rejects the line (`Cannot have local-as same as BGP AS number`)",
		]),
	)
	ours := finding.place(config.id, ["spec", "bgp", "routers", i, "asn"], "the router's AS number")
}

report contains finding.variant(finding.with_related(found, {other}), "source") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	theirs := frr_k8s.fact(config, i, j, "address").family
	ours := frr_k8s.fact(config, i, j, "sourceaddress").family
	theirs != ours
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} is IPv{theirs}, but its sourceaddress",
		$"{neighbor.sourceaddress} is IPv{ours}: the session cannot come up",
	])
	found := finding.value(config.id, frr_k8s.field(i, j, "sourceaddress"), message)
	other := finding.place(config.id, frr_k8s.field(i, j, "address"), "the neighbor's address")
}

expected(neighbor, router) := steps.check(concat(" ", [
	$"with the team of router {frr_k8s.title(neighbor)} that it expects AS {router.asn} of the nodes,",
	$"not AS {neighbor.localASN}",
])) if {
	neighbor.localASN != router.asn
} else := steps.check($"with the team of router {frr_k8s.title(neighbor)} that it expects AS {router.asn} of the nodes")
