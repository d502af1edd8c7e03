# METADATA
# title: Value that the field does not allow
# description: |
#   The schema of the kind allows certain words, ranges, lengths and formats, and this value is none of them. The API
#   server refuses the whole object, so what is running stays as it was.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/
#     description: Calico's resources
#   - ref: https://metallb.universe.tf/apis/
#     description: MetalLB's API
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-v2/
#     description: Cilium's BGP resources
#   - ref: https://pkg.go.dev/time#ParseDuration
#     description: Durations as Go reads them
# custom:
#   id: input/invalid-value
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Give the field a value that the message allows.
#   variants:
#     calicoctl:
#       description: |
#         Only calicoctl checks this value of a Calico object, and refuses it. Through kubectl it is accepted, and
#         then ignored where it is used. A duration that Go cannot parse keeps Calico from reading any object of the
#         kind.
#     beyond-type:
#       description: |
#         The CRD sets no range for this number, so the API server accepts it. The program that reads the object has
#         fewer bits for it: it cannot decode the object, and often none of the kind, or it truncates the number.
#     legacy:
#       description: |
#         Up to 0.12, MetalLB's configuration is a text in a ConfigMap, which the API server does not look into.
#         MetalLB checks it itself, refuses all of it because of one value, and keeps running with the one before.
package bgplint.rules.input["invalid-value"]

import data.bgplint.lib.finding
import data.bgplint.lib.schema
import data.bgplint.lib.steps

report contains varied(fault, fixable(fault, found)) if {
	some fault in input.schema.InvalidValue
	not schema.told_by_family(fault)
	found := finding.value(fault.id, fault.path, $"`{fault.detail.at}` {wrong(fault.detail)}: {outcome(fault)}")
}

varied(fault, found) := finding.variant(found, "legacy") if {
	schema.legacy_metallb(fault)
} else := finding.variant(found, "beyond-type") if {
	beyond_type(fault)
} else := found

outcome(fault) := beyond_type(fault) if {
	beyond_type(fault)
} else := schema.refusal(fault)

beyond_type(fault) := beyond[fault.gvk.kind][field(fault)] if {
	fault.detail.keyword in {"minimum", "maximum"}
	not of_int32(fault)
}

# Definitions say int32 of a local preference, and the Go type has no negative numbers: each sets one end of the range.
of_int32(fault) if {
	fault.detail.keyword == "maximum"
	field(fault) == "localPref"
}

field(fault) := names[count(names) - 1] if {
	names := [step | some step in fault.path; is_string(step)]
}

# Numbers of which the definition states no range, by the Go type of the field: the API server takes them.
beyond := {
	"BGPPeer": {"ttlSecurity": concat(" ", [
		"calicoctl refuses it, and after kubectl Calico, which has 8 bits for it,",
		"cannot read the object",
	])},
	"BGPFilter": {"asPathPrefix": no_as_number, "prefix": no_as_number},
	"FelixConfiguration": {"port": "calicoctl refuses it, and after kubectl Calico cannot read the object"},
	"BGPAdvertisement": {"localPref": no_attribute},
	"AddressPool": {"localPref": no_attribute},
	"FRRConfiguration": {"localPref": no_attribute},
	"CiliumBGPAdvertisement": {"localPreference": "BGP has 32 bits for it, and Cilium truncates it"},
	"CiliumBGPNodeConfigOverride": {"localPort": "there is no such port, and the instance cannot listen on it"},
}

no_as_number := "it is not an AS number, and calicoctl refuses it"

no_attribute := "the webhook, which has 32 bits for it, cannot decode the object and refuses it"

report contains finding.variant(finding.value(resource.id, ["spec", field], message), "calicoctl") if {
	some kind, names in durations
	some resource in input.calico[kind]
	some field in names
	resource.facts[$"/spec/{field}"].fault == "duration"
	message := concat(" ", [
		$"`spec.{field}` is `{shown(resource.object.spec[field])}`, which is not a duration, such as 120s or 2m30s:",
		"calicoctl refuses it, and after kubectl Calico cannot read the object",
	])
}

report contains finding.variant(finding.value(resource.id, ["spec", field], message), "calicoctl") if {
	some resource in input.calico.BGPConfiguration
	some field, family in {"localWorkloadPeeringIPV4": 4, "localWorkloadPeeringIPV6": 6}
	fact := resource.facts[$"/spec/{field}"]
	not plain_address(fact, family)
	message := concat(" ", [
		$"`spec.{field}` is `{shown(resource.object.spec[field])}`, which is not an IPv{family} address:",
		"calicoctl refuses it",
	])
}

report contains finding.variant(finding.value(resource.id, ["spec", "ignoredInterfaces", i], message), "calicoctl") if {
	some resource in input.calico.BGPConfiguration
	some i, name in resource.object.spec.ignoredInterfaces
	resource.facts[$"/spec/ignoredInterfaces/{i}"].fault == "interface"
	message := $"`spec.ignoredInterfaces` contains `{name}`, which is not an interface name: calicoctl refuses it"
}

