# METADATA
# title: Prefix missing from the frr-k8s router
# description: |
#   A neighbor can be sent only what its router has in `prefixes` or imports from another VRF of the same
#   FRRConfiguration. frr-k8s compares strings: 192.0.2.1/24 is not 192.0.2.0/24. The webhook refuses the configuration;
#   if no node matched the selector when it was applied, a node that matches later refuses all of its configurations at
#   run time and keeps the previous ones.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#advertise
#     description: frr-k8s API, Advertise
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, validateOutgoingPrefixes and toAdvertiseToFRR
# custom:
#   id: frr-k8s/prefix-not-advertised
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Add the prefix to `prefixes` of the router, spelled the same, or remove it here.
#   variants:
#     family:
#       description: |
#         A session carries the address family of the neighbor's address, and both only with `dualStackAddressFamily`.
#         frr-k8s refuses a prefix of the other family; earlier releases silently left it out.
#       remediation: |
#         Set `dualStackAddressFamily: true` if the router accepts both families over one session, or send the prefix
#         to a neighbor with an address of its family.
#     attribute:
#       description: |
#         Local preferences and communities are only for prefixes that the neighbor is sent: those in
#         `toAdvertise.allowed.prefixes`, or with `mode: all` those of the router. frr-k8s compares strings:
#         192.0.2.1/24 is not 192.0.2.0/24. The webhook refuses the configuration; if no node matched the selector when
#         it was applied, a node that matches later does so at run time.
#       remediation: |
#         Spell the prefix the same in `prefixes` of the router, in `toAdvertise.allowed.prefixes` (except with `mode:
#         all`) and here.
#     twice:
#       description: |
#         Each prefix has one local preference for a neighbor, each local preference or community one list of prefixes,
#         and each prefix is in such a list once. The webhook refuses anything else; if no node matched the selector
#         when it was applied, a node that matches later does so at run time.
#       remediation: |
#         Keep what is meant, and remove what is here a second time: all prefixes of a local preference or community
#         belong in its one list.
package bgplint.rules["frr-k8s"]["prefix-not-advertised"]

import data.bgplint.lib.contradictions
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains spelt_alike(
	config,
	i,
	j,
	k,
	finding.resting_on(
		finding.value(config.id, allowed_path(i, j, k), message),
		{{"resource": config.id, "path": ["spec", "bgp", "routers"]}},
	),
) if {
	some [config, i, _, j, neighbor] in filtered
	some k, prefix in neighbor.toAdvertise.allowed.prefixes
	frr_k8s.fact(config, i, j, $"toAdvertise/allowed/prefixes/{k}").cidr
	not originated(config, i, prefix)
	message := concat(" ", [
		$"{prefix} for neighbor {frr_k8s.title(neighbor)} of {config.name}",
		$"is not among the prefixes of its router{alike(config, i, j, k)}: frr-k8s refuses the configuration",
	])
}

report contains finding.variant(finding.resting_on(found, places), "family") if {
	some [config, i, _, j, neighbor] in filtered
	some family in frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))
	count(frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))) == 1
	some k, prefix in neighbor.toAdvertise.allowed.prefixes
	other := frr_k8s.fact(config, i, j, $"toAdvertise/allowed/prefixes/{k}").family
	other != family
	originated(config, i, prefix)
	path := frr_k8s.field(i, j, "dualStackAddressFamily")
	places := {{"resource": config.id, "path": at} | some at in [frr_k8s.field(i, j, "address"), path]}
	found := finding.value(
		config.id,
		allowed_path(i, j, k),
		concat(" ", [
			$"{prefix} for neighbor {frr_k8s.title(neighbor)} of {config.name} is IPv{other}, but the session",
			$"carries only IPv{family}: frr-k8s refuses it, and earlier releases silently left it out",
		]),
	)
}

