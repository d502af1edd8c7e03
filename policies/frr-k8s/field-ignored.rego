# METADATA
# title: Field without effect on an frr-k8s neighbor
# description: |
#   With `mode: all` frr-k8s silently ignores the list of prefixes beside it: everything the router has is sent, or
#   everything the neighbor sends is accepted, not only what the list says.
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
#     Set `mode: filtered` or leave the mode out, so the list counts; for all prefixes, remove the list.
#   variants:
#     disable-mp:
#       description: |
#         `disableMP` no longer does anything: a session carries only the family of its address unless
#         `dualStackAddressFamily` is set.
#       remediation: |
#         Remove the field: nothing reads it.
#     echo:
#       description: |
#         BFD has no echo over several hops (RFC 5883): the `echoMode` of the profile silently has no effect for this
#         neighbor.
#       remediation: |
#         Remove `echoMode` from the profile, or give the neighbor a profile without it. If the router is on the node's
#         own link, remove `ebgpMultiHop`.
package bgplint.rules["frr-k8s"]["field-ignored"]

import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s
import data.bgplint.lib.steps

report contains finding.variant(finding.with_fix(found, removed), "disable-mp") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.disableMP == true
	path := frr_k8s.field(i, j, "disableMP")
	message := $"neighbor {frr_k8s.title(neighbor)} of {config.name} has disableMP, which frr-k8s ignores"
	found := finding.key(config.id, path, message)
	removed := [finding.then(
		{"op": "remove", "path": path, "safe": false},
		[steps.check(concat(" ", [
			$"that neighbor {frr_k8s.title(neighbor)} may have both families in one session:",
			"it has had them",
		]))],
	)]
}

report contains finding.with_related(
	finding.key(config.id, array.concat(at, ["prefixes"]), message),
	{finding.place(config.id, array.concat(at, ["mode"]), "the mode")},
) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	some [direction, effect] in [
		["toAdvertise", "all prefixes of the router are sent"],
		["toReceive", "all routes are accepted"],
	]
	neighbor[direction].allowed.mode == "all"
	count(neighbor[direction].allowed.prefixes) > 0
	at := array.concat(frr_k8s.field(i, j, direction), ["allowed"])
	message := concat(" ", [
		$"{direction} of neighbor {frr_k8s.title(neighbor)} of {config.name} has mode all and ignores its prefixes:",
		effect,
	])
}

report contains finding.variant(finding.with_related(found, {echo, hops}), "echo") if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	neighbor.ebgpMultiHop == true
	some k, profile in config.object.spec.bgp.bfdProfiles
	profile.name == neighbor.bfdProfile
	profile.echoMode == true
	message := concat(" ", [
		$"BFD profile {profile.name} has echoMode, but neighbor {frr_k8s.title(neighbor)} of {config.name} is several",
		"hops away, where BFD has no echo: the mode has no effect",
	])
	found := finding.value(config.id, frr_k8s.field(i, j, "bfdProfile"), message)
	echo := finding.place(config.id, ["spec", "bgp", "bfdProfiles", k, "echoMode"], "echo mode")
	hops := finding.place(config.id, frr_k8s.field(i, j, "ebgpMultiHop"), "several hops away")
}
