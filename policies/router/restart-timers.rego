# METADATA
# title: Graceful restart timer too short or out of range
# description: |
#   A router that helps a node to restart keeps its routes for the shorter of two times, both counted from the loss of
#   the session: the restart time that the node advertised, and its own stalepath-time. If the router's is shorter, the
#   routes are gone before a node is back that is still within its restart time. MetalLB and frr-k8s advertise 120
#   seconds, Calico `maxRestartTime` or 120, Cilium `restartTimeSeconds` or 120.
#
#   The capability has 12 bits for the time (RFC 4724): FRR accepts up to 4095 seconds, and IOS, EOS and NX-OS up to
#   3600. A router rejects a line with more, and keeps its default.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4724#section-4.2
#     description: RFC 4724, 4.2, procedures for the receiving speaker
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#bgp-graceful-restart
#     description: FRR, BGP graceful restart
# custom:
#   id: router/restart-timers
#   level: warning
#   levels: [error, warning]
#   class: availability
#   remediation: |
#     Set the router's stalepath-time to at least the node's restart time, for example `bgp graceful-restart
#     stalepath-time 360`. The router's own `restart-time` is about its own restarts.
package bgplint.rules.router["restart-timers"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.at_level(related, "warning"), facing.rests_on(ends)) if {
	some [router, path, stalepath], sessions in short
	ends := facing.decided({session.end | some session in sessions})
	longest := max({session.restart_time | some session in sessions})
	message := concat(" ", [
		$"{words(router, path, stalepath)}, but {facing.named(ends)} may take {longest} s to restart:",
		"the routes are gone before that",
	])
	keys := {session.node | some session in sessions}
	related := finding.with_related(
		finding.value(router, path, message),
		facing.places(keys, $"may take up to {longest} s to restart"),
	)
}

words(router, path, stalepath) := $"the router keeps stale routes for only {stalepath} s by default" if {
	some process in routers.by_id[router].processes
	process.as.path == path
} else := $"the router keeps stale routes for only {stalepath} s"

short[[end.router, kept.path, kept.seconds]] contains {
	"end": end,
	"node": group.node,
	"restart_time": restart_time,
} if {
	some group in facing.restarting
	restart_time := min({end.gr.restart_time | some end in pairs.ends[group.node]})
	restart_time <= 4095
	every candidate in group.candidates {
		routers.neighbor(candidate).graceful_restart.mode != "disabled"
		stale(candidate).seconds < restart_time
	}
	some end in group.candidates
	kept := stale(end)
}

# FRR: BGP_DEFAULT_STALEPATH_TIME of bgpd/bgpd.h. That of EOS is not told here.
by_default := {"frr": 360, "ios": 360, "nxos": 300}

stale(end) := {"seconds": set.value, "path": set.path} if {
	set := routers.process(end).stalepath_time
} else := {"seconds": seconds, "path": routers.process(end).as.path} if {
	seconds := by_default[routers.by_id[end.router].dialect]
}

report contains finding.at_level(finding.value(router.id, set.path, message), "error") if {
	some router in input.router.Router
	not refused[router.id]
	most := limits[router.dialect]
	some set in {set |
		some process in router.processes
		some member in ["restart_time", "stalepath_time"]
		set := process[member]
		set.value > most
	}
	message := $"{set.value} s is over the router's maximum of {most} s: it rejects the line and keeps its default"
}

limits := {"frr": 4095, "ios": 3600, "eos": 3600, "nxos": 3600}

# What router/syntax says already.
refused contains router.id if {
	some router in input.router.Router
	some line in router.syntax
	contains(line.text, "graceful-restart")
}
