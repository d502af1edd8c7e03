# METADATA
# description: Which of MetalLB's objects are in a namespace that it does not read.
package bgplint.lib.metallb.namespaces

# METADATA
# description: |
#   The numbers of those that are where MetalLB does not run, or, where nothing tells where it runs, apart from most
#   others.
elsewhere contains resource.id if {
	count(of_speakers) > 0
	some resource in objects
	not served[resource.namespace]
}

elsewhere contains resource.id if {
	count(of_speakers) == 0
	some resource in objects
	resource.namespace != usual
}

served contains namespace if some [namespace, _, _] in of_speakers

# METADATA
# description: Where most of them are; of several the first by name.
usual := min({namespace | some namespace, members in in_namespace; count(members) == most})

most := max({count(members) | some _, members in in_namespace})

# METADATA
# description: The objects of each namespace, `[name, id]`.
in_namespace[object.namespace] contains [object.name, object.id] if some object in objects

# METADATA
# description: The objects that name a namespace.
objects contains resource if {
	some kind in [
		"BGPPeer",
		"BGPAdvertisement",
		"BFDProfile",
		"Community",
		"IPAddressPool",
		"AddressPool",
		"L2Advertisement",
	]
	some resource in input.metallb[kind]
	resource.namespace != ""
}

# METADATA
# description: |
#   Where the speakers run, `[namespace, id, path]`: METALLB_NODE_NAME is theirs alone, and charts have a namespace.
of_speakers contains [set.namespace, set.id, ["metadata", "namespace"]] if {
	some set in input.kubernetes.DaemonSet
	set.namespace != ""
	some container in set.object.spec.template.spec.containers
	some variable in container.env
	variable.name == "METALLB_NODE_NAME"
}

# Where its chart is installed.
of_speakers contains [release.object.namespace, release.id, ["namespace"]] if {
	some release in input.metallb.Release
	object.get(release.object, "chart", "") != ""
	is_string(release.object.namespace)
}

# What the operator makes is owned by its object, as nothing of another namespace can be (metallb/metallb-operator
# controllers/metallb_controller.go).
of_speakers contains [operator.namespace, operator.id, ["metadata", "namespace"]] if {
	some operator in input.metallb.MetalLB
	operator.namespace != ""
	not operator.partial
}
