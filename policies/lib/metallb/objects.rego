# METADATA
# description: What several rules ask about MetalLB's objects.
package bgplint.lib.metallb.objects

import data.bgplint.lib.addresses
import data.bgplint.lib.frr_k8s.home
import data.bgplint.lib.steps

# METADATA
# description: |
#   True for a field of the spec that is absent or holds what MetalLB takes for unset: null, an empty string or 0.
unset(resource, field) if not given(resource, field)

# Without a set or a path of its own to build for each question: these are asked of every peer by every rule.
given(resource, field) if {
	value := resource.object.spec[field]
	value != null
	value != ""
	value != 0
}

# METADATA
# description: |
#   True for an object of the deprecated API v1beta1. It cannot hold enableGracefulRestart or passwordSecret: the API
#   server prunes them (metallb/metallb config/crd, metallb.io_bgppeers.yaml).
deprecated(peer) if peer.gvk.version == "v1beta1"

# METADATA
# description: True if the speakers are known to run MetalLB's native BGP implementation.
native_mode if input.cluster.metallb.mode == "native"

# METADATA
# description: |
#   The operation that names a Secret for a peer's password, for review: the Secret itself is to be made by a person,
#   and not in the repository.
name_secret(peer) := {
	"op": "add",
	"path": ["spec", "passwordSecret"],
	"value": {"name": secret_of(peer)},
	"safe": false,
	"then": [
		steps.secret({
			"name": secret_of(peer),
			"namespace": secrets_in(peer),
			"home": "MetalLB",
			"type": steps.basic_auth,
			"whose": $"peer {peer.name}",
		}),
		steps.password_at(router(peer), nodes(peer)),
	],
}

secret_of(peer) := steps.free(name, steps.secrets) if {
	name := addresses.secret_name(peer.facts["/spec/peerAddress"], object.get(peer.object.spec, "vrf", ""))
} else := steps.named(peer.name, steps.secrets)

# Where MetalLB, or frr-k8s for it, reads the Secrets of peers.
secrets_in(peer) := peer.namespace if {
	count(home.passthrough) == 0
} else := min(home.namespaces) if {
	count(home.namespaces) == 1
} else := ""

# METADATA
# description: The router of a peer, in a sentence.
router(peer) := $"router {peer.object.spec.peerAddress}{as_number(peer, "peerASN")}" if {
	given(peer, "peerAddress")
} else := $"the router of BGPPeer {peer.name}"

nodes(peer) := $"neighbor {peer.object.spec.sourceAddress}{as_number(peer, "myASN")}" if {
	given(peer, "sourceAddress")
} else := $"the nodes{as_number(peer, "myASN")}"

as_number(peer, field) := $" (AS {peer.object.spec[field]})" if {
	given(peer, field)
} else := ""
