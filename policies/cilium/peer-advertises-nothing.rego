# METADATA
# title: Cilium peer that advertises nothing
# description: |
#   Cilium advertises to a peer only what the families of its peer config select, and nothing by default. Each family
#   selects CiliumBGPAdvertisements by their metadata labels. A peer without a peer config, a peer config without
#   families (both unicast families are then negotiated), and a family without `advertisements` select none: the
#   session comes up, but carries no routes. Nothing refuses or reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, configuration of the BGP control plane
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/peer_advertisements.go
#     description: Cilium, which advertisements a peer gets
#   - ref: https://github.com/cilium/cilium/blob/v1.17.6/pkg/k8s/apis/cilium.io/v2alpha1/bgpp_types.go
#     description: Cilium 1.17, what a legacy virtual router advertises
# custom:
#   id: cilium/peer-advertises-nothing
#   level: error
#   levels: [error, warning, note]
#   class: correctness
#   remediation: |
#     Give the peer a `peerConfigRef`, and each family of that CiliumBGPPeerConfig an `advertisements` selector that
#     matches the metadata labels of a CiliumBGPAdvertisement. If a session is only to receive routes, name it in the
#     option `inbound`.
#   variants:
#     contradiction:
#       description: |
#         A family selects CiliumBGPAdvertisements by their metadata labels, and a selector matches only what meets all
#         of its conditions. If two exclude each other, such as two values of one label, nothing is selected: the
#         session comes up, but carries no routes of the family. Nothing refuses or reports it.
#       remediation: |
#         Put alternative values into one expression with the operator In.
#     legacy:
#       description: |
#         A legacy virtual router advertises the node's PodCIDR if `exportPodCIDR` says so, and the Services and pools
#         that it selects. Without any of these the sessions come up, but carry no routes.
#       remediation: |
#         Set `exportPodCIDR`, `serviceSelector` or `podIPPoolSelector` of the virtual router. If its sessions are only
#         to receive routes, name the policy in the option `inbound`.
#   options:
#     inbound:
#       type: string
#       default: ""
#       description: >-
#         Names of the peer configs, peers without one, and legacy policies that advertise nothing on purpose, separated
#         by commas.
package bgplint.rules.cilium["peer-advertises-nothing"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding
import data.bgplint.lib.labels
import data.bgplint.lib.near
import data.bgplint.lib.steps

report contains finding.at_level(finding.absent(peer.id, path, message), "error") if {
	some peer in cilium_peers.peers
	peer.config == ""
	cilium_peers.reachable(peer)
	not cilium_peers.inbound(peer.name)
	path := array.concat(peer.path, ["peerConfigRef"])
	message := concat(" ", [
		$"{peer.label} has no peerConfigRef: the session comes up with Cilium's defaults, advertises nothing,",
		"and has neither a password nor graceful restart",
	])
}

report contains cilium_peers.with_users(finding.at_level(found, "error"), config) if {
	some config in configs
	object.get(config.peer, "families", null) in {null, []}
	found := finding.absent(
		config.id,
		["spec", "families"],
		concat(" ", [
			$"{config.label} has no families: its sessions negotiate IPv4 and IPv6 unicast,",
			"select no advertisements, and advertise nothing",
		]),
	)
}

report contains cilium_peers.with_users(finding.at_level(found, unasked[level(config)]), config) if {
	some config in configs
	some i, family in config.peer.families
	labels.fact(config, pointer(i)).absent
	found := finding.absent(
		config.id,
		["spec", "families", i, "advertisements"],
		concat(" ", [
			$"family {family.afi}/{family.safi} of {config.label} has no `advertisements` selector:",
			"nothing is advertised for it",
		]),
	)
}

report contains finding.variant(told, "contradiction") if {
	some config in configs
	some i, family in config.peer.families
	not labels.fact(config, pointer(i)).absent
	labels.key(config, pointer(i)) == labels.nothing
	found := finding.value(
		config.id,
		["spec", "families", i, "advertisements"],
		concat(" ", [
			$"the `advertisements` selector of family {family.afi}/{family.safi} of {config.label} contradicts itself:",
			"nothing is advertised for the family",
		]),
	)
	told := cilium_peers.with_users(finding.at_level(found, level(config)), config)
}

report contains finding.claims_absence(cilium_peers.with_users(finding.at_level(found, level(config)), config)) if {
	some config in configs
	some i, family in config.peer.families
	unmatched(config, i)
	not meant[[config.id, i]]
	found := finding.value(
		config.id,
		["spec", "families", i, "advertisements"],
		concat(" ", [
			$"family {family.afi}/{family.safi} of {config.label} {selects(labels.key(config, pointer(i)))}:",
			"nothing is advertised for it",
		]),
	)
}

# A label that is near to one that an advertisement has was meant to be that.
report contains cilium_peers.with_users(finding.at_level(found, "error"), config) if {
	some config in configs
	some i, family in config.peer.families
	unmatched(config, i)
	[key, value, near_label, part] := min(meant[[config.id, i]])
	path := array.concat(["spec", "families", i, "advertisements"], part)
	message := concat(" ", [
		$"family {family.afi}/{family.safi} of {config.label} selects CiliumBGPAdvertisements with the label",
		$"{key}={value}, which none has: nothing is advertised for it; did you mean `{near_label}`?",
	])
	found := near.misspelt(corrected(config.id, path, key, near_label, message))
}

corrected(id, path, key, near_label, message) := finding.with_fix(
	finding.value(id, path, message),
	[finding.then({"op": "replace", "path": path, "value": value, "safe": false}, [steps.meant(near_label)])],
) if {
	[other, value] := split(near_label, "=")
	other == key
} else := finding.with_fix(
	finding.key(id, path, message),
	[finding.then({"op": "rename", "path": path, "value": other, "safe": false}, [steps.meant(near_label)])],
) if {
	[other, _] := split(near_label, "=")
	"matchLabels" in path
} else := finding.with_fix(
	finding.value(id, at_key, message),
	[finding.then({"op": "replace", "path": at_key, "value": other, "safe": false}, [steps.meant(near_label)])],
) if {
	[other, _] := split(near_label, "=")
	at_key := array.concat(array.slice(path, 0, count(path) - 2), ["key"])
}

# By family the labels that it asks for and nothing has, each with one that is near: `[key, value, near label, path in
# the selector]`.
meant[[config.id, i]] contains [key, value, near_label, ["matchExpressions", e, "values", 0]] if {
	some config in configs
	some i, family in config.peer.families
	some e, expression in family.advertisements.matchExpressions
	expression.operator == "In"
	[value] := expression.values
	key := expression.key
	some near_label in near.names[["cilium/CiliumBGPAdvertisement.metadata.labels", $"{key}={value}"]]
}

meant[[config.id, i]] contains [key, value, near_label, ["matchLabels", key]] if {
	some config in configs
	some i, family in config.peer.families
	some key, value in family.advertisements.matchLabels
	is_string(value)
	some near_label in near.names[["cilium/CiliumBGPAdvertisement.metadata.labels", $"{key}={value}"]]
}

# A note: a session may be all that is wanted of it for now, as in upstream's own examples.
report contains finding.variant(finding.at_level(found, "note"), "legacy") if {
	some policy in input.cilium.CiliumBGPPeeringPolicy
	not policy.partial
	not cilium_peers.inbound(policy.name)
	some i, router in policy.object.spec.virtualRouters
	count(router.neighbors) > 0
	object.get(router, "exportPodCIDR", null) in {null, false}
	every field in ["serviceSelector", "podIPPoolSelector"] {
		object.get(router, field, null) == null
	}

	# A list of address types without a selector is cilium/advertisement-selects-nothing's.
	object.get(router, "serviceAdvertisements", null) in {null, []}
	found := finding.absent(
		policy.id,
		["spec", "virtualRouters", i, "serviceSelector"],
		concat(" ", [
			$"virtual router {router.localASN} of {policy.name} exports no PodCIDR and selects no Services",
			"or pools: its sessions come up but advertise nothing",
		]),
	)
}

configs := [config |
	some config in cilium_peers.configs
	not cilium_peers.inbound(config.name)
]

pointer(i) := $"/spec/families/{i}/advertisements"

# One family that may advertise something keeps the peer from advertising nothing at all.
level(config) := "warning" if {
	some i, _ in config.peer.families
	may_advertise(config, i)
} else := "error"

# A family without a selector may be there to be negotiated only, where another one advertises.
unasked := {"error": "error", "warning": "note"}

may_advertise(config, i) if {
	not silent(config, i)
	not unmatched(config, i)
}

silent(config, i) if labels.fact(config, pointer(i)).absent

silent(config, i) if labels.key(config, pointer(i)) == labels.nothing

# No advertisement in the scan has the labels, and of all that are there the labels are known.
unmatched(config, i) if {
	key := labels.key(config, pointer(i))
	key != labels.nothing
	not labels.unsure[kind]
	none_of(key)
}

none_of(_) if not exists

none_of(key) if {
	labels.answered[kind][key]
	not labels.matched[[kind, key]]
}

exists if count(input.cilium.CiliumBGPAdvertisement) > 0

kind := "cilium/CiliumBGPAdvertisement"

selects(key) := "selects all CiliumBGPAdvertisements, but there is none" if {
	key == labels.everything
} else := $"selects CiliumBGPAdvertisements with the labels {key}, which none has"
