# METADATA
# description: The blocks of Services' addresses that calico-node announces.
package bgplint.lib.calico.service_blocks

# METADATA
# description: The lists of the BGPConfiguration `default`, each with what it holds for a reader.
lists := ["serviceClusterIPs", "serviceExternalIPs", "serviceLoadBalancerIPs"]

# METADATA
# description: Each block, `{id, path, list, text, bits}`; without `bits` where it cannot be known.
all := [block |
	some config in input.calico.BGPConfiguration
	config.name == "default"
	some list in lists
	some i, entry in config.object.spec[list]
	text := object.get(entry, "cidr", "")
	fact := object.get(config.facts, $"/spec/{list}/{i}/cidr", {})
	block := object.union(
		{"id": config.id, "path": ["spec", list, i, "cidr"], "list": list, "text": text},
		object.filter(fact, ["bits"]),
	)
]
