# METADATA
# title: Password that breaks BGP
# description: |
#   Freezes BGP. calico-node writes a password into BIRD's file as it is. With a `"` or a line break in it BIRD refuses
#   the whole file, and text behind a `"` may even be read as configuration. Over 80 bytes the kernel refuses the key
#   and that peer stays down; an empty one is left out, for a session without a password; white space at an end belongs
#   to the key, and nobody types it at the router.
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
package bgplint.rules.calico["password-secret-content"]

import data.bgplint.lib.calico.secrets as calico_secrets
import data.bgplint.lib.finding
import data.bgplint.lib.secrets

report contains finding.resting_on(finding.with_related(found, {used}), names) if {
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
