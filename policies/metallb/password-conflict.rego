# METADATA
# title: MetalLB peer with two passwords
# description: |
#   A peer takes its password from `password` or from the Secret that `passwordSecret` names, never from both. MetalLB's
#   webhook refuses the object; if it gets past the webhook, the speakers refuse the whole configuration and keep the
#   previous one.
# related_resources:
#   - ref: https://metallb.io/apis/#bgppeer
#     description: MetalLB API, BGPPeer
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: MetalLB, peerFromCR
# custom:
#   id: metallb/password-conflict
#   level: error
#   class: correctness
#   judges: object
#   remediation: |
#     Remove `spec.password` and keep the Secret. Use a new password: the one in the manifest is known.
package bgplint.rules.metallb["password-conflict"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.steps

report contains finding.with_fix(
	finding.with_related(found, {other}),
	[finding.then({"op": "remove", "path": ["spec", "password"], "safe": false}, [same(secret), steps.exposed])],
) if {
	some peer in input.metallb.BGPPeer
	not metallb.deprecated(peer)
	not metallb.unset(peer, "password")
	not peer.facts["/spec/password"].structured
	secret := peer.object.spec.passwordSecret.name
	not secret in {null, ""}
	found := finding.key(
		peer.id,
		["spec", "password"],
		$"BGPPeer {peer.name} has a plain-text password and one from Secret {secret}: MetalLB refuses a peer with both",
	)
	other := finding.place(peer.id, ["spec", "passwordSecret", "name"], "the Secret is named here")
}

same(secret) := steps.check($"that Secret {secret} has the password that the router has")
