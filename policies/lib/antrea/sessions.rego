# METADATA
# description: |
#   The model of Antrea (bgplint.lib.sessions). On a node one policy counts, the oldest that selects it: where two may
#   select one node, which of them has sessions there is not known, and neither has rows. Antrea makes its router ids
#   itself (antrea-io/antrea, its page on BGPPolicy, BGP router ID).
package bgplint.lib.sessions.families.antrea

import data.bgplint.lib.as_numbers
import data.bgplint.lib.labels

product := "Antrea"

kinds := {"BGPPolicy"}

rests_on := {"object": [["spec", "nodeSelector"]], "peer": ["port"]}

sessions contains {
	"family": "antrea",
	"speaker": "antrea",
	"resource": policy.id,
	"file": policy.file,
	"name": $"{j + 1} of {policy.name}",
	"address": policy.facts[$"/spec/bgpPeers/{j}/address"].address,
	"path": ["spec", "bgpPeers", j, "address"],
	"port": object.get(peer, "port", 179),
	"vrf": "",
	"nodes": ["labels", key],
	"sourced": false,
} if {
	some policy in input.antrea.BGPPolicy
	not policy.partial
	key := labels.key(policy, "/spec/nodeSelector")
	not may_be_overridden(key)
	some j, peer in policy.object.spec.bgpPeers
}

selecting[labels.key(policy, "/spec/nodeSelector")] contains policy.id if some policy in input.antrea.BGPPolicy

may_be_overridden(key) if count(selecting[key]) > 1

may_be_overridden(key) if {
	some other in labels.near[key]
	selecting[other]
	labels.may_share(key, other)
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "local",
	"resource": policy.id,
	"file": policy.file,
	"path": path,
	"name": $"{what} {policy.name}",
} if {
	some policy in input.antrea.BGPPolicy
	some [pointer, path, what] in [
		["/spec/localASN", ["spec", "localASN"], "policy"],
		["/spec/confederation/identifier", ["spec", "confederation", "identifier"], "the confederation of"],
	]
	fact := policy.facts[pointer]
	as_numbers.special(fact.as)
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "remote",
	"resource": policy.id,
	"file": policy.file,
	"path": ["spec", "confederation", "memberASNs", i],
	"name": $"member {i + 1} of the confederation of {policy.name}",
} if {
	some policy in input.antrea.BGPPolicy
	some i, _ in policy.object.spec.confederation.memberASNs
	fact := policy.facts[$"/spec/confederation/memberASNs/{i}"]
	as_numbers.special(fact.as)
}

numbers contains {
	"as": fact.as,
	"text": fact.as,
	"end": "remote",
	"resource": policy.id,
	"file": policy.file,
	"path": ["spec", "bgpPeers", j, "asn"],
	"name": $"peer {j + 1} of {policy.name}",
} if {
	some policy in input.antrea.BGPPolicy
	some j, _ in policy.object.spec.bgpPeers
	fact := policy.facts[$"/spec/bgpPeers/{j}/asn"]
	as_numbers.special(fact.as)
}
