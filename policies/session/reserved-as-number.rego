# METADATA
# title: Reserved AS number
# description: |
#   0, 23456, 65535 and 4294967295 are reserved: no router may have them as its own. No validator asks for that, and the
#   session never comes up, or comes up until the other end is of another vendor.
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
#   variants:
#     zero:
#       description: |
#         0 is no AS number (RFC 7607): FRR and GoBGP start no router with it, and BIRD refuses its whole configuration.
#     as-trans:
#       description: |
#         23456, AS_TRANS, stands in two octets for a number of four and is nobody's (RFC 6793): the router answers its
#         OPEN with "Bad Peer AS" and the session never comes up.
#     last:
#       description: |
#         65535 and 4294967295 are the last AS numbers of two and of four octets, and reserved (RFC 7300): FRR warns and
#         the session comes up, but other routers refuse it.
#     slip:
#       description: |
#         A number of six digits, of a block that IANA has given to nobody, beside another end with a private number of
#         five: most likely a digit too many. Each end compares the number with that of the OPEN, and the session never
#         comes up.
package bgplint.rules.session["reserved-as-number"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions

report contains finding.variant(finding.at_level(found, fault.level), fault.variant) if {
	some row in sessions.numbers
	fault := reserved[row.as]
	message := $"{row.name} has {sessions.spelt(row)} as its {row.end} AS number, {fault.says}"
	found := finding.value(row.resource, row.path, message)
}

report contains finding.variant(finding.at_level(found, "warning"), "slip") if {
	some row in sessions.numbers
	row.slip
	message := concat(" ", [
		$"{row.name} has {row.as} as its {row.end} AS number, which IANA has given to nobody:",
		"a private one with a digit too many",
	])
	found := finding.value(row.resource, row.path, message)
}

last := {
	"variant": "last",
	"level": "warning",
	"says": "which is reserved as the last one: some routers refuse it",
}

reserved := {
	0: {
		"variant": "zero",
		"level": "error",
		"says": "which is none: the speaker refuses the configuration",
	},
	23456: {
		"variant": "as-trans",
		"level": "error",
		"says": concat(" ", [
			"which is AS_TRANS and nobody's: the routers refuse the OPEN with `Bad Peer AS`,",
			"and the session never comes up",
		]),
	},
	65535: last,
	4294967295: last,
}
