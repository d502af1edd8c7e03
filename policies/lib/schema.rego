# METADATA
# description: What the rules about the structure of objects (input.schema) have in common.
package bgplint.lib.schema

# METADATA
# description: True for a fault of MetalLB's configuration up to 0.12, the YAML in a ConfigMap.
legacy_metallb(fault) if {
	fault.family == "metallb"
	fault.gvk.kind == "ConfigMap"
}

# METADATA
# description: Who does not take an object with the fault, as a clause.
refusal(fault) := "MetalLB refuses the whole configuration and keeps the one before" if {
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
