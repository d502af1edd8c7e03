# METADATA
# title: ConfigMap of MetalLB 0.12 or older
# description: |
#   Up to 0.12 MetalLB took its configuration from a ConfigMap. Since 0.13 it reads only custom resources: a ConfigMap
#   beside them changes nothing, whatever it says.
# related_resources:
#   - ref: https://github.com/metallb/metallb/blob/v0.12.1/internal/config/config.go
#     description: What MetalLB 0.12 reads and refuses
#   - ref: https://github.com/metallb/metallb/tree/main/configmaptocrs
#     description: The converter to custom resources
#   - ref: https://metallb.io/release-notes/
#     description: MetalLB's release notes, 0.13
# custom:
#   id: metallb/legacy-configmap
#   level: error
#   class: correctness
#   remediation: |
#     Move its settings into custom resources (IPAddressPool, BGPPeer, BGPAdvertisement, …), with MetalLB's converter or
#     by hand, and remove the ConfigMap. If MetalLB 0.12 still runs, say so in bgplint.yaml (`metallb: {version:
#     "0.12"}`).
#   variants:
#     refused:
#       description: |
#         Up to 0.12 MetalLB, as contained in Cilium up to 1.13 too, reads this text strictly and as a whole. A single
#         mistake makes the speakers refuse all of it: they keep their configuration, or start without any. Since 0.13
#         nothing reads it.
#       remediation: |
#         Fix what the message names: a pool needs a `name`, its `addresses` and the `protocol` `bgp` or `layer2`, a
#         peer needs `my-asn`, `peer-asn` and `peer-address`, and `ebgp-multihop` is only for another AS. If MetalLB is
#         0.13 or newer, write IPAddressPools, BGPPeers and BGPAdvertisements instead, and remove the ConfigMap.
package bgplint.rules.metallb["legacy-configmap"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.legacy
import data.bgplint.lib.version

report contains finding.with_related(
	finding.key(config.id, [], message),
	[finding.place(proof, ["kind"], $"this {kind} is for MetalLB 0.13 or newer")],
) if {
	not old
	some config in legacy.of_metallb
	[proof, kind] := legacy.proof[config.id]
	message := concat(" ", [
		$"ConfigMap {config.name} is beside custom resources of MetalLB 0.13 or newer, which reads no ConfigMap:",
		"it has no effect",
	])
}

report contains version.told(finding.key(config.id, [], message), "metallb", "MetalLB") if {
	version_known
	not old
	some config in legacy.of_metallb
	not legacy.proof[config.id]
	message := concat(" ", [
		$"MetalLB {input.cluster.metallb.version} runs, which reads no ConfigMap:",
		$"ConfigMap {config.name} has no effect",
	])
}

report contains finding.variant(found, "refused") if some found in refusals

refusals contains finding.absent(config.id, ["peers", i, field], message) if {
	some config in counting
	some i, peer in config.object.peers
	some field in ["my-asn", "peer-asn", "peer-address"]
	object.get(peer, field, null) in {null, 0, ""}
	message := refused($"a peer has no `{field}`")
}

refusals contains finding.value(config.id, ["peers", i, field], message) if {
	some config in counting
	some i, peer in config.object.peers
	some field in ["peer-address", "source-address", "router-id"]
	config.facts[$"/peers/{i}/{field}"].fault == "address"
	message := refused($"`{field}` is `{peer[field]}`, which is not an IP address")
}

refusals contains finding.value(config.id, ["peers", i, "ebgp-multihop"], message) if {
	some config in counting
	some i, peer in config.object.peers
	peer["ebgp-multihop"] == true
	peer["my-asn"] == peer["peer-asn"]
	message := refused($"`ebgp-multihop` is set, but the peer is iBGP (AS {peer["my-asn"]} at both ends)")
}

refusals contains finding.value(config.id, ["peers", i, field], message) if {
	some config in counting
	some i, peer in config.object.peers
	some field in ["hold-time", "keepalive-time"]
	config.facts[$"/peers/{i}/{field}"].fault == "duration"
	message := refused($"`{field}` is `{peer[field]}`, which is not a duration such as 90s")
}

refusals contains finding.value(config.id, ["peers", i, "hold-time"], message) if {
	some config in counting
	some i, peer in config.object.peers
	seconds := config.facts[$"/peers/{i}/hold-time"].seconds
	seconds in {1, 2}
	message := refused($"`hold-time` is `{peer["hold-time"]}` instead of 0 or at least 3s")
}

refusals contains finding.value(config.id, ["peers", i, "keepalive-time"], message) if {
	some config in counting
	some i, peer in config.object.peers
	keepalive := config.facts[$"/peers/{i}/keepalive-time"].seconds
	keepalive > hold(config, i)
	message := refused(concat(" ", [
		$"`keepalive-time` is `{peer["keepalive-time"]}`,",
		$"longer than the hold time of {hold(config, i)} s",
	]))
}

refusals contains finding.value(config.id, ["peers", i, "bfd-profile"], message) if {
	some config in counting
	some i, peer in config.object.peers
	name := peer["bfd-profile"]
	not name in {"", null}
	not name in {profile.name | some profile in config.object["bfd-profiles"]}
	message := refused($"no bfd-profile is called `{name}`")
}

refusals contains finding.with_related(
	finding.key(config.id, ["peers", i], message),
	[finding.place(config.id, ["peers", same], "the first one")],
) if {
	some config in counting
	some i, _ in config.object.peers
	same := config.facts[$"/peers/{i}"].same
	message := refused("this peer is in the list twice")
}

refusals contains finding.absent(config.id, [list, i, "name"], message) if {
	some config in counting
	some list, what in {"address-pools": "a pool", "bfd-profiles": "a BFD profile"}
	some i, item in config.object[list]
	object.get(item, "name", null) in {null, ""}
	message := refused($"{what} has no `name`")
}

refusals contains finding.with_related(
	finding.value(config.id, ["address-pools", i, "name"], message),
	[finding.place(config.id, ["address-pools", same, "name"], "the first one")],
) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	same := config.facts[$"/address-pools/{i}/name"].same
	message := refused($"two pools are called {pool.name}")
}

