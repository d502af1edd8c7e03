# METADATA
# title: Mutually exclusive fields
# description: |
#   The schema's own rules (CEL, since Calico 3.32) make these fields exclude each other, and the API server refuses
#   an object that has both. If the object also sets what BGP depends on, such as `programClusterRoutes`, none of it
#   takes effect.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/felixconfig
#     description: FelixConfiguration resource
#   - ref: https://kubernetes.io/docs/reference/using-api/cel/
#     description: CEL in Kubernetes
# custom:
#   id: input/cross-field
#   level: error
#   class: correctness
#   judges: object
#   remediation: Keep one of the two fields.
package bgplint.rules.input["cross-field"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

# Objects for which a rule of the family says it better are left out.
report contains finding.with_related(finding.key(resource.id, ["spec", "routeTableRange"], message), {other}) if {
	some resource in input.calico.FelixConfiguration
	not calico.unset(resource, "routeTableRange")
	not calico.unset(resource, "routeTableRanges")
	not calico.before("3.32")
	message := "`routeTableRange` and `routeTableRanges` exclude each other: the API server refuses the object"
	other := finding.place(resource.id, ["spec", "routeTableRanges"], "the other field")
}
