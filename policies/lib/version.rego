# METADATA
# description: Versions of products, as the config names them, or as charts and images in the scan do.
package bgplint.lib.version

import data.bgplint.lib.finding

# METADATA
# description: |
#   True if `version`, such as `3.30` or `3.30.1`, is surely before `limit`, such as `3.32` or, where a patch release
#   counts, `3.30.2`: `3.30` alone may be either. Undefined for what is no version.
before(version, limit) if {
	[major, minor] := numbers(version)
	[limit_major, limit_minor] := numbers(limit)
	[major, minor] < [limit_major, limit_minor]
}

before(version, limit) if {
	numbers(version) == numbers(limit)
	patch(version) < patch(limit)
}

numbers(version) := [to_number(major), to_number(minor)] if {
	[major, minor] := array.slice(split(trim_prefix(version, "v"), "."), 0, 2)
}

# Undefined where none is said.
patch(version) := to_number(split(version, ".")[2])

# METADATA
# description: |
#   The finding with the place that says which version of a product runs, if the scan does and not the config. `product`
#   is its name in a sentence.
told(found, family, product) := finding.with_related(found, object.get(found, "related", set()) | {place}) if {
	cluster := input.cluster[family]
	place := finding.place(
		cluster.version_from.resource,
		cluster.version_from.path,
		$"the cluster runs {product} {cluster.version}",
	)
} else := found
