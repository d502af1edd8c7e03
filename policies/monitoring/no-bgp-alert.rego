# METADATA
# title: No alert for BGP sessions that go down
# description: |
#   A BGP session that is down goes unnoticed until a second one follows: pods and Services stay reachable over the
#   others, and no Kubernetes condition reports it. There are Prometheus rules, but none of them covers BGP sessions.
# related_resources:
#   - ref: https://metallb.io/prometheus-metrics/
#     description: MetalLB's metrics, and those of frr-k8s
#   - ref: https://docs.cilium.io/en/stable/observability/metrics/
#     description: Cilium's metrics
# custom:
#   id: monitoring/no-bgp-alert
#   level: note
#   class: availability
#   policy: true
#   remediation: |
#     Add the alert from docs/alerts.md for the product that speaks BGP here. If the routers are monitored instead, or
#     another system does it, say so in a suppression.
package bgplint.rules.monitoring["no-bgp-alert"]

import data.bgplint.lib.finding
import data.bgplint.lib.monitoring.alerts
import data.bgplint.lib.monitoring.metrics
import data.bgplint.lib.paste
import data.bgplint.lib.sessions

report contains offered(finding.claims_absence(finding.key(first, key, message)), first) if {
	count(peers) > 0
	not watched
	[first, key] := min(rules_of_prometheus)
	message := concat("", [
		"no Prometheus rule in the scan alerts when a BGP session goes down",
		use,
	])
}

# For the operator that has the rules of the scan, with the labels by which it finds them; docs/alerts.md has more.
offered(found, first) := finding.with_paste(found, [{
	"apiVersion": "monitoring.coreos.com/v1",
	"kind": "PrometheusRule",
	"metadata": {"name": "bgp-sessions", "namespace": namespace, "labels": labels},
	"spec": {"groups": [{"name": "bgp-sessions", "rules": alerts_on_sessions}]},
}]) if {
	count(alerts_on_sessions) > 0
	some rule in input.monitoring.PrometheusRule
	rule.id == first
	namespace := paste.namespace(rule.namespace, "the namespace of Prometheus' rules")
	labels := object.get(rule.object, ["metadata", "labels"], {})
	is_object(labels)
} else := found

alerts_on_sessions := [{
	"alert": alert,
	"expr": metrics.down[family],
	"for": "2m",
	"labels": {"severity": "critical"},
	"annotations": {"summary": "a BGP session of {{ $labels.instance }} is down"},
} |
	some family, alert in {
		"calico": "CalicoBGPSessionDown",
		"cilium": "CiliumBGPSessionDown",
		"frr-k8s": "FRRK8sBGPSessionDown",
		"metallb": "MetalLBBGPSessionDown",
	}
	peers[family]
]

rules_of_prometheus contains [resource.id, [key]] if {
	some kind, key in {"PrometheusRule": "kind", "VMRule": "kind", "RuleGroups": "groups"}
	some resource in input.monitoring[kind]
	not resource.partial
}

# What declares peers: the rest of a family may be there without a session.
peers contains family if {
	count(rules_of_prometheus) > 0
	some family in sessions.families_with_peers
}

default watched := false

# A name that no product has is somebody's own, or monitoring/unknown-metric speaks of it.
watched if {
	some row in alerts.rules
	some metric in row.metrics
	tells(metric.name)
}

watched if {
	some row in alerts.rules
	count(row.patterns) > 0
}

# In an expression that cannot be read, or in what people call the alert.
watched if {
	some row in alerts.rules
	some text in [row.rule.alert, row.rule.expr]
	is_string(text)
	contains(lower(text), "bgp")
	count(row.metrics) == 0
}

# The chart's own alert, of MetalLB.
watched if {
	some release in input.metallb.Release
	release.object.values.prometheus.prometheusRule.enabled == true
	not release.object.values.prometheus.prometheusRule.bgpSessionDown.enabled == false
}

tells(name) if metrics.known[name].of == "session"

tells(name) if {
	not metrics.known[name]
	contains(lower(name), "bgp")
}

use := $", as `{expression}` would" if {
	expression := metrics.down[min(peers)]
} else := ""
