# METADATA
# description: |
#   Objects that people paste where one is missing (`finding.with_paste`). What only they know is `<…>`, which the API
#   server refuses in its place: nothing half-finished can be applied. So a Secret has its key under `data`, where such
#   a text is not base64, and not under `stringData`, where it would be a password that everybody knows.
package bgplint.lib.paste

# METADATA
# description: A Secret's shape without its values; `keys` is a set of names.
secret(name, namespace, type, keys) := {
	"apiVersion": "v1",
	"kind": "Secret",
	"metadata": {"name": name, "namespace": namespace},
	"type": type,
	"data": {key: "<the password, in base64>" | some key in keys},
}

# METADATA
# description: |
#   What lets a service account of a namespace read one of its Secrets by name, and watch it
#   (https://docs.tigera.io/calico/latest/network-policy/comms/secure-bgp).
secret_reader(name, namespace, account) := [
	{
		"apiVersion": "rbac.authorization.k8s.io/v1",
		"kind": "Role",
		"metadata": {"name": $"read-{name}", "namespace": namespace},
		"rules": [{
			"apiGroups": [""],
			"resources": ["secrets"],
			"resourceNames": [name],
			"verbs": ["get", "list", "watch"],
		}],
	},
	{
		"apiVersion": "rbac.authorization.k8s.io/v1",
		"kind": "RoleBinding",
		"metadata": {"name": $"read-{name}", "namespace": namespace},
		"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": $"read-{name}"},
		"subjects": [{"kind": "ServiceAccount", "name": account, "namespace": namespace}],
	},
]

# METADATA
# description: A namespace, or where it is not known the words for it.
namespace(name, words) := $"<{words}>" if {
	name == ""
} else := name
