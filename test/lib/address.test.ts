import { describe, expect, test } from 'vitest';
import {
  contains,
  formatAddress,
  formatCidr,
  isSubnetOf,
  outermost,
  parseAddress,
  parseCidr,
  parseNetipAddress,
  parseNetipCidr,
  sizeOf,
} from '../../src/lib/address.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  return parsed === undefined ? undefined : formatCidr(parsed);
};
const known = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`not a CIDR: ${text}`);
  return parsed;
};
const knownAddress = (text: string) => {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
};

describe('addresses', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('%s is %s', (text, canonical) => expect(formatAddress(knownAddress(text))).toBe(canonical));

  test.each([
    '',
    '10.0.0',
    '10.0.0.1.2',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1 ',
    '10.0.0.-1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8::',
    ':1:2:3:4:5:6:7',
    '12345::',
    'fe80::1%eth0',
    '10.0.0.1::',
    '::10.0.0.1:1',
  ])('%j is no address', (text) => expect(parseAddress(text)).toBeUndefined());
});

describe('as netip reads it', () => {
  test('an IPv4-mapped address is one of IPv6, and its canonical text is read as what it was', () => {
    const mapped = parseNetipAddress('::ffff:10.0.0.1');
    expect(mapped).toEqual({ family: 6, bits: 0xffff_0a00_0001n });
    expect(mapped && parseNetipAddress(formatAddress(mapped))).toEqual(mapped);
    expect(parseNetipAddress('10.0.0.1')).toEqual(parseAddress('10.0.0.1'));
  });

  test.each([
    ['10.1.2.3/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['::ffff:10.0.0.0/104', '::ffff:a00:0/104', false],
    ['2001:db8::1/32', '2001:db8::/32', true],
  ])('%s is %s', (text, canonical, hostBits) => {
    const read = parseNetipCidr(text);
    expect(read && [formatCidr(read), read.hostBits]).toEqual([canonical, hostBits]);
  });

  test.each(['10.0.0.0/08', '10.0.0.0', '10.0.0.0/33', 'fe80::%eth0/64'])('%j is no network', (text) =>
    expect(parseNetipCidr(text)).toBeUndefined(),
  );
});

describe('networks', () => {
  test.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['203.0.113.9/0', '0.0.0.0/0'],
    ['0:0:0:0:0:0:0:0/0', '::/0'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])('%s is %s', (text, canonical) => expect(cidr(text)).toBe(canonical));

  test.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/', '/8', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/8 '])(
    '%j is no network',
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );

  test('what holds what', () => {
    const ten = known('10.0.0.0/8');
    const inside = parseAddress('10.255.255.255');
    const outside = parseAddress('11.0.0.0');
    const other = parseAddress('::a00:1');
    if (inside === undefined || outside === undefined || other === undefined) throw new Error('unreachable');
    expect(contains(ten, inside)).toBe(true);
    expect(contains(ten, outside)).toBe(false);
    expect(contains(ten, other)).toBe(false);
    expect(isSubnetOf(known('10.1.0.0/16'), ten)).toBe(true);
    expect(isSubnetOf(ten, ten)).toBe(true);
    expect(isSubnetOf(ten, known('10.1.0.0/16'))).toBe(false);
    expect(isSubnetOf(known('::/8'), known('0.0.0.0/0'))).toBe(false);
    expect(sizeOf(known('0.0.0.0/0'))).toBe(1n << 32n);
    expect(sizeOf(known('::1/128'))).toBe(1n);
  });

  test('the outermost of many, the first of equals', () => {
    const items = ['10.1.0.0/16', '::/1', '10.0.0.0/8', '128.0.0.0/1', '10.9.9.9/8', '129.0.0.0/32'].map((text) => ({
      text,
      cidr: known(text),
    }));
    expect(outermost(items).map(({ text }) => text)).toEqual(['10.0.0.0/8', '128.0.0.0/1', '::/1']);
  });
});
