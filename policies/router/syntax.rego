# METADATA
# title: A line that the router refuses
# description: |
#   A line that its parser does not know, or that bgpd does not accept when it reads it, has no effect: the router
#   starts without the neighbor, its password or its policy, with the lines around it, and FRR says so in its log alone.
#
#   A first line of a block that is refused (`router bgp 0`, `address-family ipv4 unicst`) loses the lines of the block
#   or leaves them to the block around it. An `exit` too many leaves the configuration, and FRR takes nothing behind
#   it. Lines of prefix lists, access lists and route maps that follow each other are taken together: one that is
#   refused (`ge 30 le 28`) takes all with it. The reloaders of MetalLB and frr-k8s apply nothing at all if one line is
#   refused.
#
#   Lines are judged as `vtysh -C` of FRR 8.4 judges them, and as bgpd 8.4 takes them at its start. What later versions
#   know is taken for known, unless `frr version` says that the file is for 8.4 or older.
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
#     Write the line as the router takes it, and try the whole file with `vtysh -C -f frr.conf` before it is rolled out.
#     A line that needs another one before it (`remote-as` of the neighbor, the peer group) goes behind that.
package bgplint.rules.router.syntax

import data.bgplint.lib.finding
import data.bgplint.lib.router.dialects

report contains found if {
	some router in input.router.Router
	some line in router.syntax
	message := $"{dialects.name(router)} refuses this line{taken(line.takes)}: {line.why}"
	found := finding.value(router.id, line.path, message)
}

taken(0) := ""

taken(1) := ", and one more with it"

taken(n) := $", and {n} more with it" if n > 1
