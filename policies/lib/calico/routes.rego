# METADATA
# description: |
#   Who programs the routes from a node to the pods of others (projectcalico/calico
#   api/pkg/apis/projectcalico/v3/{bgpconfig,felixconfig}.go, programClusterRoutes). Of VXLAN pools Felix does, always.
#   Of IP-in-IP pools and of those without encapsulation BIRD does, unless the two fields say otherwise:
#   FelixConfiguration has its own since 3.31, for IP-in-IP alone at first, and BGPConfiguration since 3.32. Since 3.33
#   both know the kinds of pools one by one, and by default Felix has IP-in-IP and BIRD what is not encapsulated.
package bgplint.lib.calico.routes

import data.bgplint.lib.calico.daemon
import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.calico.objects as calico

# METADATA
# description: |
#   True if Felix programs the routes of all pools that pods get addresses from, so that they reach each other without
#   BGP; where no pool is known, if it programs those of any kind.
default without_bgp := false

without_bgp if {
	count(ip_pools.for_workloads) > 0
	every pool in ip_pools.for_workloads {
		of_felix(pool.encapsulation)
	}
}

without_bgp if {
	count(ip_pools.for_workloads) == 0
	some kind in ["IPIP", "None"]
	of_felix(kind)
}

# METADATA
# description: True if Felix programs the routes of pools of an encapsulation (bgplint.lib.calico.ip_pools).
of_felix("VXLAN")

of_felix(kind) if by("felix", kind)

# METADATA
# description: True if a program, felix or bird, has the routes of pools of a kind, IPIP or None.
by(program, kind) if {
	some value in values[program]
	programs(value)[kind]
}

# METADATA
# description: |
#   What it rests on that BIRD programs the routes: how pools are encapsulated and what the fields say, as far as that
#   may be a placeholder.
rests_on := {{"resource": pool.id, "path": path} |
	some pool in ip_pools.for_workloads
	pool.encapsulation == "unknown"
	some path in pool.at
} | {{"resource": said.id, "path": said.path} |
	some who in ["felix", "bird"]
	some said in stated[who]
	not meanings[said.value]
}

# METADATA
# description: |
#   What is said of a program, felix or bird, as a list of `{id, path, value, says}`. The operator writes both fields
#   where the Installation has a clusterRoutingMode (tigera/operator pkg/controller/installation/core_controller.go),
#   and the environment goes before FelixConfiguration (felix/config/config_params.go).
stated := {"felix": felix, "bird": bird}

felix := modes("felix") if {
	count(modes("felix")) > 0
} else := in_environment if {
	count(in_environment) > 0
} else := fields("FelixConfiguration")

bird := modes("bird") if {
	count(modes("bird")) > 0
} else := fields("BGPConfiguration")

fields(kind) := [said |
	some config in input.calico[kind]
	config.name == "default"
	value := config.object.spec.programClusterRoutes
	is_string(value)
	value != ""
	said := {
		"id": config.id,
		"path": ["spec", "programClusterRoutes"],
		"value": value,
		"says": $"programClusterRoutes: {value}",
	}
]

in_environment := [said |
	some name in ["FELIX_PROGRAMCLUSTERROUTES", "FELIX_ProgramClusterRoutes"]
	some place in daemon.set_to(name)
	said := {"id": place.id, "path": place.path, "value": place.value, "says": $"{name}={place.value}"}
]

modes(who) := [said |
	some installation in input.calico.Installation
	mode := installation.object.spec.calicoNetwork.clusterRoutingMode
	said := {
		"id": installation.id,
		"path": ["spec", "calicoNetwork", "clusterRoutingMode"],
		"value": object.get(by_mode[who], mode, mode),
		"says": $"clusterRoutingMode: {mode}",
	}
]

by_mode := {
	"felix": {"BIRD": "Disabled", "Felix": "Enabled", "FelixIPIPOnly": "EnabledIPIPOnly"},
	"bird": {"BIRD": "Enabled", "Felix": "Disabled", "FelixIPIPOnly": "EnabledNoEncapOnly"},
}

# METADATA
# description: True if the operator writes both fields, so that they agree.
default written_by_operator := false

written_by_operator if count(modes("bird")) > 0

# What counts for a program: one value, unless objects of one name differ.
values := {program: said |
	some program, rows in stated
	said := {row.value | some row in rows} | {value | count(rows) == 0; value := defaults[program]}
}

# METADATA
# description: What the fields are where nothing states them.
defaults := {"felix": "EnabledIPIPOnly", "bird": "EnabledNoEncapOnly"} if {
	one_by_one
} else := {"felix": "Disabled", "bird": "Enabled"}

# METADATA
# description: Which releases these defaults are of, in words.
defaults_of := "since 3.33" if {
	one_by_one
} else := "up to 3.32"

# METADATA
# description: True if nothing tells whether the defaults are those of 3.33.
default release_unknown := false

release_unknown if {
	not one_by_one
	not calico.before("3.33")
}

# A value that older releases lack tells the version too.
default one_by_one := false

one_by_one if calico.since("3.33")

one_by_one if {
	not calico.before("3.33")
	some program in ["felix", "bird"]
	some said in stated[program]
	said.value in ["EnabledIPIPOnly", "EnabledNoEncapOnly"]
}

# METADATA
# description: The kinds of pools whose routes a program has, by the value of its field.
programs(value) := {"IPIP": true} if {
	value == "Enabled"
	calico.before("3.32")
} else := object.get(meanings, value, {})

meanings := {
	"Enabled": {"IPIP": true, "None": true},
	"EnabledIPIPOnly": {"IPIP": true},
	"EnabledNoEncapOnly": {"None": true},
	"Disabled": {},
}
