# METADATA
# title: Password that breaks BGP
# description: |
#   Freezes BGP. calico-node writes a password into BIRD's file as it is, between quotes. With a `"` or a line break in
#   it BIRD refuses the whole file, and text behind a `"` may even be read as configuration.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/network-policy/comms/secure-bgp
#     description: Secure BGP sessions
#   - ref: https://github.com/projectcalico/bird/blob/master/conf/cf-lex.l
#     description: BIRD, how a string is read
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: calico/password-secret-content
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Take a password of up to 80 letters and digits, the same at both ends. A block of YAML keeps its last line break:
#     write `|-` or one line. On a command line, `printf %s` makes none, and `echo` does.
#   variants:
#     unread:
#       description: |
#         The API server refuses a Secret whose `data` is no base64, or whose value is no text: no Secret is made, or
#         the one before stays, and calico-node renders the session without a password or with the old one.
#       remediation: |
#         Write the password under `stringData` as it is, in quotes where it looks like a number, or under `data` in
#         base64.
#     empty:
#       description: |
#         An empty password is left out of BIRD's file: the session is made without one, and takes routes from whoever
#         can reach it, or does not come up with a router that has one.
#       remediation: |
#         Put the password into the key that the peer names, the same as at the router.
#     too-long:
#       description: |
#         The kernel takes a key of 80 bytes at most for TCP-MD5, and refuses a longer one: this peer stays down.
#       remediation: |
#         Take a password of up to 80 letters and digits, the same at both ends.
#     edge:
#       description: |
#         White space at an end of the password belongs to the key, and nobody types it at the router: the two ends
#         then drop each other's packets without a word, and the session stays in Connect.
#       remediation: |
#         Take the white space away. On a command line `printf %s` makes none, and `echo` a line break; a block of YAML
#         keeps its last line break without `|-`.
package bgplint.rules.calico["password-secret-content"]

import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.secrets

report contains varied(fact, finding.resting_on(finding.with_related(found, {used}), names)) if {
	some [name, key], places in users
	some secret in calico_secrets.secrets[name]
	[part, fact] := secrets.content(secret, replace(replace(key, "~", "~0"), "/", "~1"))
	[id, path] := min(places)
	used := finding.place(id, path, "it is used here")
	problem := fault(fact)
	found := finding.value(secret.id, [part, key], $"the password in key {key} of Secret {name} {problem}")
	names := {{"resource": secret.id, "path": ["metadata", field]} | some field in ["name", "namespace"]}
}

users[[ref.name, ref.key]] contains [ref.id, ref.path] if {
	count(calico_secrets.secrets) > 0
	some ref in calico_secrets.references
	calico_secrets.secrets[ref.name]
}

fault(fact) := problem if {
	problem := secrets.unusable(fact)
} else := "holds a double quote: BIRD refuses its whole configuration, or reads what is behind it as more of it" if {
	fact.quote
} else := "holds a line break: BIRD refuses its whole configuration, and BGP on these nodes stays as it is" if {
	fact.newline
} else := problem if {
	problem := secrets.too_long(fact)
} else := "starts or ends with white space, which belongs to it: a router that has it without answers nothing" if {
	fact.edge
}

# In the order of `fault`.
varied(fact, found) := finding.variant(found, "unread") if {
	fact.fault
} else := finding.variant(found, "empty") if {
	fact.bytes == 0
} else := found if {
	some sign in ["quote", "newline"]
	fact[sign]
} else := finding.variant(found, "too-long") if {
	secrets.too_long(fact)
} else := finding.variant(found, "edge")
