# METADATA
# description: What several rules ask about MetalLB's objects.
package bgplint.lib.metallb.objects

import data.bgplint.lib.addresses

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
}

secret_of(peer) := name if {
	name := addresses.secret_name(peer.facts["/spec/peerAddress"], object.get(peer.object.spec, "vrf", ""))
} else := $"bgp-{trim_prefix(peer.name, "bgp-")}"
