# METADATA
# description: |
#   What a person still has to do after a fix for review: the steps that several rules share. No password is in any of
#   them: a command takes it from BGP_PASSWORD, and stops where that is empty.
package bgplint.lib.steps

import data.bgplint.lib.finding
import data.bgplint.lib.names

# METADATA
# description: A look at what a machine took for meant, before it is applied.
check(text) := finding.step("before", $"Check {text}")

# METADATA
# description: A name, a field or a value that is near to what was written.
meant(value) := check($"that `{value}` is intended")

# METADATA
# description: A network that was written with bits behind its mask, or without a mask.
network(written, network_of) := check($"that all of {network_of} is intended, not only {address}") if {
	contains(written, "/")
	address := split(written, "/")[0]
} else := check($"that {network_of}, this address alone, is intended")

# METADATA
# description: An object in another version of its API.
dry_run(object_of) := check(concat(" ", [
	$"with `kubectl apply --dry-run=server` that the API server accepts {object_of}",
	"with all of its fields",
]))

# METADATA
# description: A local preference that no other AS is sent.
preferred(name) := check(concat(" ", [
	$"how the routers are to prefer the routes of {name}:",
	"a local preference does not leave the AS, so set it there",
]))

# METADATA
# description: |
#   The Secret that a fix names, `{name, namespace, home, type, whose}`: `namespace` is empty where the scan does not
#   tell it, `home` the words for it then, `type` the arguments for its type, and `whose` who has the password. MetalLB
#   and frr-k8s refuse the configuration without it, Calico and Cilium connect without a password: it comes first.
secret(of) := finding.step_with(
	"before",
	concat("", [
		$"Create Secret {of.name} in {place(of)} with the password of {of.whose} under the key `password`;",
		" the command takes it from BGP_PASSWORD, and `read -rs BGP_PASSWORD` asks for it",
	]),
	{of.name} | stated(of),
	concat(" ", array.concat(
		[$"kubectl create secret generic {of.name} -n {word(of.namespace)}"],
		array.concat(of.type, [`--from-literal=password="${BGP_PASSWORD:?}"`]),
	)),
)

# METADATA
# description: The type that MetalLB and frr-k8s want, as arguments (metallb/metallb internal/config/config.go).
basic_auth := ["--type=kubernetes.io/basic-auth"]

# METADATA
# description: The namespace of a step in a command; where the scan does not tell it, what stops the command.
word(namespace) := namespace if {
	namespace != ""
} else := `"${NAMESPACE:?}"`

# METADATA
# description: The names in a command that a namespace makes.
stated(of) := {of.namespace | of.namespace != ""}

place(of) := $"namespace {of.namespace}" if {
	of.namespace != ""
} else := $"the namespace of {of.home} (set NAMESPACE to it)"

# METADATA
# description: |
#   The router's end of a password, which is set in the same change: `routers` are words for the router or routers,
#   `nodes` for the other end.
password_at(routers, nodes) := finding.step("with", concat(" ", [
	$"Have the same password set on {routers}, for {nodes}, in the same change:",
	"with a password at only one end, the session goes down",
]))

# METADATA
# description: A password that was in the file stays in its history.
exposed := finding.step(
	"after",
	"Change the password at both ends: the old one stays in the history of the repository",
)

# METADATA
# description: Sessions that are to be set up again, `whose`, and why.
reset(whose, why) := finding.step("after", $"Reset {whose}, not all sessions at once: {why}")

# METADATA
# description: |
#   A name for a Secret, from one that is known: it begins with `bgp-` once. Where `taken` has it, or where it would be
#   none, it is another.
named(name, taken) := free(prefixed(name), taken) if {
	names.plain(prefixed(name))
} else := free("bgp-password", taken)

prefixed(name) := name if {
	startswith(name, "bgp-")
} else := $"bgp-{name}"

# METADATA
# description: The name of a Secret, or the same with more where a Secret of the scan has it.
free(name, taken) := $"{name}-password" if {
	name in taken
} else := name

# METADATA
# description: The names of the Secrets in the scan.
secrets contains secret.name if some secret in input.kubernetes.Secret
