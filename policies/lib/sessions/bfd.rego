# METADATA
# description: What a router does where BFD and graceful restart are on one session.
package bgplint.lib.sessions.bfd

import data.bgplint.lib.sessions.pairs
import data.bgplint.lib.sessions.routers

# METADATA
# description: |
#   How bad it is at an end at nodes: a warning where the router is in the scan, runs BFD with it and closes the session
#   as soon as BFD is down (FRR: without `check-control-plane-failure`), else a note.
level(node) := "warning" if {
	count(input.router.Router) > 0
	ends := pairs.candidates_at[node]
	count(ends) > 0
	every end in ends {
		routers.neighbor(end).bfd.check_control_plane == false
	}
} else := "note"
