# METADATA
# title: A listen range that the router refuses
# description: |
#   FRR refuses `bgp listen range` for a range that another one holds or that holds another one, for a peer group that
#   no line before it makes, and for a group that has no `remote-as` by then. The line is gone from the running
#   configuration, the first range stands, and each node whose address is in the refused one is turned away: its session
#   stays in `Active` or `OpenSent`, since the router answers `OPEN` of strangers with a reset.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-bgp-listen-range-A.B.C.D-M-X-X-X-X-M-peer-group-PGNAME
#     description: FRR, bgp listen range
# custom:
#   id: router/listen-range-refused
#   level: error
#   class: correctness
#   remediation: |
#     Make ranges that have no address in common, one for each peer group, and put the line behind `neighbor GROUP
#     peer-group` and `neighbor GROUP remote-as …`.
package bgplint.rules.router["listen-range-refused"]

import data.bgplint.lib.finding
import data.bgplint.lib.router.dialects

report contains found if {
	some router in input.router.Router
	some process in router.processes
	some range in process.listen_ranges
	why := range.refused
	message := $"{dialects.name(router)} refuses this range, since {why}: nodes in it get no session"
	found := finding.value(router.id, range.path, message)
}
