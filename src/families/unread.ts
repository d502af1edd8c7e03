/** BGP peers in forms that no family reads, told so that green does not mean checked. */

/** A form: whose it is, and what stands in a text of it, each of them on a line that is no comment. */
interface UnreadForm {
  readonly of: string;
  readonly words: readonly RegExp[];
}

/** A key with the beginning of its value. */
const member = (key: string, value: string) =>
  new RegExp(String.raw`^[^#\n]*["']?\b${key}["']?[ \t]*:[ \t]*["']?${value}`, 'm');

const kinds = member('kind', 'Bgp');

const forms: readonly UnreadForm[] = [
  { of: "kube-ovn's BGP objects", words: [member('apiVersion', 'kubeovn\\.io/'), kinds] },
  // kubeovn/kube-ovn pkg/speaker/config.go.
  { of: "kube-ovn's flags", words: [/^[^#\n]*--neighbor-(?:ipv6-)?address\b/m] },
  { of: "OpenELB's BGP objects", words: [member('apiVersion', 'network\\.kubesphere\\.io/'), kinds] },
  // cloudnativelabs/kube-router/docs/bgp.md.
  { of: "kube-router's flags", words: [/^[^#\n]*--peer-router-(?:ips|asns)\b/m] },
  { of: "kube-router's annotations", words: [/^[^#\n]*kube-router\.io\/peer(?:s|\.ips)\b/m] },
  // kube-vip/kube-vip pkg/kubevip/config_envvar.go.
  {
    of: "kube-vip's variables",
    words: [/^[^#\n]*\bbgp_peer(?:address|s)["']?[ \t]*,?\s+["']?value["']?:[ \t]*["']?\w/m],
  },
  // osrg/gobgp/docs/sources/configuration.md.
  { of: "GoBGP's configuration", words: [/^[^#\n]*\[\[neighbors\]\]/m] },
];

/** What all of them have in common: one search that most texts are left after. */
const any = /kubeovn|kubesphere|--neighbor-|--peer-router-|kube-router\.io\/peer|bgp_peer|\[\[neighbors/;

/** Whose form of BGP peers a text holds, of those that are not read; undefined for none. */
export function unreadPeers(text: string): string | undefined {
  if (!any.test(text)) return undefined;
  return forms.find(({ words }) => words.every((word) => word.test(text)))?.of;
}

/** How the ledger begins to tell it. */
export const unreadReason = 'holds BGP peers in a form that bgplint does not read: ';

/** Firewalls as other tools than Terraform write them, by a word that is in nothing else. */
const firewalls: readonly { readonly word: string; readonly of: string }[] = [
  { word: 'AWS::EC2::SecurityGroup', of: 'a CloudFormation template' },
  { word: 'aws:ec2/securityGroup:SecurityGroup', of: "Pulumi's own JSON" },
  { word: 'Microsoft.Network/networkSecurityGroups', of: 'an Azure Resource Manager template' },
];

/** What a text without BGP is that holds firewalls all the same, in a clause; undefined for all else. */
export function unreadFirewalls(text: string): string | undefined {
  const found = firewalls.find(({ word }) => text.includes(word));
  return (
    found && `it contains firewalls and is ${found.of}: bgplint reads those only from plans of Terraform and OpenTofu`
  );
}
