# METADATA
# title: MetalLB peer refers to a BFD profile that does not exist
# description: |
#   Freezes BGP. Without the BFDProfile, every speaker that the peer is for refuses its whole configuration, not only
#   this peer, and keeps the previous one. The webhook does not check that the profile exists. Later changes of peers,
#   pools and advertisements have no effect, and a speaker that restarts advertises nothing.
# related_resources:
#   - ref: https://metallb.io/configuration/_advanced_bgp_configuration/#enabling-bfd-support-for-bgp-sessions
#     description: MetalLB, BFD for BGP sessions
#   - ref: https://github.com/metallb/metallb/blob/main/internal/config/config.go
#     description: MetalLB, where profiles are looked up
# custom:
#   id: metallb/bfd-profile-not-found
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Create the BFDProfile in MetalLB's namespace, correct the name, or remove `bfdProfile`.
package bgplint.rules.metallb["bfd-profile-not-found"]

import data.bgplint.lib.finding
import data.bgplint.lib.metallb.objects as metallb
import data.bgplint.lib.near
import data.bgplint.lib.paste

report contains near.judged_or_pasted(found, "metallb/BFDProfile", name, [profile_of(peer, name)]) if {
	not metallb.native_mode
	some peer in input.metallb.BGPPeer
	not metallb.unset(peer, "bfdProfile")
	name := peer.object.spec.bfdProfile
	is_string(name)
	not profiles[name]
	message := concat(" ", [
		$"BGPPeer {peer.name} names BFDProfile {name}, which does not exist:",
		"the speakers refuse their whole configuration and keep the previous one",
	])
	found := finding.value(peer.id, ["spec", "bfdProfile"], message)
}

profiles contains profile.name if some profile in input.metallb.BFDProfile

# With the defaults of MetalLB's CRD, so that a person sees what there is to set
# (metallb/metallb, api/v1beta1/bfdprofile_types.go).
profile_of(peer, name) := {
	"apiVersion": "metallb.io/v1beta1",
	"kind": "BFDProfile",
	"metadata": {"name": name, "namespace": paste.namespace(peer.namespace, "MetalLB's namespace")},
	"spec": {"detectMultiplier": 3, "receiveInterval": 300, "transmitInterval": 300},
}