report contains finding.variant(finding.resting_on(found, {place}), "attribute") if {
	some [config, i, _, j, neighbor] in filtered
	some [list, k, l, prefix] in marked(neighbor)
	frr_k8s.fact(config, i, j, $"toAdvertise/{list}/{k}/prefixes/{l}").cidr
	not allowed[[config.id, i, j]][prefix]
	path := prefix_path(i, j, list, k, l)
	message := concat(" ", [
		$"{prefix} with {what[list]} for neighbor {frr_k8s.title(neighbor)} of {config.name}",
		"is not in its allowed prefixes: frr-k8s refuses the configuration",
	])
	found := finding.value(config.id, path, message)
	place := {"resource": config.id, "path": frr_k8s.field(i, j, "toAdvertise")}
}

# With `mode: all` the allowed prefixes are those of the router.
report contains finding.variant(finding.resting_on(found, {place}), "attribute") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	neighbor.toAdvertise.allowed.mode == "all"
	some [list, k, l, prefix] in marked(neighbor)
	fact := frr_k8s.fact(config, i, j, $"toAdvertise/{list}/{k}/prefixes/{l}")
	fact.family in frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))
	not originated(config, i, prefix)
	path := prefix_path(i, j, list, k, l)
	message := concat(" ", [
		$"{prefix} with {what[list]} for neighbor {frr_k8s.title(neighbor)} of {config.name}",
		"is not among the prefixes of its router: frr-k8s refuses the configuration",
	])
	found := finding.value(config.id, path, message)
	place := {"resource": config.id, "path": ["spec", "bgp", "routers"]}
}

# One prefix with two local preferences; with `mode: all` frr-k8s checks it since 0.0.20.
report contains finding.variant(finding.with_related(found, {other}), "twice") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	count(neighbor.toAdvertise.withLocalPref) > 1
	some [list, k, l, prefix] in marked(neighbor)
	list == "withLocalPref"
	ours := neighbor.toAdvertise[list][k].localPref
	[n, _, m] := min({[n, preference, m] |
		some [n, preference, m] in preferences[[config.id, i, j, prefix]]
		n < k
		preference != ours
	})
	path := prefix_path(i, j, list, k, l)
	message := concat(" ", [
		$"{prefix} has local preference {ours} and {neighbor.toAdvertise[list][n].localPref} for neighbor",
		$"{frr_k8s.title(neighbor)} of {config.name}: frr-k8s refuses the configuration",
	])
	other := finding.place(config.id, prefix_path(i, j, list, n, m), "the other local preference")
	found := finding.value(config.id, path, message)
}

# A local preference or community twice: its prefixes belong into one list.
report contains finding.variant(finding.with_related(found, {other}), "twice") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [list, field] in [["withLocalPref", "localPref"], ["withCommunity", "community"]]
	count(neighbor.toAdvertise[list]) > 1
	some k, _ in neighbor.toAdvertise[list]
	value := meaning(config, i, j, list, k)
	first := min(meant[[config.id, i, j, list, value]])
	first < k
	path := array.concat(frr_k8s.field(i, j, "toAdvertise"), [list, k, field])
	message := concat(" ", [
		$"{what[list]}, {value}, is twice in {list} of neighbor {frr_k8s.title(neighbor)} of {config.name}:",
		"frr-k8s requires its prefixes in one list",
	])
	other := finding.place(
		config.id,
		array.concat(frr_k8s.field(i, j, "toAdvertise"), [list, first, field]),
		"the first one",
	)
	found := finding.value(config.id, path, message)
}

# A prefix twice in one list, in a family that the session has.
report contains finding.variant(finding.with_fix(finding.with_related(found, {other}), [removed]), "twice") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [list, k, l, prefix] in marked(neighbor)
	frr_k8s.fact(
		config,
		i,
		j,
		$"toAdvertise/{list}/{k}/prefixes/{l}",
	).family in frr_k8s.families(neighbor, frr_k8s.fact(config, i, j, "address"))
	first := firsts[[config.id, i, j, list, k, prefix]]
	first < l
	path := prefix_path(i, j, list, k, l)
	removed := {"op": "remove", "path": path, "safe": true}
	found := finding.value(
		config.id,
		path,
		concat(" ", [
			$"{prefix} is twice in a list of {list} of neighbor {frr_k8s.title(neighbor)} of {config.name}:",
			"frr-k8s refuses the configuration",
		]),
	)
	other := finding.place(config.id, prefix_path(i, j, list, k, first), "the first one")
}

