# METADATA
# title: Peer missing from the node's sessions
# description: |
#   A peer in the scan is for this node, but the node does not show it among its sessions: the peer was not applied, the
#   controller or the daemon refused the configuration it is in, or the command leaves its session out (`calicoctl`
#   those for which BIRD shows no information, FRR those without an active address family).
#
#   If the output does not name its node, only peers of all nodes are checked. Output that is cut short, or of an
#   address family other than the peer's, is not checked.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/calicoctl/node/status
#     description: calicoctl node status
#   - ref: https://github.com/metallb/frr-k8s/blob/main/README.md
#     description: frr-k8s, what happens to a configuration that cannot be merged
# custom:
#   id: status/peer-missing
#   level: warning
#   class: correctness
#   remediation: |
#     Check whether the peer is in the cluster (`kubectl get`), and what its controller reports about it. In Calico,
#     `birdcl show protocols` shows sessions that calicoctl leaves out, and the log of calico-node shows whether BIRD
#     refused its file.
package bgplint.rules.status["peer-missing"]

import data.bgplint.lib.addresses
import data.bgplint.lib.finding
import data.bgplint.lib.sessions
import data.bgplint.lib.sessions.nodes
import data.bgplint.lib.status
import data.bgplint.lib.status.causes

report contains finding.with_related(finding.resting_on(found, rests), [place]) if {
	count(showing) > 0
	some row in sessions.sessions
	version := addresses.version(row.address)
	without := object.get(asked, [[row.family, version, row.nodes]], set()) - object.get(having, [row.address], set())
	count(without) > 0
	message := $"{noun(row)} {row.name} ({row.address}) is not among the sessions {shown_by(without)}"
	found := finding.value(row.resource, row.path, message)
	rests := sessions.rests_on(row.family, row.resource, row.path)
	first := min(without)
	output := status.outputs[min(outputs_of[first])]
	place := finding.place(output.id, output.path, $"the sessions{status.of_node(output)}")
}

# Speakers that show all their sessions, by the family of objects and the IP version that these are of.
showing[[family, version]] contains status.speaker(output) if {
	some output in whole
	some family in causes.families(output)
	some version in output.families_shown
}

whole contains output if {
	some output in input.status.Output
	shows_all(output)
	not output.cut
	not status.off(output)
}

outputs_of[status.speaker(output)] contains output.id if some output in whole

# A name is no address: what is shown by names alone is not compared. What shows no session at all is another fault.
shows_all(output) if {
	count(output.sessions) > 0
	not output.source in {"frr-bfd", "frr-neighbors", "bgp-session-state"}
	every session in output.sessions {
		session.address
	}
}

# One object a session: those of a list are all.
shows_all(output) if {
	output.source == "bgp-session-state"
	output.listed
}

# Speakers by the peers that they show.
having[session.address] contains status.speaker(output) if {
	some output in input.status.Output
	some session in output.sessions
	session.address
}

# Of those that show all, the ones that a scope is for. Where nothing names the node, only scopes of all nodes are.
asked[[family, version, scope]] contains speaker if {
	some [family, scope] in scopes
	nodes.everywhere(scope)
	some version in [4, 6]
	some speaker in object.get(showing, [[family, version]], set())
}

asked[[family, version, scope]] contains ["named", name] if {
	some [family, scope] in scopes
	not nodes.everywhere(scope)
	some name in nodes.members(scope)
	some version in [4, 6]
	object.get(showing, [[family, version]], set())[["named", name]]
}

scopes contains [row.family, row.nodes] if {
	count(showing) > 0
	some row in sessions.sessions
}

noun(row) := $"{sessions.products[row.family]} peer"

shown_by(without) := concat("", ["of ", concat(", ", names)]) if {
	count(without) <= 3
	names := [name | some speaker in without; speaker[0] == "named"; name := speaker[1]]
	count(names) == count(without)
} else := $"of {count(without)} nodes" if {
	count(without) > 1
} else := "that the node shows"
