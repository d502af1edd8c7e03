# METADATA
# title: Invalid or undefined BGP community in MetalLB
# description: |
#   Freezes BGP. The speakers refuse their whole configuration while a community name is not defined. MetalLB treats
#   text that is neither `a:b` nor `large:a:b:c` as a name that a Community object defines; it knows no names of its
#   own, not even the well-known ones. The webhook does not look it up. The speakers keep the previous configuration,
#   and every later change waits.
# related_resources:
#   - ref: https://metallb.io/apis/#community
#     description: MetalLB API, Community
#   - ref: https://github.com/metallb/metallb/blob/main/internal/bgp/community/community.go
#     description: How MetalLB reads communities
#   - ref: https://www.rfc-editor.org/rfc/rfc8092
#     description: RFC 8092, large communities
# custom:
#   id: metallb/community-not-found
#   level: error
#   class: correctness
#   freezes: true
#   remediation: |
#     Define the name in a Community object in MetalLB's namespace, or write the value itself: two numbers up to 65535,
#     such as 64512:100, or `large:` and three numbers up to 4294967295. no-export is 65535:65281, no-advertise is
#     65535:65282.
#   variants:
#     value:
#       description: |
#         A community is `a:b` with two numbers up to 65535, or `large:a:b:c` with three up to 4294967295. MetalLB's
#         webhook refuses an advertisement or a Community with anything else, and the object stays as it was.
#       remediation: |
#         Write two numbers up to 65535, such as 64512:100, or `large:` and three numbers up to 4294967295: a 32-bit AS
#         number needs the large form. A Community cannot refer to other names: no-export is 65535:65281.
#     twice:
#       description: |
#         A name has one value across all Community objects. MetalLB's webhook refuses the object that defines it again,
#         and that object stays as it was.
#       remediation: |
#         Keep one of the two definitions, or give the other a name of its own.
#     too-many:
#       description: |
#         The speakers advertise no prefix with more than 63 communities, while MetalLB's webhook accepts any number:
#         the Services have their addresses, and no router has a route.
#       remediation: |
#         Leave at most 63 communities in the advertisement.
package bgplint.rules.metallb["community-not-found"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding
import data.bgplint.lib.near
import data.bgplint.lib.paste

report contains finding.resting_on(judged, unnamed) if {
	some [id, path, text] in used
	resource := objects[id]
	fact := resource.facts[pointer(path)]
	fact.alias
	not defined[text]
	message := concat(" ", [
		$"no Community defines `{text}`:",
		"the speakers refuse their whole configuration and keep the previous one",
	])
	found := finding.value(resource.id, path, message)
	defined_by := [definition(text, resource.namespace)]
	judged := near.judged_or_pasted(found, "metallb/Community.spec.communities", text, defined_by)
}

# An object of its own: one that is there may define others.
definition(name, namespace) := {
	"apiVersion": "metallb.io/v1beta1",
	"kind": "Community",
	"metadata": {"name": name, "namespace": paste.namespace(namespace, "MetalLB's namespace")},
	"spec": {"communities": [{"name": name, "value": "<AS number:number>"}]},
}

report contains finding.variant(finding.resting_on(finding.value(resource.id, path, message), unnamed), "value") if {
	some [id, path, text] in used
	resource := objects[id]
	fact := resource.facts[pointer(path)]
	fact.fault
	not defined[text]
	message := $"`{text}` is not a community {forms}: the webhook refuses it"
}

# In a Community there is nothing that a name could stand for.
report contains finding.variant(finding.value(resource.id, ["spec", "communities", i, "value"], message), "value") if {
	some resource in input.metallb.Community
	some i, entry in resource.object.spec.communities
	fact := resource.facts[$"/spec/communities/{i}/value"]
	not fact.community
	message := $"the value `{entry.value}` is not a community {forms}: the webhook refuses it"
}

report contains finding.variant(finding.absent(resource.id, ["spec", "communities", i, "value"], message), "value") if {
	some resource in input.metallb.Community
	not resource.partial
	some i, entry in resource.object.spec.communities
	object.get(entry, "value", null) == null
	message := $"community {object.get(entry, "name", i + 1)} has no value {forms}: the webhook refuses it"
}

# Names are unique in all Communities together.
report contains finding.variant(finding.with_related(found, {other}), "twice") if {
	some place in places
	[owner, i, id] := place
	name := objects[id].object.spec.communities[i].name
	first := min(defined[name])
	place != first
	[_, first_i, first_id] := first
	message := $"community {name} of {owner} is already defined: the webhook refuses it"
	found := finding.value(id, ["spec", "communities", i, "name"], message)
	other := finding.place(first_id, ["spec", "communities", first_i, "name"], "the first one")
}

# What the speakers announce.
report contains finding.variant(finding.key(resource.id, ["spec", "communities"], message), "too-many") if {
	some resource in input.metallb.BGPAdvertisement
	total := count(resource.object.spec.communities)
	total > 63
	message := concat(" ", [
		$"advertisement {resource.name} has {total} communities, but MetalLB allows at most 63:",
		"it silently does not advertise its prefixes",
	])
}

forms := "such as 64512:100 or large:4200000000:1:2"

used contains [resource.id, ["spec", "communities", i], text] if {
	some resource in input.metallb.BGPAdvertisement
	some i, text in resource.object.spec.communities
}

used contains [resource.id, ["spec", "bgpAdvertisements", j, "communities", i], text] if {
	some resource in input.metallb.AddressPool
	some j, advertisement in resource.object.spec.bgpAdvertisements
	some i, text in advertisement.communities
}

pointer(["spec", "communities", i]) := $"/spec/communities/{i}"

pointer(["spec", list, j, "communities", i]) := $"/spec/{list}/{j}/communities/{i}"

objects[resource.id] := resource if {
	some kind in ["BGPAdvertisement", "AddressPool", "Community"]
	some resource in input.metallb[kind]
}

# Where each name is defined, by the names of the objects.
defined[entry.name] contains [resource.name, i, resource.id] if {
	some resource in input.metallb.Community
	some i, entry in resource.object.spec.communities
}

places contains [resource.name, i, resource.id] if {
	some resource in input.metallb.Community
	some i, _ in resource.object.spec.communities
}

unnamed contains {"resource": resource.id, "path": ["spec", "communities", i, "name"]} if {
	some resource in input.metallb.Community
	some i, entry in resource.object.spec.communities
	calico.may_be_filled_in(entry.name)
}
