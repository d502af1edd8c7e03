# METADATA
# description: The AS numbers that no session is for (IANA, Autonomous System Numbers).
package bgplint.lib.as_numbers

# METADATA
# description: |
#   True for a number that is reserved or for documentation. 0 is not asked: in most fields it is what is unset, and
#   where it is not, the family's own rules or its schema speak.
special(n) if reserved[n]

special(n) if documentation(n)

# METADATA
# description: The same for a field in which 0 is a number that reaches the speaker, and nothing else speaks of it.
not_for_use(0)

not_for_use(n) if special(n)

# METADATA
# description: The reserved numbers but 0.
reserved := {23456, 65535, 4294967295}

# METADATA
# description: True for a number of RFC 5398, for use in documents.
documentation(n) if {
	n >= 64496
	n <= 64511
}

documentation(n) if {
	n >= 65536
	n <= 65551
}

# METADATA
# description: |
#   True for a number of six digits that IANA has given to nobody (from 402333 on) and that is a private one of two
#   octets with a digit more, beside another end whose number is such a one.
slip(n, other) if {
	private(other)
	n >= 402333
	n <= 999999
	some place in [1, 10, 100, 1000, 10000, 100000]
	private((floor(n / (place * 10)) * place) + (n % place))
}

private(n) if {
	n >= 64512
	n <= 65534
}
