# METADATA
# title: Alert on a session without a delay
# description: |
#   Without `for` an alert fires at the first evaluation that finds a session down, and ends at the next one that finds
#   it up. Sessions go down for seconds without harm: an agent that is updated, a node that is started again, a router
#   with graceful restart, which keeps the routes meanwhile. People then learn to look away.
# related_resources:
#   - ref: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
#     description: Prometheus, alerting rules
# custom:
#   id: monitoring/alert-without-delay
#   level: note
#   class: hygiene
#   policy: true
#   remediation: |
#     Give it `for: 2m`, or the restart time of the sessions if that is longer: then it tells of sessions that stay
#     down.
package bgplint.rules.monitoring["alert-without-delay"]

import data.bgplint.lib.finding
import data.bgplint.lib.monitoring.alerts

report contains finding.with_fix(
	finding.absent(row.resource, array.concat(row.path, ["for"]), message),
	[object.union({"path": array.concat(row.path, ["for"]), "value": "2m", "safe": false}, operation(row.rule))],
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
		$"alert {row.rule.alert} has no `for`: a session that is away for a moment,",
		"as when its agent is updated, makes it fire",
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
