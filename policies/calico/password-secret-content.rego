# METADATA
# title: Invalid BGP password in a Secret
# description: |
#   Freezes BGP. calico-node writes the password into BIRD's file as it is, between quotes. If it contains a `"` or a
#   line break, BIRD refuses its whole configuration, and text after a `"` may even be read as configuration.
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
#     Use a password of up to 80 letters and digits, the same at both ends. A YAML block scalar keeps its last line
#     break: use `|-` or one line. On a command line, `printf %s` adds no line break, but `echo` does.
#   variants:
#     unread:
#       description: |
#         The API server refuses a Secret whose `data` is not base64 or whose value is not a string: no Secret is
#         created, or the previous one stays, and calico-node renders the session without a password or with the old
#         one.
#       remediation: |
#         Write the password as it is under `stringData`, in quotes if it looks like a number, or in base64 under
#         `data`.
#     empty:
#       description: |
#         calico-node leaves an empty password out of BIRD's file: the session has no password and accepts routes from
#         anyone who can reach it, or does not come up if the router has one.
#       remediation: |
#         Put the password into the key that the peer names, the same as on the router.
#     too-long:
#       description: |
#         The kernel accepts a TCP-MD5 key of at most 80 bytes, and rejects a longer one: this peer stays down.
#       remediation: |
#         Use a password of up to 80 letters and digits, the same at both ends.
#     edge:
#       description: |
#         Whitespace at the start or end of the password is part of the key, and nobody types it on the router: the two
#         ends then silently drop each other's packets, and the session stays in Connect.
#       remediation: |
#         Remove the whitespace. On a command line, `printf %s` adds no line break, but `echo` does; a YAML block scalar
#         keeps its last line break unless it starts with `|-`.
package bgplint.rules.calico["password-secret-content"]

import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.secrets

report contains varied(fact, finding.resting_on(finding.with_related(found, {used}), names)) if {
	some [name, key], places in users
	some secret in calico_secrets.secrets[name]
	[part, fact] := secrets.content(secret, replace(replace(key, "~", "~0"), "/", "~1"))
	[id, path] := min(places)
	used := finding.place(id, path, "used here")
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
} else := "contains a double quote: BIRD refuses its whole configuration, or reads the rest as configuration" if {
	fact.quote
} else := "contains a line break: BIRD refuses its whole configuration, and BGP on these nodes stays as it was" if {
	fact.newline
} else := problem if {
	problem := secrets.too_long(fact)
} else := "starts or ends with whitespace, which is part of it: a router that lacks it does not answer" if {
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
