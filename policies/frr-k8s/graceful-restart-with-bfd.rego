# METADATA
# title: BFD together with graceful restart on an frr-k8s neighbor
# description: |
#   When FRR restarts with its pod, its BFD sessions go down with it, and a router that acts on BFD at once closes the
#   session and drops the routes that graceful restart was to keep. FRR keeps them only with
#   `check-control-plane-failure` on its own side and with BFD on the node that survives the restart (C bit), which
#   frr-k8s never asks for. Routers differ. Measured with FRR: if bfdd stops first, the routes are gone; if bgpd stops
#   first, or both at once, they are kept.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bfd.html
#     description: FRR, BFD
#   - ref: https://github.com/metallb/frr-k8s/issues/217
#     description: frr-k8s, routes lost with BFD and graceful restart
#   - ref: https://www.rfc-editor.org/rfc/rfc5882
#     description: RFC 5882, section 4.3, BFD and graceful restart
# custom:
#   id: frr-k8s/graceful-restart-with-bfd
#   level: note
#   levels: [warning, note]
#   class: availability
#   remediation: |
#     Restart the frr-k8s pod on a node while you watch the router's routes. If they go, leave out BFD where updates
#     matter more than fast failover, or graceful restart where a second router takes over.
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
		$"neighbor {frr_k8s.title(neighbor)} of {config.name} has both BFD and graceful restart:",
		"when FRR restarts on a node, a router that acts on BFD still drops its routes",
	])
	found := finding.key(config.id, frr_k8s.field(i, j, "bfdProfile"), message)
	end := {"family": "frr-k8s", "resource": config.id, "path": frr_k8s.field(i, j, "address")}
	other := finding.place(config.id, frr_k8s.field(i, j, "enableGracefulRestart"), "graceful restart is enabled here")
}
