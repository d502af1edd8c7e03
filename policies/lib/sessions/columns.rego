# METADATA
# description: The columns of a row out of parts.
package bgplint.lib.sessions.columns

# METADATA
# description: One object with the members of several, of which no two have one name.
joined(parts) := {name: value |
	some part in parts
	some name, value in part
}
