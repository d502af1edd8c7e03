/** Peers in forms of others: told, and nothing else is taken for them. */
import { describe, expect, it } from 'vitest';
import { unreadPeers } from '../../src/families/unread.ts';

const object = (apiVersion: string, kind: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;

describe('BGP peers in a form that is not read', () => {
  it.each([
    ["kube-ovn's BGP objects", object('kubeovn.io/v1', 'BgpPeer')],
    ["kube-ovn's BGP objects", '{"apiVersion":"kubeovn.io/v1","kind":"BgpConf"}'],
    ["kube-ovn's flags", 'args:\n  - --neighbor-address=192.0.2.1\n'],
    ["kube-ovn's flags", 'args: [--cluster-as=64512, "--neighbor-ipv6-address=2001:db8::1"]\n'],
    ["OpenELB's BGP objects", object('network.kubesphere.io/v1alpha2', 'BgpPeer')],
    ["kube-router's flags", 'args:\n  - "--peer-router-ips=192.0.2.1"\n'],
    ["kube-router's annotations", 'annotations:\n  kube-router.io/peer.ips: 192.0.2.1\n'],
    ["kube-vip's variables", 'env:\n  - name: bgp_peeraddress\n    value: "192.0.2.1"\n'],
    ["kube-vip's variables", '{"name": "bgp_peers", "value": "192.0.2.1:64512::false"}'],
    ["GoBGP's configuration", 'data:\n  gobgp.conf: |\n    [[neighbors]]\n      [neighbors.config]\n'],
  ])('is %s', (of, text) => {
    expect(unreadPeers(text)).toBe(of);
  });

  it.each([
    ['an object of another kind', object('network.kubesphere.io/v1alpha2', 'Eip')],
    ["another product's peer", object('crd.projectcalico.org/v1', 'BGPPeer')],
    ['a comment', 'args:\n  # - --peer-router-ips=192.0.2.1\n  - --run-router=true # not --peer-router-ips\n'],
    ['a variable without a value', 'env:\n  - name: bgp_peeraddress\n  - name: x\n    value: y\n'],
    ['an annotation of something else', 'annotations:\n  kube-router.io/node.asn: "64512"\n'],
  ])('is not %s', (_, text) => {
    expect(unreadPeers(text)).toBeUndefined();
  });
});
