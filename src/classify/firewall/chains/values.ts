/** Sets of values that a match compares with: the shapes, and how they are made. */
import type { Cidr } from '../../../lib/address.ts';
import { type AddressRange, rangeOf } from '../../../lib/ranges.ts';

export type Values =
  /** Numbers from the first to the last, both included. With `mask`, the field's bits under it are compared. */
  | { readonly are: 'numbers'; readonly ranges: readonly NumberRange[]; readonly mask?: number }
  /** Of both families, if they are. An address of another family than the packet's does not fit. */
  | { readonly are: 'addresses'; readonly ranges: readonly AddressRange[] }
  /** Names of interfaces; one that ends with `*` stands for all that begin so. */
  | { readonly are: 'names'; readonly names: readonly string[] }
  | { readonly are: 'words'; readonly words: readonly string[] }
  /** Not known: `${PEER}`, an ipset that the dump does not hold, a name of a service that no table here has. */
  | { readonly are: 'unknown' };

export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

export const number = (value: number, mask?: number): Values =>
  mask === undefined
    ? { are: 'numbers', ranges: [{ from: value, to: value }] }
    : { are: 'numbers', ranges: [{ from: value, to: value }], mask };

export const numbers = (...ranges: (readonly [from: number, to: number])[]): Values => ({
  are: 'numbers',
  ranges: ranges.map(([from, to]) => ({ from, to })),
});

export const cidrs = (...list: readonly Cidr[]): Values => ({ are: 'addresses', ranges: list.map(rangeOf) });

export const names = (...list: readonly string[]): Values => ({ are: 'names', names: list });

export const words = (...list: readonly string[]): Values => ({ are: 'words', words: list });

export const unknownValues: Values = { are: 'unknown' };
