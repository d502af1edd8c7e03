/** Which words of a router's lines are secrets: passwords, keys, communities of SNMP. Rather one too many than one too few. */
import { mayNameSecret, namesSecret } from '../secret-words.ts';

/** Lines of BGP and its policies, in which only few words name a secret: names of their own stand behind others. */
const plain: ReadonlySet<string> = new Set([
  ...['neighbor', 'router', 'address-family', 'exit-address-family', 'bgp', 'network', 'route-map', 'match', 'set'],
  ...[
    'ip',
    'ipv6',
    'interface',
    'exit',
    'exit-vrf',
    'vrf',
    'no',
    'redistribute',
    'aggregate-address',
    'end',
    'maximum-paths',
  ],
  ...[
    'access-list',
    'call',
    'on-match',
    'continue',
    'remote-as',
    'peer-group',
    'template',
    'inherit',
    'timers',
    'hostname',
  ],
  ...['!', 'update-source', 'ebgp-multihop', 'bfd', 'frr', 'log', 'line', 'service', 'seq', 'permit', 'deny'],
]);

/** What a neighbor's line says with names of people's own, or with numbers: only the plain word tells of a secret there. */
const naming: ReadonlySet<string> = new Set([
  ...['route-map', 'prefix-list', 'filter-list', 'distribute-list', 'peer-group', 'advertise-map', 'unsuppress-map'],
  ...[
    'default-originate',
    'update-source',
    'remote-as',
    'interface',
    'activate',
    'local-as',
    'timers',
    'inherit',
    'bfd',
  ],
]);

const notSecret: ReadonlySet<string> = new Set(['encrypted', 'clear', 'hmac-md5', 'hmac-sha-256', 'md5', 'text']);

/**
 * Tells which words of a line are secret. `before` is the line before it: one that ends with the name of a secret may have it
 * here.
 */
export function secretWords(words: readonly string[], before: readonly string[]): (i: number) => boolean {
  const from = secretFrom(words, before);
  const isSnmp = words.some((word) => /^snmp/i.test(word));
  // The digit that says how it is encrypted tells which the dialect is, and nothing of the secret.
  const isType = (i: number) => !isSnmp && i === from && i < words.length - 1 && /^\d$/.test(words[i] ?? '');
  return (i) => (i >= from && !isType(i) && !notSecret.has(words[i] ?? '')) || userInfo.test(words[i] ?? '');
}

/** A user and a password before a host. */
const userInfo = /\/\/[^/\s@:]{0,200}:[^/\s@]{0,200}@/;

/** From which word on a line is secret; behind its end if none is. */
function secretFrom(words: readonly string[], before: readonly string[]): number {
  const [first = ''] = words;
  const last = before.at(-1);
  const isOpen =
    last !== undefined && namesSecret(last) && !last.includes('encrypt') && !isName(before, before.length - 1);
  if (isOpen && !plain.has(first.toLowerCase())) return 0;
  const names = isPlain(words) ? namesSecret : mayNameSecret;
  for (let i = 0; i < words.length - 1; i++) {
    const word = words[i] ?? '';
    if (/^snmp/i.test(word) && i <= 1) return i + 1;
    if ((!isName(words, i) && names(word)) || isCutPassword(words, i)) return i + 1;
  }
  return words.length;
}

/** FRR takes `neighbor X pa secret` for a password. */
function isCutPassword(words: readonly string[], i: number): boolean {
  const start = words[0] === 'no' ? 1 : 0;
  return i === start + 2 && (words[start] ?? '').startsWith('n') && 'password'.startsWith(words[i] ?? '');
}

function isPlain(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  const head = first === 'no' ? second : first;
  if (head === 'neighbor' || head === 'route-map' || head === 'bgp') return true;
  if (head === 'ip' || head === 'ipv6')
    return /^(?:prefix-list|as-path|community-list|access-list)$/.test(words[first === 'no' ? 2 : 1] ?? '');
  return head === 'router' || head === 'address-family' || head === 'match' || head === 'interface' || head === 'vrf';
}

/** True for a word at whose place a name of people's own stands, whatever it says. */
function isName(words: readonly string[], i: number): boolean {
  const start = words[0] === 'no' ? 1 : 0;
  const head = words[start];
  const at = i - start;
  if (at === 0) return false;
  if (head === 'neighbor' || head === 'template') {
    if (at === 1) return true;
    return at > 2 && naming.has(words[start + 2] ?? '') && words[i] !== 'password';
  }
  if (head === 'route-map' || head === 'router' || head === 'interface' || head === 'vrf' || head === 'call')
    return at > 0;
  if (head === 'ip' || head === 'ipv6') return /^(?:.{1,20}-list|as-path)$/.test(words[start + 1] ?? '') && at < 4;
  return head === 'match' || head === 'bgp' ? words[i] !== 'password' : false;
}
