# METADATA
# title: Reserved AS number
# description: |
#   0, 23456, 65535 and 4294967295 are reserved: no router may use them as its own AS number. No validator checks this,
#   and the session never comes up, or comes up until the other end is from another vendor.
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
#     Use the AS number that this end really has, or a private one: 64512 to 65534, or 4200000000 to 4294967294.
#   variants:
#     zero:
#       description: |
#         0 is not a valid AS number (RFC 7607): FRR and GoBGP start no router with it, and BIRD refuses its whole
#         configuration.
#     as-trans:
#       description: |
#         23456, AS_TRANS, represents a four-octet AS number in a two-octet field and belongs to nobody (RFC 6793): the
#         router answers its OPEN with `Bad Peer AS`, and the session never comes up.
#     last:
#       description: |
#         65535 and 4294967295, the last AS numbers of two and four octets, are reserved (RFC 7300): FRR warns and the
#         session comes up, but other routers reject it.
#     slip:
#       description: |
#         A six-digit AS number that IANA has assigned to nobody, where the other end has a private one of five digits,
#         most likely has a digit too many. Each end compares the number with the one in the OPEN, and the session
#         never comes up.
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
		$"{row.name} has {row.as} as its {row.end} AS number, which IANA has assigned to nobody:",
		"a private one with a digit too many",
	])
	found := finding.value(row.resource, row.path, message)
}

last := {
	"variant": "last",
	"level": "warning",
	"says": "which is reserved: some routers reject it",
}

reserved := {
	0: {
		"variant": "zero",
		"level": "error",
		"says": "which is not valid: the speaker refuses the configuration",
	},
	23456: {
		"variant": "as-trans",
		"level": "error",
		"says": concat(" ", [
			"which is AS_TRANS: the routers reject the OPEN with `Bad Peer AS`,",
			"and no session comes up",
		]),
	},
	65535: last,
	4294967295: last,
}
