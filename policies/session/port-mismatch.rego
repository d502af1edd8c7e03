# METADATA
# title: Other end not listening on the dialed port
# description: |
#   A session needs one connection, which either end may open: at least one end must dial a port on which the other end
#   listens. Routers listen on 179. MetalLB and frr-k8s do not listen at all (`bgpd -p 0`, unless frr-k8s' chart sets
#   `acceptIncomingBGPConnections`), Cilium only where an instance has a `localPort`, Calico on `listenPort`, 179 by
#   default; and a router does not dial the neighbors of a listen range or those with `passive`. So a wrong port at the
#   only end that dials leaves the session in Active forever. If the other end dials too, the session comes up over
#   that connection, and the one to the wrong port is useless.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-6.8
#     description: RFC 4271, connection collision detection
#   - ref: https://github.com/metallb/metallb/blob/main/config/frr/speaker-patch.yaml
#     description: MetalLB, options of bgpd
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-port-PORT
#     description: FRR, neighbor PEER port PORT
# custom:
#   id: session/port-mismatch
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Dial the port on which the other end listens: leave the port out for 179. A bgpd that was started with another
#     port (`-p`) does not say so in its configuration.
package bgplint.rules.session["port-mismatch"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

# The node's own port.
report contains finding.at_level(
	finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)),
	level,
) if {
	some session in compared.sessions_known
	end := session.end
	end.dials
	end.port != routers_port
	fars := {far | some group in session.groups; some far in group.candidates}
	level := {true: "error", false: "warning"}[nobody_else_dials(end, session.groups)]
	found := finding.value(
		end.port_at.resource,
		end.port_at.path,
		concat(" ", [
			$"{compared.title(end)} dials port {end.port} of {compared.router_name(min(fars))},",
			$"which listens on 179: {outcome[level]}",
		]),
	)
	related := compared.places(compared.at_routers(fars), "the other end")
}

outcome := {
	"error": "no session comes up",
	"warning": "the session comes up only if the router dials",
}

# The port that the router dials.
report contains finding.at_level(
	finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)),
	level,
) if {
	some session in compared.sessions_known
	end := session.end
	end.listens == true
	is_number(end.listen_port)
	fars := {far |
		some group in session.groups
		count({far | some far in group.candidates; wrong(far, end)}) == count(group.candidates)
		some far in group.candidates
	}
	count(fars) > 0
	first := min(fars)
	not told_at_node(end)
	level := level_at_router(end)
	found := at_router(
		first,
		concat(" ", [
			$"{compared.far_title(fars)} dials port {dialled(first)} of the node, which listens on {end.listen_port}:",
			outcome_at_router[level],
		]),
	)
	related := {finding.place(end.resource, end.path, "the other end")}
}

outcome_at_router := {
	"error": "no session comes up",
	"warning": "the session comes up only if the node dials",
}

routers_port := 179

level_at_router(end) := "warning" if {
	end.dials
	end.port == routers_port
} else := "error"

# Both are wrong: it is told once, at the node.
told_at_node(end) if {
	end.dials
	end.port != routers_port
}

nobody_else_dials(end, groups) if {
	every group in groups {
		every far in group.candidates {
			not may_reach(far, end)
		}
	}
} else := false

may_reach(far, end) if {
	dials(far)
	end.listens == "unknown"
}

may_reach(far, end) if {
	dials(far)
	end.listens == true
	not wrong(far, end)
}

dials(far) if {
	far.list == "neighbors"
	not routers.neighbor(far).passive
}

wrong(far, end) if {
	dials(far)
	dialled(far) != end.listen_port
}

dialled(far) := object.get(routers.neighbor(far), ["port", "value"], routers_port)

at_router(far, text) := finding.value(far.router, routers.neighbor(far).port.path, text) if {
	routers.neighbor(far).port
} else := finding.value(far.router, routers.path(far), text)
