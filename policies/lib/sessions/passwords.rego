# METADATA
# description: |
#   What is known of the password of a node's end, `{is, token, resource, path}`: `is` is `none`, `some` or `unknown`,
#   and `token` the number that equal passwords share (src/lib/passwords.ts), null where it cannot be compared. The
#   place is where it is given or named, or would be; `held` that of the member of a Secret.
package bgplint.lib.sessions.passwords

import data.bgplint.lib.secrets

# METADATA
# description: No password; the place is where one would be given.
none(resource, path) := {"is": "none", "token": null, "resource": resource, "path": path}

# METADATA
# description: Nothing is known of it.
unknown(resource, path) := {"is": "unknown", "token": null, "resource": resource, "path": path}

# METADATA
# description: |
#   What the fact about a password says, which stands in clear text or in a Secret, for a reader: `exact`, to which
#   white space around it is part of it; `word`, of which FRR reads the word of a line; `either`, where it is not
#   known which.
of_fact(fact, reader, resource, path) := none(resource, path) if {
	fact.bytes == 0
} else := {"is": "some", "token": token(fact, reader), "resource": resource, "path": path}

default token(_, _) := null

token(fact, "exact") := fact.token

token(fact, "word") := fact.trimmed_token

# What BIRD does not take, or takes with its white space, is told of the Secret (calico/password-secret-content).
token(fact, "bird") := fact.token if {
	not fact.quote
	not fact.newline
	not fact.edge
}

token(fact, "either") := fact.token if fact.token == fact.trimmed_token

# METADATA
# description: |
#   The same of a password in a Secret that an object names by its name and a key, as a part of a JSON Pointer, in one
#   of some namespaces. A Secret that is not in the scan holds some password: that it is missing is said elsewhere.
of_secret(name, key, namespaces, reader, named) := object.union(
	of_fact(fact, reader, named.resource, named.path),
	{"held": {"resource": secret.id, "path": [part, plain(key)]}},
) if {
	found := [secret |
		some secret in secrets_called[name]
		readable(secret, namespaces)
	]
	count(found) == 1
	some secret in found
	[part, fact] := secrets.content(secret, key)
	not fact.fault
} else := {"is": "some", "token": null, "resource": named.resource, "path": named.path}

readable(secret, _) if secret.namespace == ""

readable(secret, namespaces) if namespaces[secret.namespace]

readable(_, namespaces) if namespaces[""]

secrets_called[secret.name] contains secret if some secret in input.kubernetes.Secret

# METADATA
# description: A key of a Secret as a part of a JSON Pointer.
escaped(key) := replace(replace(key, "~", "~0"), "/", "~1")

plain(key) := replace(replace(key, "~1", "/"), "~0", "~")
