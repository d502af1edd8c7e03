# METADATA
# title: BGPPeer field that MetalLB ignores
# description: |
#   In FRR-K8s mode, the default since 0.16, MetalLB writes FRRConfigurations for FRR-K8s and silently leaves out
#   `sourceAddress` and `localASN`: the session comes from another address, or shows the router another AS number.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/bgp/frrk8s/frrk8s.go
#     description: MetalLB, how FRRConfigurations are made
#   - ref: https://github.com/metallb/metallb/blob/main/internal/k8s/webhooks/webhookv1beta2/bgppeer_webhook.go
#     description: MetalLB, webhook for BGPPeers
# custom:
#   id: metallb/field-ignored
#   level: warning
#   class: correctness
#   judges: object
#   remediation: |
#     Remove the field. If the session needs it, run the speakers in FRR mode, or write an FRRConfiguration for this
#     neighbor instead of the BGPPeer: together, the two contradict each other (frr-k8s/merge-conflict), and frr-k8s
#     refuses them. MetalLB advertises nothing through it, so its `prefixes` must list the addresses of the Services.
#   variants:
#     disable-mp:
#       description: |
#         `disableMP` does nothing since MetalLB 0.15: a session carries the IP family of its own address, and both only
#         with `dualStackAddressFamily`. When a peer with it is created, the webhook checks nothing else in it.
#       remediation: |
#         Remove the field. Apply the peer without it, and see whether the webhook accepts it.
package bgplint.rules.metallb["field-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains metallb_peers.with_mode(finding.key(peer.id, ["spec", field], message)) if {
	input.cluster.metallb.mode == "frr-k8s"
	some peer in input.metallb.BGPPeer
	some field in fields[peer.gvk.version]
	not metallb.unset(peer, field)
	message := concat(" ", [
		$"BGPPeer {peer.name} has {field}, which MetalLB silently drops in FRR-K8s mode:",
		"the session does not have it",
	])
}

report contains finding.variant(finding.with_fix(found, removed), "disable-mp") if {
	not metallb.native_mode
	not has_effect
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	peer.object.spec.disableMP == true
	message := concat(" ", [
		$"BGPPeer {peer.name} has disableMP, which does nothing since MetalLB 0.15:",
		"when the peer is created, the webhook checks nothing else in it",
	])
	found := finding.key(peer.id, ["spec", "disableMP"], message)
	removed := [finding.then(
		{"op": "remove", "path": ["spec", "disableMP"], "safe": false},
		[steps.check(concat(" ", [
			$"BGPPeer {peer.name} with `kubectl apply --dry-run=server`: without disableMP, MetalLB's webhook",
			"checks the rest of it",
		]))],
	)]
}

has_effect if version.before(input.cluster.metallb.version, "0.15")

fields := {"v1beta1": ["sourceAddress"], "v1beta2": ["sourceAddress", "localASN"]}
