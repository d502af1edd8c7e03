# METADATA
# description: Versions of products, as the config names them.
package bgplint.lib.version

# METADATA
# description: |
#   True if `version`, such as `3.30` or `3.30.1`, is before `limit`, a major and a minor number such as `3.32`.
#   Undefined for what is no version.
before(version, limit) if {
	[major, minor] := numbers(version)
	[limit_major, limit_minor] := numbers(limit)
	[major, minor] < [limit_major, limit_minor]
}

numbers(version) := [to_number(major), to_number(minor)] if {
	[major, minor] := array.slice(split(trim_prefix(version, "v"), "."), 0, 2)
}
