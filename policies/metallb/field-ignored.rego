# METADATA
# title: Field of a MetalLB peer that has no effect
# description: |
#   In FRR-K8s mode, the default since 0.16, MetalLB writes FRRConfigurations for FRR-K8s and leaves out `sourceAddress`
#   and `localASN`: the session comes from another address, or shows the router another AS number, and nothing says so.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/internal/bgp/frrk8s/frrk8s.go
#     description: MetalLB, how FRRConfigurations are made
#   - ref: https://github.com/metallb/metallb/blob/main/internal/k8s/webhooks/webhookv1beta2/bgppeer_webhook.go
#     description: MetalLB, webhook of BGPPeers
# custom:
#   id: metallb/field-ignored
#   level: warning
#   class: correctness
#   judges: object
#   remediation: |
#     Remove the field. Where the session needs it, run the speakers in FRR mode, or write an FRRConfiguration for this
#     neighbor in place of the BGPPeer: beside it, the two contradict each other (frr-k8s/merge-conflict), and frr-k8s
#     refuses them. MetalLB announces nothing through it, so its `prefixes` have to list the addresses of the Services.
#   variants:
#     disable-mp:
#       description: |
#         `disableMP` does nothing since MetalLB 0.15: a session carries the family of its own address, and both only
#         with `dualStackAddressFamily`. While a peer with it is created the webhook checks nothing else of it.
#       remediation: |
#         Remove the field. Apply the peer without it and look whether the webhook takes it.
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
		$"peer {peer.name} has {field}, which MetalLB drops in FRR-K8s mode without a word:",
		"the session is made without it",
	])
}

report contains finding.variant(finding.with_fix(found, removed), "disable-mp") if {
	not metallb.native_mode
	not has_effect
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	peer.object.spec.disableMP == true
	message := concat(" ", [
		$"peer {peer.name} has disableMP, which does nothing since MetalLB 0.15, and which keeps MetalLB's webhook",
		"from checking anything else when the peer is created",
	])
	found := finding.key(peer.id, ["spec", "disableMP"], message)
	removed := [finding.then(
		{"op": "remove", "path": ["spec", "disableMP"], "safe": false},
		[steps.check(concat(" ", [
			$"peer {peer.name} with `kubectl apply --dry-run=server`: without disableMP MetalLB's webhook looks at the",
			"rest of it",
		]))],
	)]
}

has_effect if version.before(input.cluster.metallb.version, "0.15")

fields := {"v1beta1": ["sourceAddress"], "v1beta2": ["sourceAddress", "localASN"]}