refusals contains finding.absent(config.id, ["address-pools", i, "addresses"], message) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	object.get(pool, "addresses", null) in {null, []}
	message := refused($"pool {name(pool)} has no `addresses`")
}

refusals contains finding.value(config.id, ["address-pools", i, "addresses", j], message) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	some j, item in pool.addresses
	wrong := ranges[config.facts[$"/address-pools/{i}/addresses/{j}"].fault]
	message := refused($"pool {name(pool)} contains `{item}`, {wrong}")
}

refusals contains finding.with_related(
	finding.value(config.id, ["address-pools", i, "addresses", j], message),
	[finding.place(config.id, ["address-pools", other, "addresses", item], "the other one")],
) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	some j, addresses in pool.addresses
	[other, item] := config.facts[$"/address-pools/{i}/addresses/{j}"].overlaps
	message := refused(concat(" ", [
		$"`{addresses}` in pool {name(pool)} overlaps `{config.object["address-pools"][other].addresses[item]}`",
		$"in pool {name(config.object["address-pools"][other])}",
	]))
}

refusals contains finding.absent(config.id, ["address-pools", i, "protocol"], message) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	object.get(pool, "protocol", null) in {null, ""}
	message := refused($"pool {name(pool)} has no `protocol`")
}

refusals contains finding.value(config.id, ["address-pools", i, "protocol"], message) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	not object.get(pool, "protocol", null) in {null, "", "bgp", "layer2"}
	message := refused($"the `protocol` of pool {name(pool)} is `{pool.protocol}` instead of bgp or layer2")
}

refusals contains finding.key(config.id, ["address-pools", i, "bgp-advertisements"], message) if {
	some config in counting
	some i, pool in config.object["address-pools"]
	pool.protocol == "layer2"
	count(pool["bgp-advertisements"]) > 0
	message := refused($"pool {name(pool)} is `layer2` but has `bgp-advertisements`")
}

refusals contains finding.value(config.id, ["address-pools", i, "bgp-advertisements", j, field], message) if {
	some [config, i, j, _, advertisement] in advertisements
	some field, most in {"aggregation-length": 32, "aggregation-length-v6": 128}
	advertisement[field] > most
	message := refused($"`{field}` is {advertisement[field]}, but at most {most} is allowed")
}

refusals contains finding.with_related(
	finding.value(config.id, ["address-pools", i, "bgp-advertisements", j, field], message),
	[finding.place(config.id, ["address-pools", i, "addresses", k], "the addresses")],
) if {
	some [config, i, j, pool, advertisement] in advertisements
	some field, family in {"aggregation-length": 4, "aggregation-length-v6": 6}
	some k, item in pool.addresses
	fact := config.facts[$"/address-pools/{i}/addresses/{k}"]
	fact.family == family
	advertisement[field] < fact.widest
	message := refused(concat(" ", [
		$"`{field}` is {advertisement[field]}, but `{item}` of pool {name(pool)}",
		$"is no larger than a /{fact.widest}",
	]))
}

refusals contains finding.value(config.id, path, message) if {
	some [config, i, j, _, advertisement] in advertisements
	some k, community in advertisement.communities
	config.facts[$"/address-pools/{i}/bgp-advertisements/{j}/communities/{k}"].fault
	path := ["address-pools", i, "bgp-advertisements", j, "communities", k]
	not community in object.keys(object.get(config.object, "bgp-communities", {}))
	message := refused($"`{community}` is neither a community such as 64512:100 nor a name in `bgp-communities`")
}

refusals contains finding.value(config.id, ["bgp-communities", alias], message) if {
	some config in counting
	some alias, value in config.object["bgp-communities"]
	config.facts[$"/bgp-communities/{alias}"].fault
	message := refused($"community {alias} is `{value}`, which is not two numbers up to 65535, such as 64512:100")
}

# What MetalLB may read. Where the config says that 0.13 or later runs, it is dead, whatever it says. Custom resources
# beside it do not tell: they may be of another cluster, or what is moved to next.
counting contains config if {
	some config in legacy.of_metallb
	readable
}

counting contains config if some config in legacy.of_cilium

default readable := false

readable if old

readable if not version_known

old if version.before(input.cluster.metallb.version, "0.13")

version_known if input.cluster.metallb.version

advertisements contains [config, i, j, pool, advertisement] if {
	some config in counting
	some i, pool in config.object["address-pools"]
	pool.protocol == "bgp"
	some j, advertisement in pool["bgp-advertisements"]
}

# Of a hold time of 0 MetalLB asks the same; 90 s is its default.
hold(config, i) := config.facts[$"/peers/{i}/hold-time"].seconds if {
	config.facts[$"/peers/{i}/hold-time"].seconds
} else := 90

ranges := {
	"range": "which is neither a CIDR nor a range of addresses",
	"order": "which ends before it starts",
}

name(pool) := object.get(pool, "name", "without a name")

refused(what) := $"{what}: MetalLB up to 0.12 refuses its whole configuration and keeps the previous one"
