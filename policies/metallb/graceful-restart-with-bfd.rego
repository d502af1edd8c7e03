# METADATA
# title: BFD together with graceful restart on a MetalLB peer
# description: |
#   When FRR restarts with the speaker, its BFD sessions go down with it. A router that acts on BFD closes the session
#   at once and drops the routes that graceful restart was to keep. FRR keeps them only with
#   `check-control-plane-failure` on its own side and BFD on the node that survives the restart (C bit), which MetalLB
#   never requests. Routers differ.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bfd.html
#     description: FRR, BFD
#   - ref: https://github.com/metallb/frr-k8s/issues/217
#     description: Routes lost with BFD and graceful restart
#   - ref: https://www.rfc-editor.org/rfc/rfc5882
#     description: RFC 5882, section 4.3, BFD and graceful restart
# custom:
#   id: metallb/graceful-restart-with-bfd
#   level: note
#   levels: [warning, note]
#   class: availability
#   remediation: |
#     Restart a speaker while you watch the router's routes. If they go, remove BFD where updates matter more than fast
#     failover, or graceful restart where a second router takes over.
package bgplint.rules.metallb["graceful-restart-with-bfd"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.sessions.bfd

report contains finding.at_level(finding.with_related(found, {other}), bfd.level(end)) if {
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	not metallb.native_mode
	peer.object.spec.enableGracefulRestart == true
	not metallb.unset(peer, "bfdProfile")
	message := concat(" ", [
		$"BGPPeer {peer.name} has BFD and graceful restart: when a speaker restarts,",
		"a router that acts on BFD still drops its routes",
	])
	found := finding.key(peer.id, ["spec", "bfdProfile"], message)
	end := {"family": "metallb", "resource": peer.id, "path": ["spec", "peerAddress"]}
	other := finding.place(peer.id, ["spec", "enableGracefulRestart"], "graceful restart is enabled here")
}
