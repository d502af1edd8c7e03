# METADATA
# title: TCP/179 dropped by the nodes' own firewall
# description: |
#   With this ruleset on the nodes, BGP packets between them are dropped or rejected, whatever their addresses. The
#   side that opens a session sends from a high port to port 179, and the replies come back from port 179. Of two
#   nodes, either may be the one that opens, so both directions must be open on both. Otherwise the session stays in
#   `Connect` or `Active`.
#
#   All chains are followed, with policies, jumps, marks, sets and conntrack. What depends on an address that only the
#   cluster knows, such as `-s 10.0.0.0/8`, is not reported. A ruleset counts as that of nodes that speak BGP if a rule
#   names port 179, if BGP objects are in the scan, or if it is named on the command line. Where none of these tells, a
#   Kubernetes node gets a note, and a web server or a bastion gets nothing. MetalLB and frr-k8s need only the outgoing
#   direction. IPv6 counts if an address in the scan, or a rule, says so.
# related_resources:
#   - ref: https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
#     description: Calico, network requirements
#   - ref: https://www.rfc-editor.org/rfc/rfc4271#section-8.2.1
#     description: RFC 4271, 8.2.1, who opens the connection
#   - ref: https://manpages.debian.org/bookworm/iptables/iptables-extensions.8.en.html
#     description: iptables-extensions(8)
# custom:
#   id: host/bgp-port-dropped
#   level: error
#   levels: [error, note]
#   class: availability
#   remediation: |
#     Before the line named in the message, accept TCP with `--dport 179` in both directions, and the packets of
#     established connections. A rule for `--sport 179` in OUTPUT lets out only the replies of the side that was
#     called: with it alone, no node can open a session.
#
#     iptables: `iptables -I INPUT -p tcp -s NODES --dport 179 -j ACCEPT`, the same in OUTPUT with `-d NODES`, and `-m
#     conntrack --ctstate ESTABLISHED -j ACCEPT` in both. nftables: `tcp dport 179 accept` and `ct state established
#     accept` in both hooks.
package bgplint.rules.host["bgp-port-dropped"]

import data.bgplint.lib.finding
import data.bgplint.lib.host.rulesets

report contains finding.at_level(found, "error") if {
	some ruleset in rulesets.of_speakers
	some drop in drops(ruleset)
	found := about(ruleset, drop, said(ruleset, drop))
}

report contains finding.at_level(found, "note") if {
	some ruleset in rulesets.of_possible_speakers
	not rulesets.of_speakers[ruleset]
	some drop in drops(ruleset)
	found := about(ruleset, drop, $"if this host speaks BGP, {said(ruleset, drop)}")
}

drops(ruleset) := {last(verdict.drops) | some verdict in dropped(ruleset)}

about(ruleset, drop, message) := finding.with_related(
	finding.value(ruleset.id, drop.path, message),
	way(ruleset, drop),
)

said(ruleset, drop) := message(ruleset, drop, {kind |
	some verdict in dropped(ruleset)
	last(verdict.drops) == drop
	kind := kinds[verdict.connection][verdict.part]
})

# Nothing is said of this: what is not understood makes it undecided.
report contains found if {
	some ruleset in rulesets.of_speakers
	some verdict in rulesets.closing[ruleset.id]
	verdict.is == "undecided"
	places := {{"resource": ruleset.id, "path": path} | some path in verdict.rests_on}
	found := finding.resting_on(finding.value(ruleset.id, verdict.rests_on[0], "TCP/179 may be dropped"), places)
}

dropped(ruleset) := {verdict | some verdict in rulesets.closing[ruleset.id]; verdict.is == "dropped"}

# What surely ends a packet that comes so far.
last(drops) := drops[count(drops) - 1]

kinds := {
	"in": {"first": "to_here", "reply": "answers_from_here", "further": "later", "further-reply": "later"},
	"out": {"first": "from_here", "reply": "answers_to_here", "further": "later", "further-reply": "later"},
}

message(ruleset, drop, closed) := $"{drop.chain} drops {what(closed)} because no rule accepts them: add {to_add}" if {
	drop.how == "policy"
	to_add := remedy(ruleset, drop, closed)
}

message(ruleset, drop, closed) := $"this rule {verb(drop)} {what(closed)}: put {to_add} before {before(drop)}" if {
	drop.how != "policy"
	to_add := remedy(ruleset, drop, closed)
}

verb(drop) := {"drop": "drops", "reject": "rejects"}[drop.how]

before(drop) := "it" if drop.entry.path == drop.path

before(drop) := $"`{drop.entry.text}`" if drop.entry.path != drop.path

what(closed) := concat(" and ", [$"{words}" |
	some [kind, words] in [
		["to_here", "incoming connections to TCP/179"],
		["from_here", "outgoing connections to TCP/179"],
		["answers_from_here", "the replies to incoming BGP connections"],
		["answers_to_here", "the replies to outgoing BGP connections"],
		["later", "the later packets of BGP connections"],
	]
	closed[kind]
])

remedy(ruleset, drop, closed) := concat(" and ", [$"`{text}`" |
	some kind in ["open", "follow"]
	needed(closed)[kind]
	text := remedies(ruleset.format, drop)[kind]
])

needed(closed) := {kind | some one in closed; kind := object.get(opening, one, "follow")}

opening := {"to_here": "open", "from_here": "open"}

remedies("iptables", drop) := {
	"open": $"{command(drop)} -p tcp --dport 179 -j ACCEPT",
	"follow": $"{command(drop)} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
}

remedies("nftables", _) := {"open": "tcp dport 179 accept", "follow": "ct state established,related accept"}

# The rule of the base chain by which packets came to the chain of the place.
way(ruleset, drop) := [place |
	drop.entry.path != drop.path
	place := finding.place(ruleset.id, drop.entry.path, $"packets get there from this rule of {drop.chain}")
]

command(drop) := $"-A {drop.chain}" if drop.table == "filter"

command(drop) := $"-t {drop.table} -A {drop.chain}" if drop.table != "filter"
