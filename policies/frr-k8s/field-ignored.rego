# METADATA
# title: Field of an frr-k8s neighbor that has no effect
# description: |
#   With `mode: all` frr-k8s does not look at the list of prefixes beside it: all that the router has is sent, or all
#   that the neighbor sends is taken, and not only what the list says. `disableMP` does nothing any more: a session
#   carries the family of its address alone unless `dualStackAddressFamily` is set. BFD has no echo over several hops
#   (RFC 5883).
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
#     Remove `disableMP`, and `echoMode` from the profile of a neighbor several hops away. Beside a list of prefixes set
#     `mode: filtered` or leave the mode out; for all of them remove the list.
package bgplint.rules["frr-k8s"]["field-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.with_fix(
	finding.key(config.id, path, message),
	[{"op": "remove", "path": path, "safe": false}],
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.disableMP == true
	path := frr_k8s.field(i, j, "disableMP")
	message := $"neighbor {frr_k8s.title(neighbor)} of {config.name} has disableMP, which frr-k8s ignores"
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

report contains finding.with_related(
	finding.value(config.id, frr_k8s.field(i, j, "bfdProfile"), message),
	{echo, hops},
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.ebgpMultiHop == true
	some k, profile in config.object.spec.bgp.bfdProfiles
	profile.name == neighbor.bfdProfile
	profile.echoMode == true
	message := concat(" ", [
		$"BFD profile {profile.name} echoes, and neighbor {frr_k8s.title(neighbor)} of {config.name} is several hops",
		"away, where BFD has no echo: the mode has no effect",
	])
	echo := finding.place(config.id, ["spec", "bgp", "bfdProfiles", k, "echoMode"], "the echo mode")
	hops := finding.place(config.id, frr_k8s.field(i, j, "ebgpMultiHop"), "several hops")
}
