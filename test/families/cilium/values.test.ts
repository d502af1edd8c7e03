import { expect, test } from 'vitest';
import {
  block,
  largeCommunity,
  legacyPeerAddress,
  peerAddress,
  routerId,
  standardCommunity,
} from '../../../src/families/cilium/values.ts';
import type { Json } from '../../../src/model/document.ts';

type Row = [value: Json, fact: object | undefined];

test.each<Row>([
  ['192.0.2.1', { address: '192.0.2.1', family: 4, linkLocal: false }],
  ['fe80::1%eth0', { address: 'fe80::1', family: 6, linkLocal: true, zone: 'eth0' }],
  ['192.0.2.1%eth0', { fault: 'zone' }],
  ['fe80::1%', { fault: 'zone' }],
  ['192.0.2.1/32', { fault: 'mask', bare: '192.0.2.1' }],
])('a peer, %j', (value, fact) => expect(peerAddress(value)).toEqual(fact));

test.each<Row>([
  ['192.0.2.1/32', { address: '192.0.2.1', family: 4, linkLocal: false, mask: 32 }],
  ['192.0.2.1/24', { address: '192.0.2.1', family: 4, linkLocal: false, mask: 24 }],
  ['2001:DB8::1/128', { address: '2001:db8::1', family: 6, linkLocal: false, mask: 128 }],
  ['192.0.2.1', { fault: 'bare', address: '192.0.2.1' }],
  ['192.0.2.1/33', { fault: 'malformed' }],
  ['tor/32', { fault: 'malformed' }],
])('a peer of the legacy policy, %j', (value, fact) => expect(legacyPeerAddress(value)).toEqual(fact));

test.each<Row>([
  [{ cidr: '192.0.2.8/29' }, { range: '192.0.2.8-192.0.2.15', family: 4, widest: 29 }],
  [
    { cidr: '192.0.2.8/29', start: 'x' },
    { range: '192.0.2.8-192.0.2.15', family: 4, widest: 29 },
  ],
  [
    { start: '192.0.2.8', stop: '192.0.2.9' },
    { range: '192.0.2.8-192.0.2.9', family: 4, widest: 31 },
  ],
  [{ start: '192.0.2.8' }, { range: '192.0.2.8', family: 4, widest: 32 }],
  [{ cidr: '192.0.2.9/29' }, { range: '192.0.2.8-192.0.2.15', family: 4, widest: 29, network: '192.0.2.8/29' }],
  [{ cidr: '::ffff:192.0.2.8/125' }, { range: '::ffff:c000:208-::ffff:c000:20f', family: 6, widest: 125 }],
  [{ start: '192.0.2.8', stop: '::ffff:192.0.2.9' }, { fault: 'mixed' }],
  [{ cidr: '192.0.2.8' }, { fault: 'cidr' }],
  [{ cidr: '192.0.2.0/024' }, { fault: 'cidr' }],
  [{ start: '192.0.2' }, { fault: 'start' }],
  [{ start: '192.0.2.8', stop: '9' }, { fault: 'stop' }],
  [{ start: '192.0.2.8', stop: '192.0.2.7' }, { fault: 'order' }],
  [{ start: '192.0.2.8', stop: '2001:db8::' }, { fault: 'mixed' }],
  [{ start: '192.0.2.8', stop: `\${LAST}` }, undefined],
  [{}, undefined],
])('a block, %j', (value, fact) => expect(block(value)).toEqual(fact));

test.each<Row>([
  ['64512:100', { parts: [64_512, 100], community: '64512:100' }],
  ['4227858532', { parts: [64_512, 100], community: '64512:100' }],
  ['64512:0100', { fault: 'community' }],
  ['65536:1', { fault: 'community' }],
  ['4294967296', { fault: 'community' }],
  ['1:2:3', { fault: 'community' }],
])('a standard community, %j', (value, fact) => expect(standardCommunity(value)).toEqual(fact));

test('large communities', () => {
  expect(largeCommunity('4294967295:0:1')).toEqual({ parts: [4_294_967_295, 0, 1], community: '4294967295:0:1' });
  expect(['1:2', '1:2:3:4', '4294967296:0:1', '01:2:3'].map(largeCommunity)).toEqual(
    new Array(4).fill({ fault: 'community' }),
  );
});

test('router ids', () => {
  expect(routerId('192.0.2.1')).toEqual({ address: '192.0.2.1' });
  expect(['::1', '::ffff:192.0.2.1', '192.0.2'].map(routerId)).toEqual(new Array(3).fill({ fault: 'router-id' }));
});
