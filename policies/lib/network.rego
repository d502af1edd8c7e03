# METADATA
# description: |
#   Which networks hold which, by their `bits` (the facts of networks): one holds another if its bits are a prefix of the
#   other's. An index of prefixes answers in as many look-ups as there are lengths, whatever the number of networks.
package bgplint.lib.network

# METADATA
# description: The lengths of a set of bits.
lengths(networks) := {count(bits) | some bits in networks}

# METADATA
# description: |
#   The networks of a set, of which `known` are the lengths, that hold the network: itself, if it is one, and wider ones.
holding(networks, known, bits) := {prefix |
	some length in known
	length <= count(bits)
	prefix := substring(bits, 0, length)
	prefix in networks
}
