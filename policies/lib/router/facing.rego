# METADATA
# description: |
#   The ends of routers that face nodes of the scan, and how rules tell of several of them at once. An end is one of
#   bgplint.lib.sessions.routers, a group one of bgplint.lib.sessions.pairs.
package bgplint.lib.router.facing

import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# METADATA
# description: True where no peer of nodes is in the scan, so that it tells nothing of whom a router faces.
default no_peers := false

no_peers if count(sessions.ends) == 0

# METADATA
# description: The ends of routers that may be those of sessions with nodes.
ends contains candidate if {
	some group in pairs.groups
	some candidate in group.candidates
}

# METADATA
# description: The sessions of nodes that restart gracefully, and so want a router that keeps their routes.
restarting contains group if {
	some group in pairs.groups
	near := pairs.ends[group.node]
	every end in near {
		end.gr.mode == "restart"
	}
}

# METADATA
# description: |
#   The ends of which all is understood; where there are none, all of them, and a finding rests on what is not.
decided(all) := known if {
	known := {end | some end in all; count(routers.rests_on(end)) == 0}
	count(known) > 0
} else := all

# METADATA
# description: What a finding about these ends rests on.
rests_on(all) := {place | some end in all; some place in routers.rests_on(end)}

# METADATA
# description: Several ends as a sentence names them, by the first.
named(all) := concat("", [min(titles), more(count(titles) - 1)]) if titles := {routers.title(end) | some end in all}

more(0) := ""

more(n) := $" and {n} more" if n > 0

# METADATA
# description: The peers of nodes of some groups as further places, with what is said of each.
places(keys, says) := {place |
	some key in keys
	place := {"at": {"resource": key.resource, "path": key.path, "on": "value"}, "message": says}
}
