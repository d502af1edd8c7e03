import { describe, expect, test } from 'vitest';
import {
  isPlaceholder,
  isSecretPlaceholder,
  isTemplated,
  isWhollyPlaceholder,
  standsForNumber,
} from '../../src/lib/placeholder.ts';

/** Of a text: whether it stands for a name, for a secret, and for a number or an address. */
const of = (text: string) => [isPlaceholder(text), isSecretPlaceholder(text), standsForNumber(text)];

describe('a whole text', () => {
  test.each([
    '${ASN}',
    '{{ .asn }}',
    '<AS number>',
    '$(ASN)',
    '__ASN__',
    '$ASN',
    '$_AS_1',
    '<from>-<to>',
    '$FROM - $TO',
  ])('%s stands for anything', (text) => {
    expect(of(text)).toEqual([true, true, true]);
    expect(isWhollyPlaceholder(text)).toBe(true);
  });

  test.each([
    ...['$asn', '$routerAs', '‹asn›', '_asn_', '_ASN_', '__asn__', '__my-asn__', '$from-$to'],
    ...['@ASN@', '@net.asn@', '@@ASN@@', '%ASN%', '%%asn%%', '#{ASN}', '#{Net.Asn}#', '((asn))', '((net/bgp.asn))'],
    ...['ref+vault://kv/net#/asn', 'ref+awsssm://net/asn?region=x', 'vault:secret/data/net#asn', 'op://net/bgp/asn'],
  ])('%s stands for anything but a secret, which it may be', (text) => {
    expect(of(text)).toEqual([true, false, true]);
    expect(isWhollyPlaceholder(text)).toBe(false);
  });

  test.each([
    'NEIGHBOR_IP',
    'AS_1',
    'POOL_START-POOL_END',
    'NETWORK_IP/24',
    '$net/24',
    'ROUTER_IP:179',
    '10.0.__RACK__.1',
    '10.@NET@.0.0/16',
    '10.0.RACK_ID.1:179',
    '2001:db8:$rack::1',
    '10.0.0.0/MASK_LENGTH',
  ])('%s stands for a number or an address, and may be a name', (text) => {
    expect(of(text)).toEqual([false, false, true]);
  });

  test.each([
    ...['', '$', '$1', '$$', 'a$b', '$a b', '$a.b.', 'p$ASN', '$ASN5.', '_', '__', '___', '_a', 'a_', '_a__', '__a_'],
    ...['ASN', 'NEIGHBOR', 'Neighbor_IP', 'neighbor_ip', '_IP', 'IP_', '10.0.0.1', '64512', '10.0.0.0/24', '$asn5/'],
    ...[
      '@',
      '@@',
      'a@b',
      '@asn',
      '@asn@x',
      '%',
      '%%',
      'fe80::1%eth0',
      'FE80::1%ETH_0',
      '#',
      '#{}',
      '(asn)',
      '(())',
      'vault:',
    ],
    ...['10.0.0.1-10.0.0.9', 'http://x', '::', '10.0.ASN.1'],
  ])('%j stands for nothing else', (text) => {
    expect(of(text)).toEqual([false, false, false]);
  });

  test('a plan knows none of the forms that are no templates', () => {
    for (const text of ['$ASN', '$asn', '_asn_', 'NEIGHBOR_IP', '@ASN@', '%ASN%', '#{ASN}', '((asn))', 'vault:a#b'])
      expect(isTemplated(text)).toBe(false);
  });
});

test('no other value is one', () => {
  for (const value of [null, undefined, 1, true, ['$asn'], { a: '$asn' }]) {
    expect([isPlaceholder(value), isSecretPlaceholder(value), standsForNumber(value)]).toEqual([false, false, false]);
  }
});
