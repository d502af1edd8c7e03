# METADATA
# description: What the DaemonSet of calico-node says by its environment.
package bgplint.lib.calico.daemon

# METADATA
# description: |
#   The containers of calico-node, `{id, at, env, whole}`: `at` leads to the container, and `whole` is false where other
#   objects fill in its environment, or a patch of a DaemonSet of that name is in the scan.
containers := [row |
	some set in input.kubernetes.DaemonSet
	some i, container in set.object.spec.template.spec.containers
	env := object.get(container, "env", [])
	is_array(env)
	of_calico(container, env)
	row := {
		"id": set.id,
		"at": ["spec", "template", "spec", "containers", i],
		"env": env,
		"whole": whole(set, container),
	}
]

of_calico(container, _) if container.name == "calico-node"

of_calico(_, env) if {
	some variable in env
	variable.name in ["CALICO_NETWORKING_BACKEND", "IP6_AUTODETECTION_METHOD"]
}

default whole(_, _) := false

whole(set, container) if {
	not set.partial
	not patched[set.name]
	object.get(container, "envFrom", []) in [[], null]
}

patched contains set.name if {
	some set in input.kubernetes.DaemonSet
	set.partial
}

# METADATA
# description: |
#   Each place where a variable is set, `{id, path, value}`; `path` leads to the value. Of two in one container the last
#   counts. One whose value comes from elsewhere has none here.
set_to(name) := [row |
	some container in containers
	some j in last(container.env, name)
	variable := container.env[j]
	value := object.get(variable, "value", "")
	not variable.valueFrom
	row := {
		"id": container.id,
		"path": array.concat(container.at, ["env", j, "value"]),
		"value": value,
	}
]

# METADATA
# description: |
#   The containers of which it is known that they do not have a variable, `{id, path, value}` as above: `path` leads to
#   the list that it is not in, and the value is empty.
without(name) := [row |
	some container in containers
	container.whole
	count(last(container.env, name)) == 0
	row := {"id": container.id, "path": array.concat(container.at, ["env"]), "value": ""}
]

# METADATA
# description: True if somewhere it cannot be known what a variable holds.
unknown(name) if {
	some container in containers
	not container.whole
	count(last(container.env, name)) == 0
}

unknown(name) if {
	some container in containers
	some j in last(container.env, name)
	container.env[j].valueFrom
}

last(env, name) := {max(at) |
	at := [j | some j, variable in env; variable.name == name]
	count(at) > 0
}
