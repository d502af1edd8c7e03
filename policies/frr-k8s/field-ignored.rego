# METADATA
# title: Field of an frr-k8s neighbor that has no effect
# description: |
#   With `mode: all` frr-k8s does not look at the list of prefixes beside it: all that the router has is sent, or all
#   that the neighbor sends is taken, and not only what the list says. Nothing tells.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, disableMP and the allowed prefixes
#   - ref: https://github.com/metallb/frr-k8s/blob/main/internal/controller/api_to_config.go
#     description: frr-k8s, toAdvertiseToFRR and toReceiveToFRR
#   - ref: https://www.rfc-editor.org/rfc/rfc5883#section-3
#     description: RFC 5883, BFD for multihop paths
# custom:
#   id: frr-k8s/field-ignored
#   level: warning
#   class: correctness
#   judges: object
#   remediation: |
#     Set `mode: filtered` or leave the mode out, so that the list counts; for all prefixes remove the list.
#   variants:
#     disable-mp:
#       description: |
#         `disableMP` does nothing any more: a session carries the family of its address alone unless
#         `dualStackAddressFamily` is set.
#       remediation: |
#         Remove the field: nothing reads it.
#     echo:
#       description: |
#         BFD has no echo over several hops (RFC 5883): the `echoMode` of the profile does nothing for this neighbor,
#         and nothing says so.
#       remediation: |
#         Remove `echoMode` from the profile, or give the neighbor a profile without it. Where the router is on the
#         node's own link, remove `ebgpMultiHop`.
package bgplint.rules["frr-k8s"]["field-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.variant(finding.with_fix(found, removed), "disable-mp") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.disableMP == true
	path := frr_k8s.field(i, j, "disableMP")
	message := $"neighbor {frr_k8s.title(neighbor)} of {config.name} has disableMP, which frr-k8s ignores"
	found := finding.key(config.id, path, message)
	removed := [{"op": "remove", "path": path, "safe": false}]
}

report contains finding.with_related(
	finding.key(config.id, array.concat(at, ["prefixes"]), message),
	{finding.place(config.id, array.concat(at, ["mode"]), "the mode")},
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [direction, effect] in [
		["toAdvertise", "all prefixes of the router are sent"],
		["toReceive", "all routes are taken"],
	]
	neighbor[direction].allowed.mode == "all"
	count(neighbor[direction].allowed.prefixes) > 0
	at := array.concat(frr_k8s.field(i, j, direction), ["allowed"])
	message := concat(" ", [
		$"frr-k8s does not look at the prefixes of {direction} of neighbor {frr_k8s.title(neighbor)} of {config.name},",
		$"whose mode is all: {effect}",
	])
}

report contains finding.variant(finding.with_related(found, {echo, hops}), "echo") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.ebgpMultiHop == true
	some k, profile in config.object.spec.bgp.bfdProfiles
	profile.name == neighbor.bfdProfile
	profile.echoMode == true
	message := concat(" ", [
		$"BFD profile {profile.name} echoes, and neighbor {frr_k8s.title(neighbor)} of {config.name} is several hops",
		"away, where BFD has no echo: the mode has no effect",
	])
	found := finding.value(config.id, frr_k8s.field(i, j, "bfdProfile"), message)
	echo := finding.place(config.id, ["spec", "bgp", "bfdProfiles", k, "echoMode"], "the echo mode")
	hops := finding.place(config.id, frr_k8s.field(i, j, "ebgpMultiHop"), "several hops")
}
