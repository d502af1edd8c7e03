# METADATA
# title: Listen range rejected by the router
# description: |
#   FRR rejects a `bgp listen range` that contains another range or is inside one, whose peer group no earlier line
#   creates, or whose peer group has no `remote-as` yet. The line is missing from the running configuration, the first
#   range stays, and every node with an address in the rejected range is turned away: its session stays in `Active` or
#   `OpenSent`, since the router answers the `OPEN` of an unknown neighbor with a reset.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-bgp-listen-range-A.B.C.D-M-X-X-X-X-M-peer-group-PGNAME
#     description: FRR, bgp listen range
# custom:
#   id: router/listen-range-refused
#   level: error
#   class: correctness
#   remediation: |
#     Use ranges that do not overlap, one for each peer group, and put the line after `neighbor GROUP peer-group` and
#     `neighbor GROUP remote-as …`.
package bgplint.rules.router["listen-range-refused"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.dialects

report contains found if {
	some router in input.router.Router
	some process in router.processes
	some range in process.listen_ranges
	why := range.refused
	message := $"{dialects.name(router)} rejects this range because {why}: nodes in it get no session"
	found := finding.value(router.id, range.path, message)
}
