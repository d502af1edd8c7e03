# METADATA
# description: What Calico refuses of one IPPool (api/pkg/apis/projectcalico/v3/ippool.go), as `{field, says}`.
package bgplint.lib.calico.pools

import data.bgplint.lib.calico.objects as calico

# METADATA
# description: The faults of a pool; `says` ends a sentence that starts with the pool.
faults(pool) := {{"field": field, "says": says} |
	some field in [
		"cidr",
		"blockSize",
		"ipipMode",
		"vxlanMode",
		"disableBGPExport",
		"nodeSelector",
		"namespaceSelector",
		"allowedUses",
	]
	some says in problems(pool, pool.object.spec, field)
}

problems(pool, spec, "cidr") := ({says |
	says := cidr_problem(spec.cidr, pool.facts["/spec/cidr"])
} | {"has an empty cidr" |
	spec.cidr == ""
}) | {$"has {spec.cidr}, which is smaller than one block of /{size}" |
	not pool.partial
	not spec.disabled == true
	fact := pool.facts["/spec/cidr"]
	not fact.bare
	size := block_size(pool, fact)
	may_be(size, fact.family)
	fact.length > size
}

problems(pool, spec, "blockSize") := {says |
	is_number(spec.blockSize)
	spec.blockSize != 0
	family := pool.facts["/spec/cidr"].family
	[from, to] := block_sizes[family]
	not may_be(spec.blockSize, family)
	says := $"has blocks of /{spec.blockSize}, but IPv{family} allows /{from} to /{to}"
}

problems(pool, spec, "ipipMode") := {$"has IP-in-IP on {spec.cidr}, but that is only for IPv4" |
	encapsulated(pool, "ipipMode")
	pool.facts["/spec/cidr"].family == 6
} | {"is for load balancers but has IP-in-IP" |
	encapsulated(pool, "ipipMode")
	for_use(spec, "LoadBalancer")
}

problems(pool, spec, "vxlanMode") := {"has both VXLAN and IP-in-IP" |
	encapsulated(pool, "ipipMode")
	encapsulated(pool, "vxlanMode")
} | {"is for load balancers but has VXLAN" |
	encapsulated(pool, "vxlanMode")
	for_use(spec, "LoadBalancer")
}

problems(_, spec, "disableBGPExport") := {"is for load balancers but has disableBGPExport" |
	spec.disableBGPExport == true
	for_use(spec, "LoadBalancer")
}

problems(_, spec, "nodeSelector") := {"is for load balancers but has a nodeSelector other than all()" |
	is_string(spec.nodeSelector)
	spec.nodeSelector != "all()"
	for_use(spec, "LoadBalancer")
} | global_selector(spec, "nodeSelector")

problems(pool, spec, "namespaceSelector") := {"is for tunnels, which are in no namespace, but has a namespaceSelector" |
	not calico.unset(pool, "namespaceSelector")
	for_use(spec, "Tunnel")
} | global_selector(spec, "namespaceSelector")

problems(_, spec, "allowedUses") := {$"is for both LoadBalancer and {use}" |
	for_use(spec, "LoadBalancer")
	some use in ["Workload", "Tunnel"]
	for_use(spec, use)
}

global_selector(spec, field) := {$"uses global() in {field}, which is only for network policies" |
	contains(spec[field], "global(")
}

cidr_problem(text, fact) := $"has {text}, which is not a network" if {
	fact.fault
} else := $"has {text}, an address without a mask" if {
	fact.bare
} else := $"has {text}, an IPv4 network in IPv6 notation" if {
	fact.family == 4
	contains(text, ":")
} else := $"has {text}, whose mask has a leading zero" if {
	fact.zero
} else := $"has {text} with host bits set (the network is {fact.cidr})" if {
	fact.hostBits
} else := $"has {text}, which overlaps the link-local addresses {range}" if {
	some range, bits in {"169.254.0.0/16": "4/1010100111111110", "fe80::/10": "6/1111111010"}
	either_holds(bits, fact.bits)
}

either_holds(a, b) if startswith(a, b)

either_holds(a, b) if startswith(b, a)

block_size(pool, fact) := pool.object.spec.blockSize if {
	not calico.unset(pool, "blockSize")
} else := 26 if {
	fact.family == 4
} else := 122

block_sizes := {4: [20, 32], 6: [116, 128]}

may_be(size, family) if {
	is_number(size)
	[from, to] := block_sizes[family]
	size >= from
	size <= to
}

for_use(spec, use) if use in spec.allowedUses

encapsulated(pool, field) if pool.object.spec[field] in {"Always", "CrossSubnet"}
