# METADATA
# description: Sentences from what a parser says of a text.
package bgplint.lib.problem

# METADATA
# description: The reason that a parser gives, with its hint where it has one.
reason(detail) := $"{detail.reason}; {detail.hint}" if {
	detail.hint
} else := detail.reason
