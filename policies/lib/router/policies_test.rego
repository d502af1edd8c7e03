package bgplint.lib.router.policies_test

import data.bgplint.lib.router.policies

services := {"cidr": "198.51.100.0/25", "from": 32, "to": 32}

blocks := {"cidr": "10.244.0.0/16", "from": 26, "to": 32}

exact := {"cidr": "203.0.113.0/24", "from": 24, "to": 24}

permit(cidr, more) := object.union({"action": "permit", "cidr": cidr}, more)

deny(cidr, more) := object.union({"action": "deny", "cidr": cidr}, more)

router(entries) := {
	"prefix_lists": [{"name": "L", "afi": "ipv4", "entries": entries}],
	"route_maps": [{"name": "M", "entries": [{
		"action": "permit",
		"unread": false,
		"matches": [{"kind": "prefix-list", "name": "L", "afi": "ipv4"}],
	}]}],
}

denied(entries, claim) if {
	policies.denies(router(entries), {"kind": "prefix-list", "name": "L"}, claim)
	policies.denies(router(entries), {"kind": "route-map", "name": "M"}, claim)
}

test_lengths if {
	denied([permit("198.51.100.0/24", {})], services)
	denied([permit("198.51.100.0/24", {"le": 31})], services)
	not denied([permit("198.51.100.0/24", {"le": 32})], services)
	not denied([permit("198.51.100.0/24", {"ge": 25})], services)
	not denied([permit("198.51.100.7/32", {})], services)
	denied([permit("10.244.0.0/16", {"le": 24})], blocks)
	not denied([permit("10.244.0.0/16", {"ge": 26, "le": 26})], blocks)
	not denied([permit("203.0.113.0/24", {})], exact)
	denied([permit("203.0.113.0/25", {"le": 32})], exact)
}

test_order if {
	denied([deny("198.51.100.0/24", {"le": 32}), permit(null, {})], services)
	not denied([permit(null, {}), deny("198.51.100.0/24", {"le": 32})], services)
	not denied([deny("198.51.100.0/26", {"le": 32}), permit("198.51.100.0/24", {"le": 32})], services)
	denied([deny("198.51.100.0/24", {"ge": 32}), permit("198.51.100.0/24", {"ge": 30})], services)
	denied([deny(null, {})], services)
}

test_lists_of_nothing if {
	not denied([], services)
	not policies.denies(router([permit(null, {})]), {"kind": "prefix-list", "name": "other"}, services)
	not policies.denies(router([permit(null, {})]), {"kind": "distribute-list", "name": "L"}, services)
}

test_other_family if {
	not denied([permit("0.0.0.0/0", {"le": 32})], services)
	v6 := {"cidr": "2001:db8::/64", "from": 128, "to": 128}
	policies.denies(router([permit(null, {})]), {"kind": "route-map", "name": "M"}, v6)
	not policies.denies(router([permit(null, {})]), {"kind": "prefix-list", "name": "L"}, v6)
}

map(entries) := {"prefix_lists": router([permit("198.51.100.0/24", {"le": 32})]).prefix_lists, "route_maps": [{
	"name": "M",
	"entries": entries,
}]}

entry(action, matches, more) := object.union({"action": action, "unread": false, "matches": matches}, more)

ours := {"kind": "prefix-list", "name": "L", "afi": "ipv4"}

denied_by_map(entries, claim) if policies.denies(map(entries), {"kind": "route-map", "name": "M"}, claim)

test_maps if {
	not denied_by_map([entry("permit", [], {})], services)
	denied_by_map([entry("deny", [], {}), entry("permit", [], {})], services)
	denied_by_map([entry("deny", [ours], {}), entry("permit", [], {})], services)
	tagged := [ours, {"kind": "community", "name": "C"}]
	not denied_by_map([entry("deny", tagged, {}), entry("permit", [], {})], services)
	denied_by_map([entry("permit", tagged, {})], exact)
	not denied_by_map([entry("permit", [{"kind": "community", "name": "C"}], {})], services)
	not denied_by_map([entry("deny", [ours], {"call": "OTHER"})], services)
	not denied_by_map([entry("deny", [], {"continues": true}), entry("deny", [], {})], services)
}

# Of several lists behind one `match` any one counts.
test_several_lists if {
	other := {"kind": "prefix-list", "name": "L2", "afi": "ipv4"}
	lists := array.concat(map([]).prefix_lists, [{"name": "L2", "afi": "ipv4", "entries": [permit("10.0.0.0/8", {})]}])
	both := {"prefix_lists": lists, "route_maps": [{"name": "M", "entries": [entry("permit", [other, ours], {})]}]}
	not policies.denies(both, {"kind": "route-map", "name": "M"}, services)
}

filtered(entries) if {
	router := {"as_path_lists": [{"name": "A", "entries": entries}]}
	policies.denies(router, {"kind": "filter-list", "name": "A"}, object.union(services, {"as": 64512}))
}

test_as_paths if {
	filtered([{"action": "permit", "text": "^64513$"}])
	filtered([{"action": "permit", "text": "^$"}])
	filtered([{"action": "permit", "text": "_4512_"}])
	filtered([{"action": "deny", "text": "_64512$"}, {"action": "permit", "text": ".*"}])
	not filtered([{"action": "permit", "text": "^64512$"}])
	not filtered([{"action": "permit", "text": "_64512_"}])
	not filtered([{"action": "permit", "text": "^645"}])
	not filtered([{"action": "permit", "text": ".*"}])
	not filtered([{"action": "permit", "text": "^6451[0-9]$"}])
	not policies.denies(
		{"as_path_lists": [{"name": "A", "entries": [{"action": "permit", "text": "^64513$"}]}]},
		{"kind": "filter-list", "name": "A"},
		services,
	)
}
