# METADATA
# title: TCP/179 missing from Felix's failsafe ports
# description: |
#   With a HostEndpoint, Felix protects an interface of a node: it drops traffic in both directions that no policy and
#   no profile allows. Only the failsafe ports bypass all policies, and TCP/179 is one of them until a
#   FelixConfiguration replaces the list. Without it, and with no policy that allows BGP, sessions that are up stay up
#   until they have to be set up anew, at the next restart, and then never come back.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/host-endpoints/failsafe
#     description: Failsafe rules
#   - ref: https://docs.tigera.io/calico/latest/reference/host-endpoints/connectivity
#     description: What a host endpoint without a policy drops
#   - ref: https://github.com/projectcalico/calico/blob/master/felix/rules/endpoints.go
#     description: Felix, the failsafe chain before the policies' (endpointIptablesChain)
# custom:
#   id: calico/failsafe-without-bgp
#   level: error
#   class: availability
#   remediation: |
#     Add `{protocol: tcp, port: 179}` to the list, or remove the list: the default has it. Or allow TCP/179 from and to
#     the peers in a GlobalNetworkPolicy that selects the host endpoints, before any policy that denies it.
package bgplint.rules.calico["failsafe-without-bgp"]

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.nodes as calico_nodes
import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.resting_on(finding.with_related(found, {end}), rests) if {
	not calico.bgp_disabled
	not other_port
	some direction, field in fields
	some config in input.calico.FelixConfiguration
	leaves_out(config, field)
	hosts := governed(config, direction)
	count(hosts) > 0
	first := min(hosts)
	message := concat(" ", [
		$"{field} of FelixConfiguration {config.name} lacks TCP/179, and nothing lets BGP {ways[direction]} at",
		$"HostEndpoint {names[first]}{others(hosts)}: Felix drops it there",
	])
	found := finding.key(config.id, ["spec", field], message)
	end := finding.place(first, ["metadata", "name"], $"no profile, and no policy that lets BGP {ways[direction]}")
	rests := {{"resource": first, "path": path} | some path in [["spec", "node"], ["spec", "profiles"]]}
}

fields := {"ingress": "failsafeInboundHostPorts", "egress": "failsafeOutboundHostPorts"}

ways := {"ingress": "in", "egress": "out"}

# The environment goes before all FelixConfigurations (felix/config/config_params.go).
variables := {
	"failsafeInboundHostPorts": "FELIX_FAILSAFEINBOUNDHOSTPORTS",
	"failsafeOutboundHostPorts": "FELIX_FAILSAFEOUTBOUNDHOSTPORTS",
}

names := {host.id: host.name | some host in input.calico.HostEndpoint}

others(hosts) := "" if count(hosts) == 1

others(hosts) := $" and {count(hosts) - 1} more" if count(hosts) > 1

leaves_out(config, field) if {
	is_array(config.object.spec[field])
	not may_hold(config, field)
	not in_environment[field]
}

# Without a protocol it is TCP. Behind a network may be the peers, or not.
may_hold(config, field) if {
	some item in config.object.spec[field]
	may_be_bgp(item)
}

may_be_bgp(item) if not is_object(item)

may_be_bgp(item) if {
	item.port == 179
	lower($"{object.get(item, "protocol", "tcp")}") in {"tcp", "6", "null"}
}

# A placeholder.
may_be_bgp(item) if is_string(item.port)

in_environment contains field if {
	some field, variable in variables
	count(daemon.set_to(variable)) > 0
}

in_environment contains field if {
	some field, variable in variables
	daemon.unknown(variable)
}

# Nodes that listen elsewhere need another port.
default other_port := false

other_port if {
	some config in input.calico.BGPConfiguration
	not calico.unset(config, "listenPort")
	config.object.spec.listenPort != 179
}

# The cut endpoints of the nodes whose ports a FelixConfiguration says: a node's own goes before the one of all.
governed(config, direction) := by_default[direction] if config.name == "default"

governed(config, direction) := by_node[[direction, substring(config.name, 5, -1)]] if startswith(config.name, "node.")

by_default := {direction: hosts |
	some direction, field in fields
	hosts := {host.id | some host in cut[direction]; not own[[field, host.node]]}
}

by_node[[direction, host.node]] contains host.id if {
	some direction, _ in fields
	some host in cut[direction]
}

own contains [field, substring(config.name, 5, -1)] if {
	some config in input.calico.FelixConfiguration
	startswith(config.name, "node.")
	some _, field in fields
	not calico.unset(config, field)
}

cut := {direction: hosts |
	some direction, _ in fields
	not unsure[direction]
	hosts := {{"id": host.id, "node": host.object.spec.node} |
		some host in input.calico.HostEndpoint
		guards(host)
		not opened[[direction, host.id]]
	}
}

guards(host) if {
	not host.partial
	object.get(host.object, ["spec", "profiles"], []) in [[], null]
	not elsewhere(host)
}

# Of an interface that has none of the addresses of its node.
elsewhere(host) if {
	addresses := addresses_of[host.object.spec.node]
	expected := {fact.address | some fact in host.facts}
	count(expected) > 0
	count(expected & addresses) == 0
}

addresses_of[node] contains address if {
	some address, nodes in calico_nodes.at
	some node in nodes
}

# Which policies may let BGP pass at which endpoints: behind one that denies it in their tier none does.
opened contains [policy.direction, id] if {
	some policy in speaking
	policy.bgp == "perhaps"
	some id in selected[policy.id]
	not denied_before(policy, id)
}

denied_before(policy, id) if min(denials[[policy.direction, policy.stage, id]]) < policy.order

denials[[policy.direction, policy.stage, id]] contains policy.order if {
	some policy in speaking
	policy.bgp == "deny"
	some id in selected[policy.id]
}

# One of which it is not known whom it selects may let it pass at all of them.
unsure contains policy.direction if {
	some policy in speaking
	policy.bgp == "perhaps"
	unknown[policy.id]
}

speaking contains row if {
	some policy in input.calico.GlobalNetworkPolicy
	some direction, _ in fields
	row := {
		"id": policy.id,
		"direction": direction,
		"bgp": policy.facts[$"/spec/{direction}"].bgp,
		"stage": stage(policy),
		"order": order(policy),
	}
}

# What is not tracked, and what comes before DNAT, goes before all others; tiers are not compared.
stage(policy) := [
	object.get(policy.object, ["spec", "doNotTrack"], false),
	object.get(policy.object, ["spec", "preDNAT"], false),
	object.get(policy.object, ["spec", "tier"], "default"),
]

# Without an order a policy is the last.
order(policy) := stated if {
	stated := policy.object.spec.order
	is_number(stated)
} else := 1e300

selected := {row.policy: row.endpoints | some row in input.cluster.host_policies; not row.unknown}

unknown contains row.policy if {
	some row in input.cluster.host_policies
	row.unknown
}
