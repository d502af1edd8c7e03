import { expect, test } from 'vitest';
import { community, poolAddress, prefix } from '../../../src/families/metallb/values.ts';
import { duration, ip } from '../../../src/families/values.ts';
import type { Json } from '../../../src/model/document.ts';

type Row = [value: Json, fact: object | undefined];

/** The forms of metallb/metallb internal/config/config.go, ParseCIDR. */
test.each<Row>([
  [
    '192.0.2.5/24',
    {
      range: '192.0.2.0-192.0.2.255',
      family: 4,
      widest: 24,
      cidr: '192.0.2.0/24',
      length: 24,
      hostBits: true,
      bits: '4/110000000000000000000010',
    },
  ],
  [
    '192.0.2.1/32',
    {
      range: '192.0.2.1',
      family: 4,
      widest: 32,
      cidr: '192.0.2.1/32',
      length: 32,
      hostBits: false,
      bits: `4/${'11000000000000000000001000000001'}`,
    },
  ],
  [
    '192.0.2.0 -  192.0.2.127',
    { range: '192.0.2.0-192.0.2.127', family: 4, widest: 25, bits: '4/1100000000000000000000100' },
  ],
  [
    '192.0.2.1-192.0.2.254',
    { range: '192.0.2.1-192.0.2.254', family: 4, widest: 26, bits: '4/110000000000000000000010' },
  ],
  [
    '2001:db8::-2001:db8::1',
    { range: '2001:db8::-2001:db8::1', family: 6, widest: 127, bits: expect.stringMatching(/^6\/[01]{127}$/) },
  ],
  ['192.0.2.1', { fault: 'bare', family: 4, bits: expect.any(String) }],
  ['192.0.2.9-192.0.2.1', { fault: 'order' }],
  ['192.0.2.9-20', { fault: 'end' }],
  ['a-192.0.2.1', { fault: 'start' }],
  ['192.0.2.0/28-192.0.2.9', { fault: 'start' }],
  ['192.0.2.9-2001:db8::1', { fault: 'mixed' }],
  [' 192.0.2.0/24', { fault: 'malformed' }],
  ['192.0.2.0/33', { fault: 'malformed' }],
  ['pool.example', { fault: 'malformed' }],
  ['', { fault: 'malformed' }],
  [5, undefined],
])('an address of a pool, %j', (value, fact) => expect(poolAddress(value)).toEqual(fact));

/** The forms of metallb/metallb internal/bgp/community/community.go, New. */
test.each<Row>([
  ['64512:0100', { parts: [64_512, 100], large: false, community: '64512:100' }],
  ['large:4294967295:1:2', { parts: [4_294_967_295, 1, 2], large: true, community: 'large:4294967295:1:2' }],
  ['65536:1', { fault: 'value' }],
  ['no:export', { fault: 'value' }],
  [':1', { fault: 'value' }],
  ['large:4294967296:1:2', { fault: 'value' }],
  ['small:1:1:2', { fault: 'value' }],
  ['1:2:3', { fault: 'value' }],
  ['NO_EXPORT', { alias: 'NO_EXPORT' }],
  [65_000, undefined],
])('a community, %j', (value, fact) => expect(community(value)).toEqual(fact));

test.each<Row>([
  ['10.0.0.1/8', { cidr: '10.0.0.0/8', family: 4, length: 8, hostBits: true, bits: '4/00001010' }],
  ['2001:DB8::/32', expect.objectContaining({ cidr: '2001:db8::/32', family: 6, length: 32, hostBits: false })],
  ['10.0.0.1', { fault: 'bare', family: 4 }],
  ['10.0.0.0/40', { fault: 'malformed' }],
  [null, undefined],
])('a prefix, %j', (value, fact) => expect(prefix(value)).toEqual(fact));

test.each<Row>([
  ['90s', { seconds: 90 }],
  ['1m30s', { seconds: 90 }],
  ['1500ms', { seconds: 1.5 }],
  ['0', { seconds: 0 }],
  ['90', { fault: 'duration' }],
  ['', { fault: 'duration' }],
  [90, undefined],
])('a duration, %j', (value, fact) => expect(duration(value)).toEqual(fact));

test.each<Row>([
  ['192.0.2.1', { address: '192.0.2.1', family: 4, linkLocal: false }],
  ['FE80::1', { address: 'fe80::1', family: 6, linkLocal: true }],
  ['192.0.2.1/32', { fault: 'mask', bare: '192.0.2.1' }],
  ['192.0.2.1/24', { fault: 'mask' }],
  ['192.0.2.1:179', { fault: 'port' }],
  ['[2001:db8::1]:179', { fault: 'port' }],
  ['[2001:db8::1]', { fault: 'brackets', bare: '2001:db8::1' }],
  ['fe80::1%eth0', { fault: 'zone' }],
  [' 192.0.2.1', { fault: 'blank', bare: '192.0.2.1' }],
  ['192.0.2.010', { fault: 'zeros' }],
  ['tor.example.com', { fault: 'name' }],
  ['192.0.2', { fault: 'malformed' }],
  ['', undefined],
])('an address, %j', (value, fact) => expect(ip(value)).toEqual(fact));
