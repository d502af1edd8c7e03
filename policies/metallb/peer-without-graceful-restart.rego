# METADATA
# title: MetalLB peer without graceful restart
# description: |
#   Every upgrade and every restart of FRR, in the speaker's pod or in that of FRR-K8s, closes its sessions, and the
#   router drops the routes to the services at once. With graceful restart (RFC 4724) FRR announces a restart time of
#   120 s, and a router that helps keeps forwarding: FRR does by default, others when told to. Measured with FRR: killed
#   without it, the route is gone; with it, kept. BFD on the same peer may take the routes all the same
#   (metallb/graceful-restart-with-bfd).
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/design/gracefulrestart-bgp.md
#     description: MetalLB's design of graceful restart
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart mechanism for BGP
# custom:
#   id: metallb/peer-without-graceful-restart
#   level: error
#   class: availability
#   judges: object
#   remediation: |
#     Set `spec.enableGracefulRestart: true` (API v1beta2, FRR or FRR-K8s mode). The field is immutable: delete the peer
#     and make it again, one peer at a time.
package bgplint.rules.metallb["peer-without-graceful-restart"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb

report contains mended(peer, finding.absent(peer.id, ["spec", "enableGracefulRestart"], message(peer))) if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	not metallb.native_mode
	not restarts_gracefully(peer)
}

# What is no boolean input/wrong-type tells.
restarts_gracefully(peer) if {
	not metallb.deprecated(peer)
	not object.get(peer.object, ["spec", "enableGracefulRestart"], null) in {null, false, true}
}

restarts_gracefully(peer) if {
	not metallb.deprecated(peer)
	object.get(peer.object, ["spec", "enableGracefulRestart"], false) == true
}

message(peer) := concat(" ", [
	$"peer {peer.name} does not restart gracefully: each restart of a speaker withdraws its routes (the field",
	"is immutable, so the peer must be made again)",
]) if {
	not metallb.deprecated(peer)
}

message(peer) := concat(" ", [
	$"peer {peer.name} cannot restart gracefully in API v1beta1, which does not have the field{lost(peer)}:",
	"move it to v1beta2",
]) if {
	metallb.deprecated(peer)
}

lost(peer) := " (the one here is dropped)" if {
	object.get(peer.object, ["spec", "enableGracefulRestart"], null) != null
} else := ""

# For review: the peer must be deleted and made again, which no edit does.
mended(peer, found) := finding.with_fix(
	found,
	[{"op": op, "path": ["spec", "enableGracefulRestart"], "value": true, "safe": false}],
) if {
	not metallb.deprecated(peer)
	op := {true: "add", false: "replace"}[object.get(peer.object, ["spec", "enableGracefulRestart"], null) == null]
} else := found
