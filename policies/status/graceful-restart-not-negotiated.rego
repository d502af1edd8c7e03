# METADATA
# title: Graceful restart not negotiated
# description: |
#   The session is up, but its routes are withdrawn at once when BGP restarts on the node, because one of the two ends
#   does no graceful restart. The end that restarts has to advertise it, and the end that keeps the routes has to help.
#
#   On the node a remote mode of `Helper` or `Restart` is enough; `Disable` comes from the router's configuration. On
#   the router the remote mode, which is the node's, must be `Restart`. `NotApplicable` means that the session is not
#   up or that this end does no graceful restart itself: it says nothing about the other end.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#graceful-restart
#     description: FRR, graceful restart
# custom:
#   id: status/graceful-restart-not-negotiated
#   level: warning
#   class: availability
#   remediation: |
#     On the router: FRR helps unless `bgp graceful-restart-disable` or `neighbor … graceful-restart-disable` is set;
#     IOS needs `bgp graceful-restart`. On the node: set `enableGracefulRestart: true` in the MetalLB or frr-k8s peer,
#     or `gracefulRestart.enabled` in a CiliumBGPPeerConfig; Calico always does it. Then reset the session: the mode is
#     part of the OPEN.
package bgplint.rules.status["graceful-restart-not-negotiated"]

import data.bgplint.lib.finding
import data.bgplint.lib.status

report contains finding.value(place.output, fault.path, message) if {
	some key, faults in by_session
	place := status.first(faults)
	output := status.outputs[place.output]
	session := status.at(place)
	fault := fault_of(output, session)
	message := $"{status.named(output, session)} is up, but {fault.says}"
}

# Of several outputs of one session the first one speaks.
by_session[key] contains place if {
	some key, places in status.told
	some place in places
	session := status.at(place)
	session.state in {"established", "policy"}
	fault_of(status.outputs[place.output], session)
}

fault_of(_, session) := {
	"path": object.get(session.graceful_restart, "local_path", session.graceful_restart.path),
	"says": "this end has graceful restart disabled: a restart of either end drops the routes at once",
} if {
	session.graceful_restart.local == "disable"
} else := {
	"path": session.graceful_restart.path,
	"says": "the other end has graceful restart disabled: a restart of this end drops its routes at once",
} if {
	session.graceful_restart.remote == "disable"
}

fault_of(output, session) := {
	"path": session.graceful_restart.path,
	"says": concat(" ", [
		"the node only helps and does not advertise graceful restart:",
		"when BGP restarts on it, this router drops its routes at once",
	]),
} if {
	session.graceful_restart.local != "disable"
	session.graceful_restart.remote == "helper"
	of_router(output, session)
}

of_router(output, _) if status.is_router(output)

# Its neighbor is a node.
of_router(output, session) if {
	output.end == "either"
	not status.is_node(output)
	status.node_at[session.address]
}
