/** Values of nft's language as those of the shared model. */
import { parseAddress, parseCidr } from '../../../lib/address.ts';
import type { Expression } from '../../../lib/nftables/syntax.ts';
import { type AddressRange, rangeBetween, rangeOf } from '../../../lib/ranges.ts';
import { type NumberRange, unknownValues, type Values } from '../../firewall/chains/values.ts';
import type { Kind } from './keys.ts';
import { numberOf } from './numbers.ts';

/** The greatest number of a kind. */
export const greatest: { readonly [kind in Kind]?: number } = {
  port: 65535,
  protocol: 255,
  family: 65535,
  mark: 0xffff_ffff,
  tcp_flags: 255,
};

/** Values of a kind, each of which fits alone; unknown as a whole if one of them is. */
export function valuesOf(kind: Kind, expressions: readonly Expression[]): Values {
  switch (kind) {
    case 'address':
      return addressesOf(expressions);
    case 'name':
      return namesOf(expressions);
    case 'ct_state':
    case 'ct_status':
    case 'packet':
    case 'word':
      return wordsOf(kind, expressions);
    default:
      return numbersOf(kind, expressions);
  }
}

function numbersOf(kind: Kind, expressions: readonly Expression[]): Values {
  const ranges: NumberRange[] = [];
  for (const expression of expressions) {
    const range = numberRange(kind, expression);
    if (range === undefined) return unknownValues;
    if (range.from <= range.to) ranges.push(range);
  }
  return { are: 'numbers', ranges };
}

function numberRange(kind: Kind, expression: Expression): NumberRange | undefined {
  if (expression.is === 'any') return { from: 0, to: greatest[kind] ?? 0 };
  if (expression.is === 'range') {
    const [from, to] = [numberOf(kind, expression.from), numberOf(kind, expression.to)];
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  const value =
    kind === 'tcp_flags' || kind === 'mark' || expression.is === 'value' ? bitsOf(kind, expression) : undefined;
  return value === undefined ? undefined : { from: value, to: value };
}

/** A number, or flags together: `syn | ack`, `syn,ack`. */
export function bitsOf(kind: Kind, expression: Expression): number | undefined {
  if (expression.is === 'value') return numberOf(kind, expression.text);
  if (expression.is === 'list') {
    let bits = 0;
    for (const item of expression.items) {
      const value = bitsOf(kind, item);
      if (value === undefined) return undefined;
      bits |= value;
    }
    return bits >>> 0;
  }
  if (expression.is !== 'binary') return undefined;
  // From left to right: long lists of flags lean to the left, and are no reason to go deep.
  const operands: { readonly op: string; readonly value: number }[] = [];
  let left: Expression = expression;
  while (left.is === 'binary') {
    const value = left.right.is === 'binary' ? undefined : bitsOf(kind, left.right);
    if (value === undefined) return undefined;
    operands.push({ op: left.op, value });
    left = left.left;
  }
  let bits = bitsOf(kind, left);
  for (const { op, value } of operands.reverse()) {
    if (bits === undefined) return undefined;
    bits = op === '|' ? bits | value : op === '&' ? bits & value : op === '^' ? bits ^ value : undefined;
  }
  return bits === undefined ? undefined : bits >>> 0;
}

function addressesOf(expressions: readonly Expression[]): Values {
  const ranges: AddressRange[] = [];
  for (const expression of expressions) {
    const found = addressRanges(expression);
    if (found === undefined) return unknownValues;
    for (const range of found) ranges.push(range);
  }
  return { are: 'addresses', ranges };
}

const everyAddress: readonly AddressRange[] = [
  { family: 4, first: 0n, last: (1n << 32n) - 1n },
  { family: 6, first: 0n, last: (1n << 128n) - 1n },
];

function addressRanges(expression: Expression): readonly AddressRange[] | undefined {
  if (expression.is === 'any') return everyAddress;
  if (expression.is === 'range') {
    const range = rangeBetween(expression.from, expression.to);
    return typeof range === 'string' ? undefined : [range];
  }
  if (expression.is !== 'value') return undefined;
  const cidr = parseCidr(expression.text);
  if (cidr !== undefined) return [rangeOf(cidr)];
  const address = parseAddress(expression.text);
  return address === undefined ? undefined : [{ family: address.family, first: address.bits, last: address.bits }];
}

function namesOf(expressions: readonly Expression[]): Values {
  const names: string[] = [];
  for (const expression of expressions) {
    if (expression.is === 'any') names.push('*');
    // `iif 2` is a number that the kernel gave.
    else if (expression.is !== 'value' || /^\d+$/.test(expression.text)) return unknownValues;
    // An asterisk of a name is written with a backslash. Names end with none here, so that it fits nothing.
    else names.push(expression.text.replace(/\\\*$/, '\\'));
  }
  return { are: 'names', names };
}

function wordsOf(kind: Kind, expressions: readonly Expression[]): Values {
  const words: string[] = [];
  for (const expression of expressions) {
    if (expression.is !== 'value' || /^\d|^0x/.test(expression.text)) return unknownValues;
    // nft has two words for packets to this host.
    words.push(kind === 'packet' && expression.text === 'unicast' ? 'host' : expression.text);
  }
  return { are: 'words', words };
}
