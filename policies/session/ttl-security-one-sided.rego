# METADATA
# title: TTL security at only one end of a session
# description: |
#   With TTL security (GTSM, RFC 5082) an end drops packets that came over more hops than configured, which it sees by
#   their TTL: the other end has to send them with a TTL of 255. An end without TTL security sends eBGP packets with
#   the TTL that it is set to, by default 1 in FRR, and 64 in BIRD as Calico configures it. The session stays in
#   OpenSent or OpenConfirm; the other end may even show Established, but without routes. The TTL is 255 with
#   `ebgp-multihop` without a number, which includes MetalLB's and frr-k8s' `ebgpMultiHop`, for connections to a listen
#   range of FRR, and for FRR within an AS. Each router on the way takes one off: with `hops 1` no packet may come
#   through another router.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5082
#     description: RFC 5082, the generalized TTL security mechanism
#   - ref: https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-ttl-security-hops-NUMBER
#     description: FRR, neighbor PEER ttl-security hops NUMBER
#   - ref: https://docs.tigera.io/calico/latest/reference/resources/bgppeer
#     description: Calico, BGPPeer, ttlSecurity
# custom:
#   id: session/ttl-security-one-sided
#   level: error
#   class: correctness
#   remediation: |
#     Configure it at both ends or at neither: `ttlSecurity` of a Calico BGPPeer and `neighbor … ttl-security hops …`
#     on the router. MetalLB, frr-k8s and Cilium have no such field.
package bgplint.rules.session["ttl-security-one-sided"]

import data.bgplint.lib.finding
import data.bgplint.lib.sessions.compared
import data.bgplint.lib.sessions.routers

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	end.ttl_security
	fars := {far |
		some group in session.groups
		lost := {far | some far in group.candidates; too_low(far, end, group)}
		count(lost) == count(group.candidates)
		some far in lost
	}
	count(fars) > 0
	found := finding.value(
		end.ttl_security.resource,
		end.ttl_security.path,
		concat(" ", [
			$"{compared.title(end)} has TTL security, but {compared.far_title(fars)} does not:",
			$"the router sends TTL {sent_by_router(min(fars), end)}{on_the_way(session)}, and the node",
			$"drops anything below {256 - end.ttl_security.hops}",
		]),
	)
	related := compared.places(compared.at_routers(fars), "the other end")
}

report contains finding.resting_on(finding.with_related(found, related), compared.rests_on(end, fars)) if {
	some session in compared.sessions_known
	end := session.end
	not end.ttl_security
	fars := {far |
		some group in session.groups
		lost := {far | some far in group.candidates; dropped(far, end, group)}
		count(lost) == count(group.candidates)
		some far in lost
	}
	count(fars) > 0
	first := min(fars)
	security := routers.neighbor(first).ttl_security
	found := finding.value(
		first.router,
		security.path,
		concat(" ", [
			$"{compared.far_title(fars)} has TTL security, but {compared.title(end)} does not:",
			$"the node sends TTL {sent_by_node(end)}{on_the_way(session)}, and the router",
			$"drops anything below {256 - security.hops}",
		]),
	)
	related := {finding.place(end.resource, end.path, "the other end")}
}

too_low(far, end, group) if {
	not routers.neighbor(far).ttl_security
	sent_by_router(far, end) - hops_between(end, group) < 256 - end.ttl_security.hops
}

# Of neighbors that a listen range makes nothing is asked (FRR 8.4.4 in the lab).
dropped(far, end, group) if {
	far.list == "neighbors"
	security := routers.neighbor(far).ttl_security
	sent_by_node(end) - hops_between(end, group) < 256 - security.hops
}

# At least.
hops_between(end, group) := 1 if {
	compared.distant(end, group)
} else := 0

on_the_way(session) := " (less 1 per router on the way)" if {
	some group in session.groups
	compared.distant(session.end, group)
} else := ""

# A listening socket of FRR has a TTL of 255, which connections keep, unless a neighbor's own is set.
sent_by_router(far, end) := 255 if {
	far.list == "listen_ranges"
	external_or_internal(end)
} else := 255 if {
	compared.internal(end)
} else := routers.neighbor(far).multihop.ttl if {
	compared.external(end)
	routers.neighbor(far).multihop
} else := 1 if {
	compared.external(end)
}

external_or_internal(end) if compared.external(end)

external_or_internal(end) if compared.internal(end)

# BIRD sends 64 as it is set up, and so does the system for the native speaker of MetalLB; FRR 255 within an AS. What
# GoBGP does there is not told.
sent_by_node(end) := 64 if {
	end.multihop.ttl == "any"
} else := end.multihop.ttl if {
	compared.external(end)
} else := 255 if {
	compared.internal(end)
	end.family in {"metallb", "frr-k8s"}
}
