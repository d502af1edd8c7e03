# METADATA
# title: BFD on an frr-k8s neighbor with graceful restart
# description: |
#   Where FRR restarts with its pod, its BFD sessions go down with it. A router that acts on BFD at once closes the
#   session and drops the routes that graceful restart was to keep. FRR keeps them only with
#   `check-control-plane-failure` on its own side and BFD on the node that outlives the restart (C bit), which frr-k8s
#   never asks for. Routers differ. Measured with FRR: bfdd gone first, the routes are gone; bgpd gone first, or both at
#   once, they are kept.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bfd.html
#     description: FRR, BFD
#   - ref: https://github.com/metallb/frr-k8s/issues/217
#     description: Routes lost with BFD and graceful restart
#   - ref: https://www.rfc-editor.org/rfc/rfc5882
#     description: RFC 5882, section 4.3, BFD and graceful restart
# custom:
#   id: frr-k8s/graceful-restart-with-bfd
#   level: note
#   levels: [warning, note]
#   class: availability
#   remediation: |
#     Restart the pod of frr-k8s on a node while you watch the router's routes. If they go, leave BFD out where updates
#     matter more than a fast switch, or graceful restart where a second router takes over.
package bgplint.rules["frr-k8s"]["graceful-restart-with-bfd"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.sessions.bfd

report contains finding.at_level(finding.with_related(found, {other}), bfd.level(end)) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not frr_k8s.generated(config)
	neighbor.enableGracefulRestart == true
	frr_k8s.given(neighbor, "bfdProfile")
	message := concat(" ", [
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has BFD and graceful restart:",
		"when FRR restarts on a node, a router that acts on BFD drops its routes all the same",
	])
	found := finding.key(config.id, frr_k8s.field(i, j, "bfdProfile"), message)
	end := {"family": "frr-k8s", "resource": config.id, "path": frr_k8s.field(i, j, "address")}
	other := finding.place(config.id, frr_k8s.field(i, j, "enableGracefulRestart"), "graceful restart is enabled here")
}
