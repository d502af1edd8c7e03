# METADATA
# title: MetalLB object of a deprecated API
# description: |
#   BGPPeers of v1beta1 are still served, but the version has neither `enableGracefulRestart` nor `passwordSecret`, and
#   none of the other fields since 0.13: the API server drops them without a word. AddressPool was followed by
#   IPAddressPool and the two advertisements in 0.13, and 0.14 took it away.
# related_resources:
#   - ref: https://metallb.io/apis/
#     description: MetalLB API
#   - ref: https://metallb.io/release-notes/
#     description: MetalLB's release notes
# custom:
#   id: metallb/deprecated-api
#   level: warning
#   class: hygiene
#   judges: object
#   remediation: |
#     Write BGPPeers in `metallb.io/v1beta2`, where all fields of v1beta1 stay as they are; an AddressPool as an
#     IPAddressPool with a BGPAdvertisement or an L2Advertisement.
package bgplint.rules.metallb["deprecated-api"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.version

report contains finding.with_fix(
	found,
	[{"op": "replace", "path": ["apiVersion"], "value": "metallb.io/v1beta2", "safe": false}],
) if {
	some peer in input.metallb.BGPPeer
	metallb.deprecated(peer)
	found := finding.value(
		peer.id,
		["apiVersion"],
		concat(" ", [
			$"BGPPeer {peer.name} is of the deprecated API v1beta1, which has no graceful restart",
			"and no password from a Secret: move it to v1beta2",
		]),
	)
}

report contains finding.value(
	pool.id,
	["kind"],
	$"AddressPool {pool.name} is of an API that {gone}: make it an IPAddressPool with an advertisement",
) if {
	some pool in input.metallb.AddressPool
}

gone := "MetalLB 0.14 takes away" if {
	version.before(input.cluster.metallb.version, "0.14")
} else := "MetalLB does not have since 0.14"
