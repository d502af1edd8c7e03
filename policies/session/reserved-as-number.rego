# METADATA
# title: Reserved AS number
# description: |
#   23456 stands in two octets for a number of four (AS_TRANS) and is nobody's: the router answers its OPEN with "Bad
#   Peer AS" and the session never comes up. 0 is no AS number: FRR and GoBGP start no router with it, and BIRD refuses
#   its whole configuration. 65535 and 4294967295 are the last ones and reserved too; FRR warns and the session comes
#   up, but other routers refuse it. No validator asks for that. Numbers for private use are 64512 to 65534 and
#   4200000000 to 4294967294.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc6793
#     description: RFC 6793, AS numbers of four octets and AS_TRANS
#   - ref: https://www.rfc-editor.org/rfc/rfc7607
#     description: RFC 7607, AS 0
#   - ref: https://www.rfc-editor.org/rfc/rfc7300
#     description: RFC 7300, the last AS numbers
# custom:
#   id: session/reserved-as-number
#   level: error
#   levels: [error, warning]
#   class: correctness
#   remediation: |
#     Take the AS number that this end really has, or one for private use: 64512 to 65534, or 4200000000 to 4294967294.
package bgplint.rules.session["reserved-as-number"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions

report contains finding.at_level(finding.value(row.resource, row.path, message), level) if {
	some row in sessions.numbers
	[level, says] := reserved[row.as]
	message := $"{row.name} has {sessions.spelt(row)} as its {row.end} AS number, {says}"
}

last := ["warning", "which is reserved as the last one: some routers refuse it"]

reserved := {
	0: ["error", "which is none: the speaker refuses the configuration"],
	23456: [
		"error",
		concat(" ", [
			"which is AS_TRANS and nobody's: the routers refuse the OPEN with `Bad Peer AS`,",
			"and the session never comes up",
		]),
	],
	65535: last,
	4294967295: last,
}
