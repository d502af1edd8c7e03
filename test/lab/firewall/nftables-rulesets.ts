import { Random } from '../random.ts';

/** Lines in braces, or a line. A smaller ruleset is one without some. */
export type Part = string | { readonly head: string; readonly parts: readonly Part[] };

const ports = [
  '179',
  'bgp',
  '22',
  '!= 179',
  '!= 22',
  '> 178',
  '>= 180',
  '< 180',
  '<= 178',
  '100-200',
  '180-65535',
  '!= 170-190',
  '{ 22, 179 }',
  '{ 22, 80, 443 }',
  '{ 1-178, 180-65535 }',
  '{ 100-178, 179 }',
  '!= { 22, 179 }',
  '!= { 22 }',
  '@ports',
  '@others',
  '!= @others',
  '$ports',
];

const clientPorts = ['1024-65535', '32768-60999', '!= 179', '< 1024', '> 1023', '179', '{ 1024-40000, 40001-65535 }'];

const states = [
  'established,related',
  'established',
  'related',
  'new',
  'invalid',
  'untracked',
  'new,established',
  '!= established',
  '!= new',
  '! new',
  '! established,related',
  '!= established,related',
  '== established',
  '{ new, established }',
  '!= { established }',
  '& (established | related) != 0',
];

const flags = [
  'syn',
  '!= syn',
  '== syn',
  '! syn',
  'syn,ack',
  'ack',
  '& (fin | syn | rst | ack) == syn',
  '& (fin | syn | rst | ack) != syn',
  '& syn == 0',
  '& (syn | ack) == (syn | ack)',
  'syn / fin,syn,rst,ack',
  '!= syn / fin,syn,rst,ack',
  '{ syn, syn | ack }',
  '& (syn | ack) syn',
];

const addresses4 = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '!= 127.0.0.0/8',
  '192.0.2.0/24',
  '!= 192.0.2.2',
  '{ 0.0.0.0/1, 128.0.0.0/1 }',
  '@peers',
  '224.0.0.0/4',
];

const addresses6 = ['::/0', 'fe80::/10', '2001:db8::/64', '!= 2001:db8::2', 'ff00::/8', '::1'];

const marks = ['0x1', '0', '!= 0', '& 0x10 == 0x10', '& 0xff == 0', '& 0x10 != 0', '& 0x3 == { 0, 1 }', '> 0'];

const others = [
  'meta l4proto tcp',
  'meta l4proto { tcp, udp }',
  'meta l4proto != tcp',
  'meta l4proto 6',
  'meta l4proto udp',
  'ip protocol tcp',
  'ip protocol != icmp',
  'ip6 nexthdr tcp',
  'ip6 nexthdr { tcp, icmpv6 }',
  'meta nfproto ipv4',
  'meta nfproto ipv6',
  'meta nfproto != ipv4',
  'meta protocol ip',
  'meta protocol { ip, ip6 }',
  'icmp type echo-request',
  'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert }',
  'udp dport 179',
  'udp dport != 53',
  'sctp dport 179',
  'ct direction original',
  'ct direction reply',
  'ct status seen-reply',
  'ct status ! seen-reply',
  'iifname "lo"',
  'iif lo',
  'iif != lo',
  'iifname != "lo"',
  'iifname "eth0"',
  'iifname "eth*"',
  'iifname { "eth0", "eth1" }',
  'iifname "docker0"',
  'oifname "cali*"',
  'oifname "lo"',
  'oifname != "lo"',
  'oifname "eth0"',
  'fib daddr type local',
  'fib daddr type != local',
  'fib daddr type { local, unicast }',
  'fib saddr type local',
  'fib daddr . iif type local',
  'fib saddr . iif oif missing',
  'meta pkttype host',
  'meta pkttype { broadcast, multicast }',
  'limit rate 5/minute burst 5 packets',
  'limit rate over 100000/second',
  'ip ttl 64',
  'tcp window > 0',
  'meta length < 1500',
  'counter',
  'log prefix "seen: " level debug flags tcp sequence,options',
  'counter packets 1 bytes 2',
  'ip frag-off & 0x1fff != 0',
  'exthdr frag exists',
  'meta skuid 0',
  'ct mark set 0x10',
  'meta mark set 0x1',
  'meta mark set meta mark | 0x10',
  'meta mark set mark & 0xffffff00',
  'meta mark set ct mark',
  'ct mark set meta mark',
  'meta priority set 1:2',
  'ip dscp set cs6',
  'add @seen { ip saddr }',
  'update @seen { ip saddr limit rate over 100000/second }',
  'th dport . meta l4proto { 179 . tcp, 53 . udp }',
  'tcp sport . tcp dport { 1024-65535 . 179, 179 . 1024-65535 }',
  'ip saddr . tcp dport { 10.0.0.0/8 . 179, 192.0.2.0/24 . 22 }',
  'ip saddr . tcp dport @pairs',
  'iifname . tcp dport { "lo" . 179, "eth0" . 22 }',
  'ct state . ct direction { new . original, established . reply }',
];

