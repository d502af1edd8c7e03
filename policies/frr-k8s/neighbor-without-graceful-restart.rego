# METADATA
# title: frr-k8s neighbor without graceful restart
# description: |
#   Every upgrade of frr-k8s and every restart of its FRR closes the sessions of a node, and the router drops the routes
#   to it at once. With graceful restart (RFC 4724) FRR advertises a restart time of 120 s, and a router that helps
#   keeps forwarding: FRR does by default, others if configured. Measured with FRR: if it is killed, the route is gone
#   without graceful restart and kept with it. If several configurations name the same neighbor, all must set it:
#   otherwise it is random which one counts.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, enableGracefulRestart
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/frr/templates/neighborsession.tmpl
#     description: frr-k8s, what it writes for FRR
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart mechanism for BGP
# custom:
#   id: frr-k8s/neighbor-without-graceful-restart
#   level: error
#   class: availability
#   policy: true
#   judges: object
#   remediation: |
#     Set `enableGracefulRestart: true`. It takes effect the next time the session is established; reset the session
#     when that does no harm.
package bgplint.rules["frr-k8s"]["neighbor-without-graceful-restart"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.steps

# For review: the session must be established again.
report contains finding.with_fix(found, [operation]) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	not neighbor.enableGracefulRestart == true
	not frr_k8s.generated(config)
	path := frr_k8s.field(i, j, "enableGracefulRestart")
	op := {true: "add", false: "replace"}[object.get(neighbor, "enableGracefulRestart", null) == null]
	operation := finding.then({"op": op, "path": path, "value": true, "safe": false}, [steps.reset(
		$"the session with neighbor {frr_k8s.title(neighbor)} of {config.name}",
		"graceful restart counts from when it comes up again",
	)])
	found := finding.absent(
		config.id,
		path,
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has no graceful restart:",
			"each restart of FRR on a node withdraws its routes",
		]),
	)
}
