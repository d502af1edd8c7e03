# METADATA
# title: Cilium object of a deprecated API
# description: |
#   CiliumBGPPeeringPolicy is the first version of Cilium's BGP control plane: deprecated in 1.18, and removed in 1.19
#   with all that read it, so that an upgrade ends its sessions. Until then a policy takes precedence on a node over a
#   CiliumBGPClusterConfig, which is ignored there. The kinds that follow it came in 1.16 as v2alpha1 and in 1.18 as v2;
#   since then v2alpha1 is deprecated, and still served in 1.20.
# related_resources:
#   - ref: https://docs.cilium.io/en/v1.19/operations/upgrade/
#     description: Cilium's upgrade notes, 1.19
#   - ref: https://github.com/cilium/cilium/pull/38397
#     description: The deprecation of CiliumBGPPeeringPolicy
#   - ref: https://github.com/cilium/cilium/pull/38239
#     description: The deprecation of v2alpha1
# custom:
#   id: cilium/deprecated-api
#   level: warning
#   levels: [error, warning, note]
#   class: hygiene
#   remediation: |
#     Write a CiliumBGPClusterConfig, a CiliumBGPPeerConfig and a CiliumBGPAdvertisement of `cilium.io/v2` in place of a
#     legacy policy, and take the policy away from a node before they are for it. A peer address has no mask there. From
#     v2alpha1 to v2 nothing else changes but `transport.localPort` and the `group` and `kind` of a `peerConfigRef`,
#     which v2 does not have.
package bgplint.rules.cilium["deprecated-api"]

import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.version

report contains finding.at_level(found, "error") if {
	removed
	some policy in input.cilium.CiliumBGPPeeringPolicy
	found := finding.value(
		policy.id,
		["kind"],
		concat(" ", [
			$"CiliumBGPPeeringPolicy {policy.name} is of an API that Cilium removed in 1.19:",
			$"version {input.cluster.cilium.version} has no such kind, and its sessions are gone",
		]),
	)
}

report contains finding.at_level(found, "warning") if {
	not removed
	not before("1.18")
	some policy in input.cilium.CiliumBGPPeeringPolicy
	found := finding.value(
		policy.id,
		["kind"],
		concat(" ", [
			$"CiliumBGPPeeringPolicy {policy.name} is of the legacy API, which Cilium deprecates in 1.18",
			"and no longer has in 1.19: an upgrade ends its sessions",
		]),
	)
}

report contains finding.at_level(finding.with_related(found, {place}), "warning") if {
	not removed
	some config in input.cilium.CiliumBGPClusterConfig
	some [name, id] in few(overruling(config))
	place := finding.place(id, ["kind"], "the legacy policy")
	found := finding.absent(
		config.id,
		["spec", "nodeSelector"],
		concat(" ", [
			$"CiliumBGPClusterConfig {config.name} may select nodes that the legacy policy {name} selects too:",
			"there the policy takes precedence, and the config is ignored",
		]),
	)
}

report contains finding.at_level(mended(resource, found), "note") if {
	some kind, since in deprecated
	not before(since)
	some resource in input.cilium[kind]
	resource.gvk.version == "v2alpha1"
	found := finding.value(
		resource.id,
		["apiVersion"],
		concat(" ", [
			$"{kind} {resource.name} is of the API v2alpha1, which Cilium deprecates in {since}:",
			$"write cilium.io/v2, {difference(resource)}",
		]),
	)
}

mended(resource, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": ["apiVersion"], "value": "cilium.io/v2", "safe": false}],
) if {
	not holds_dropped(resource)
} else := found

difference(resource) := "which does not have all of its fields" if {
	holds_dropped(resource)
} else := "where its fields are the same"

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

# The legacy policies that may select a node of the config, `[name, id]`.
overruling(config) := {policy |
	not config.partial
	key := labels.key(config, "/spec/nodeSelector")
	some near in candidates(key)
	labels.may_share(key, near)
	some policy in by_key[near]
}

# Of very many, which exclude each other anyway, the first.
few(policies) := policies if count(policies) <= 10

few(policies) := {min(policies)} if count(policies) > 10

# What selects everything meets every policy; the others look for their like.
candidates(key) := {near | some near, _ in by_key} if {
	key == labels.everything
} else := {key, labels.everything} | object.get(labels.near, key, set())

by_key[labels.key(policy, "/spec/nodeSelector")] contains [policy.name, policy.id] if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
}