const verdicts = [
  'accept',
  'accept',
  'drop',
  'drop',
  'return',
  'reject',
  'continue',
  'reject with tcp reset',
  'counter',
];

const maps = [
  'tcp dport vmap { 22 : accept, 179 : $1 }',
  'tcp dport vmap { 1-100 : drop, 101-200 : $1, 443 : accept }',
  'tcp dport vmap { 22 : accept, * : $1 }',
  'tcp dport vmap @verdicts',
  'tcp sport vmap { 179 : $1, 1024-65535 : $2 }',
  'ct state vmap { established : $1, related : accept, invalid : drop }',
  'ct state vmap { new : $1, established : accept, invalid : drop, untracked : accept }',
  'ct state vmap { invalid : drop, * : $1 }',
  'meta l4proto vmap { tcp : $1, udp : drop }',
  'meta nfproto vmap { ipv4 : $1, ipv6 : $2 }',
  'iifname vmap { "lo" : accept, "eth0" : $1 }',
  'ip saddr vmap { 10.0.0.0/8 : drop, 192.0.2.0/24 : $1 }',
  'ip saddr . tcp dport vmap { 10.0.0.0/8 . 179 : accept, 0.0.0.0/0 . 22 : drop }',
  'meta l4proto . th dport vmap { tcp . 22 : accept, tcp . 179 : $1, udp . 53 : accept }',
  'ct state . tcp dport vmap { new . 179 : $1, established . 179 : $2 }',
  'tcp flags vmap { syn : $1, ack : accept }',
];

const hooks = ['input', 'input', 'input', 'output', 'output', 'prerouting', 'postrouting'];
const priorities = ['filter', '0', '-10', 'filter + 10', 'mangle', 'raw', '-300', 'security', '-199', '100'];

/** A ruleset that nft may take, or not. */
export function randomRuleset(seed: number): readonly Part[] {
  const random = new Random(seed);
  const tables = 1 + random.below(2);
  return Array.from({ length: tables }, (_, i) => randomTable(random, i));
}

function randomTable(random: Random, number: number): Part {
  const family = random.of(['inet', 'inet', 'inet', 'ip', 'ip6']);
  const names = ['bgp', 'services', 'blocked'].slice(0, random.below(4));
  const sets: Part[] = [
    { head: 'set ports', parts: ['type inet_service', 'elements = { 22, 179 }'] },
    { head: 'set others', parts: ['type inet_service', 'flags interval', 'elements = { 1-100, 200-300 }'] },
    { head: 'set peers', parts: ['type ipv4_addr', 'flags interval', 'elements = { 192.0.2.0/24 }'] },
    { head: 'set seen', parts: ['type ipv4_addr', 'flags dynamic', 'size 100'] },
    {
      head: 'set pairs',
      parts: ['type ipv4_addr . inet_service', 'flags interval', 'elements = { 0.0.0.0/0 . 179, 10.0.0.0/8 . 1-22 }'],
    },
    {
      head: 'map verdicts',
      parts: ['type inet_service : verdict', `elements = { 22 : accept, 179 : ${random.of(['accept', 'drop'])} }`],
    },
  ];
  const inner = names.map((name, i): Part => {
    return { head: `chain ${name}`, parts: random.list(4, () => randomRule(random, names.slice(i + 1), family)) };
  });
  const base = Array.from({ length: 1 + random.below(2) }, (_, i): Part => {
    const type = random.chance(0.06) ? 'nat' : 'filter';
    const policy = random.of(['accept', 'drop']);
    const head = `type ${type} hook ${random.of(hooks)} priority ${random.of(priorities)}; policy ${type === 'nat' ? 'accept' : policy}`;
    return { head: `chain base${i}`, parts: [head, ...random.list(7, () => randomRule(random, names, family))] };
  });
  // Chains that are jumped to come before those that do.
  return { head: `table ${family} t${number}`, parts: [...sets, ...inner.reverse(), ...base] };
}

