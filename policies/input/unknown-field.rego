# METADATA
# title: Unknown field
# description: |
#   kubectl refuses an object with an unknown field if it validates strictly, its default since 1.27. Older kubectl,
#   Helm, most GitOps controllers and an API server asked to ignore or warn silently drop the field: what it was meant
#   to set is not set. A `cird` for `cidr` in a Calico object once left the CIDR empty and broke the packet filter of
#   every node.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
#     description: Field validation of the Kubernetes API
#   - ref: https://github.com/projectcalico/calico/issues/5941
#     description: A misspelt cidr in a Calico object
#   - ref: https://github.com/metallb/metallb/blob/v0.12.1/internal/config/config.go
#     description: What MetalLB 0.12 reads and refuses
# custom:
#   id: input/unknown-field
#   level: error
#   levels: [error, warning]
#   class: correctness
#   judges: object
#   remediation: |
#     Correct the name, or remove the field.
#   variants:
#     selector:
#       description: |
#         A label selector has `matchLabels` and `matchExpressions`, and nothing else. An API server that validates
#         strictly refuses what is beside them, and others drop it: an empty selector is left, which selects
#         everything, so every node gets the peer, or every pool the advertisement.
#       remediation: |
#         Put the labels under `matchLabels`, directly in the selector.
#     version:
#       description: |
#         The field belongs to another version of the API or the product. If the version in the cluster does not know
#         it, the API server refuses the object or silently drops the field: what it was meant to set is not set.
#       remediation: |
#         Move the object to the version that has the field, upgrade the product first, or remove the field. If the
#         version in the message is not yours, name yours in bgplint.yaml.
#     enterprise:
#       description: |
#         Calico Enterprise has the field, but the open source edition does not: its API server refuses the object or
#         drops the field, and calico-node runs without it.
#       remediation: |
#         Remove the field, or turn this rule off in bgplint.yaml if the cluster runs Calico Enterprise.
#     legacy:
#       description: |
#         Up to 0.12, MetalLB's configuration is a text in a ConfigMap, which the API server does not look into.
#         MetalLB parses it strictly: one unknown field makes it refuse all of it, and it keeps running with the one
#         before.
#       remediation: |
#         Correct the name, or remove the field. MetalLB up to 0.12 reads this ConfigMap.
package bgplint.rules.input["unknown-field"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.first_releases
import data.bgplint.lib.schema
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains finding.explains(
	varied(fault, finding.at_level(fixable(fault, found), level(fault))),
	shows(fault),
) if {
	some fault in input.schema.UnknownField
	not still_there(fault)
	not schema.told_by_family(fault)
	found := finding.key(fault.id, fault.path, message(fault))
}

# What is absent where the field was meant to be is absent because of this; under a name near to its own it is
# undecided.
shows(fault) := {{"resource": fault.id, "path": path} | some path in paths_meant(fault)}

paths_meant(fault) := {array.concat(split(fault.detail.elsewhere, "."), [meant_name(fault)])} if {
	fault.detail.elsewhere != ""
	not contains(fault.detail.elsewhere, "[]")
} else := {fault.path} if {
	fault.detail.version != ""
} else := set()

meant_name(fault) := fault.detail.spelling if {
	fault.detail.spelling != ""
} else := fault.detail.name

varied(fault, found) := finding.variant(found, "enterprise") if {
	of_enterprise(fault)
} else := finding.variant(found, "legacy") if {
	schema.legacy_metallb(fault)
} else := finding.variant(found, "version") if {
	fault.detail.version != ""
} else := finding.variant(found, "version") if {
	taken(fault)
} else := finding.variant(found, "selector") if {
	is_boolean(fault.detail.empty)
} else := found

report contains finding.variant(finding.at_level(version.told(found, family, product), "error"), "version") if {
	some family, product in {"calico": "Calico", "metallb": "MetalLB"}
	some kind, fields in first_releases.fields[family]
	some resource in input[family][kind]
	not without_any(resource)
	some field, first in fields
	resource.object.spec[field]
	version.before(input.cluster[family].version, first)
	found := finding.key(resource.id, ["spec", field], newer(resource, field, product, first))
}

report contains finding.variant(finding.at_level(version.told(found, "calico", "Calico"), "error"), "version") if {
	some resource in input.calico.BGPFilter
	some list in ["importV4", "exportV4", "importV6", "exportV6"]
	some i, rule in resource.object.spec[list]
	some field, first in first_releases.filter_rule_fields
	rule[field]
	calico.before(first)
	found := finding.key(resource.id, ["spec", list, i, field], newer(resource, field, "Calico", first))
}

report contains finding.variant(finding.at_level(version.told(found, family, "Calico"), "error"), "version") if {
	some family, kinds in first_releases.kinds
	some kind, first in kinds
	some resource in input[family][kind]
	version.before(input.cluster[family].version, first)
	found := finding.value(resource.id, ["kind"], concat(" ", [
		$"{kind} came with Calico {first}, but the cluster runs {input.cluster[family].version},",
		"which has no such kind: it is refused",
	]))
}

# metallb/deprecated-api speaks of these: the version never had any of the fields.
without_any(resource) if {
	resource.gvk.kind == "BGPPeer"
	resource.gvk.version == "v1beta1"
	resource.gvk.group == "metallb.io"
}

newer(resource, field, product, first) := concat(" ", [
	$"`{field}` came with {product} {first}, but the cluster runs {runs(product)}:",
	$"its {resource.gvk.kind} has no such field and drops it",
])

runs("Calico") := input.cluster.calico.version

runs("MetalLB") := input.cluster.metallb.version

# Fields of Calico Enterprise that the open source edition has never had.
enterprise := {"BGPPeer": {"failureDetectionMode", "restartMode", "birdGatewayMode", "externalNetwork", "extensions"}}

of_enterprise(fault) if {
	fault.family == "calico"
	fault.path == ["spec", fault.detail.name]
	fault.detail.name in enterprise[fault.gvk.kind]
}

# Fields that a release took away, with the field to use in its place (cilium/cilium#33151).
removed := {"CiliumLoadBalancerIPPool": {"cidrs": {"since": "1.16", "now": "blocks"}}}

taken(fault) := removed[fault.gvk.kind][fault.detail.name] if {
	fault.family == "cilium"
	count(fault.path) == 2
}

still_there(fault) if version.before(input.cluster.cilium.version, taken(fault).since)

level(fault) := "warning" if {
	of_enterprise(fault)
} else := "error"

message(fault) := $"`{fault.detail.name}` is a field of Calico Enterprise: the open source edition drops it" if {
	of_enterprise(fault)
}

message(fault) := concat(" ", [
	$"{fault.gvk.kind} of {fault.gvk.group}/{fault.gvk.version} has no field `{fault.detail.name}` {where(fault)}",
	$"(only {fault.detail.version} has it{moved(fault)}): it is refused or silently dropped{move_to(fault)}",
]) if {
	fault.detail.version != ""
}

message(fault) := concat(" ", [
	$"{fault.gvk.kind} has no field `{fault.detail.name}` {where(fault)}{hint(fault)}:",
	$"it is refused or silently dropped{selecting(fault)}",
]) if {
	not of_enterprise(fault)
	not schema.legacy_metallb(fault)
	not taken(fault)
	fault.detail.version == ""
}

message(fault) := concat(" ", [
	$"Cilium {gone.since} removed `{fault.detail.name}` from {fault.gvk.kind}, which has `{gone.now}` instead:",
	"it is refused or silently dropped",
]) if {
	gone := taken(fault)
}

message(fault) := concat(" ", [
	$"MetalLB's configuration has no field `{fault.detail.name}`",
	$"{where(fault)}{hint(fault)}: {schema.refusal(fault)}",
]) if {
	schema.legacy_metallb(fault)
}

# A label selector in which nothing else is.
selecting(fault) := ", and then the selector selects everything" if {
	fault.detail.empty
} else := ""

# Where the setting of an older version is today (cilium/cilium pkg/k8s/apis/cilium.io/v2/bgp_cluster_types.go).
moved(fault) := "; here `localPort` of a CiliumBGPClusterConfig's instance sets it" if {
	fault.gvk.kind == "CiliumBGPPeerConfig"
	fault.detail.name == "localPort"
} else := ""

# A version that takes an edit of one line.
move_to(fault) := $"; move the object to {fault.detail.version}" if {
	successor[fault.gvk.version] == fault.detail.version
} else := ""

where(fault) := $"in {fault.detail.in}" if {
	fault.detail.in != ""
} else := "at its top level"

hint(fault) := $" (labels go under `{fault.detail.label}`)" if fault.detail.label

hint(fault) := " (a selector contains no other selector: its fields belong one level up)" if fault.detail.nested

hint(fault) := $" (did you mean `{fault.detail.near}`?)" if {
	fault.detail.near != ""
}

# What was meant is another field, or none.
hint(fault) := told_of_cilium(fault)

told_of_cilium(fault) := concat(" ", [
	" (Cilium dials from any port to the `transport.peerPort` of the CiliumBGPPeerConfig;",
	"`localPort` of an instance makes the agent listen)",
]) if {
	fault.gvk.kind == "CiliumBGPClusterConfig"
	fault.detail.name == "localPort"
	"peers" in fault.path
} else := " (the object is for the node of the same name: `metadata.name` must be the name of the node)" if {
	fault.gvk.kind == "CiliumBGPNodeConfigOverride"
	fault.detail.name == "nodeRef"
}

hint(fault) := $" (it belongs in {fault.detail.elsewhere}{spelling(fault)})" if {
	not told_of_cilium(fault)
	fault.detail.near == ""
	fault.detail.elsewhere != ""
}

hint(fault) := "" if {
	not told_of_cilium(fault)
	fault.detail.near == ""
	fault.detail.elsewhere == ""
	not fault.detail.label
	not fault.detail.nested
}

spelling(fault) := $", as `{fault.detail.spelling}`" if {
	fault.detail.spelling != ""
} else := ""

# The version that has it, where all of the object's other fields are in it too.
fixable(fault, found) := finding.with_fix(found, [finding.then(
	{
		"op": "replace",
		"safe": false,
		"resource": fault.id,
		"path": ["apiVersion"],
		"value": $"{fault.gvk.group}/{fault.detail.version}",
	},
	[steps.dry_run($"{fault.gvk.kind} {fault.name} of {fault.gvk.group}/{fault.detail.version}")],
)]) if {
	successor[fault.gvk.version] == fault.detail.version
}

# Letters that differ in case or in dashes are certain to be meant; of other names a person must judge.
fixable(fault, found) := finding.with_fix(found, [finding.then(
	{
		"op": "rename",
		"safe": letters(fault.detail.near) == letters(fault.detail.name),
		"resource": fault.id,
		"path": fault.path,
		"value": fault.detail.near,
	},
	[steps.meant(fault.detail.near)],
)]) if {
	fault.detail.near != ""
}

fixable(fault, found) := finding.with_fix(found, [finding.then(
	{
		"op": "rename",
		"safe": false,
		"resource": fault.id,
		"path": fault.path,
		"value": taken(fault).now,
	},
	[steps.meant(taken(fault).now)],
)])

fixable(fault, found) := found if {
	fault.detail.near == ""
	not taken(fault)
	not successor[fault.gvk.version] == fault.detail.version
}

successor := {"v1alpha1": "v1beta1", "v1beta1": "v1beta2", "v2alpha1": "v2"}

letters(name) := lower(replace(replace(name, "-", ""), "_", ""))
