# METADATA
# title: Graceful restart in MetalLB's native mode
# description: |
#   MetalLB's native BGP implementation has no graceful restart. Its webhook refuses a peer with
#   `enableGracefulRestart`, and a speaker that reads one refuses the whole configuration and keeps the previous one.
# related_resources:
#   - ref: https://metallb.io/concepts/bgp/#frr-mode
#     description: MetalLB, what FRR mode adds
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/validation.go
#     description: MetalLB, DiscardFRROnly
# custom:
#   id: metallb/graceful-restart-needs-frr
#   needs: metallb.mode
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Run the speakers in FRR or FRR-K8s mode. In native mode, remove the field, and restart the speakers one node at a
#     time with the node drained.
package bgplint.rules.metallb["graceful-restart-needs-frr"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.metallb.peers as metallb_peers

report contains metallb_peers.with_mode(finding.value(peer.id, ["spec", "enableGracefulRestart"], message)) if {
	metallb.native_mode
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	peer.object.spec.enableGracefulRestart == true
	message := concat(" ", [
		$"BGPPeer {peer.name} enables graceful restart, which MetalLB's native mode",
		"does not have: it refuses the peer",
	])
}
