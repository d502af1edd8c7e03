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
unusable(fact) := "is no text, and numbers and booleans need quotes there: the API server refuses the Secret" if {
	fact.fault == "type"
} else := "is not written in base64: the API server refuses the Secret" if {
	fact.fault == "base64"
} else := "is empty: the session is made without one" if {
	fact.bytes == 0
}

# METADATA
# description: Why the kernel does not take a password (TCP_MD5SIG_MAXKEYLEN of Linux); undefined where it does.
too_long(fact) := $"has {fact.bytes} bytes: the kernel takes 80 at most, and the peer stays down" if fact.bytes > 80
