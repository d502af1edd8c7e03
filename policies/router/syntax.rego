# METADATA
# title: Configuration line rejected by the router
# description: |
#   A line that the router's parser does not know, or that bgpd rejects when it reads it, has no effect: the router
#   starts without the neighbor, its password or its policy, but with the lines around it, and FRR reports it only in
#   its log.
#
#   If the first line of a block is rejected (`router bgp 0`, `address-family ipv4 unicst`), the lines of the block are
#   dropped or left to the block around it. One `exit` too many leaves the configuration, and FRR ignores everything
#   after it. Consecutive lines of prefix lists, access lists and route maps are processed together: one that is
#   rejected (`ge 30 le 28`) takes all with it. The reloaders of MetalLB and frr-k8s apply nothing at all if one line
#   is rejected.
#
#   Lines are judged as `vtysh -C` of FRR 8.4 judges them, and as bgpd 8.4 reads them when it starts. What later
#   versions know is accepted, unless `frr version` says that the file is for 8.4 or older.
# related_resources:
#   - ref: https://docs.frrouting.org/en/latest/vtysh.html
#     description: FRR, vtysh, `-C` and `-f`
#   - ref: https://docs.frrouting.org/en/latest/bgp.html
#     description: FRR, BGP
# custom:
#   id: router/syntax
#   level: error
#   class: correctness
#   remediation: |
#     Write the line as the router accepts it, and check the whole file with `vtysh -C -f frr.conf` before it is rolled
#     out. A line that needs another one first (`remote-as` of the neighbor, the peer group) must come after it.
package bgplint.rules.router.syntax

import data.bgplint.lib.finding
import data.bgplint.lib.router.dialects

report contains found if {
	some router in input.router.Router
	some line in router.syntax
	message := $"{dialects.name(router)} rejects this line{taken(line.takes)}: {line.why}"
	found := finding.value(router.id, line.path, message)
}

taken(0) := ""

taken(1) := ", and one more with it"

taken(n) := $", and {n} more with it" if n > 1