# libcalico-go/lib/validator/v3: each is a name.
report contains finding.variant(finding.value(peer.id, ["spec", "filters", i], message), "calicoctl") if {
	some peer in input.calico.BGPPeer
	some i, name in peer.object.spec.filters
	name == ""
	message := concat(" ", [
		$"`spec.filters[{i}]` is empty, but must name a BGPFilter:",
		"calicoctl refuses it, and after kubectl it filters nothing",
	])
}

report contains finding.variant(finding.value(resource.id, ["spec", "updatePeriodSeconds"], message), "calicoctl") if {
	some resource in input.calico.CalicoNodeStatus
	period := resource.object.spec.updatePeriodSeconds
	is_number(period)
	not in_a_day(period)
	message := $"`spec.updatePeriodSeconds` is {period}, but must be between 0 and 86400: calicoctl refuses it"
}

report contains finding.value(resource.id, ["metadata", "name"], message) if {
	some family, kinds in nameable
	some kind in kinds
	some resource in input[family][kind]
	resource.facts["/metadata/name"].fault == "name"
	message := concat(" ", [
		$"`{resource.name}` is not a valid name for this {kind}: the API server accepts only lower-case letters,",
		"digits, and `-` and `.` between them, at most 253 characters",
	])
}

# calico/config-name-ignored speaks of the names of BGPConfigurations.
nameable := {
	"calico": ["BGPPeer", "BGPFilter", "IPPool", "CalicoNodeStatus"],
	"metallb": [
		"BGPPeer",
		"BGPAdvertisement",
		"BFDProfile",
		"Community",
		"IPAddressPool",
		"AddressPool",
		"L2Advertisement",
	],
	"frr-k8s": ["FRRConfiguration"],
	"cilium": [
		"CiliumBGPClusterConfig",
		"CiliumBGPPeerConfig",
		"CiliumBGPAdvertisement",
		"CiliumBGPNodeConfigOverride",
		"CiliumBGPPeeringPolicy",
		"CiliumLoadBalancerIPPool",
	],
	"antrea": ["BGPPolicy"],
}

durations := {
	"BGPPeer": {"maxRestartTime", "keepaliveTime"},
	"BGPConfiguration": {"nodeMeshMaxRestartTime"},
}

plain_address(fact, family) if {
	fact.family == family
	not fact.mask
}

in_a_day(period) if {
	period >= 0
	period <= 86400
}

wrong(detail) := $"is `{detail.value}`, but must be one of {detail.allowed}{nearest(detail)}" if {
	detail.keyword == "enum"
}

wrong(detail) := $"is {detail.value}, but must be at least {detail.limit}" if detail.keyword == "minimum"

wrong(detail) := $"is {detail.value}, but must be at most {detail.limit}" if detail.keyword == "maximum"

wrong(detail) := $"has more than {detail.limit} characters" if detail.keyword == "maxLength"

wrong(detail) := $"has fewer than {detail.limit} characters" if detail.keyword == "minLength"

wrong(detail) := $"has more than {detail.limit} items" if detail.keyword == "maxItems"

wrong(detail) := $"has fewer than {detail.limit} items" if detail.keyword == "minItems"

wrong(detail) := $"has more than {detail.limit} fields" if detail.keyword == "maxProperties"

wrong(detail) := $"has fewer than {detail.limit} fields" if detail.keyword == "minProperties"

wrong(detail) := "lists an item twice" if detail.keyword == "uniqueItems"

wrong(detail) := $"is `{detail.value}`, which does not match the format of the field" if detail.keyword == "pattern"

wrong(detail) := $"is `{detail.value}`, which is not {formats[detail.format]}" if detail.keyword == "format"

wrong(detail) := $"has the same `{detail.keys}` as an item before it" if detail.keyword == "uniqueKeys"

formats := {
	"ipv4": "an IPv4 address",
	"ipv6": "an IPv6 address",
	"ip": "an IP address",
	"cidr": "a CIDR, such as 192.0.2.0/24",
}

nearest(detail) := $" (did you mean `{detail.near}`?)" if {
	object.get(detail, "near", "") != ""
} else := ""

fixable(fault, found) := finding.with_fix(found, [finding.then(
	{
		"op": "replace",
		"safe": certain(fault.detail),
		"resource": fault.id,
		"path": fault.path,
		"value": fault.detail.near,
	},
	[steps.meant(fault.detail.near)],
)]) if {
	object.get(fault.detail, "near", "") != ""
	not opens(fault.detail)
} else := found

certain(detail) := lower(detail.near) == lower(detail.value)

# What lets every route through is for a person to write.
opens(detail) if {
	not certain(detail)
	lower(detail.near) in {"accept", "all"}
}

# A value as long as a message says nothing more than its beginning.
shown(text) := text if {
	count(text) <= 60
} else := $"{substring(text, 0, 59)}…"
