# METADATA
# title: Router without graceful restart
# description: |
#   IOS and IOS-XE do nothing of graceful restart without `bgp graceful-restart`, or `ha-mode graceful-restart` of
#   the neighbor. Such a router sends no capability for it (RFC 4724), so that a node that restarts gracefully
#   finds nobody who keeps its routes: they are gone as soon as the session is, and its services with them until
#   BGP is back. FRR and EOS help others without a line, and NX-OS restarts so itself.
#
#   Where peers are in the scan, those are meant that restart gracefully and are this router's; without any peer
#   it is a note.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4724
#     description: RFC 4724, graceful restart
#   - ref: https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/iproute_bgp/command/irg-cr-book.html
#     description: Cisco IOS, BGP command reference
# custom:
#   id: router/graceful-restart-missing
#   level: warning
#   levels: [warning, note]
#   class: availability
#   policy: true
#   remediation: |
#     Write `bgp graceful-restart` into `router bgp`, or `neighbor … ha-mode graceful-restart` for these neighbors
#     alone (in a `template peer-session`: `ha-mode graceful-restart`). It is negotiated when the session opens:
#     reset it once.
package bgplint.rules.router["graceful-restart-missing"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.at_level(related, "warning"), facing.rests_on(ends)) if {
	some [router, path], sessions in lacking
	ends := facing.decided({session.end | some session in sessions})
	message := concat(" ", [
		"without `bgp graceful-restart` the router drops the routes of",
		$"{facing.named(ends)} as soon as BGP restarts there",
	])
	keys := {session.node | some session in sessions}
	related := finding.with_related(
		finding.value(router, path, message),
		facing.places(keys, "restarts gracefully"),
	)
}

# One finding a process, where its line would stand.
lacking[[end.router, routers.process(end).as.path]] contains {"end": end, "node": group.node} if {
	some group in facing.restarting
	every candidate in group.candidates {
		lacks(routers.neighbor(candidate))
	}
	some end in group.candidates
}

lacks(neighbor) if {
	neighbor.graceful_restart.mode == "disabled"
	not neighbor.graceful_restart.path
}

report contains finding.at_level(finding.value(router.id, path, message), "note") if {
	facing.no_peers
	some router in input.router.Router
	some path in {process.as.path | some process in router.processes; all_lack(process)}
	message := concat(" ", [
		"without `bgp graceful-restart` the router drops a neighbor's routes",
		"as soon as BGP restarts there: nodes among them need it",
	])
}

all_lack(process) if {
	some neighbor in process.neighbors
	neighbor.remote_as
	lacks(neighbor)
	count(process.unknown) == 0
	every one in process.neighbors {
		lacks(one)
	}
}

all_lack(process) if {
	count(process.neighbors) == 0
	count(process.unknown) == 0
	some range in process.listen_ranges
	lacks(range.neighbor)
}
