# METADATA
# description: What rules of several families ask about addresses.
package bgplint.lib.addresses

import data.bgplint.lib.names

# METADATA
# description: |
#   True for the fact of an address of the node itself, 127.0.0.0/8 or ::1 (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3): no
#   other machine can take part in a session with it.
loopback(fact) if {
	fact.family == 4
	startswith(fact.address, "127.")
}

loopback(fact) if fact.address == "::1"

# METADATA
# description: |
#   A name for the Secret of a session's password, from the fact about the router's address and the VRF: what names the
#   session in several objects gets one Secret. Undefined where the address is none, or the VRF no name.
secret_name(fact, vrf) := name if {
	parts := [
		replace(lower(vrf), "_", "-"),
		trim(replace(replace(lower(fact.address), ".", "-"), ":", "-"), "-"),
	]
	name := concat("-", array.concat(["bgp"], [part | some part in parts; part != ""]))
	names.plain(name)
}

# METADATA
# description: The version of IP of an address or network in canonical form, 4 or 6.
version(address) := 6 if {
	contains(address, ":")
} else := 4
