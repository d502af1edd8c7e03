# METADATA
# title: Alert on a metric that nothing exports
# description: |
#   An expression over a metric that nothing exports has no result, and an alert without a result never fires: it is
#   loaded, shown as healthy, and silent on the day of the outage. Prometheus and promtool accept any name. Open-source
#   Calico exports nothing about BGP, neither from Felix nor from BIRD (`bgp_peers` and others are metrics of Calico
#   Enterprise and Calico Cloud); MetalLB, frr-k8s and Cilium do, each under its own names, and MetalLB in FRR-K8s mode
#   leaves BGP and its metrics to frr-k8s.
# related_resources:
#   - ref: https://metallb.io/prometheus-metrics/
#     description: MetalLB's metrics, and those of frr-k8s
#   - ref: https://docs.cilium.io/en/stable/observability/metrics/
#     description: Cilium's metrics
#   - ref: https://docs.tigera.io/calico/latest/reference/felix/prometheus
#     description: Felix's metrics, none of which is about BGP
#   - ref: https://docs.tigera.io/calico-enterprise/latest/operations/monitor/metrics/bgp-metrics
#     description: BGP metrics of Calico Enterprise
#   - ref: https://github.com/czerwonk/bird_exporter
#     description: An exporter for BIRD, which calico-node runs
# custom:
#   id: monitoring/unknown-metric
#   level: error
#   class: correctness
#   remediation: |
#     Use a metric that the product exports: docs/alerts.md has a complete rule for each, tested against sessions that
#     go down and agents that disappear. For Calico, run bird_exporter on each node with BIRD's socket
#     (`/var/run/calico/bird.ctl`), or alert on the routers' side. After the fix, check in Prometheus that the
#     expression without its comparison has a result.
package bgplint.rules.monitoring["unknown-metric"]

import data.bgplint.lib.finding
import data.bgplint.lib.monitoring.alerts
import data.bgplint.lib.monitoring.metrics
import data.bgplint.lib.steps
import data.bgplint.lib.version

report contains with_others(fixed(found, row, metric), row, i) if {
	some row in alerts.rules
	some i, metric in row.metrics
	not said_before(row, i)
	not alerts.recorded[metric.name]
	why := fault(metric.name)
	message := $"{why.what}, so {effect(row, metric)}: {why.use}"
	found := told(
		finding.part(
			row.resource,
			array.concat(row.path, ["expr"]),
			metric.from,
			metric.to,
			message,
		),
		why,
	)
}

# An expression may read one metric many times, and several of one kind: the first speaks for all of them.
said_before(row, i) if {
	some metric in array.slice(row.metrics, 0, i)
	same_fault(row, metric, row.metrics[i])
}

same_fault(row, a, b) if {
	not alerts.recorded[a.name]
	not alerts.recorded[b.name]
	fault(a.name).of == fault(b.name).of
	effect(row, a) == effect(row, b)
}

with_others(found, row, i) := finding.with_related(found, object.get(found, "related", set()) | others) if {
	others := {finding.place_of_part(row.resource, array.concat(row.path, ["expr"]), metric.from, metric.to, message) |
		some metric in array.slice(row.metrics, i + 1, count(row.metrics))
		metric.name != row.metrics[i].name
		same_fault(row, row.metrics[i], metric)
		message := fault(metric.name).what
	}
}

told(found, why) := version.told(found, why.family, why.names) if {
	why.family
} else := finding.with_related(found, {finding.place(mode.resource, mode.path, "MetalLB's mode")}) if {
	why.mode
	mode := input.cluster.metallb.mode_from
} else := found

# What is wrong with a metric, and what to use in its place.
fault(name) := {"what": $"nothing exports `{name}`", "use": advice(product, name), "of": product} if {
	not metrics.known[name]
	[first, product] := product_of(name)
	some subject in metrics.subjects[product]
	contains(name, subject)
	first
} else := fault_of_version(name) if {
	metrics.known[name]
}

product_of(name) := [first, metrics.products[first].product] if first := split(name, "_")[0]

fault_of_version(name) := {
	"what": $"MetalLB in FRR-K8s mode does not export `{name}`",
	"use": $"frr-k8s speaks BGP there and exports `{concat("_", ["frrk8s", trim_prefix(name, "metallb_")])}`",
	"mode": true,
	"of": "mode",
} if {
	metrics.known[name].product == "metallb"
	input.cluster.metallb.mode == "frr-k8s"
} else := {
	"what": $"MetalLB in mode {input.cluster.metallb.mode} does not export `{name}`",
	"use": advice("metallb", name),
	"mode": true,
	"of": "mode",
} if {
	metrics.known[name].product == "metallb"
	not input.cluster.metallb.mode in metrics.known[name].modes
	input.cluster.metallb.mode
} else := {
	"what": $"{title} {running} does not export `{name}`",
	"use": $"it was added in {came(family, metrics.known[name].since)}",
	"family": family,
	"names": title,
	"of": "version",
} if {
	some family, title in {"metallb": "MetalLB", "cilium": "Cilium"}
	metrics.known[name].product == family
	running := input.cluster[family].version
	version.before(running, metrics.known[name].since)
	not brought(family, running, metrics.known[name].since)
} else := {
	"what": $"Cilium {input.cluster.cilium.version} no longer exports `{name}`",
	"use": $"it was removed in {metrics.known[name].until}",
	"family": "cilium",
	"names": "Cilium",
	"of": "version",
} if {
	metrics.known[name].product == "cilium"
	not version.before(input.cluster.cilium.version, metrics.known[name].until)
	version.numbers(input.cluster.cilium.version)
}