function randomRule(random: Random, chains: readonly string[], family: string): string {
  const matches = random.list(2, () => randomMatch(random, family));
  const verdict = randomVerdict(random, chains);
  // Of this nft 1.0.6 lists no `meta protocol`: what it says then is not what the kernel does (docs/limits.md).
  const isMislisted = verdict === 'reject with tcp reset' && matches.some((match) => match.startsWith('meta protocol'));
  return [...matches, isMislisted ? 'reject' : verdict].join(' ');
}

function randomMatch(random: Random, family: string): string {
  const is4 = family !== 'ip6' && random.chance(family === 'ip' ? 1 : 0.6);
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return `tcp dport ${random.of(ports)}`;
    case 3:
      return `${random.of(['th dport', '@th,16,16'])} ${random.of(ports.slice(2, 9))}`;
    case 4:
      return `tcp sport ${random.of([...clientPorts, ...ports])}`;
    case 5:
    case 6:
      return `ct state ${random.of(states)}`;
    case 7:
      return `tcp flags ${random.of(flags)}`;
    case 8:
      return `${random.of(['meta mark', 'ct mark'])} ${random.of(marks)}`;
    case 9:
      return is4
        ? `ip ${random.of(['saddr', 'daddr'])} ${random.of(addresses4)}`
        : `ip6 ${random.of(['saddr', 'daddr'])} ${random.of(addresses6)}`;
    default:
      return random.of(others);
  }
}

function randomVerdict(random: Random, chains: readonly string[]): string {
  const plain = () => {
    const jump = chains.length > 0 && random.chance(0.35);
    return jump ? `${random.of(['jump', 'jump', 'goto'])} ${random.of(chains)}` : random.of(verdicts);
  };
  if (random.chance(0.03)) return 'notrack';
  if (!random.chance(0.2)) return plain();
  const inMap = () => {
    const found = plain();
    return /^(?:reject|counter)/.test(found) ? 'accept' : found;
  };
  return random.of(maps).replace('$1', inMap()).replace('$2', inMap());
}

/** As text. `$ports` is a variable. */
export function render(parts: readonly Part[]): string {
  const text = parts.map((part) => lines(part, '')).join('\n');
  return `flush ruleset\ndefine ports = { 22, 179 }\n${text}\n`;
}

function lines(part: Part, indent: string): string {
  if (typeof part === 'string') return `${indent}${part}`;
  const inner = part.parts.map((one) => lines(one, `${indent}\t`)).join('\n');
  return `${indent}${part.head} {\n${inner}\n${indent}}`;
}

/** The same without what is written in a line of its text, counted from 1. */
export function withoutLine(parts: readonly Part[], line: number): readonly Part[] {
  let at = 2;
  const kept = (list: readonly Part[]): readonly Part[] =>
    list.flatMap((part): Part[] => {
      at += 1;
      const isHere = at === line;
      if (typeof part === 'string') return isHere ? [] : [part];
      const inner = kept(part.parts);
      at += 1;
      return isHere ? [] : [{ ...part, parts: inner }];
    });
  return kept(parts);
}

/** The same without one of its parts, for each of them: larger ones first. */
export function* smaller(parts: readonly Part[]): Generator<readonly Part[]> {
  for (const [i] of parts.entries()) yield parts.filter((_, j) => j !== i);
  for (const [i, part] of parts.entries()) {
    if (typeof part === 'string') continue;
    for (const fewer of smaller(part.parts)) yield parts.map((one, j) => (j === i ? { ...part, parts: fewer } : one));
  }
}
