/** What a host says of itself: the rules of its packet filter, as its own programs print and read them. */

/** The formats in which a ruleset may be a text. */
export type HostFormat = 'iptables' | 'iptables-commands' | 'nftables';

/** A table's line, as iptables-save and ip6tables-save write it and -restore reads it. */
const table = /^\*(?:filter|nat|mangle|raw|security)[ \t]*\r?$/m;

/** A policy, as `iptables -S` prints it. */
const policy = /^-P (?:INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING) (?:ACCEPT|DROP)[ \t]*\r?$/m;

/** A table of `nft list ruleset`, or of a file for `nft -f`; or a command of such a file. */
const nftTable =
  /^[ \t]*(?:(?:add|create)[ \t]+)?table[ \t]+(?:(?:ip|ip6|inet|arp|bridge|netdev)[ \t]+)?[\w./-]+[ \t]*\{|^[ \t]*(?:add|create|insert)[ \t]+(?:table|chain|rule)[ \t]+(?:ip|ip6|inet|arp|bridge|netdev)[ \t]+[\w./-]/m;

/** A command of iptables at the beginning of a line. */
const command = /^[ \t]*(?:sudo[ \t]+)?(?:[\w/]*\/)?ip6?tables(?:-legacy|-nft)?[ \t]+-/m;

/** How a text is to be read that is neither YAML nor JSON; undefined if it is none of a host. */
export function hostFormat(text: string): HostFormat | undefined {
  if (table.test(text) || policy.test(text)) return 'iptables';
  if (nftTable.test(text)) return 'nftables';
  return command.test(text) ? 'iptables-commands' : undefined;
}
