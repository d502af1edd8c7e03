# METADATA
# title: Cilium advertisement not selected by any peer config
# description: |
#   A CiliumBGPAdvertisement takes effect only if a family of a CiliumBGPPeerConfig selects it by its metadata labels.
#   One that none selects is advertised to nobody: the sessions are up, the Services have their addresses, and no
#   router has a route to them. Nothing checks it, and no condition reports it.
# related_resources:
#   - ref: https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/
#     description: Cilium, BGP control plane resources
#   - ref: https://github.com/cilium/cilium/blob/v1.20.2/pkg/bgp/manager/reconciler/peer_advertisements.go
#     description: Cilium, which advertisements a peer gets
# custom:
#   id: cilium/advertisement-not-selected
#   level: warning
#   class: correctness
#   remediation: |
#     Give the advertisement labels that match the `advertisements` selector of a family, or change that selector to
#     match them: for a list of values use `matchExpressions` with the operator In.
package bgplint.rules.cilium["advertisement-not-selected"]

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.finding
import data.bgplint.lib.labels

report contains finding.claims_absence(found) if {
	count(families) > 0
	not unclear
	not told_there
	some advertisement in input.cilium.CiliumBGPAdvertisement
	not advertisement.partial
	not labels.unsure[kind][advertisement.id]
	not chosen[advertisement.id]
	found := flaw(advertisement)
}

flaw(advertisement) := finding.value(advertisement.id, ["metadata", "labels"], message) if {
	count(advertisement.object.metadata.labels) > 0
	message := concat(" ", [
		$"no family of {configs_named} selects the labels of advertisement {advertisement.name}:",
		"it is advertised to no peer, although the sessions are up",
	])
} else := finding.absent(advertisement.id, ["metadata", "labels"], message) if {
	message := concat(" ", [
		$"advertisement {advertisement.name} has no labels, so no family of {configs_named} selects it:",
		"it is advertised to no peer, although the sessions are up",
	])
}

configs_named := $"CiliumBGPPeerConfig {min(names)}" if {
	count(names) == 1
} else := $"the {count(names)} CiliumBGPPeerConfigs"

names contains config.name if some config in input.cilium.CiliumBGPPeerConfig

# Lists, since the members of a set are compared whole.
families := [[config, i] |
	some config in input.cilium.CiliumBGPPeerConfig
	some i, _ in config.object.spec.families
]

pointer(i) := $"/spec/families/{i}/advertisements"

# What all of the families ask for has to be known.
default unclear := false

unclear if {
	some [config, i] in families
	not labels.fact(config, pointer(i)).absent
	not answered(labels.key(config, pointer(i)))
}

# A placeholder for all of them, or a patch of families that stand elsewhere.
unclear if {
	some config in input.cilium.CiliumBGPPeerConfig
	not listed(config)
	not bare(config)
}

listed(config) if is_array(config.object.spec.families)

bare(config) if {
	not config.partial
	object.get(config.object, ["spec", "families"], null) == null
}

bare(config) if {
	config.partial
	whole[config.name]
	object.get(config.object, ["spec", "families"], null) == null
}

whole contains config.name if {
	some config in input.cilium.CiliumBGPPeerConfig
	not config.partial
}

answered(key) if key == labels.nothing

answered(key) if labels.answered[kind][key]

# A family that selects nothing was meant for the advertisement: cilium/peer-advertises-nothing tells of it.
default told_there := false

told_there if {
	some config in cilium_peers.configs
	not cilium_peers.inbound(config.name)
	object.get(config.peer, "families", null) in {null, []}
}

told_there if {
	some config in cilium_peers.configs
	not cilium_peers.inbound(config.name)
	some i, _ in config.peer.families
	not matches(config, i)
}

matches(config, i) if labels.matched[[kind, labels.key(config, pointer(i))]]

chosen contains id if {
	some [config, i] in families
	some id in labels.matched[[kind, labels.key(config, pointer(i))]]
}

kind := "cilium/CiliumBGPAdvertisement"
