# METADATA
# description: |
#   The only constructors of findings (schemas/finding.json). A place is a resource's id and a path inside its object,
#   or the id of a mark: a range that a parser made. Never a line number.
package bgplint.lib.finding

import data.bgplint.lib.names

# METADATA
# description: A finding about the value at a path of a resource.
value(resource, path, message) := {
	"at": {"resource": resource, "path": path, "on": "value"},
	"message": message,
}

# METADATA
# description: A finding about a part of the text at a path of a resource, from one character up to another.
part(resource, path, from, to, message) := {
	"at": {"resource": resource, "path": path, "on": "value", "span": [from, to]},
	"message": message,
}

# METADATA
# description: A finding about the key at a path of a resource.
key(resource, path, message) := {
	"at": {"resource": resource, "path": path, "on": "key"},
	"message": message,
}

# METADATA
# description: |
#   A finding about what is absent at a path of a resource: the locator marks the nearest ancestor that is there.
absent(resource, path, message) := key(resource, path, message)

# METADATA
# description: A finding about a range that a parser made.
marked(mark, message) := {"at": {"mark": mark}, "message": message}

# METADATA
# description: The finding at one of the levels that its METADATA lists.
at_level(found, level) := object.union(found, {"level": level})

# METADATA
# description: |
#   The finding as one of the variants that its METADATA lists: why and what to do are that variant's, not the rule's.
variant(found, name) := object.union(found, {"variant": name})

# METADATA
# description: |
#   The finding with further places; each is `{at, message}`, from `place` or `marked_place`. They are reported in the
#   order of what they stand in.
with_related(found, places) := object.union(found, {"related": places})

# METADATA
# description: A further place, the value at a path of a resource.
place(resource, path, message) := {
	"at": {"resource": resource, "path": path, "on": "value"},
	"message": message,
}

# METADATA
# description: A further place, a part of the text at a path of a resource.
place_of_part(resource, path, from, to, message) := {
	"at": {"resource": resource, "path": path, "on": "value", "span": [from, to]},
	"message": message,
}

# METADATA
# description: A further place, a range that a parser made.
marked_place(mark, message) := {"at": {"mark": mark}, "message": message}

# METADATA
# description: The finding claims that something is nowhere in the cluster. The engine caps such claims.
claims_absence(found) := object.union(found, {"claim": "absence"})

# METADATA
# description: |
#   The finding is undecided where one of these places, a set of `{resource, path}`, holds a placeholder. The engines do
#   not list a set alike: whoever calls them puts it in order, since sorting takes WebAssembly the square of its length.
resting_on(found, places) := object.union(found, {"rests_on": [place | some place in places]})

# METADATA
# description: |
#   The finding with objects that are missing, a list of them, with the names of this scan: a person completes and
#   applies them. What has to be filled in is `<…>`, which no API server takes; see policies/lib/paste.rego.
with_paste(found, objects) := object.union(found, {"paste": objects})

# METADATA
# description: The finding with fix operations.
with_fix(found, operations) := object.union(found, {"fix": operations})

# METADATA
# description: |
#   The finding is the cause of others: those at these places, or below them, are told as its consequences. Each is
#   `{resource, path}`. The engine keeps those by themselves that are worse, or of an enforced rule.
explains(found, places) := object.union(found, {"explains": [place | some place in places]})

# METADATA
# description: |
#   The finding is a consequence of others, and told by the first of them that is reported. Each is `{rule, resource}`.
follows(found, causes) := object.union(found, {"follows": [cause | some cause in causes]})

# METADATA
# description: |
#   The operation, one for review, with what a person still has to do once it is written: steps, of `step` and
#   `step_with`.
then(operation, steps) := object.union(operation, {"then": steps})

# METADATA
# description: |
#   A step, a sentence. `when` is "before" what was written is applied, "with" it, or "after" it.
step(when, text) := {"when": when, "text": text}

# METADATA
# description: |
#   A step with a command to paste. It is left out where one of the names in it, a set, is none that the API server
#   takes: nothing else of a scan gets into a command.
step_with(when, text, given, command) := object.union(step(when, text), {"command": command}) if {
	every name in given {
		names.plain(name)
	}
} else := step(when, text)
