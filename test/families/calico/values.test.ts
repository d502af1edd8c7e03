import { describe, expect, test } from 'vitest';
import { selector } from '../../../src/families/calico/selector.ts';
import { address, community, duration, interfacePattern, peerAddress } from '../../../src/families/calico/values.ts';
import { asNumber, cidr, name, network, networkOrRange } from '../../../src/families/values.ts';
import type { Json, JsonObject } from '../../../src/model/document.ts';

type Row = [value: Json, fact: object | undefined];

function withoutBits(fact: JsonObject | undefined): object | undefined {
  if (fact === undefined) return undefined;
  const { bits: _, ...rest } = fact;
  return rest;
}

/** RFC 5952 for IPv6; the forms that Calico's processIPPort takes, and those that people write instead. */
test.each<Row>([
  ['192.0.2.1', { address: '192.0.2.1', family: 4, linkLocal: false }],
  ['192.0.2.1:1790', { address: '192.0.2.1', family: 4, linkLocal: false, port: 1790 }],
  ['2001:DB8:0:0::0001', { address: '2001:db8::1', family: 6, linkLocal: false }],
  ['[2001:db8::1]:179', { address: '2001:db8::1', family: 6, linkLocal: false, port: 179 }],
  ['2001:db8::179', { address: '2001:db8::179', family: 6, linkLocal: false }],
  ['::ffff:192.0.2.1', { address: '192.0.2.1', family: 4, linkLocal: false }],
  ['fe80::1', { address: 'fe80::1', family: 6, linkLocal: true }],
  ['febf::1', { address: 'febf::1', family: 6, linkLocal: true }],
  ['fec0::1', { address: 'fec0::1', family: 6, linkLocal: false }],
  ['fe80::1%eth0', { fault: 'zone' }],
  ['192.0.2.1/32', { fault: 'mask', bare: '192.0.2.1' }],
  ['192.0.2.1/24', { fault: 'mask' }],
  ['[2001:db8::1]', { fault: 'brackets', bare: '2001:db8::1' }],
  ['192.0.2.010', { fault: 'zeros' }],
  ['tor.example.com', { fault: 'name' }],
  ['tor-1:179', { fault: 'name' }],
  ['192.0.2.1:0', { fault: 'port', zero: true }],
  ['192.0.2.1:65536', { fault: 'port' }],
  [':179', { fault: 'malformed' }],
  ['192.0.2', { fault: 'malformed' }],
  ['[192.0.2.1]:179', { fault: 'malformed' }],
  ['', undefined],
  [5, undefined],
])('the address of a peer, %j', (value, fact) => expect(withoutBits(peerAddress(value))).toEqual(fact));

test.each<Row>([
  ['10.0.0.1/24', { address: '10.0.0.1', family: 4, mask: 24 }],
  ['10.0.0.1/33', { fault: 'malformed' }],
  ['10.0.0.1/', { fault: 'malformed' }],
  ['2001:db8::1/128', { address: '2001:db8::1', family: 6, mask: 128 }],
  ['autodetect', { fault: 'malformed' }],
])('an address, %j', (value, fact) => expect(withoutBits(address(value))).toEqual(fact));

test('the bits of an address are those of a network that holds it alone', () => {
  expect(peerAddress('192.0.2.1:1790')?.['bits']).toBe(network('192.0.2.1/32')?.['bits']);
  expect(address('2001:db8::1/64')?.['bits']).toBe(network('2001:db8::1/128')?.['bits']);
});

/** projectcalico/calico api/pkg/lib/numorstring/asnumber.go. */
test.each<Row>([
  [64512, { as: 64512, spelling: 'number' }],
  [0, { as: 0, spelling: 'number' }],
  [4294967295, { as: 4294967295, spelling: 'number' }],
  [4294967296, { fault: 'range' }],
  [-1, { fault: 'negative' }],
  [1.1, { fault: 'fraction' }],
  ['64512', { as: 64512, spelling: 'quoted' }],
  ['1.10', { as: 65546, spelling: 'dotted' }],
  ['65535.65535', { as: 4294967295, spelling: 'dotted' }],
  ['1.65536', { fault: 'range' }],
  ['4294967296', { fault: 'range' }],
  ['64512 ', { fault: 'text' }],
  ['0x10', { fault: 'text' }],
  ['1.2.3', { fault: 'text' }],
  ['', { fault: 'text' }],
  [true, undefined],
  [null, undefined],
])('an AS number, %j', (value, fact) => expect(asNumber(value)).toEqual(fact));

/** Go's time.ParseDuration; confd rounds to whole seconds. */
test.each<Row>([
  ['120s', { seconds: 120, wire: 120 }],
  ['2m30s', { seconds: 150, wire: 150 }],
  ['1.5h', { seconds: 5400, wire: 5400 }],
  ['.5s', { seconds: 0.5, wire: 1 }],
  ['400ms', { seconds: 0.4, wire: 0 }],
  ['0', { seconds: 0, wire: 0 }],
  ['-5s', { seconds: -5, wire: -5 }],
  ['120', { fault: 'duration' }],
  ['120 s', { fault: 'duration' }],
  ['2 minutes', { fault: 'duration' }],
  ['1d', { fault: 'duration' }],
  ['s', { fault: 'duration' }],
  [120, undefined],
])('a duration, %j', (value, fact) => expect(duration(value)).toEqual(fact));

