# METADATA
# title: frr-k8s neighbor without a password
# description: |
#   Without TCP-MD5 (RFC 2385) anyone who can send packets on the segment can reset the session or pose as the router.
#   frr-k8s takes the password from the Secret that `passwordSecret` names, of type kubernetes.io/basic-auth, in its
#   own namespace. A password at only one end looks like a firewall: both ends stay in Connect. All configurations of
#   one neighbor need the same password. A session with a loopback address stays on the node and needs none.
# related_resources:
#   - ref: https://github.com/metallb/frr-k8s/blob/main/API-DOCS.md#neighbor
#     description: frr-k8s API, passwordSecret
#   - ref: https://www.rfc-editor.org/rfc/rfc2385
#     description: RFC 2385, protection of BGP sessions via the TCP MD5 signature option
# custom:
#   id: frr-k8s/neighbor-without-password
#   level: error
#   class: security
#   policy: true
#   remediation: |
#     Put the password into a Secret of type kubernetes.io/basic-auth beside the FRRConfiguration, and name it in
#     `passwordSecret.name`; set the same password on the router in the same change. If several configurations or a
#     BGPPeer name the session, all need that password, or frr-k8s refuses to merge them.
package bgplint.rules["frr-k8s"]["neighbor-without-password"]

import data.bgplint.lib.addresses
import data.bgplint.lib.finding
import data.bgplint.lib.frr_k8s.objects as frr_k8s

report contains finding.with_fix(found, [operation]) if {
	some [config, i, _, j, neighbor] in frr_k8s.neighbors
	not config.partial
	not frr_k8s.generated(config)

	# A password in clear text is frr-k8s/plaintext-password's.
	not frr_k8s.given(neighbor, "password")
	not frr_k8s.names_secret(neighbor)
	not within_node(config, i, j)
	found := finding.absent(
		config.id,
		frr_k8s.field(i, j, "passwordSecret"),
		concat(" ", [
			$"neighbor {frr_k8s.title(neighbor)} of {config.name} has no password:",
			"the session accepts routes from anyone who can reach it",
		]),
	)
	operation := object.union(
		frr_k8s.name_secret(config, i, j),
		{"op": {true: "add", false: "replace"}[object.get(neighbor, "passwordSecret", null) == null]},
	)
}

# Nobody outside of the node can take part in a session with a loopback address.
within_node(config, i, j) if addresses.loopback(frr_k8s.fact(config, i, j, "address"))
