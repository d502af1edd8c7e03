# METADATA
# title: Calico object in an old or internal API
# description: |
#   `crd.projectcalico.org/v1` is Calico's own storage, not an API for people: what kubectl writes there bypasses
#   Calico's validators and gets no defaults, and a misspelled field has silently emptied values. Objects that were read
#   back from a cluster are not reported. `apiVersion: v1` with kind `bgpPeer` is older still.
# related_resources:
#   - ref: https://github.com/projectcalico/calico/issues/6412
#     description: The two API groups, and which one to use
#   - ref: https://docs.tigera.io/calico/latest/operations/install-apiserver
#     description: Calico's API server, projectcalico.org/v3 with kubectl
#   - ref: https://github.com/projectcalico/calico/issues/5941
#     description: What a misspelled field in crd.projectcalico.org did to a cluster
# custom:
#   id: calico/deprecated-api
#   level: warning
#   class: correctness
#   judges: object
#   remediation: |
#     Use `apiVersion: projectcalico.org/v3` and apply it with calicoctl, or with kubectl where Calico's API server or
#     its v3 CRDs are installed.
#   variants:
#     calico-2:
#       description: |
#         `apiVersion: v1` with kind `bgpPeer` is the format of Calico 2, whose fields have other names (`peerIP` and
#         `node` were under `metadata`, and `scope` said whether the peer was for all nodes). Both `calicoctl apply` of
#         Calico 3 and kubectl refuse it, so no node gets a peer from this file.
#       remediation: |
#         Convert the file to v3 with `calicoctl convert -f FILE` and keep its output, or write a BGPPeer of
#         `projectcalico.org/v3`. If the file is kept only as a record, exclude it in bgplint.yaml.
package bgplint.rules.calico["deprecated-api"]

import data.bgplint.lib.calico.objects as calico
import data.bgplint.lib.finding

report contains finding.variant(finding.value(peer.id, ["apiVersion"], message), "calico-2") if {
	some peer in input.calico.LegacyPeer
	message := concat(" ", [
		$"{peer.gvk.kind} with apiVersion v1 is in the format of Calico 2:",
		"`calicoctl apply` of Calico 3 and kubectl refuse it",
	])
}

report contains finding.with_fix(
	found,
	[finding.then(
		{"op": "replace", "path": ["apiVersion"], "value": "projectcalico.org/v3", "safe": false},
		[served],
	)],
) if {
	some kind in ["BGPPeer", "BGPConfiguration", "BGPFilter"]
	some resource in input.calico[kind]
	calico.stored(resource)
	not resource.partial
	not read_back(resource)
	message := concat(" ", [
		$"{kind} {resource.name} is written to Calico's internal storage, crd.projectcalico.org/v1:",
		"Calico's validators never see it",
	])
	found := finding.value(resource.id, ["apiVersion"], message)
}

# A copy of what a cluster held, such as a backup.
read_back(resource) if {
	some field in ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"]
	object.get(resource.object, ["metadata", field], null) != null
}

read_back(resource) if {
	object.get(resource.object, ["metadata", "annotations", "projectcalico.org/metadata"], null) != null
}

served := finding.step_with(
	"before",
	concat(" ", [
		"Check that the cluster serves projectcalico.org/v3 (the command lists its kinds), which needs Calico's API",
		"server in most releases; otherwise apply it with calicoctl",
	]),
	set(),
	"kubectl api-resources --api-group=projectcalico.org",
)