test.each<Row>([
  ['10.98.192.0/18', { cidr: '10.98.192.0/18', family: 4, length: 18, hostBits: false, bare: false }],
  ['10.98.206.0/20', { cidr: '10.98.192.0/20', family: 4, length: 20, hostBits: true, bare: false }],
  ['10.98.206.1', { cidr: '10.98.206.1/32', family: 4, length: 32, hostBits: false, bare: true }],
  ['2001:DB8::/32', { cidr: '2001:db8::/32', family: 6, length: 32, hostBits: false, bare: false }],
  ['2001:db8::1/64', { cidr: '2001:db8::/64', family: 6, length: 64, hostBits: true, bare: false }],
  ['0.0.0.0/0', { cidr: '0.0.0.0/0', family: 4, length: 0, hostBits: false, bare: false }],
  ['10.0.0.0/08', { cidr: '10.0.0.0/8', family: 4, length: 8, hostBits: false, bare: false, zero: true }],
  ['10.0.0.0/33', { fault: 'malformed' }],
  ['10.0.0.0/', { fault: 'malformed' }],
  ['10.0.0.0-10.0.0.9', { fault: 'malformed' }],
])('a CIDR, %j', (value, fact) => expect(cidr(value)).toEqual(fact));

test.each<Row>([
  ['10.0.0.0/7', { cidr: '10.0.0.0/7', family: 4, length: 7, hostBits: false, bare: false, bits: '4/0000101' }],
  ['0.0.0.0/0', { cidr: '0.0.0.0/0', family: 4, length: 0, hostBits: false, bare: false, bits: '4/' }],
  ['fe80::/10', { cidr: 'fe80::/10', family: 6, length: 10, hostBits: false, bare: false, bits: '6/1111111010' }],
  ['10.0.0.1-10.0.0.9', { fault: 'malformed' }],
  ['', undefined],
])('a network, %j', (value, fact) => expect(network(value)).toEqual(fact));

test.each<Row>([
  ['0.0.0.0/0', { cidr: '0.0.0.0/0', family: 4, length: 0, hostBits: false, bare: false, bits: '4/' }],
  ['16.0.0.9 - 16.128.0.1', { bits: '4/00010000' }],
  ['255.255.255.255-255.255.255.255', { bits: `4/${'1'.repeat(32)}` }],
  ['10.0.0.9-10.0.0.1', { fault: 'malformed' }],
  ['10.0.0.1-2001:db8::1', { fault: 'malformed' }],
  ['10.0.0.1-', { fault: 'malformed' }],
  ['', undefined],
])('a network or a range, %j', (value, fact) => expect(networkOrRange(value)).toEqual(fact));

test.each<Row>([
  ['64512:100', { parts: [64512, 100] }],
  ['65536:1', { fault: 'range', bits: 16 }],
  ['4294967295:0:1', { parts: [4294967295, 0, 1] }],
  ['1:2:4294967296', { fault: 'range', bits: 32 }],
  ['064512:1', { parts: [64512, 1], zeros: true }],
  ['no-export', { fault: 'shape' }],
  ['1:2:3:4', { fault: 'shape' }],
])('a community, %j', (value, fact) => expect(community(value)).toEqual(fact));

test.each<Row>([
  ['rack-1.tor', undefined],
  ['a'.repeat(253), undefined],
  ['a'.repeat(254), { fault: 'name' }],
  ['Rack-1', { fault: 'name' }],
  ['rack_1', { fault: 'name' }],
  ['-a', { fault: 'name' }],
  ['a..b', { fault: 'name' }],
])('a name, %j', (value, fact) => expect(name(value)).toEqual(fact));

test.each<Row>([
  ['cali*', undefined],
  ['eth0.100', undefined],
  ['*', { fault: 'interface' }],
  ['eth 0', { fault: 'interface' }],
  ['a'.repeat(16), { fault: 'interface' }],
])('an interface, %j', (value, fact) => expect(interfacePattern(value)).toEqual(fact));

describe('a selector', () => {
  test.each<[string, boolean]>([
    ['all()', true],
    [' all( ) ', true],
    ['has(x) || !has(x)', true],
    ['has(kubernetes.io/hostname)', true],
    ["rack == 'r1'", false],
    ['has(rack)', false],
  ])('%s is true for all nodes: %j', (text, all) => expect(selector(text)).toMatchObject({ selector: { all } }));

  test('names its labels, and its faults', () => {
    expect(selector("b == 'x' && has(a)")).toEqual({ selector: { all: false, never: false, labels: ['b', 'a'] } });
    expect(selector('rack = r1')).toMatchObject({ selector: { fault: { offset: 5, expected: '`==`' } } });
    expect(selector(`${' '.repeat(100_000)}x`)).toMatchObject({ selector: { fault: { offset: 100_000 } } });
  });
});
