package bgplint.lib.sessions.near_ends.calico_test

import data.bgplint.lib.sessions.near_ends.calico

configs(ports) := {"calico": {"BGPConfiguration": [config |
	some i, port in ports
	config := {"id": i, "name": "default", "object": {"spec": {"listenPort": port}}, "facts": {}}
]}}

test_listen_port if {
	calico.listen_port(set()) == 179 with input as configs([])
	calico.listen_port(set()) == 1790 with input as configs([1790])
	calico.listen_port(set()) == 1790 with input as configs([1790, 1790])
}

# Copies of the configuration must not stop the run.
test_listen_port_of_copies_that_differ if {
	calico.listen_port(set()) == "unknown" with input as configs([179, 1790])
}
