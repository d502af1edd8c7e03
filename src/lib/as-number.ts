/** AS numbers, in the spellings that Calico reads and some that it misreads. */
import type { Json } from '../model/document.ts';

/** The largest AS number (RFC 6793). */
const mostAsNumber = 2 ** 32 - 1;

/**
 * An AS number and how it is spelt: `number`, `quoted` ("64512") or `dotted` ("1.10", asdot of RFC 5396); or why it is
 * none: `fraction` (an unquoted 1.10 is the number 1.1), `negative`, `range` (over 2^32-1) or `text`.
 */
export type AsNumber =
  | { readonly as: number; readonly spelling: 'number' | 'quoted' | 'dotted' }
  | { readonly fault: 'fraction' | 'negative' | 'range' | 'text' };

/**
 * Reads a value as projectcalico/calico api/pkg/lib/numorstring/asnumber.go does: a number, or a string of digits, or
 * two halves of 16 bits with one dot between them. Undefined for what is neither a number nor a string.
 */
export function parseAsNumber(value: Json): AsNumber | undefined {
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return { fault: 'fraction' };
    if (value < 0) return { fault: 'negative' };
    return value > mostAsNumber ? { fault: 'range' } : { as: value, spelling: 'number' };
  }
  if (typeof value !== 'string') return undefined;
  const [, high, low] = /^(\d{1,10})\.(\d{1,10})$/.exec(value) ?? [];
  if (high !== undefined && low !== undefined) {
    if (Number(high) > 0xffff || Number(low) > 0xffff) return { fault: 'range' };
    return { as: Number(high) * 65_536 + Number(low), spelling: 'dotted' };
  }
  if (!/^\d+$/.test(value)) return { fault: 'text' };
  return Number(value) > mostAsNumber ? { fault: 'range' } : { as: Number(value), spelling: 'quoted' };
}
