/** Values in lines of IOS and its kin. */
import { formatAddress, formatCidr, networkOf, parseAddress, parseCidr, width } from '../../../lib/address.ts';
import { parseAsNumber } from '../../../lib/as-number.ts';
import { pathOf } from '../../../lib/router/lines.ts';
import type { Path } from '../../../model/document.ts';
import type { AsSetting, Setting } from '../model.ts';
import type { Block } from './blocks.ts';

/** The path of a block's word, `no` before it not counted. */
export function at({ line, from }: Block, i?: number): Path {
  return pathOf(line, i === undefined ? undefined : i + from);
}

/** A whole number at a word. */
export function numberAt(block: Block, i: number): Setting<number> | undefined {
  const text = block.words[i] ?? '';
  return /^\d{1,10}$/.test(text) ? { value: Number(text), path: at(block, i) } : undefined;
}

/** A text at a word. */
export function textAt(block: Block, i: number): Setting<string> | undefined {
  const text = block.words[i];
  return text === undefined ? undefined : { value: text, path: at(block, i) };
}

/** An AS number at a word, as asplain or asdot. */
export function asAt(block: Block, i: number): AsSetting | undefined {
  const text = block.words[i];
  const read = text === undefined ? undefined : parseAsNumber(text);
  return text !== undefined && read !== undefined && 'as' in read
    ? { value: read.as, text, path: at(block, i) }
    : undefined;
}

export interface AddressIn {
  readonly address: string;
  readonly cidr: string;
  readonly family: 4 | 6;
}

/** `192.0.2.1/24`, or an address and its mask `192.0.2.1 255.255.255.0`; undefined for all else. */
export function addressWithMask(text: string, mask: string | undefined): AddressIn | undefined {
  const [host = '', length] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined) return undefined;
  const prefix = length === undefined ? prefixOfMask(mask) : /^\d{1,3}$/.test(length) ? Number(length) : undefined;
  if (prefix === undefined || prefix > width(address.family)) return undefined;
  return { address: formatAddress(address), cidr: formatCidr(networkOf(address, prefix)), family: address.family };
}

/** The length of a mask; undefined where it is none. */
function prefixOfMask(text: string | undefined): number | undefined {
  const mask = text === undefined ? undefined : parseAddress(text);
  if (mask === undefined || mask.family !== 4) return undefined;
  const ones = mask.bits.toString(2).padStart(32, '0');
  return /^1*0*$/.test(ones) ? ones.replaceAll('0', '').length : undefined;
}

/** A network, canonical; undefined for what is none. */
export function cidrOf(text: string, mask?: string): { readonly cidr: string; readonly family: 4 | 6 } | undefined {
  const cidr = parseCidr(text);
  if (cidr !== undefined) return { cidr: formatCidr(cidr), family: cidr.family };
  return text.includes('/') ? undefined : addressWithMask(text, mask);
}
