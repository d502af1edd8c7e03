# METADATA
# title: Pod packets dropped by the cloud network
# description: |
#   A pool without encapsulation sends pod packets between nodes as they are, with the pods' own addresses. The cloud
#   network accepts from a machine, and delivers to it, only packets with the machine's own addresses: in AWS while
#   the source/destination check is on, in Google Cloud and Azure while IP forwarding is off. BGP sessions are up and
#   the routes are there, but nothing reaches pods on other nodes. Calico turns AWS's check off where a
#   FelixConfiguration says `awsSrcDstCheck: Disable` and the nodes are allowed to.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/reference/public-cloud/aws
#     description: Calico, Amazon Web Services, routing traffic within a single VPC subnet
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
#     description: Amazon EC2, source/destination checking
#   - ref: https://cloud.google.com/vpc/docs/using-routes#canipforward
#     description: Google Cloud, IP forwarding for instances
# custom:
#   id: terraform/source-dest-check
#   level: warning
#   class: correctness
#   remediation: |
#     Set `source_dest_check = false` on the instances or their network interfaces (Google Cloud: `can_ip_forward =
#     true`; Azure: `ip_forwarding_enabled = true`), or in AWS let Felix do it with `awsSrcDstCheck: Disable`. Or give
#     the pool an encapsulation.
package bgplint.rules.terraform["source-dest-check"]

import data.bgplint.lib.calico.ip_pools
import data.bgplint.lib.finding

report contains found if {
	some pool in bare_pools
	some machine in input.terraform.Machine
	machine.node in whose
	machine.forwards == "no"
	not felix_switches_it_off(machine)
	found := finding.with_related(
		finding.value(machine.id, machine.path, message(machine, pool)),
		[finding.place(pool.id, pool.at[0], $"pool {pool.name} is not encapsulated{across(pool)}")],
	)
}

# What the plan suggests counts where the config names nothing.
whose := {"named"} if {
	some machine in input.terraform.Machine
	machine.node == "named"
} else := {"suggested"}

# One pool is enough to say it.
bare_pools := array.slice(array.concat(never_wrapped, wrapped_across), 0, 1)

never_wrapped := [pool | some pool in ip_pools.for_workloads; pool.encapsulation == "None"]

wrapped_across := [pool | some pool in ip_pools.for_workloads; count(pool.cross) > 0]

across(pool) := " within a subnet" if count(pool.cross) > 0

across(pool) := "" if count(pool.cross) == 0

message(machine, pool) := concat(" ", [
	$"{machine.address} {drops(machine)},",
	$"but pool {pool.name} is not encapsulated{across(pool)}: packets with pod addresses are dropped",
])

drops(machine) := "has the source/destination check on" if {
	is_aws(machine)
} else := "has IP forwarding off"

is_aws(machine) if startswith(machine.gvk.kind, "aws_")

felix_switches_it_off(machine) if {
	is_aws(machine)
	some config in input.calico.FelixConfiguration
	config.object.spec.awsSrcDstCheck == "Disable"
}
