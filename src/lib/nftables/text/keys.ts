/** What of a packet a rule looks at: `tcp dport`, `ct original ip saddr`, `fib daddr . iif type`. */
import type { Expression } from '../syntax.ts';
import type { Tokens } from './tokens.ts';

/** Keys of meta that are written without it, too (nft(8), META EXPRESSIONS). */
const unqualified = new Set(
  (
    'mark iif iifname iiftype oif oifname oiftype skuid skgid nftrace rtclassid ibrname obrname ibridgename obridgename ' +
    'pkttype cpu iifgroup oifgroup cgroup ipsec time day hour'
  ).split(' '),
);

/** Headers, whose fields are one word each. */
const headers = new Set(
  'ether vlan arp ip ip6 icmp icmpv6 igmp tcp udp udplite sctp dccp th ah esp comp frag hbh dst mh gre gretap geneve vxlan'.split(
    ' ',
  ),
);

export const isHeader = (word: string): boolean => headers.has(word);

/** Fields of arp that take two words. */
const second = new Set(['ether', 'ip']);

/** Takes a key; undefined if none is ahead, where nothing was taken. */
export function takeKey(tokens: Tokens): Expression | undefined {
  const { kind, text } = tokens.ahead;
  if (kind !== 'word') return undefined;
  if (text.startsWith('@') && /^@(?:ll|nh|th|ih),/.test(text)) return key(`raw ${tokens.take().text}`);
  if (unqualified.has(text)) return key(`meta ${tokens.take().text}`);
  if (text === 'meta') return key(words(tokens, 2));
  if (text === 'ct') return takeConntrack(tokens);
  if (text === 'fib') return takeFib(tokens);
  if (text === 'socket') return takeSocket(tokens);
  if (text === 'rt') return takeRoute(tokens);
  if (text === 'exthdr' || text === 'osf' || text === 'ipsec') return key(words(tokens, 2));
  if (text === 'numgen' || text === 'symhash' || text === 'jhash') return takeGenerator(tokens);
  return headers.has(text) ? takeHeader(tokens) : undefined;
}

function takeHeader(tokens: Tokens): Expression {
  const header = tokens.take().text;
  const field = word(tokens);
  if (field === 'option') {
    const option = word(tokens);
    const { kind, text } = tokens.ahead;
    const isField = kind === 'word' && !/^(?:exists|missing|set|\d.*)$/.test(text);
    return key([header, field, option, ...(isField ? [word(tokens)] : [])].join(' '));
  }
  const isDouble = header === 'arp' && tokens.ahead.kind === 'word' && second.has(tokens.ahead.text);
  return key([header, field, ...(isDouble ? [word(tokens)] : [])].join(' '));
}

function takeConntrack(tokens: Tokens): Expression {
  const parts = [tokens.take().text];
  for (const prefixes of [
    ['original', 'reply'],
    ['ip', 'ip6'],
  ]) {
    if (tokens.ahead.kind === 'word' && prefixes.includes(tokens.ahead.text)) parts.push(word(tokens));
  }
  return key([...parts, word(tokens)].join(' '));
}

function takeFib(tokens: Tokens): Expression {
  const parts = [tokens.take().text, word(tokens)];
  while (tokens.takes('.')) parts.push('.', word(tokens));
  return key([...parts, word(tokens)].join(' '));
}

function takeSocket(tokens: Tokens): Expression {
  const name = words(tokens, 2);
  return key(tokens.takes('level') ? `${name} level ${word(tokens)}` : name);
}

function takeRoute(tokens: Tokens): Expression {
  const parts = [tokens.take().text];
  if (tokens.ahead.kind === 'word' && second.has(tokens.ahead.text.replace('ip6', 'ip'))) parts.push(word(tokens));
  return key([...parts, word(tokens)].join(' '));
}

/** Numbers at random, or by a hash: no dump tells them. */
function takeGenerator(tokens: Tokens): Expression {
  const start = tokens.take();
  while (!tokens.atEnd && tokens.ahead.text !== 'mod') tokens.take();
  for (let modulus = tokens.ahead; modulus.kind === 'word' && isOfGenerator(modulus.text); modulus = tokens.ahead) {
    tokens.take();
    tokens.take();
  }
  return key(start.text);
}

function isOfGenerator(text: string): boolean {
  return text === 'mod' || text === 'seed' || text === 'offset';
}

const key = (name: string): Expression => ({ is: 'key', name });

function word(tokens: Tokens): string {
  return tokens.ahead.kind === 'word' ? tokens.take().text : '';
}

function words(tokens: Tokens, count: number): string {
  return Array.from({ length: count }, () => word(tokens)).join(' ');
}
