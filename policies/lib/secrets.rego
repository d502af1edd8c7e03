# METADATA
# description: What rules ask about Kubernetes Secrets, whichever product reads them.
package bgplint.lib.secrets

# METADATA
# description: True if the manifest is all that the Secret holds; one without members is filled in by something else.
whole(secret) if {
	not secret.partial
	some part in ["data", "stringData"]
	count(secret.object[part]) > 0
}

# METADATA
# description: True if the Secret has a member of this key.
holds(secret, key) if object.get(secret.object, ["data", key], null) != null

holds(secret, key) if object.get(secret.object, ["stringData", key], null) != null

# METADATA
# description: |
#   Where the member stands and the fact about it, `[part, fact]`; of both parts stringData counts. The key is one of a
#   JSON Pointer, with `~0` and `~1`.
content(secret, key) := ["stringData", secret.facts[$"/stringData/{key}"]]

content(secret, key) := ["data", secret.facts[$"/data/{key}"]] if not secret.facts[$"/stringData/{key}"]

# METADATA
# description: Why nobody can use a password, from its fact; undefined where it can be used.
unusable(fact) := "is not a string (numbers and booleans need quotes): the API server refuses the Secret" if {
	fact.fault == "type"
} else := "is not base64: the API server refuses the Secret" if {
	fact.fault == "base64"
} else := "is empty: the session has no password" if {
	fact.bytes == 0
}

# METADATA
# description: Why the kernel does not take a password (TCP_MD5SIG_MAXKEYLEN of Linux); undefined where it does.
too_long(fact) := $"has {fact.bytes} bytes: the kernel accepts at most 80, and the peer stays down" if fact.bytes > 80
