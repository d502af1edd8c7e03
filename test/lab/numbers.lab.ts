import { expect, test } from 'vitest';
import { check } from './bird.ts';
import { lab } from './lab.ts';

/** A node's file with a router id and AS numbers as confd would write them, whatever they are. */
function node({ id = '192.0.2.1', local = '64512', remote = '64513' }): string {
  return [
    `router id ${id};`,
    'protocol device { }',
    `template bgp bgp_template { local as ${local}; }`,
    `protocol bgp Global from bgp_template { neighbor 2001:db8::2 as ${remote}; multihop; }`,
    '',
  ].join('\n');
}

lab('session/router-id-missing: a router id', 'bird', () => {
  test.each([
    ['', 'syntax error'],
    ['hash', 'Number or IPv4 address constant expected'],
    ['10.20.1.11', ''],
    ['249.183.186.85', ''],
  ])('`%s`', (id, message) => {
    expect(check(node({ id }), 6)).toEqual({ refused: message !== '', message });
  });
});

lab('session/reserved-as-number: the AS number of the node, and of the router', 'bird', () => {
  test.each([
    ['0', 'Local AS number must be set'],
    ['23456', ''],
    ['65535', ''],
    ['4294967295', ''],
    ['64512', ''],
  ])('local %s', (local, message) => {
    expect(check(node({ local }), 6)).toEqual({ refused: message !== '', message });
  });

  test.each([
    ['0', 'Remote AS number must be set'],
    ['23456', ''],
    ['65535', ''],
  ])('remote %s', (remote, message) => {
    expect(check(node({ remote }), 6)).toEqual({ refused: message !== '', message });
  });
});
