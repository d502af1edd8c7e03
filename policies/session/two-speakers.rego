# METADATA
# title: Two BGP speakers on one node peer with the same router
# description: |
#   A router keeps one session per neighbor address, so if two BGP speakers on one node, such as Calico and MetalLB,
#   both peer with it, the second session never comes up. Each of its attempts takes the first one down for a moment:
#   the routes of both flap. A different AS number does not help, nor does a different listen port. MetalLB in FRR-K8s
#   mode and the FRRConfigurations beside it are one speaker.
# related_resources:
#   - ref: https://metallb.io/configuration/calico/
#     description: MetalLB, issues with Calico
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-6.8
#     description: RFC 4271, collision of connections
# custom:
#   id: session/two-speakers
#   level: error
#   class: availability
#   remediation: |
#     Let one speaker keep the session and advertise what the other did: Calico advertises Service addresses with
#     `serviceLoadBalancerIPs`, and MetalLB's controller assigns them even without its speakers. Or give each speaker
#     its own nodes.
package bgplint.rules.session["two-speakers"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.nodes

report contains finding.resting_on(finding.with_related(found, places), rests_on) if {
	some at in contested
	some row in rows[at]

	# One of each two is told of: the one whose speaker is later by name.
	others := {other | some speaker in speakers[at]; speaker < row.speaker; other := partner(at, speaker, row.nodes)}
	count(others) > 0
	names := concat(" and ", {sessions.products[family] | some [family, _, _, _] in others})
	found := finding.value(
		row.resource,
		row.path,
		concat(" ", [
			$"{sessions.products[row.family]} and {names} on the same nodes both peer with {row.address}:",
			"the second session never comes up, and keeps taking the first one down",
		]),
	)
	places := {place(other) | some other in others}
	both := others | {entry(row)}
	rests_on := {place | some [family, _, id, path] in both; some place in sessions.rests_on(family, id, path)}
}

place([family, _, id, path]) := finding.place(id, path, $"{sessions.products[family]} peers with it here")

# By what they lead to: `[folder, address, port, vrf]`.
rows[at] contains row if {
	# Most scans have one speaker: nothing else is asked of them.
	count(sessions.families_with_peers) > 1
	some row in sessions.sessions
	not row.sourced
	at := [folder(row.file), row.address, row.port, row.vrf]
}

# Folders beside each other may be alternatives, as in a set of examples.
folder(_) := "" if input.cluster.complete

folder(file) := concat("/", array.slice(parts, 0, count(parts) - 1)) if {
	not input.cluster.complete
	parts := split(file, "/")
}

speakers[at] contains row.speaker if {
	some at, rows_there in rows
	some row in rows_there
}

contested contains at if {
	some at, names in speakers
	count(names) > 1
}

entry(row) := [row.family, row.name, row.resource, row.path]

# A session of a speaker at a router that surely is on a node of the scope: one is enough, and none is looked for in
# pairs.
partner(at, speaker, scope) := other if {
	nodes.somewhere(scope)
	other := first_everywhere[[at, speaker]]
} else := other if {
	nodes.everywhere(scope)
	other := first_somewhere[[at, speaker]]
} else := min({first_on[[at, speaker, name]] | some name in certain_members(scope)})

first_everywhere[key] := min(entries) if some key, entries in everywhere

everywhere[[at, row.speaker]] contains entry(row) if {
	some at in contested
	some row in rows[at]
	nodes.everywhere(row.nodes)
}

first_somewhere[key] := min(entries) if some key, entries in somewhere

somewhere[[at, row.speaker]] contains entry(row) if {
	some at in contested
	some row in rows[at]
	not nodes.everywhere(row.nodes)
	nodes.somewhere(row.nodes)
}

first_on[key] := min(entries) if some key, entries in on

on[[at, row.speaker, name]] contains entry(row) if {
	some at in contested
	some row in rows[at]
	some name in certain_members(row.nodes)
}

certain_members(scope) := nodes.members(scope) & nodes.labels_known
