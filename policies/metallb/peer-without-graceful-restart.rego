# METADATA
# title: MetalLB peer without graceful restart
# description: |
#   Every upgrade and every restart of FRR, in the speaker's pod or in that of FRR-K8s, closes its sessions, and the
#   router drops the routes to the Services at once. With graceful restart (RFC 4724) FRR offers a restart time of 120
#   s, and a router that helps keeps forwarding: FRR does so by default, others when configured to. Measured with FRR:
#   if it is killed, the route is gone without graceful restart and kept with it. BFD on the same peer may still remove
#   the routes (metallb/graceful-restart-with-bfd).
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/main/design/gracefulrestart-bgp.md
#     description: MetalLB's design of graceful restart
#   - ref: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
#     description: Kubernetes, transition rules, which do not run where the old object lacks the field
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart mechanism for BGP
# custom:
#   id: metallb/peer-without-graceful-restart
#   level: error
#   class: availability
#   policy: true
#   judges: object
#   remediation: |
#     Set `spec.enableGracefulRestart: true` (API v1beta2, FRR or FRR-K8s mode). It takes effect the next time the
#     session comes up: reset it, or wait for the next restart, which still withdraws the routes.
#   variants:
#     refused:
#       description: |
#         Every upgrade and every restart of FRR, in the speaker's pod or in that of FRR-K8s, closes its sessions, and
#         the router drops the routes to the Services at once. This peer turns graceful restart off, and once it is
#         applied the API server refuses another value of this field: `self == oldSelf`.
#       remediation: |
#         Remove the field and apply the peer, then apply it with `spec.enableGracefulRestart: true`; or delete the peer
#         and create it again. It takes effect the next time the session comes up.
#     v1beta1:
#       description: |
#         BGPPeers in v1beta1 have no `enableGracefulRestart`: every restart of FRR closes their sessions, and the
#         router drops the routes to the Services at once.
#       remediation: |
#         Write the peer in `metallb.io/v1beta2`, where all fields of v1beta1 stay as they are, with
#         `spec.enableGracefulRestart: true`. It takes effect the next time the session comes up.
package bgplint.rules.metallb["peer-without-graceful-restart"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps

report contains mended(peer, varied(peer, found)) if {
	some peer in input.metallb.BGPPeer
	not peer.partial
	not metallb.native_mode
	not restarts_gracefully(peer)
	found := finding.absent(peer.id, ["spec", "enableGracefulRestart"], message(peer))
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

varied(peer, found) := finding.variant(found, "v1beta1") if {
	metallb.deprecated(peer)
} else := finding.variant(found, "refused") if {
	refused(peer)
} else := found

# The CRD's rule `self == oldSelf` runs where the old object has a value, and no value is none.
refused(peer) if object.get(peer.object, ["spec", "enableGracefulRestart"], null) == false

message(peer) := concat(" ", [
	$"BGPPeer {peer.name} is in API v1beta1, which has no graceful restart{lost(peer)}:",
	"each restart of FRR withdraws its routes",
]) if {
	metallb.deprecated(peer)
} else := concat(" ", [
	$"BGPPeer {peer.name} turns graceful restart off: each restart of FRR withdraws its routes",
	"(once `false` is applied, the API server refuses `true` until the field has been removed)",
]) if {
	refused(peer)
} else := $"BGPPeer {peer.name} has no graceful restart: each restart of FRR withdraws its routes"

lost(peer) := " (the field here is dropped)" if {
	object.get(peer.object, ["spec", "enableGracefulRestart"], null) != null
} else := ""

# For review: it takes a reset of the session, or another peer in its place, which no edit does.
mended(peer, found) := finding.with_fix(
	found,
	[finding.then(
		{"op": op, "path": ["spec", "enableGracefulRestart"], "value": true, "safe": false},
		steps_left(peer),
	)],
) if {
	not metallb.deprecated(peer)
	op := {true: "add", false: "replace"}[object.get(peer.object, ["spec", "enableGracefulRestart"], null) == null]
} else := found

steps_left(peer) := [finding.step_with(
	"with",
	concat(" ", [
		$"Delete BGPPeer {peer.name} and apply it again, one peer at a time:",
		"the API server refuses to change enableGracefulRestart from false to true",
	]),
	{peer.name} | steps.stated({"namespace": peer.namespace}),
	$"kubectl delete bgppeers.metallb.io {peer.name} -n {steps.word(peer.namespace)}",
)] if {
	refused(peer)
} else := [steps.reset(
	$"the session of BGPPeer {peer.name} with {metallb.router(peer)}",
	"graceful restart takes effect when it comes up again",
)]