what := {"withLocalPref": "a local preference", "withCommunity": "a community"}

filtered := [[config, i, router, j, neighbor] |
	some [config, i, router, j, neighbor] in frr_k8s.neighbors
	not config.partial
	not neighbor.toAdvertise.allowed.mode == "all"
]

# The prefixes with a local preference or a community, `[list, number, number, prefix]`.
marked(neighbor) := [[list, k, l, prefix] |
	some list in ["withLocalPref", "withCommunity"]
	some k, item in neighbor.toAdvertise[list]
	some l, prefix in item.prefixes
]

allowed_path(i, j, k) := array.concat(frr_k8s.field(i, j, "toAdvertise"), ["allowed", "prefixes", k])

prefix_path(i, j, list, k, l) := array.concat(frr_k8s.field(i, j, "toAdvertise"), [list, k, "prefixes", l])

# The same network in other words.
twin(config, i, j, k) := twins[[config.id, i, cidr]] if {
	cidr := frr_k8s.fact(config, i, j, $"toAdvertise/allowed/prefixes/{k}").cidr
}

# What is asked of each prefix is looked up: a neighbor may have thousands.
twins[key] := min(prefixes) if some key, prefixes in spelt

spelt[[config.id, i, cidr]] contains prefix if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some m, prefix in router.prefixes
	cidr := config.facts[$"/spec/bgp/routers/{i}/prefixes/{m}"].cidr
}

allowed[[config.id, i, j]] contains prefix if {
	some [config, i, _, j, neighbor] in filtered
	some prefix in neighbor.toAdvertise.allowed.prefixes
}

# Of each prefix the first local preference and the first other one, `[number, preference, number of the prefix]`.
preferences[at] := contradictions.first_two(claims) if some at, claims in preferred

preferred[[config.id, i, j, prefix]] contains [n, item.localPref, m] if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	count(neighbor.toAdvertise.withLocalPref) > 1
	some n, item in neighbor.toAdvertise.withLocalPref
	some m, prefix in item.prefixes
}

meant[[config.id, i, j, list, meaning(config, i, j, list, n)]] contains n if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some list in ["withLocalPref", "withCommunity"]
	count(neighbor.toAdvertise[list]) > 1
	some n, _ in neighbor.toAdvertise[list]
}

firsts[at] := min(numbers) if {
	some at, numbers in spots
	count(numbers) > 1
}

spots[[config.id, i, j, list, k, prefix]] contains l if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [list, k, l, prefix] in marked(neighbor)
}

alike(config, i, j, k) := $", which has {twin(config, i, j, k)}" if {
	twin(config, i, j, k)
} else := ""

spelt_alike(config, i, j, k, found) := finding.with_fix(
	found,
	[{"op": "replace", "path": allowed_path(i, j, k), "value": twin(config, i, j, k), "safe": true}],
) if {
	twin(config, i, j, k)
} else := found

meaning(config, i, j, list, k) := frr_k8s.fact(config, i, j, $"toAdvertise/{list}/{k}/community").community

meaning(
	config,
	i,
	j,
	"withLocalPref",
	k,
) := config.object.spec.bgp.routers[i].neighbors[j].toAdvertise.withLocalPref[k].localPref

# The router's own prefixes and those of the VRFs that it imports. Of two routers of one VRF frr-k8s imports the last.
originated(config, i, prefix) if router_prefixes[[config.id, i]][prefix]

originated(config, i, prefix) if {
	some last in imports[[config.id, i]]
	router_prefixes[[config.id, last]][prefix]
}

router_prefixes[[config.id, i]] contains prefix if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some prefix in router.prefixes
}

imports[[config.id, i]] contains max(of_vrf[[config.id, imported(item)]]) if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
	some item in router.imports
}

of_vrf[[config.id, frr_k8s.vrf(router)]] contains i if {
	some config in input["frr-k8s"].FRRConfiguration
	some i, router in config.object.spec.bgp.routers
}

imported(item) := "" if {
	item.vrf == "default"
} else := frr_k8s.vrf(item)
