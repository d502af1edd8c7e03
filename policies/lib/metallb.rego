# METADATA
# description: What several rules ask about MetalLB's objects.
package bgplint.lib.metallb

# METADATA
# description: |
#   True for a field of the spec that is absent or holds what MetalLB takes for unset: null, an empty string or 0.
unset(resource, field) if object.get(resource.object, ["spec", field], null) in {null, "", 0}

# METADATA
# description: |
#   True for an object of the deprecated API v1beta1. It cannot hold enableGracefulRestart or passwordSecret: the API
#   server prunes them (metallb/metallb config/crd, metallb.io_bgppeers.yaml).
deprecated(peer) if peer.gvk.version == "v1beta1"

# METADATA
# description: True if the speakers are known to run MetalLB's native BGP implementation.
native_mode if input.cluster.metallb.mode == "native"
