/**
 * Rulesets of nftables that are easily taken for what they are not, and what they do to BGP. `test/lab` asks the kernel about
 * each of them, too, but those that depend on what is not in them.
 */

type Is = 'passes' | 'dropped' | 'perhaps' | 'undecided';

export interface Case {
  readonly name: string;
  readonly text: string;
  /** Of connections to this node and from it; of IPv4 and IPv6 where they differ. */
  readonly in: Is | readonly [ip4: Is, ip6: Is];
  readonly out: Is | readonly [ip4: Is, ip6: Is];
  /** Nothing for the kernel: nft would refuse it, or it depends on the host. */
  readonly apart?: boolean;
}

const input = (policy: string, ...rules: readonly string[]) => filter('input', policy, ...rules);

function filter(hook: string, policy: string, ...rules: readonly string[]): string {
  const head = `\t\ttype filter hook ${hook} priority filter; policy ${policy};`;
  return `table inet filter {\n\tchain ${hook} {\n${[head, ...rules.map((rule) => `\t\t${rule}`)].join('\n')}\n\t}\n}\n`;
}

export const corpus: readonly Case[] = [
  { name: 'a policy drops, and nothing accepts', text: input('drop'), in: 'dropped', out: 'dropped' },
  {
    name: 'answers come in, and nothing else',
    text: input('drop', 'ct state established,related accept', 'iif lo accept'),
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'the port is open, and answers to this node are not let in',
    text: input('drop', 'tcp dport 179 accept'),
    in: 'passes',
    out: 'dropped',
  },
  {
    name: 'both ways by ports',
    text: input('drop', 'tcp dport 179 accept', 'tcp sport 179 accept'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'a set with a range around the port',
    text: input('drop', 'ct state vmap { established : accept, related : accept }', 'tcp dport { 22, 170-190 } accept'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'a set with ranges on both sides of the port',
    text: input('drop', 'ct state established accept', 'tcp dport { 1-178, 180-65535 } accept'),
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'a named set of intervals',
    text: `table inet filter {
	set open {
		type inet_service
		flags interval
		elements = { 22, 80,
			     100-200 }
	}
	chain input {
		type filter hook input priority filter; policy drop;
		ct state { established, related } accept
		tcp dport @open accept
	}
}
`,
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'a set that programs fill is not known',
    text: `table inet filter {
	set open {
		type inet_service
		flags timeout
		elements = { 179 timeout 1h expires 59m }
	}
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established accept
		tcp dport @open accept
	}
}
`,
    in: 'undecided',
    out: 'passes',
    apart: true,
  },
  {
    name: 'an accept ends its own chain only',
    text: `${input('accept', 'tcp dport 179 accept')}table inet late {
	chain input {
		type filter hook input priority filter + 10; policy accept;
		tcp dport 179 counter packets 3 bytes 180 drop comment "BGP is for the router"
	}
}
`,
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'a drop is final, though a later chain accepts',
    text: `table inet early {
	chain input {
		type filter hook input priority -10; policy accept;
		meta l4proto tcp th dport 179 drop
	}
}
${input('accept', 'tcp dport 179 accept')}`,
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'a verdict map that jumps, with a concatenation',
    text: `table inet filter {
	chain bgp {
		ct direction original accept
	}
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established accept
		meta l4proto . th dport vmap { tcp . 22 : accept, tcp . 179 : jump bgp, udp . 179 : drop }
	}
}
`,
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'an element for all others',
    text: input('accept', 'ct state established accept', 'tcp dport vmap { 22 : accept, * : drop }'),
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'goto does not come back, and jump does',
    text: `table inet filter {
	chain services {
		tcp dport 22 accept
	}
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established accept
		meta nfproto ipv4 goto services
		jump services
		tcp dport 179 accept
	}
}
`,
    in: ['dropped', 'passes'],
    out: 'passes',
  },
  {
    name: 'return ends the chain that was jumped to',
    text: `table inet filter {
	chain services {
		tcp dport 179 return
		reject with tcp reset
	}
	chain input {
		type filter hook input priority filter; policy accept;
		ct state established accept
		jump services
	}
}
`,
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'one family only',
    text: 'table ip6 filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t}\n}\n',
    in: ['passes', 'dropped'],
    out: ['passes', 'dropped'],
  },
  {
    name: 'a match of IPv4 holds for no packet of IPv6, negated or not',
    text: input('accept', 'ct state established accept', 'ip saddr != 127.0.0.0/8 drop'),
    in: ['dropped', 'passes'],
    out: 'passes',
  },
  {
    name: 'a match of UDP holds for no packet of TCP, negated or not',
    text: input('accept', 'udp dport != 53 drop', 'icmp type != echo-request drop'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'without an operator any of the flags will do',
    text: input(
      'accept',
      'tcp flags ! syn,ack drop',
      'tcp flags & (fin | syn | rst | ack) == fin drop',
      'tcp flags urg,syn drop',
    ),
    in: 'dropped',
    out: 'dropped',
  },
  {
    name: 'with == these flags alone, of which ECN has two',
    text: input('accept', 'tcp flags == syn,ack drop'),
    in: 'passes',
    out: 'perhaps',
  },
  {
    name: 'what opens a connection is told by a mask',
    text: input('accept', 'tcp flags syn / fin,syn,rst,ack reject with tcp reset'),
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'no packet has two states',
    text: input('accept', 'ct state == established,related drop', 'ct state != established,related accept', 'drop'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'marks that chains of one node set and ask for',
    text: `table inet raw {
	chain prerouting {
		type filter hook prerouting priority raw; policy accept;
		tcp dport 179 meta mark set meta mark | 0x10
	}
}
${input('accept', 'meta mark & 0x10 == 0x10 drop')}`,
    in: 'dropped',
    out: 'passes',
  },
  {
    name: 'an untracked packet is not established',
    text: `table inet raw {
	chain prerouting {
		type filter hook prerouting priority raw; policy accept;
		tcp sport 179 notrack
	}
}
${input('drop', 'ct state established,related accept')}`,
    in: 'dropped',
    out: 'dropped',
  },
  {
    name: 'on the way out',
    text: filter('output', 'drop', 'oif lo accept', 'ct state established accept', 'tcp dport { 53, 443 } accept'),
    in: 'passes',
    out: 'dropped',
  },
  {
    name: 'what is forwarded is none of the node',
    text: filter('forward', 'drop', 'tcp dport 179 drop'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'a dormant table is at no hook',
    text: input('drop').replace('{\n', '{\n\tflags dormant\n'),
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'a name of an interface for all',
    text: input('drop', 'iifname "*" accept'),
    in: 'passes',
    out: 'passes',
    apart: true,
  },
  {
    name: 'loopback is none of the way between nodes',
    text: input('drop', 'iif "lo" accept', 'iifname "docker*" accept'),
    in: 'dropped',
    out: 'dropped',
  },
  {
    name: 'peers of a subnet',
    text: input('drop', 'ct state established accept', 'ip saddr 192.0.2.0/24 tcp dport 179 accept'),
    in: ['perhaps', 'dropped'],
    out: 'passes',
  },
  {
    name: 'a limit',
    text: input(
      'drop',
      'ct state established accept',
      'tcp dport 179 limit rate over 5/second drop',
      'tcp dport bgp accept',
    ),
    in: 'perhaps',
    out: 'passes',
  },
  {
    name: 'who is kept out by a set that grows',
    text: `table inet filter {
	set denied {
		type ipv4_addr
		flags dynamic,timeout
		timeout 1d
	}
	chain input {
		type filter hook input priority filter; policy accept;
		ip saddr @denied drop
	}
}
`,
    in: ['perhaps', 'passes'],
    out: ['perhaps', 'passes'],
  },
  {
    name: 'at ingress, of a device that is none of the way',
    text: `table netdev guard {
	chain lo {
		type filter hook ingress device "lo" priority -500; policy drop;
	}
}
`,
    in: 'passes',
    out: 'passes',
  },
  {
    name: 'variables, and what was there before',
    text: `#!/usr/sbin/nft -f
table inet filter { chain input { type filter hook input priority 0; policy drop; }; }
flush ruleset
define routers = { 192.0.2.254 }
define open = { 22, 179 }
add table inet filter
add chain inet filter input { type filter hook input priority 0; policy drop; }
add rule inet filter input ip saddr != $routers tcp dport $open accept
insert rule inet filter input ct state established,related accept
`,
    in: ['perhaps', 'dropped'],
    out: 'passes',
  },
  {
    name: 'an interval of a variable in a set',
    text: `define more = { 100-200 }
table inet filter {
	chain input {
		type filter hook input priority 0; policy drop;
		ct state established accept
		tcp dport { 22, $more } accept
	}
}
`,
    in: 'passes',
    out: 'passes',
    apart: true,
  },
  {
    name: 'what is included is not read',
    text: `include "/etc/nftables.d/*.nft"\n${input('drop')}`,
    in: 'undecided',
    out: 'undecided',
    apart: true,
  },
  {
    name: 'a match that only iptables knows',
    text: input('drop', 'ct state established accept', 'tcp dport 179 xt match "recent" accept'),
    in: 'perhaps',
    out: 'passes',
    apart: true,
  },
  {
    name: 'a match of a set that only the kernel holds',
    text: input('drop', 'ct state established accept', 'xt match "set" counter packets 0 bytes 0 accept'),
    in: 'undecided',
    out: 'passes',
    apart: true,
  },
  {
    name: 'a target as nft 1.0.2 wrote it',
    text: input('accept', 'meta l4proto tcp tcp dport 179 counter packets 4 bytes 240 # xt_REJECT'),
    in: 'dropped',
    out: 'passes',
    apart: true,
  },
  {
    name: 'a statement of a later nft',
    text: input(
      'drop',
      'ct state established accept',
      'tcp dport 179 quic version 1 accept',
      'tcp dport 22 quic accept',
    ),
    in: 'undecided',
    out: 'passes',
    apart: true,
  },
  {
    name: 'a program decides',
    text: input('accept', 'tcp dport 179 queue flags bypass to 1-3'),
    in: 'undecided',
    out: 'passes',
    apart: true,
  },
  {
    name: 'chains that jump to each other',
    text: 'table ip f {\n\tchain a {\n\t\tjump b\n\t}\n\tchain b {\n\t\tjump a\n\t}\n\tchain i {\n\t\ttype filter hook input priority 0; policy drop;\n\t\tjump a\n\t}\n}\n',
    in: ['undecided', 'passes'],
    out: ['undecided', 'passes'],
    apart: true,
  },
];
