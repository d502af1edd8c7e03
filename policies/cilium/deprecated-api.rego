# METADATA
# title: Cilium object in a deprecated API
# description: |
#   CiliumBGPPeeringPolicy, the first version of Cilium's BGP control plane, is deprecated in 1.18 and removed in 1.19
#   together with all that reads it, so an upgrade ends its sessions. The kinds that replace it came as v2alpha1 in
#   1.16 and as v2 in 1.18. One finding covers all objects of a kind in a folder.
# related_resources:
#   - ref: https://docs.cilium.io/en/v1.19/operations/upgrade/
#     description: Cilium, upgrade notes of 1.19
#   - ref: https://github.com/cilium/cilium/pull/38397
#     description: Cilium, deprecation of CiliumBGPPeeringPolicy
#   - ref: https://github.com/cilium/cilium/pull/38239
#     description: Cilium, deprecation of v2alpha1
# custom:
#   id: cilium/deprecated-api
#   level: warning
#   levels: [error, warning, note]
#   class: hygiene
#   remediation: |
#     Write a CiliumBGPClusterConfig, a CiliumBGPPeerConfig and a CiliumBGPAdvertisement in place of the policy, of
#     `cilium.io/v2` if Cilium is 1.18 or newer, and remove the policy from a node before these apply to it. A peer
#     address has no mask there.
#   variants:
#     v2alpha1:
#       description: |
#         The API v2alpha1 of this kind has been deprecated since v2 exists: since 1.18, and for
#         CiliumLoadBalancerIPPool since 1.19. It is still served in 1.20. Earlier releases do not serve v2: write
#         v2alpha1 there.
#       remediation: |
#         Write `cilium.io/v2` once the cluster serves it. The fields are the same, except that v2 has neither
#         `transport.localPort` nor `group` and `kind` of a `peerConfigRef`.
#     overruled:
#       description: |
#         As long as Cilium has the legacy CiliumBGPPeeringPolicy, up to 1.18, a policy that selects a node takes
#         precedence there: the agent silently ignores the CiliumBGPClusterConfig and creates none of its sessions.
#       remediation: |
#         Remove the policy from the nodes that the config is for: delete it, or exclude them with its `nodeSelector`.
package bgplint.rules.cilium["deprecated-api"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains version.told(finding.at_level(found, "error"), "cilium", "Cilium") if {
	removed
	some row in firsts("CiliumBGPPeeringPolicy")
	found := finding.value(
		row.first.id,
		["kind"],
		concat(" ", [
			$"CiliumBGPPeeringPolicy {row.first.name} uses an API that Cilium removed in 1.19:",
			$"version {input.cluster.cilium.version} has no such kind, and its sessions are gone{more(row.others)}",
		]),
	)
}

report contains finding.at_level(found, "warning") if {
	not removed
	not before("1.18")
	some row in firsts("CiliumBGPPeeringPolicy")
	found := finding.value(
		row.first.id,
		["kind"],
		concat(" ", [
			$"CiliumBGPPeeringPolicy {row.first.name} uses the legacy API, which Cilium deprecated in 1.18",
			$"and removed in 1.19: an upgrade ends its sessions{more(row.others)}",
		]),
	)
}

report contains finding.variant(finding.at_level(finding.with_related(found, {place}), "warning"), "overruled") if {
	not removed
	some config in input.cilium.CiliumBGPClusterConfig
	not config.partial
	[name, id, verb] := overruling[labels.key(config, "/spec/nodeSelector")]
	place := finding.place(id, ["kind"], "the legacy policy")
	found := finding.absent(
		config.id,
		["spec", "nodeSelector"],
		concat(" ", [
			$"CiliumBGPClusterConfig {config.name} {verb} nodes that the legacy policy {name} also selects:",
			"the policy takes precedence there, and the config is ignored",
		]),
	)
}

report contains finding.variant(finding.at_level(mended(found, row), "note"), "v2alpha1") if {
	some kind, since in deprecated
	not before(since)
	some row in firsts(kind)
	found := finding.value(
		row.first.id,
		["apiVersion"],
		concat(" ", [
			$"{kind} {row.first.name} uses the API v2alpha1, which Cilium deprecated in {since}:",
			$"{write} `cilium.io/v2`, {difference(row.first)}{more(row.others)}",
		]),
	)
}

# Where nothing says the version, it may be one that does not serve v2 yet.
write := "use" if {
	input.cluster.cilium.version
} else := "from that version on use"

mended(found, row) := finding.with_fix(found, operations) if {
	input.cluster.cilium.version
	operations := [operation |
		some resource in array.concat([row.first], row.others)
		not holds_dropped(resource)
		operation := finding.then(
			{
				"op": "replace",
				"resource": resource.id,
				"path": ["apiVersion"],
				"value": "cilium.io/v2",
				"safe": false,
			},
			[steps.dry_run($"{resource.gvk.kind} {resource.name} of cilium.io/v2")],
		)
	]
	count(operations) > 0
} else := found

more([]) := ""

more(others) := $"; {count(others)} more in this folder" if count(others) > 0

# For each folder the first resource of a kind and the others, in the order of the text.
firsts(kind) := [{"first": first, "others": others} |
	some rows in by_folder[kind]
	[_, id] := min(rows)
	first := resources[id]
	others := [resources[other] | some [_, other] in rows; other != id]
]

by_folder[kind][folder] contains [resource.file, resource.id] if {
	some kind in kinds
	some resource in input.cilium[kind]
	counts(kind, resource)
	parts := split(resource.file, "/")
	folder := concat("/", array.slice(parts, 0, count(parts) - 1))
}

resources[resource.id] := resource if {
	some kind in kinds
	some resource in input.cilium[kind]
}

kinds := {kind | some kind, _ in deprecated} | {"CiliumBGPPeeringPolicy"}

counts("CiliumBGPPeeringPolicy", _)

counts(kind, resource) if {
	deprecated[kind]
	resource.gvk.version == "v2alpha1"
}

difference(resource) := "which lacks some of its fields" if {
	holds_dropped(resource)
} else := "which has the same fields"

# What v2 does not have (cilium/cilium pull request 37765).
holds_dropped(resource) if resource.object.spec.transport.localPort

holds_dropped(resource) if {
	some instance in resource.object.spec.bgpInstances
	some peer in instance.peers
	some field in ["group", "kind"]
	object.get(peer, ["peerConfigRef", field], null) != null
}

# Since which version (cilium/cilium pull requests 38239 and 39134, the upgrade notes of 1.19).
deprecated := {
	"CiliumBGPClusterConfig": "1.18",
	"CiliumBGPPeerConfig": "1.18",
	"CiliumBGPAdvertisement": "1.18",
	"CiliumBGPNodeConfigOverride": "1.18",
	"CiliumLoadBalancerIPPool": "1.19",
}

before(limit) if version.before(input.cluster.cilium.version, limit)

removed if version.before("1.18", input.cluster.cilium.version)

# By the key of a config's selector the first legacy policy that may select one of its nodes, `[name, id, verb]`.
overruling[key] := min(policies) if {
	some key in keys
	policies := {[name, id, verb] |
		some near in candidates(key)
		labels.may_share(key, near)
		verb := verb_of(key, near)
		[name, id] := min(by_key[near])
	}
	count(policies) > 0
}

keys contains labels.key(config, "/spec/nodeSelector") if {
	some config in input.cilium.CiliumBGPClusterConfig
	not config.partial
}

verb_of(key, near) := "selects" if {
	labels.surely_share(key, near)
} else := "may select"

# What selects everything meets every policy; the others look for their like.
candidates(key) := {near | some near, _ in by_key} if {
	key == labels.everything
} else := {key, labels.everything} | object.get(labels.near, key, set())

by_key[labels.key(policy, "/spec/nodeSelector")] contains [policy.name, policy.id] if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
}
