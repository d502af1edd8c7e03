# METADATA
# title: Invalid prefix, filter or attribute of an frr-k8s neighbor
# description: |
#   Prefixes must be CIDRs with a mask: the API server checks those of `toReceive` and refuses the object. The webhook
#   checks all others, and if they get past it, the node refuses all of its configurations at run time.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#prefixselector
#     description: frr-k8s API, PrefixSelector
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, validatePrefixes, validateSelectorLengths and validateImportVRFs
#   - ref: https://docs.frrouting.org/en/latest/filter.html#ip-prefix-list
#     description: FRR, prefix lists
# custom:
#   id: frr-k8s/prefix-filter-invalid
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Write each prefix with its mask, such as `192.0.2.0/24`.
#   variants:
#     lengths:
#       description: |
#         In a filter of `toReceive` the mask must not be longer than `ge` and `le`, nor `ge` larger than `le`:
#         otherwise the webhook refuses it. It accepts lengths that the family does not have, and FRR rejects the line.
#       remediation: |
#         Order the lengths as mask, `ge`, `le`, and keep them up to 32 for IPv4 and 128 for IPv6.
#     next-hop:
#       description: |
#         A next hop must be an address of the family in its field's name, which the API server checks, and of a family
#         that the session carries, which the webhook checks.
#       remediation: |
#         Write an address of the field's family. If the session does not carry that family, remove the next hop, or
#         set `dualStackAddressFamily: true`.
#     community:
#       description: |
#         A community is two 16-bit numbers, or `large:` and three 32-bit numbers. Names are not allowed here: the
#         webhook refuses the configuration.
#       remediation: |
#         Write two numbers up to 65535, such as 64512:100, or `large:` and three numbers up to 4294967295: a 32-bit AS
#         number needs the large form. no-export is 65535:65281.
#     import:
#       description: |
#         A VRF that is imported from must be a router of the same FRRConfiguration, including the default VRF: the
#         webhook refuses the configuration, whatever another one defines.
#       remediation: |
#         Define a router for the VRF in this FRRConfiguration (for `default` one without `vrf`), or remove the import.
package bgplint.rules["frr-k8s"]["prefix-filter-invalid"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.value(config.id, path, $"`{prefix}`, {where}, {problem[fault]}: {who}") if {
	some [config, path, fault, prefix, where, who] in prefixes
}

report contains finding.variant(finding.value(config.id, path, message), "next-hop") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [field, family] in [["ipv4", 4], ["ipv6", 6]]
	hop := neighbor.toAdvertise.nextHop[field]
	fact := frr_k8s.fact(config, i, j, $"toAdvertise/nextHop/{field}")
	object.get(fact, "family", 0) != family
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["nextHop", field])
	message := concat(" ", [
		$"next hop `{hop}` of neighbor {frr_k8s.title(neighbor)} of {config.name} is not an IPv{family} address:",
		"the API server refuses the object",
	])
}

report contains finding.variant(finding.resting_on(found, places), "next-hop") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [field, family] in [["ipv4", 4], ["ipv6", 6]]
	hop := neighbor.toAdvertise.nextHop[field]
	frr_k8s.fact(config, i, j, $"toAdvertise/nextHop/{field}").family == family
	not family in frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))
	frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))
	rests := [frr_k8s.field(i, j, "address"), frr_k8s.field(i, j, "dualStackAddressFamily")]
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["nextHop", field])
	message := concat(" ", [
		$"next hop {hop} is for IPv{family}, which the session with neighbor {frr_k8s.title(neighbor)}",
		$"of {config.name} does not carry: frr-k8s refuses the configuration",
	])
	found := finding.value(config.id, path, message)
	places := {{"resource": config.id, "path": at} | some at in rests}
}

# Without other things in it, a community's text is that of a value: nothing defines names here.
report contains finding.variant(finding.value(config.id, path, message), "community") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some k, item in neighbor.toAdvertise.withCommunity
	fact := frr_k8s.fact(config, i, j, $"toAdvertise/withCommunity/{k}/community")
	not fact.community
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["withCommunity", k, "community"])
	message := concat(" ", [
		$"`{item.community}` of neighbor {frr_k8s.title(neighbor)} of {config.name} is not a community",
		"such as 64512:100 or large:4200000000:1:2: frr-k8s refuses the configuration",
	])
}

report contains finding.variant(found, "lengths") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some k, item in neighbor.toReceive.allowed.prefixes
	length := frr_k8s.fact(config, i, j, $"toReceive/allowed/prefixes/{k}/prefix").length
	some field in ["ge", "le"]
	item[field] > 0
	item[field] < length
	message := concat(" ", [
		$"`{field}: {item[field]}` of {item.prefix} from neighbor {frr_k8s.title(neighbor)} of {config.name}",
		"is shorter than its mask: frr-k8s refuses the configuration",
	])
	found := finding.value(config.id, array.concat(selector_path(i, j, k), [field]), message)
}

