# METADATA
# description: Names of objects.
package bgplint.lib.names

# METADATA
# description: |
#   True for a name as objects have them (RFC 1123), which a shell and kubectl take for one word and no option.
plain(text) if {
	text != ""
	count(text) <= 253
	trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
	trim(text, "-.") == text
	every between in ["..", ".-", "-."] {
		not contains(text, between)
	}
}
