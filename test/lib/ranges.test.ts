import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCidr } from '../../src/lib/address.ts';
import {
  type AddressRange,
  commonRange,
  formatRange,
  overlappingPairs,
  parseRange,
  rangeBetween,
  rangeOf,
  summarise,
  widestPrefix,
} from '../../src/lib/ranges.ts';

const read = (text: string): AddressRange => {
  const [from = '', to = from] = text.split('-');
  const range = rangeBetween(from, to);
  if (typeof range === 'string') throw new Error(range);
  return range;
};

describe('a range', () => {
  test.each<[text: string, networks: string[], widest: number]>([
    ['192.0.2.0-192.0.2.255', ['192.0.2.0/24'], 24],
    ['192.0.2.1-192.0.2.6', ['192.0.2.1/32', '192.0.2.2/31', '192.0.2.4/31', '192.0.2.6/32'], 31],
    ['192.0.2.240-192.0.3.15', ['192.0.2.240/28', '192.0.3.0/28'], 28],
    ['0.0.0.0-255.255.255.255', ['0.0.0.0/0'], 0],
    ['255.255.255.255', ['255.255.255.255/32'], 32],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['::/0'], 0],
    ['2001:db8::1-2001:db8::2', ['2001:db8::1/128', '2001:db8::2/128'], 128],
  ])('%s', (text, networks, widest) => {
    expect(summarise(read(text)).map(formatCidr)).toEqual(networks);
    expect(widestPrefix(read(text))).toBe(widest);
    expect(formatRange(read(text))).toBe(text);
  });

  test.each([
    ['192.0.2', '192.0.2.9', 'start'],
    ['192.0.2.1', '9', 'end'],
    ['192.0.2.9', '192.0.2.1', 'order'],
    ['192.0.2.9', '2001:db8::1', 'mixed'],
    ['2001:db8::1', '192.0.2.9', 'order'],
    ['192.0.2.9', '::1', 'order'],
  ])('%s to %s: %s', (from, to, fault) => expect(rangeBetween(from, to)).toBe(fault));

  test('an IPv4 address written as IPv6 is IPv4', () =>
    expect(formatRange(read('::ffff:192.0.2.1-192.0.2.9'))).toBe('192.0.2.1-192.0.2.9'));

  test.each(['192.0.2.1-192.0.2.9', '192.0.2.1', '::ffff:c000:201-::ffff:c000:209', '2001:db8::1'])(
    '%s is read as it was written',
    (text) => {
      const range = parseRange(text);
      expect(range?.family).toBe(text.includes(':') ? 6 : 4);
      expect(range && formatRange(range)).toBe(text);
    },
  );
});

const small: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }))
  .map(([family, first, size]) => ({ family, first: BigInt(first), last: BigInt(first + size) }));
const members = ({ first, last }: AddressRange) =>
  Array.from({ length: Number(last - first) + 1 }, (_, i) => first + BigInt(i));

test('networks hold the range, each address once, and no two of them make one', () => {
  fc.assert(
    fc.property(small, (range) => {
      const networks = summarise(range);
      expect(networks.flatMap((network) => members(rangeOf(network)))).toEqual(members(range));
      for (const [i, a] of networks.entries()) {
        const b = networks[i + 1];
        const twins =
          b !== undefined &&
          a.prefix === b.prefix &&
          (a.network >> BigInt((range.family === 4 ? 32 : 128) - a.prefix)) % 2n === 0n;
        expect(twins).toBe(false);
      }
    }),
  );
});

test('overlapping pairs: what comparing all pairs tells', () => {
  fc.assert(
    fc.property(fc.array(small, { maxLength: 25 }), (ranges) => {
      const items = ranges.map((range, id) => ({ id, range }));
      const pairwise = items.flatMap((a) =>
        items.flatMap((b) => (a.id < b.id && commonRange(a.range, b.range) !== undefined ? [`${a.id} ${b.id}`] : [])),
      );
      const found = overlappingPairs(items, 1e6).map(([a, b]) => [a.id, b.id].sort((x, y) => x - y).join(' '));
      expect(found.sort()).toEqual(pairwise.sort());
    }),
  );
});

test('no more pairs than wanted', () => {
  const same = Array.from({ length: 1000 }, () => ({ range: read('192.0.2.1-192.0.2.2') }));
  expect(overlappingPairs(same, 7)).toHaveLength(7);
});
