/** Values of iptables' options. */
import { parseCidr, parseNetipAddress } from '../../../lib/address.ts';
import { rangeBetween, rangeOf } from '../../../lib/ranges.ts';
import { type NumberRange, number, unknownValues, type Values } from '../../firewall/chains/values.ts';

/** Names of /etc/protocols that rulesets have. */
const protocols: { readonly [name: string]: number } = {
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  ipip: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  vrrp: 112,
  sctp: 132,
  'mobility-header': 135,
  udplite: 136,
};

/** Undefined for all protocols. */
export function protocolOf(text: string): Values | undefined {
  const name = text.toLowerCase();
  if (name === 'all' || name === '0') return undefined;
  if (/^\d+$/.test(name)) return number(Number(name));
  const known = Object.hasOwn(protocols, name) ? protocols[name] : undefined;
  // Other protocols have other names than TCP.
  return known === undefined ? (/^[a-z][\w.-]*$/.test(name) ? number(other) : unknownValues) : number(known);
}

/** Reserved: no packet has it. */
const other = 255;

/** `179`, `1024:65535`, `:1023`, `bgp`, or a list of them. */
export function portsOf(text: string): Values {
  const ranges: NumberRange[] = [];
  for (const part of text.split(',')) {
    const [from = '', to = from] = part.split(/[:-]/);
    const first = part.startsWith(':') ? 0 : portOf(from);
    const last = part.endsWith(':') ? 65535 : portOf(to);
    if (first === undefined || last === undefined) return unknownValues;
    if (first !== 'none' && last !== 'none') ranges.push({ from: first, to: last });
  }
  return { are: 'numbers', ranges };
}

/** `none`: a service's name, which is not BGP's and for a port that no client takes. */
function portOf(text: string): number | 'none' | undefined {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  if (text === 'bgp') return 179;
  return /^[a-z][a-z\d-]*$/i.test(text) ? 'none' : undefined;
}

/** Addresses and networks, with a mask of either kind. */
export function addressesOf(text: string): Values {
  const ranges = text.split(',').map((part) => {
    const [address = '', mask] = part.split('/');
    const whole =
      mask === undefined ? `${address}/${address.includes(':') ? 128 : 32}` : `${address}/${prefixOf(mask)}`;
    const cidr = parseCidr(whole);
    return cidr === undefined ? undefined : rangeOf(cidr);
  });
  return ranges.includes(undefined)
    ? unknownValues
    : { are: 'addresses', ranges: ranges.filter((range) => range !== undefined) };
}

/** Of a mask as an address, if its bits are all at the front. */
function prefixOf(mask: string): string {
  const bits = mask.includes('.') ? parseNetipAddress(mask)?.bits : undefined;
  if (bits === undefined) return mask;
  const ones = bits.toString(2).padStart(32, '0');
  return /^1*0*$/.test(ones) ? String(ones.indexOf('0') === -1 ? 32 : ones.indexOf('0')) : '';
}

/** `10.0.0.1-10.0.0.9` */
export function rangeOfAddresses(text: string): Values {
  const [from = '', to = from] = text.split('-');
  const range = rangeBetween(from, to, parseNetipAddress);
  return typeof range === 'string' ? unknownValues : { are: 'addresses', ranges: [range] };
}

/** Names of interfaces: `eth+` is any that begins so. */
export function interfacesOf(text: string): Values {
  return /[$<{]/.test(text) ? unknownValues : { are: 'names', names: [text.replace(/\+$/, '*')] };
}

/** `0x4000/0x4000`, `5`: a value and its mask; undefined for another text. */
export function markOf(text: string): { readonly value: number; readonly mask: number } | undefined {
  const [value = '', mask = '0xffffffff'] = text.split('/');
  const [a, b] = [word(value), word(mask)];
  return a === undefined || b === undefined ? undefined : { value: a, mask: b };
}

/** Of 32 bits; undefined for another text. */
export function word(text: string): number | undefined {
  const value = /^(?:0x[\da-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : undefined;
  return value !== undefined && value <= 0xffff_ffff ? value : undefined;
}

const flags: { readonly [name: string]: number } = {
  FIN: 1,
  SYN: 2,
  RST: 4,
  PSH: 8,
  ACK: 16,
  URG: 32,
  ALL: 63,
  NONE: 0,
};

/** `SYN,ACK`; undefined for another text. */
export function flagsOf(text: string): number | undefined {
  let bits = 0;
  for (const name of text.toUpperCase().split(',')) {
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (flag === undefined) return undefined;
    bits |= flag;
  }
  return bits;
}
