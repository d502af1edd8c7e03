# METADATA
# description: |
#   Which Secrets hold the passwords of Cilium's sessions (cilium/cilium pkg/bgp/manager/reconciler/neighbor.go,
#   getPeerPassword and fetchSecret).
package bgplint.lib.cilium.secrets

import data.bgplint.lib.cilium.peers as cilium_peers
import data.bgplint.lib.secret_makers

# METADATA
# description: |
#   Where a name of a Secret stands, `{id, path, who, name, users}`; `path` leads to the name. A list, as of peers.
references := [reference |
	some stated in cilium_peers.settings
	name := stated.peer.authSecretRef
	is_string(name)
	name != ""
	reference := {
		"id": stated.id,
		"path": array.concat(stated.path, ["authSecretRef"]),
		"who": stated.label,
		"name": name,
		"users": users(stated),
	}
]

users(stated) := cilium_peers.users[stated.name] if {
	stated.kind == "CiliumBGPPeerConfig"
	cilium_peers.users[stated.name]
} else := set()

# METADATA
# description: |
#   The namespaces that the config names, or else the chart's values, or else the Role by which
#   Cilium's chart lets the agents read these Secrets; none where nothing says it.
stated := {input.cluster.cilium.secretsNamespace} if {
	input.cluster.cilium.secretsNamespace
} else := configured if {
	count(configured) > 0
} else := {grant.namespace |
	some kind in ["Role", "RoleBinding"]
	some grant in input.kubernetes[kind]
	grant.name == "cilium-bgp-control-plane-secrets"
	grant.namespace != ""
}

configured contains name if {
	some release in input.cilium.Release
	name := release.object.values.bgpControlPlane.secretsNamespace.name
	is_string(name)
	name != ""
}

# METADATA
# description: The namespaces in one of which the agents read Secrets; the chart's default where nothing says it.
namespaces := stated if {
	count(stated) > 0
} else := {"kube-system"}

# METADATA
# description: True for an object that is in such a namespace, or in none, which whoever applies it chooses.
readable(resource) if resource.namespace in namespaces

readable(resource) if resource.namespace == ""

# METADATA
# description: The Secrets of a name that the agents may read.
near[secret.name] contains secret if {
	some secret in input.kubernetes.Secret
	readable(secret)
}

# METADATA
# description: What else makes a Secret of a name where the agents may read it.
made contains name if {
	some [maker, name] in secret_makers.made
	readable(maker)
}

# METADATA
# description: The Secrets of a name, and what makes one, where the agents do not look.
elsewhere[secret.name] contains secret if {
	some secret in input.kubernetes.Secret
	not readable(secret)
}

elsewhere[name] contains maker if {
	some [maker, name] in secret_makers.made
	not readable(maker)
}