report contains finding.variant(finding.with_related(found, {other}), "lengths") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some k, item in neighbor.toReceive.allowed.prefixes
	item.le > 0
	item.ge > item.le
	message := concat(" ", [
		$"`ge: {item.ge}` of {object.get(item, "prefix", "a prefix")} from neighbor {frr_k8s.title(neighbor)}",
		$"of {config.name} is larger than its `le`, {item.le}: frr-k8s refuses the configuration",
	])
	other := finding.place(config.id, array.concat(selector_path(i, j, k), ["le"]), "the other length")
	found := finding.value(config.id, array.concat(selector_path(i, j, k), ["ge"]), message)
}

# FRR's `ip prefix-list` takes lengths up to 32.
report contains finding.variant(found, "lengths") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some k, item in neighbor.toReceive.allowed.prefixes
	frr_k8s.fact(config, i, j, $"toReceive/allowed/prefixes/{k}/prefix").family == 4
	some field in ["ge", "le"]
	item[field] > 32
	item[field] <= 128
	message := concat(" ", [
		$"`{field}: {item[field]}` of {item.prefix} from neighbor {frr_k8s.title(neighbor)} of {config.name} is longer",
		"than an IPv4 address: frr-k8s accepts it, and FRR rejects the line",
	])
	found := finding.value(config.id, array.concat(selector_path(i, j, k), [field]), message)
}

report contains finding.variant(
	finding.resting_on(found, {{"resource": config.id, "path": ["spec", "bgp", "routers"]}}),
	"import",
) if {
	some config in input["frr-k8s"].FRRConfiguration
	not config.partial
	some i, router in config.object.spec.bgp.routers
	some k, item in router.imports
	frr_k8s.given(item, "vrf")
	wanted := {true: "", false: item.vrf}[item.vrf == "default"]
	not wanted in {frr_k8s.vrf(other) | some other in config.object.spec.bgp.routers}
	message := concat(" ", [
		$"FRRConfiguration {config.name} imports from {frr_k8s.vrf_title(wanted)}, for which it has no router:",
		"frr-k8s refuses it",
	])
	found := finding.value(config.id, ["spec", "bgp", "routers", i, "imports", k, "vrf"], message)
}

problem := {"bare": "has no mask", "malformed": "is not a CIDR such as 192.0.2.0/24"}

# All prefixes with a fault: `[configuration, path, fault, prefix, where it stands, who does not take it]`.
prefixes contains [
	config,
	["spec", "bgp", "routers", i, "prefixes", k],
	fault,
	prefix,
	$"a prefix of {config.name}",
	refused,
] if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some k, prefix in router.prefixes
	fault := config.facts[$"/spec/bgp/routers/{i}/prefixes/{k}"].fault
}

prefixes contains [
	config,
	array.concat(frr_k8s.field(i, j, "toAdvertise"), ["allowed", "prefixes", k]),
	fault,
	prefix,
	$"a prefix for neighbor {frr_k8s.title(neighbor)} of {config.name}",
	refused,
] if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not neighbor.toAdvertise.allowed.mode == "all"
	some k, prefix in neighbor.toAdvertise.allowed.prefixes
	fault := frr_k8s.fact(config, i, j, $"toAdvertise/allowed/prefixes/{k}").fault
}

prefixes contains [
	config,
	array.concat(frr_k8s.field(i, j, "toAdvertise"), [list, k, "prefixes", l]),
	fault,
	prefix,
	$"a prefix for neighbor {frr_k8s.title(neighbor)} of {config.name}",
	refused,
] if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some list in ["withLocalPref", "withCommunity"]
	some k, item in neighbor.toAdvertise[list]
	some l, prefix in item.prefixes
	fault := frr_k8s.fact(config, i, j, $"toAdvertise/{list}/{k}/prefixes/{l}").fault
}

# The only ones that the CRD checks.
prefixes contains [
	config,
	array.concat(selector_path(i, j, k), ["prefix"]),
	fault,
	item.prefix,
	$"a prefix from neighbor {frr_k8s.title(neighbor)} of {config.name}",
	"the API server refuses the object",
] if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some k, item in neighbor.toReceive.allowed.prefixes
	fault := frr_k8s.fact(config, i, j, $"toReceive/allowed/prefixes/{k}/prefix").fault
}

refused := "frr-k8s refuses the configuration"

selector_path(i, j, k) := array.concat(frr_k8s.field(i, j, "toReceive"), ["allowed", "prefixes", k])
