# METADATA
# title: Graceful restart not configured on the router
# description: |
#   IOS and IOS-XE do no graceful restart without `bgp graceful-restart`, or `ha-mode graceful-restart` of the
#   neighbor. Such a router sends no capability for it (RFC 4724), so a node that restarts gracefully has nobody to
#   keep its routes: they are withdrawn as soon as the session goes down, and its Services are unreachable until BGP is
#   back. FRR and EOS help others by default, and NX-OS even restarts gracefully itself.
#
#   If there are peers in the scan, the finding is about those that restart gracefully and peer with this router;
#   without any peer it is a note.
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
#     Add `bgp graceful-restart` to `router bgp`, or `neighbor … ha-mode graceful-restart` for these neighbors alone
#     (in a `template peer-session`: `ha-mode graceful-restart`). Reset the session once: graceful restart is
#     negotiated when it opens.
package bgplint.rules.router["graceful-restart-missing"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.facing
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.at_level(related, "warning"), facing.rests_on(ends)) if {
	some [router, path], sessions in lacking
	ends := facing.decided({session.end | some session in sessions})
	message := concat(" ", [
		"`bgp graceful-restart` is missing: the router drops the routes of",
		$"{facing.named(ends)} as soon as BGP restarts there",
	])
	keys := {session.node | some session in sessions}
	related := finding.with_related(
		finding.value(router, path, message),
		facing.places(keys, "this peer restarts gracefully"),
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
		"`bgp graceful-restart` is missing: the router drops the routes of its neighbors,",
		"nodes included, as soon as BGP restarts there",
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
