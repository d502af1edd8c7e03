import { Random } from '../random.ts';

/** A table in the language of iptables-restore: its chains with policies, and its rules. */
interface Table {
  readonly name: string;
  readonly chains: readonly string[];
  readonly rules: readonly string[];
}

/** What iptables-restore and ip6tables-restore are given, of one of the two programs that there are of each. */
export interface IptablesRuleset {
  readonly program: 'nft' | 'legacy';
  readonly families: { readonly 4: readonly Table[]; readonly 6: readonly Table[] };
}

type Family = 4 | 6;

/** Chains that random rules are put into, of each table. */
export const hooks: { readonly [table: string]: readonly string[] } = {
  filter: ['INPUT', 'OUTPUT', 'INPUT', 'OUTPUT', 'FORWARD'],
  mangle: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
  nat: ['PREROUTING', 'POSTROUTING', 'OUTPUT'],
};

const ports = ['179', '22', '100:200', '180:', ':178', '1024:65535', 'bgp', '179:179'];
const lists = ['179', '22,179', '22,80,443', '1:178,180:65535', '100:178,179', '170:190'];
const states = ['NEW', 'ESTABLISHED', 'RELATED,ESTABLISHED', 'INVALID', 'UNTRACKED', 'NEW,ESTABLISHED', 'RELATED'];
const flags = [
  '--syn',
  '! --syn',
  '--tcp-flags SYN SYN',
  '--tcp-flags SYN,ACK SYN,ACK',
  '--tcp-flags FIN,SYN,RST,ACK SYN',
  '! --tcp-flags FIN,SYN,RST,ACK SYN',
  '--tcp-flags ALL NONE',
  '--tcp-flags SYN,ACK ACK',
];
const addresses: { readonly [family in Family]: readonly string[] } = {
  4: ['0.0.0.0/0', '10.0.0.0/8', '127.0.0.0/8', '192.0.2.0/24', '192.0.2.2', '224.0.0.0/4', '192.0.2.1,192.0.2.2'],
  6: ['::/0', 'fe80::/10', '::1', '2001:db8::/64', '2001:db8::2', 'ff00::/8'],
};
const interfaces = ['lo', 'eth0', 'eth+', 'docker0', 'cali+', '+'];
const marks = ['0x1', '0x10/0x10', '0/0xff', '0x0', '0x3/0x3'];

export function randomRuleset(seed: number): IptablesRuleset {
  const random = new Random(seed);
  const tables = (family: Family) =>
    Object.keys(hooks).flatMap((name) =>
      random.chance(name === 'filter' ? 1 : 0.25) ? [randomTable(random, name, family)] : [],
    );
  return { program: seed % 2 === 0 ? 'nft' : 'legacy', families: { 4: tables(4), 6: tables(6) } };
}

function randomTable(random: Random, name: string, family: Family): Table {
  const builtIn = [...new Set(hooks[name])];
  const own = ['BGP', 'services', 'blocked'].slice(0, random.below(4));
  const policy = () => (name !== 'nat' && random.chance(name === 'filter' ? 0.3 : 0.05) ? 'DROP' : 'ACCEPT');
  const rules = random.list(9, () => {
    const chain = own.length > 0 && random.chance(0.45) ? random.of(own) : random.of(hooks[name] ?? []);
    // A chain leads to those after it only.
    const later = own.slice(own.indexOf(chain) + 1);
    return `-A ${chain} ${randomRule(random, { name, chain, family }, later)}`;
  });
  return {
    name,
    chains: [...builtIn.map((chain) => `:${chain} ${policy()} [0:0]`), ...own.map((chain) => `:${chain} - [0:0]`)],
    rules,
  };
}

interface Where {
  readonly name: string;
  readonly chain: string;
  readonly family: Family;
}

function randomRule(random: Random, where: Where, chains: readonly string[]): string {
  const matches = random.list(3, () => randomMatch(random, where));
  const protocol = matches.some((match) => / --(?:dport|sport|dports|sports|ports|tcp-flags|syn)/.test(` ${match}`));
  const own = protocol ? ['-p tcp -m tcp'] : random.chance(0.2) ? [random.of(protocols)] : [];
  return [...own, ...matches, randomTarget(random, where, chains)].filter(Boolean).join(' ');
}

const protocols = ['-p tcp', '-p udp', '! -p tcp', '-p 6', '-p all', '-p sctp'];

