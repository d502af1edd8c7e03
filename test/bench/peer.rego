# What most people write first: two rules over one document, for conftest.
package calico.bgppeer

deny contains msg if {
	input.kind == "BGPPeer"
	not input.spec.asNumber
	msg := "BGPPeer must specify asNumber explicitly"
}

deny contains msg if {
	input.kind == "BGPPeer"
	input.spec.nodeSelector == "all()"
	msg := "BGPPeer nodeSelector 'all()' is too broad for production"
}
