# METADATA
# title: MetalLB object in a deprecated API
# description: |
#   BGPPeers in v1beta1 are still served, but this version has neither `enableGracefulRestart` nor `passwordSecret`, nor
#   any other field added since 0.13: the API server silently drops them.
# related_resources:
#   - ref: https://metallb.io/apis/
#     description: MetalLB API
#   - ref: https://metallb.io/release-notes/
#     description: MetalLB's release notes
# custom:
#   id: metallb/deprecated-api
#   level: warning
#   levels: [error, warning]
#   class: hygiene
#   remediation: |
#     Write BGPPeers in `metallb.io/v1beta2`: all fields of v1beta1 stay as they are.
#   variants:
#     cilium:
#       description: |
#         Cilium up to 1.13 contained MetalLB, which read the ConfigMap `bgp-config`. Later releases have their own
#         control plane, which reads only custom resources: this configuration changes nothing.
#       remediation: |
#         Write a CiliumBGPClusterConfig, a CiliumBGPPeerConfig, a CiliumBGPAdvertisement and a
#         CiliumLoadBalancerIPPool, and remove the ConfigMap.
#     address-pool:
#       description: |
#         AddressPool was replaced by IPAddressPool and the two advertisements in 0.13, and removed in 0.14.3: the API
#         server of a cluster with a newer MetalLB has no such kind and refuses the object.
#       remediation: |
#         Write an IPAddressPool, and a BGPAdvertisement or an L2Advertisement that carries it.
#     configmap:
#       description: |
#         Up to 0.12 MetalLB took its configuration from a ConfigMap; since 0.13 it reads only custom resources, and the
#         ConfigMap changes nothing. Helm charts rendered it from the value `configInline`, which later ones refuse.
#       remediation: |
#         Write IPAddressPools, BGPPeers and BGPAdvertisements (or L2Advertisements) instead, by hand or with MetalLB's
#         converter, and remove it. If MetalLB 0.12 still runs, say so in bgplint.yaml (`metallb: {version: "0.12"}`).
package bgplint.rules.metallb["deprecated-api"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.metallb.legacy
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": ["apiVersion"], "value": "metallb.io/v1beta2", "safe": false},
		[steps.dry_run($"BGPPeer {peer.name} of metallb.io/v1beta2")],
	)],
) if {
	some folder, ids in peers_in
	peer := peers[min(ids)]
	found := finding.value(
		peer.id,
		["apiVersion"],
		concat(" ", [
			$"BGPPeer {peer.name}{others(ids)} uses the deprecated API v1beta1:",
			"it has no graceful restart and no password from a Secret",
		]),
	)
}

# One a folder. metallb/peer-without-graceful-restart and -password say of a peer what it lacks for that.
peers_in[contradictions.folder_of(peer)] contains peer.id if {
	some peer in peers
	says_nothing_else(peer)
}

peers := {peer.id: peer |
	some peer in input.metallb.BGPPeer
	metallb.deprecated(peer)
}

says_nothing_else(peer) if peer.partial

says_nothing_else(peer) if {
	metallb.native_mode
	not metallb.unset(peer, "password")
}

others(ids) := "" if {
	count(ids) == 1
} else := $" (and {count(ids) - 1} more in this folder)"

report contains finding.variant(finding.at_level(found, pool_level), "address-pool") if {
	some folder, ids in pools_in
	pool := pools[min(ids)]
	message := concat(" ", [
		$"AddressPool {pool.name}{others(ids)} uses an API that {gone}:",
		"newer API servers refuse it",
	])
	found := version.told(finding.value(pool.id, ["kind"], message), "metallb", "MetalLB")
}

pools_in[contradictions.folder_of(pool)] contains pool.id if some pool in pools

pools := {pool.id: pool | some pool in input.metallb.AddressPool}

# metallb/legacy-configmap speaks where MetalLB of today is known to run.
report contains finding.variant(finding.key(config.id, [], message), variant) if {
	not input.cluster.metallb.version
	some config in input.metallb.LegacyConfig
	unread_alone(config)
	[variant, what] := outdated(config)
	message := concat(" ", [what, "move it to custom resources"])
}

unread_alone(config) if config.name == "bgp-config"

unread_alone(config) if not legacy.proof[config.id]

outdated(config) := ["cilium", "Cilium contained MetalLB up to 1.13; nothing has read this configuration since:"] if {
	config.name == "bgp-config"
} else := ["configmap", "this is the configuration of MetalLB up to 0.12, which nothing has read since 0.13 (2022):"]

# Its CRD is in v0.14.2 and not in v0.14.3 (metallb/metallb config/crd/bases).
gone := "MetalLB 0.14.3 removes" if {
	version.before(input.cluster.metallb.version, "0.14.3")
} else := "MetalLB removed in 0.14.3"

pool_level := "error" if {
	surely_gone
} else := "warning"

surely_gone if version.numbers(input.cluster.metallb.version) > [0, 14]

surely_gone if {
	version.numbers(input.cluster.metallb.version) == [0, 14]
	version.patch(input.cluster.metallb.version) >= 3
}
