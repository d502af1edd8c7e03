# METADATA
# description: |
#   The metrics about BGP and BFD sessions, by name: who exports them (`product`), and what they tell (`of`: `session`
#   of a session being up, `routes`, `messages`, `bfd`, `control`). `since` and `until` are releases of the product
#   that came with it and lost it, `modes` those of MetalLB that have it.
#
#   Sources: metallb/metallb v0.16 internal/bgp/metrics, internal/bgp/native/stats.go, frr-tools/metrics/collector;
#   metallb/frr-k8s v0.0.25 cmd/metrics/collector; cilium/cilium v1.14 to v1.19 pkg/bgp/metrics, pkg/bgp/manager and
#   operator/pkg/bgp; tynany/frr_exporter v1.11 collector/bgp.go; czerwonk/bird_exporter 1.4.5 metrics;
#   cloudnativelabs/kube-router v2.9 pkg/metrics; docs.tigera.io, Calico Enterprise, BGP metrics. projectcalico/calico
#   v3.32 exports none: neither felix/ nor typha/ nor kube-controllers/ nor confd/ has a metric of BGP.
package bgplint.lib.monitoring.metrics

# METADATA
# description: The table.
known[name] := row if some name, row in metallb

known[name] := row if some name, row in frr_k8s

known[name] := row if some name, row in cilium

known[name] := row if some name, row in exporters

# METADATA
# description: |
#   The products that are known whole, by the first word of their metrics: a metric of theirs about BGP that is not in
#   the table is none. `names` is the product in a sentence, `session` its metric of a session.
products := {
	"felix": {"product": "calico", "names": "Calico's Felix"},
	"calico": {"product": "calico", "names": "Calico"},
	"metallb": {"product": "metallb", "names": "MetalLB"},
	"frrk8s": {"product": "frr-k8s", "names": "frr-k8s"},
	"cilium": {"product": "cilium", "names": "Cilium"},
}

# METADATA
# description: The words in a name by which a metric is one of BGP, by product.
subjects := {
	"calico": ["bgp"],
	"metallb": ["_bgp", "_bfd_"],
	"frr-k8s": ["_bgp", "_bfd_"],
	"cilium": ["_bgp"],
}

# METADATA
# description: |
#   What tells of each product that a session is down: an expression without a job or a namespace, tried in
#   test/integration/alerts.itest.ts; docs/alerts.md has the whole rules.
down := {
	"calico": "max without (state) (bird_protocol_up{proto=\"BGP\"}) == 0",
	"metallb": "metallb_bgp_session_up == 0",
	"frr-k8s": "frrk8s_bgp_session_up == 0",
	"cilium": "cilium_bgp_control_plane_session_state == 0",
}

# METADATA
# description: What to name in the place of a metric that is none, by product and by what it tells; the best first.
offered := {
	"metallb": {
		"session": ["metallb_bgp_session_up"],
		"routes": ["metallb_bgp_announced_prefixes_total", "metallb_bgp_pending_prefixes_total"],
		"messages": ["metallb_bgp_updates_total", "metallb_bgp_updates_total_received"],
		"bfd": ["metallb_bfd_session_up"],
	},
	"frr-k8s": {
		"session": ["frrk8s_bgp_session_up"],
		"routes": ["frrk8s_bgp_announced_prefixes_total", "frrk8s_bgp_received_prefixes_total"],
		"messages": ["frrk8s_bgp_updates_total", "frrk8s_bgp_updates_total_received"],
		"bfd": ["frrk8s_bfd_session_up"],
	},
	"cilium": {
		"session": ["cilium_bgp_control_plane_session_state"],
		"routes": ["cilium_bgp_control_plane_advertised_routes", "cilium_bgp_control_plane_received_routes"],
		"control": ["cilium_bgp_control_plane_reconcile_errors_total"],
	},
}

metallb["metallb_bgp_session_up"] := {"product": "metallb", "of": "session", "modes": ["native", "frr"]}

metallb["metallb_bgp_announced_prefixes_total"] := {"product": "metallb", "of": "routes", "modes": ["native", "frr"]}

