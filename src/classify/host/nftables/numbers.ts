/** Numbers, and the words that nft has for some. */
import type { Kind } from './keys.ts';

/** IANA's protocol numbers, by the names of /etc/protocols. */
const protocols: Words = {
  ip: 0,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  ipip: 4,
  ipv4: 4,
  tcp: 6,
  egp: 8,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  'ipv6-route': 43,
  'ipv6-frag': 44,
  rsvp: 46,
  gre: 47,
  esp: 50,
  'ipv6-crypt': 50,
  ah: 51,
  'ipv6-auth': 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  eigrp: 88,
  ospf: 89,
  ospfigp: 89,
  etherip: 97,
  pim: 103,
  comp: 108,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
  mptcp: 262,
};

/** Families of packets, as 4 and 6; others are never those of BGP. */
const families: Words = { ipv4: 4, ip: 4, ipv6: 6, ip6: 6, arp: 0, vlan: 0, '8021q': 0, '8021ad': 0 };

/** TCP's flags (RFC 9293 section 3.1). */
const flags: Words = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 };

/** Services that people write by name (IANA's registry), those of TCP. */
const services: Words = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  gopher: 70,
  finger: 79,
  http: 80,
  www: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  auth: 113,
  nntp: 119,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap: 143,
  imap2: 143,
  snmp: 161,
  'snmp-trap': 162,
  snmptrap: 162,
  bgp: 179,
  irc: 194,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  submissions: 465,
  isakmp: 500,
  syslog: 514,
  printer: 515,
  submission: 587,
  ipp: 631,
  ldaps: 636,
  rsync: 873,
  imaps: 993,
  pop3s: 995,
  openvpn: 1194,
  mysql: 3306,
  'ms-wbt-server': 3389,
  postgresql: 5432,
  mdns: 5353,
  'http-alt': 8080,
};

interface Words {
  readonly [word: string]: number;
}

const words: { readonly [kind in Kind]?: Words } = {
  protocol: protocols,
  family: families,
  tcp_flags: flags,
  port: services,
};

/** Ethertypes of IPv4 and IPv6, and the numbers that the kernel has for their families. */
const familyNumbers: { readonly [number: number]: number } = { 2048: 4, 34525: 6, 2: 4, 10: 6 };

/** The number of a word; undefined if it is none that is known here. */
export function numberOf(kind: Kind, text: string): number | undefined {
  const read = readNumber(text);
  if (read !== undefined) {
    return kind === 'family' ? (familyNumbers[read] ?? 0) : read;
  }
  const known = words[kind];
  return known !== undefined && Object.hasOwn(known, text) ? known[text] : undefined;
}

/** As nft's scanner does: a number that begins with 0 is octal. */
function readNumber(text: string): number | undefined {
  if (/^0[0-7]{1,11}$/.test(text)) return Number.parseInt(text, 8);
  return /^(?:0|[1-9]\d{0,9}|0x[0-9a-fA-F]{1,8})$/.test(text) ? Number(text) : undefined;
}