# Of a minor version alone the last release is meant; of 1.14 the first that has them is not known.
brought("cilium", running, "1.16") if {
	version.numbers(running) == [1, 15]
	not version.before(running, "1.15.3")
}

brought("cilium", running, "1.16") if version.numbers(running) == [1, 14]

came("cilium", "1.16") := "1.16, 1.15.3 and 1.14.9"

came("cilium", since) := since if since != "1.16"

came("metallb", since) := since

# What becomes of the rule.
effect(row, metric) := $"{alerts.called(row.rule)} never makes the exception that it is for" if {
	"unless" in metric.under
} else := $"its `absent` in {alerts.called(row.rule)} is always true, whatever the sessions do" if {
	"absent" in metric.under
} else := $"this part of {alerts.called(row.rule)} is never true" if {
	count(metric.under) > 0
} else := $"alert {row.rule.alert} never fires" if {
	is_string(row.rule.alert)
} else := $"{alerts.called(row.rule)} records nothing"

# METADATA
# description: What to use in the place of a metric that its product does not have.
advice("calico", name) := concat(" ", [
	"open-source Calico has no BGP metrics; with bird_exporter beside calico-node",
	$"use `{metrics.down.calico}`",
]) if {
	of_session(name)
} else := concat(" ", [
	"open-source Calico has no BGP metrics; bird_exporter beside calico-node exports",
	"`bird_protocol_up`, `bird_protocol_prefix_import_count` and `bird_protocol_prefix_export_count`",
])

advice(product, name) := $"{names_of(product)} exports `{names}` for {of}" if {
	product != "calico"
	[kind, of] := kind_of(name)
	count(of_kind(product, kind)) > 0
	names := concat("`, `", of_kind(product, kind))
} else := $"{names_of(product)} exports `{names}`" if {
	product != "calico"
	names := concat("`, `", of_kind(product, "session"))
}

names_of(product) := [of.names | some of in metrics.products; of.product == product][0]

kind_of(name) := ["bfd", "BFD"] if {
	contains(name, "_bfd_")
} else := ["routes", "routes"] if {
	some word in ["prefix", "route"]
	contains(name, word)
} else := ["session", "session state"] if {
	of_session(name)
} else := ["control", "its own work"] if {
	some word in ["reconcile", "error"]
	contains(name, word)
} else := ["messages", "messages"]

of_kind(product, kind) := [name |
	some name in metrics.offered[product][kind]
	in_mode(metrics.known[name])
]

in_mode(metric) if not metric.modes

in_mode(_) if not input.cluster.metallb.mode

in_mode(metric) if input.cluster.metallb.mode in metric.modes

# The words by which people call the state of a session.
of_session(name) if {
	some word in session_words
	contains(name, word)
	not counts_something(name)
}

session_words := [
	"session",
	"peer",
	"neighbor",
	"neighbour",
	"established",
	"connection",
	"state",
	"status",
	"_up",
	"_down",
]

counts_something(name) if {
	some word in ["prefix", "route", "update", "message", "sent", "received", "error"]
	contains(name, word)
}

# An alert that reads nothing but such metrics of sessions says what it is meant to say once it reads the real one. A
# comment within the expression would go with it.
fixed(found, row, metric) := finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": array.concat(row.path, ["expr"]), "value": metrics.down[product], "safe": false},
		[steps.check(concat(" ", [
			$"in Prometheus that the expression of alert {row.rule.alert}, without its comparison,",
			"has a result for each session",
		]))],
	)],
) if {
	is_string(row.rule.alert)
	not contains(row.rule.expr, "#")
	metric == row.metrics[0]
	count(row.patterns) == 0
	product := product_of(metric.name)[1]
	every other in row.metrics {
		of_session(other.name)
		not metrics.known[other.name]
		not alerts.recorded[other.name]
		product_of(other.name)[1] == product
		other.under == []
	}
} else := found

# MetalLB's chart has an alert of its own, on the speaker's metric (charts/metallb/templates/prometheusrules.yaml).
report contains found if {
	input.cluster.metallb.mode == "frr-k8s"
	some release in input.metallb.Release
	values := release.object.values.prometheus.prometheusRule
	values.enabled == true
	not object.get(values, ["bgpSessionDown", "enabled"], true) == false
	why := fault_of_version("metallb_bgp_session_up")
	message := $"{why.what}, so alert MetalLBBGPSessionDown of the chart never fires: {why.use}"
	found := told(
		finding.value(release.id, ["values", "prometheus", "prometheusRule", "enabled"], message),
		why,
	)
}