metallb["metallb_bgp_updates_total"] := {"product": "metallb", "of": "messages", "modes": ["native", "frr"]}

metallb["metallb_bgp_pending_prefixes_total"] := {"product": "metallb", "of": "routes", "modes": ["native"]}

metallb[$"metallb_bgp_{of}"] := row if {
	row := {"product": "metallb", "of": "messages", "modes": ["frr"], "since": "0.13.8"}
	some of in messages
}

metallb[$"metallb_bfd_{of}"] := row if {
	row := {"product": "metallb", "of": "bfd", "modes": ["frr"], "since": "0.12.0"}
	some of in bfd
}

frr_k8s["frrk8s_bgp_session_up"] := {"product": "frr-k8s", "of": "session"}

frr_k8s["frrk8s_bgp_announced_prefixes_total"] := {"product": "frr-k8s", "of": "routes"}

frr_k8s["frrk8s_bgp_received_prefixes_total"] := {"product": "frr-k8s", "of": "routes"}

frr_k8s["frrk8s_bgp_updates_total"] := {"product": "frr-k8s", "of": "messages"}

frr_k8s[$"frrk8s_bgp_{of}"] := {"product": "frr-k8s", "of": "messages"} if some of in messages

frr_k8s[$"frrk8s_bfd_{of}"] := {"product": "frr-k8s", "of": "bfd"} if some of in bfd

messages := [
	"opens_sent",
	"opens_received",
	"notifications_sent",
	"updates_total_received",
	"keepalives_sent",
	"keepalives_received",
	"route_refresh_sent",
	"total_sent",
	"total_received",
]

bfd := [
	"session_up",
	"control_packet_input",
	"control_packet_output",
	"echo_packet_input",
	"echo_packet_output",
	"session_up_events",
	"session_down_events",
	"zebra_notifications",
]

# These came with 1.16, and were brought into 1.15.3 and 1.14.9.
cilium[$"cilium_bgp_control_plane_{name}"] := {"product": "cilium", "of": of, "since": "1.16"} if {
	some name, of in {"session_state": "session", "advertised_routes": "routes", "received_routes": "routes"}
}

cilium[$"{start}{name}"] := {"product": "cilium", "of": "control", "since": since} if {
	some start, since in {"cilium_bgp_control_plane_": "1.17", "cilium_operator_bgp_control_plane_": "1.18"}
	some name in [
		"reconcile_run_duration_seconds",
		"reconcile_run_duration_seconds_bucket",
		"reconcile_run_duration_seconds_count",
		"reconcile_run_duration_seconds_sum",
	]
}

cilium[$"{start}reconcile_errors_total"] := {"product": "cilium", "of": "control", "since": "1.18"} if {
	some start in ["cilium_bgp_control_plane_", "cilium_operator_bgp_control_plane_"]
}

cilium[name] := {"product": "cilium", "of": "control", "since": "1.17", "until": "1.18"} if {
	some name in [
		"cilium_bgp_control_plane_reconcile_error_count",
		"cilium_operator_bgp_control_plane_cluster_config_error_count",
	]
}

# Of these only what tells of a session: others may have names like them.
exporters := {
	"bird_protocol_up": {"product": "bird_exporter", "of": "session"},
	"bgp4_session_up": {"product": "bird_exporter", "of": "session"},
	"bgp6_session_up": {"product": "bird_exporter", "of": "session"},
	"frr_bgp_peer_state": {"product": "frr_exporter", "of": "session"},
	"bgp_peers": {"product": "Calico Enterprise", "of": "session"},
	"bgp_routes_imported": {"product": "Calico Enterprise", "of": "routes"},
	"bgp_route_updates_received": {"product": "Calico Enterprise", "of": "messages"},
	"gobgp_peer_up": {"product": "gobgp_exporter", "of": "session"},
	"kube_router_bgp_peer_info": {"product": "kube-router", "of": "session"},
	"kube_router_controller_bgp_advertisements_received": {"product": "kube-router", "of": "messages"},
	"kube_router_controller_bgp_advertisements_sent": {"product": "kube-router", "of": "messages"},
	"kube_router_controller_bgp_internal_peers_sync_time": {"product": "kube-router", "of": "control"},
}
