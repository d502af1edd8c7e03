# METADATA
# description: What the rules about the structure of objects (input.schema) have in common.
package bgplint.lib.schema

import data.bgplint.lib.cilium.advertisements
import data.bgplint.lib.metallb.objects as metallb

# METADATA
# description: True for a fault of MetalLB's configuration up to 0.12, the YAML in a ConfigMap or in Helm values.
legacy_metallb(fault) if {
	fault.family == "metallb"
	fault.of == "LegacyConfig"
}

# METADATA
# description: What has the fault, as the subject of a sentence.
named(fault) := "MetalLB's configuration" if {
	legacy_metallb(fault)
} else := fault.gvk.kind

# METADATA
# description: Who does not take an object with the fault, as a clause.
refusal(fault) := "MetalLB up to 0.12 refuses the whole configuration and keeps the one before" if {
	legacy_metallb(fault)
} else := "the API server refuses it"

# METADATA
# description: |
#   True for a fault that a rule of the object's own family explains better than its type or range could.
told_by_family(fault) if as_number(fault)

told_by_family(fault) if community(fault)

told_by_family(fault) if address(fault)

told_by_family(fault) if operation(fault)

told_by_family(fault) if block_size(fault)

told_by_family(fault) if masked(fault)

told_by_family(fault) if left_behind(fault)

told_by_family(fault) if prefix(fault)

told_by_family(fault) if nested_selector(fault)

# calico/as-number-format.
as_number(fault) if {
	fault.family == "calico"
	fault.path[count(fault.path) - 1] in {"asNumber", "localASNumber"}
	object.get(fault.detail, "found", "a number") in {"a string", "a number", "a fraction"}
}

# calico/community-invalid.
community(fault) if {
	fault.family == "calico"
	fault.detail.keyword == "pattern"
	some step in fault.path
	step in {"communities", "addCommunity"}
}

# calico/peer-address-invalid and calico/filter-rule-invalid.
address(fault) if {
	fault.family == "calico"
	fault.detail.keyword == "maxLength"
	fault.path[count(fault.path) - 1] in {"peerIP", "reachableBy", "cidr"}
}

# calico/filter-rule-invalid: exactly one field.
operation(fault) if {
	fault.family == "calico"
	fault.detail.keyword in {"minProperties", "maxProperties"}
}

# calico/pool-invalid.
block_size(fault) if {
	fault.family == "calico"
	fault.gvk.kind == "IPPool"
	fault.path[count(fault.path) - 1] == "blockSize"
	object.get(fault.detail, "keyword", "") in {"minimum", "maximum"}
}

# cilium/peer-address-has-mask.
masked(fault) if {
	fault.family == "cilium"
	fault.gvk.kind == "CiliumBGPClusterConfig"
	fault.path[count(fault.path) - 1] == "peerAddress"
	fault.detail.keyword == "pattern"
	contains(fault.detail.value, "/")
}

# metallb/peer-without-graceful-restart and metallb/peer-without-password (with metallb/plaintext-password), which speak
# of whole peers, and not of graceful restart in native mode.
left_behind(fault) if {
	fault.family == "metallb"
	fault.gvk.kind == "BGPPeer"
	fault.gvk.version == "v1beta1"
	fault.path in left
	not fault.partial
}

left contains ["spec", "passwordSecret"]

left contains ["spec", "enableGracefulRestart"] if not metallb.native_mode

# frr-k8s/prefix-filter-invalid: prefixes and next hops.
prefix(fault) if {
	fault.family == "frr-k8s"
	fault.detail.keyword == "format"
	fault.path[count(fault.path) - 1] in {"prefix", "ipv4", "ipv6"}
}

# cilium/advertisement-selects-nothing.
nested_selector(fault) if {
	fault.family == "cilium"
	[_, _, i, "service", "selector"] = array.slice(fault.path, 0, 5)
	advertisements.misplaced[[fault.id, i]]
}
