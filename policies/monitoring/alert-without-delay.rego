# METADATA
# title: BGP session alert without a delay
# description: |
#   Without `for` an alert fires at the first evaluation that finds a session down, and resolves at the next one that
#   finds it up. Sessions go down for seconds without harm: when an agent is updated, a node reboots, or a router with
#   graceful restart keeps the routes meanwhile. People then learn to ignore the alert.
# related_resources:
#   - ref: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
#     description: Prometheus, alerting rules
# custom:
#   id: monitoring/alert-without-delay
#   level: note
#   class: hygiene
#   policy: true
#   remediation: |
#     Set `for: 2m`, or the restart time of the sessions if that is longer: the alert then reports only sessions that
#     stay down.
package bgplint.rules.monitoring["alert-without-delay"]

import data.bgplint.lib.finding
import data.bgplint.lib.monitoring.alerts
import data.bgplint.lib.steps

report contains finding.with_fix(
	finding.absent(row.resource, array.concat(row.path, ["for"]), message),
	[finding.then(
		object.union({"path": array.concat(row.path, ["for"]), "value": "2m", "safe": false}, operation(row.rule)),
		[steps.check($"that 2m is at least the restart time of the sessions of alert {row.rule.alert}")],
	)],
) if {
	some row in alerts.rules
	not row.partial
	is_string(row.rule.alert)
	undelayed(row.rule)
	some metric in row.metrics
	alerts.of_session(metric)
	not metric.ranged
	not alerts.recorded[metric.name]
	every one in metric.under {
		one == "or"
	}
	message := concat(" ", [
		$"alert {row.rule.alert} has no `for`: it fires when a session is down for a moment,",
		"such as during an update of its agent",
	])
}

operation(rule) := {"op": "replace"} if {
	"for" in object.keys(rule)
} else := {"op": "add"}

# One that goes on for a while does not flap.
undelayed(rule) if {
	object.get(rule, "for", "0s") in {"", "0", "0s", "0m", "0h", "0ms", 0, null}
	object.get(rule, "keep_firing_for", "0s") in {"", "0", "0s", "0m", "0h", "0ms", 0, null}
}
