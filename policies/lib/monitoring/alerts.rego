# METADATA
# description: |
#   The rules of Prometheus in the scan, whatever holds them: objects of an operator, files, ConfigMaps, values.
package bgplint.lib.monitoring.alerts

import data.bgplint.lib.monitoring.metrics

# METADATA
# description: |
#   A row for each rule: `resource`, `path` of the rule in it, `rule` itself, `partial`, and of an expression that
#   speaks of BGP `metrics` and `patterns`, as src/lib/promql reads them. A list, since a set would hash every rule.
rules := [row |
	some list in lists
	some i, rule in list.rules
	pointer := concat("/", ["", concat("/", [$"{step}" | some step in list.path]), $"{i}", "expr"])
	promql := object.get(list.resource.facts, [pointer, "promql"], {})
	row := {
		"resource": list.resource.id,
		"partial": list.resource.partial,
		"path": array.concat(list.path, [i]),
		"rule": rule,
		"metrics": object.get(promql, "metrics", []),
		"patterns": object.get(promql, "patterns", []),
	}
]

lists := array.concat(
	[list |
		some kind, top in {"PrometheusRule": ["spec", "groups"], "VMRule": ["spec", "groups"], "RuleGroups": ["groups"]}
		some resource in input.monitoring[kind]
		some i, group in object.get(resource.object, top, [])
		is_promql(group)
		list := {"resource": resource, "path": array.concat(top, [i, "rules"]), "rules": group.rules}
	],
	[list |
		some resource in input.monitoring.RuleGroups
		some key, rules in resource.object
		resource.facts[$"/{key}"].rules
		list := {"resource": resource, "path": [key], "rules": rules}
	],
)

# VictoriaMetrics has groups of other languages.
is_promql(group) if object.get(group, "type", "prometheus") == "prometheus"

# METADATA
# description: The metrics that rules of the scan make.
recorded contains row.rule.record if {
	some row in rules
	is_string(row.rule.record)
}

# METADATA
# description: What a rule is called in a sentence.
called(rule) := $"alert {rule.alert}" if {
	is_string(rule.alert)
} else := $"recording rule {rule.record}"

# METADATA
# description: True for a metric that an expression reads and that tells whether a session of BGP is up.
of_session(metric) if {
	metrics.known[metric.name].of == "session"
	not of_other_protocol(metric)
}

of_other_protocol(metric) if {
	metric.name == "bird_protocol_up"
	some matcher in metric.matchers
	matcher.label == "proto"
	matcher.operator in {"=", "=~"}
	not contains(matcher.value, "BGP")
}

of_other_protocol(metric) if {
	metric.name == "bird_protocol_up"
	some matcher in metric.matchers
	matcher.label == "proto"
	matcher.operator in {"!=", "!~"}
	contains(matcher.value, "BGP")
}
