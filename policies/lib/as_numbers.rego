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