function randomMatch(random: Random, { family, chain }: Where): string {
  const not = () => (random.chance(0.2) ? '! ' : '');
  switch (random.below(18)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `${not()}--dport ${random.of(ports)}`;
    case 4:
      return `${not()}--sport ${random.of(ports)}`;
    case 5:
      return `-m multiport ${not()}--${random.of(['dports', 'sports', 'ports'])} ${random.of(lists)}`;
    case 6:
    case 7:
      return `-m conntrack ${not()}--ctstate ${random.of(states)}`;
    case 8:
      return `-m state ${not()}--state ${random.of(states)}`;
    case 9:
      return random.of(flags);
    case 10: {
      const list = addresses[family];
      const address = random.of(list);
      return `${address.includes(',') ? '' : not()}${random.of(['-s', '-d'])} ${address}`;
    }
    case 11: {
      // iptables-save writes nothing for `! -i +`, which is for no packet.
      const name = random.of(interfaces);
      return `${name === '+' ? '' : not()}${chain === 'OUTPUT' || chain === 'POSTROUTING' ? '-o' : '-i'} ${name}`;
    }
    case 12:
      return `-m ${random.of(['mark', 'connmark'])} ${not()}--mark ${random.of(marks)}`;
    case 13:
      return `-m addrtype ${not()}--${random.of(['dst', 'src'])}-type ${random.of(['LOCAL', 'UNICAST', 'MULTICAST'])}`;
    case 14:
      return `-m conntrack --ctdir ${random.of(['ORIGINAL', 'REPLY'])}`;
    case 15:
      return `-m comment --comment "${random.of(['-j DROP', 'BGP: nodes', "it's"])}"`;
    default:
      return random.of([
        '-m limit --limit 5/min --limit-burst 1000',
        '-m pkttype --pkt-type unicast',
        '-m pkttype --pkt-type multicast',
        '-m length --length 40:1500',
        '-m ttl --ttl-gt 1',
        '-m conntrack --ctstatus SEEN_REPLY',
        '-m statistic --mode random --probability 0.9',
        '-m iprange --src-range 192.0.2.1-192.0.2.9',
        '-m tcp',
      ]);
  }
}

function randomTarget(random: Random, { name, chain }: Where, chains: readonly string[]): string {
  if (chains.length > 0 && random.chance(0.3)) return `${random.of(['-j', '-j', '-g'])} ${random.of(chains)}`;
  const common = ['-j ACCEPT', '-j ACCEPT', '-j RETURN', '-j LOG --log-prefix "seen: "', ''];
  const drops = name === 'nat' ? [] : ['-j DROP', '-j DROP'];
  switch (name) {
    case 'filter':
      return random.of([...common, ...drops, '-j REJECT', '-j REJECT --reject-with tcp-reset']);
    case 'mangle':
      return random.of([
        ...common,
        '-j DROP',
        '-j MARK --set-xmark 0x10/0x10',
        '-j MARK --set-mark 0x1',
        '-j MARK --or-mark 0x3',
        '-j CONNMARK --save-mark',
        '-j CONNMARK --restore-mark',
        '-j CONNMARK --set-xmark 0x10/0xff',
        '-j TCPMSS --clamp-mss-to-pmtu',
      ]);
    case 'raw':
      return random.of([...common, '-j DROP', '-j CT --notrack', '-j NOTRACK']);
    default:
      return random.of([...common, chain === 'POSTROUTING' ? '-j MASQUERADE' : '-j ACCEPT']);
  }
}

export const render = ({ program, families }: IptablesRuleset): string =>
  ([4, 6] as const)
    .map((family) => `# ${family === 4 ? 'ip' : 'ip6'}tables-${program}-restore\n${textOf(families[family])}`)
    .join('\n');

export const textOf = (tables: readonly Table[]): string =>
  tables.map(({ name, chains, rules }) => [`*${name}`, ...chains, ...rules, 'COMMIT', ''].join('\n')).join('');

/** Without the rule in a line of a family's text, counted from 1. */
export function withoutLine(ruleset: IptablesRuleset, family: Family, line: number): IptablesRuleset | undefined {
  let at = 0;
  const tables = ruleset.families[family].map((table) => {
    const first = at + 1 + table.chains.length + 1;
    at += table.chains.length + table.rules.length + 2;
    return { ...table, rules: table.rules.filter((_, i) => first + i !== line) };
  });
  const removed = textOf(tables) !== textOf(ruleset.families[family]);
  return removed ? { ...ruleset, families: { ...ruleset.families, [family]: tables } } : undefined;
}

/** The same without one of its tables or rules, for each of them. */
export function* smaller(ruleset: IptablesRuleset): Generator<IptablesRuleset> {
  for (const family of [4, 6] as const) {
    const tables = ruleset.families[family];
    const replaced = (list: readonly Table[]) => ({ ...ruleset, families: { ...ruleset.families, [family]: list } });
    for (const [i] of tables.entries()) yield replaced(tables.filter((_, j) => j !== i));
    for (const [i, table] of tables.entries())
      for (const [j] of table.rules.entries())
        yield replaced(tables.with(i, { ...table, rules: table.rules.filter((_, k) => k !== j) }));
  }
}
