import { describe, expect, test } from 'vitest';
import { readJson } from '../../../src/lib/nftables/json/index.ts';
import type { Ruleset } from '../../../src/lib/nftables/syntax.ts';
import { readText } from '../../../src/lib/nftables/text/index.ts';

/** The statements of the only rule. */
function statements(ruleset: Ruleset) {
  expect(ruleset.unread).toEqual([]);
  const [rule, ...more] = ruleset.tables.flatMap(({ chains }) => [...chains.values()]).flatMap(({ rules }) => rules);
  expect(more).toEqual([]);
  return rule?.statements.filter(({ is }) => is !== 'nothing');
}

const inRule = (rule: string) => statements(readText(`table inet t {\n\tchain c {\n\t\t${rule}\n\t}\n}\n`));
const inJson = (...expr: readonly object[]) =>
  statements(readJson(JSON.parse(JSON.stringify([{ rule: { family: 'inet', table: 't', chain: 'c', expr } }]))));

const meta = (key: string) => ({ meta: { key } });
const field = (protocol: string, name: string) => ({ payload: { protocol, field: name } });
const match = (left: object, op: string, right: unknown) => ({ match: { op, left, right } });
const accept = { accept: null };

describe('text and JSON say the same', () => {
  test.each<[string, ...object[]]>([
    ['tcp dport 179 accept', match(field('tcp', 'dport'), 'in', 179), accept],
    ['tcp dport != 22-180 drop', match(field('tcp', 'dport'), '!=', { range: [22, 180] }), { drop: null }],
    [
      'tcp dport { 22, 100-200 } accept',
      match(field('tcp', 'dport'), 'in', { set: [22, { range: [100, 200] }] }),
      accept,
    ],
    [
      'tcp dport != @open reject with tcp reset',
      match(field('tcp', 'dport'), '!=', '@open'),
      { reject: { type: 'tcp reset' } },
    ],
    ['reject with icmpx type admin-prohibited', { reject: { type: 'icmpx', expr: 'admin-prohibited' } }],
    ['ct state established,related accept', match({ ct: { key: 'state' } }, 'in', ['established', 'related']), accept],
    [
      'ct original ip daddr 10.0.0.1 accept',
      match({ ct: { key: 'daddr', family: 'ip', dir: 'original' } }, 'in', '10.0.0.1'),
      accept,
    ],
    [
      'ip saddr 10.0.0.0/8 counter packets 1 bytes 2 log prefix "a { b" level warn goto next',
      match(field('ip', 'saddr'), 'in', { prefix: { addr: '10.0.0.0', len: 8 } }),
      { counter: { packets: 1, bytes: 2 } },
      { log: { prefix: 'a { b' } },
      { goto: { target: 'next' } },
    ],
    ['meta mark & 0xff == 0x1 accept', match({ '&': [meta('mark'), '0xff'] }, '==', '0x1'), accept],
    [
      'meta l4proto { tcp, udp } th dport 53 accept',
      match(meta('l4proto'), 'in', { set: ['tcp', 'udp'] }),
      match(field('th', 'dport'), 'in', 53),
      accept,
    ],
    ['meta mark set ct mark', { mangle: { key: meta('mark'), value: { ct: { key: 'mark' } } } }],
    ['meta mark set meta mark | 0x10', { mangle: { key: meta('mark'), value: { '|': [meta('mark'), '0x10'] } } }],
    [
      'fib daddr . iif type local accept',
      match({ fib: { flags: ['daddr', 'iif'], result: 'type' } }, 'in', 'local'),
      accept,
    ],
    [
      'ip6 saddr fe80::1-fe80::ff accept',
      match(field('ip6', 'saddr'), 'in', { range: ['fe80::1', 'fe80::ff'] }),
      accept,
    ],
    ['iifname { "eth0", "wg*" } accept', match(meta('iifname'), 'in', { set: ['eth0', 'wg*'] }), accept],
    ['@th,16,16 179 accept', match({ payload: { base: 'th', offset: 16, len: 16 } }, 'in', 179), accept],
    ['limit rate over 10 mbytes/second burst 5 kbytes drop', { limit: { rate: 10 } }, { drop: null }],
    [
      'xt match "recent" xt target "MARK"',
      { xt: { type: 'match', name: 'recent' } },
      { xt: { type: 'target', name: 'MARK' } },
    ],
    [
      'update @seen { ip saddr timeout 1m limit rate 3/minute } drop',
      { set: { op: 'update', elem: field('ip', 'saddr'), set: '@seen', stmt: [{ limit: {} }] } },
      { drop: null },
    ],
    ['masquerade random,persistent comment "out"', { masquerade: { flags: ['random'] } }],
    ['dnat ip to 10.0.0.1:80', { dnat: { addr: '10.0.0.1', port: 80 } }],
    ['ct count over 10 drop', { 'ct count': { val: 10, inv: true } }, { drop: null }],
    [
      'tcp option maxseg size set rt mtu',
      { mangle: { key: { 'tcp option': { name: 'maxseg', field: 'size' } }, value: { rt: { key: 'mtu' } } } },
    ],
    ['notrack', { notrack: null }],
  ])('%s', (rule, ...expr) => {
    const isCondition = ({ is }: { readonly is: string }) => is === 'condition';
    const found = inRule(rule)?.map((statement) => (isCondition(statement) ? { is: 'condition' } : statement));
    const told = inJson(...expr)?.map((statement) => (isCondition(statement) ? { is: 'condition' } : statement));
    expect(found).toEqual(told);
    expect(found?.some(({ is }) => is === 'unknown')).toBe(false);
  });

  test.each<[string, object]>([
    [
      'tcp dport vmap { 22 : accept, 179 : jump bgp }',
      {
        vmap: {
          key: field('tcp', 'dport'),
          data: {
            set: [
              [22, accept],
              [179, { jump: { target: 'bgp' } }],
            ],
          },
        },
      },
    ],
    [
      'ip saddr . tcp dport vmap { 10.0.0.0/8 . 179 comment "peers" : goto bgp/peers }',
      {
        vmap: {
          key: { concat: [field('ip', 'saddr'), field('tcp', 'dport')] },
          data: {
            set: [
              [
                { elem: { val: { concat: [{ prefix: { addr: '10.0.0.0', len: 8 } }, 179] }, comment: 'peers' } },
                { goto: { target: 'bgp/peers' } },
              ],
            ],
          },
        },
      },
    ],
    ['ct state vmap @states', { vmap: { key: { ct: { key: 'state' } }, data: '@states' } }],
    [
      'numgen random mod 2 vmap { 0 : goto a, 1 : goto b }',
      {
        vmap: {
          key: { numgen: { mode: 'random', mod: 2 } },
          data: {
            set: [
              [0, { goto: { target: 'a' } }],
              [1, { goto: { target: 'b' } }],
            ],
          },
        },
      },
    ],
  ])('%s', (rule, expr) => {
    expect(inRule(rule)).toEqual(inJson(expr));
  });
});

describe('words and marks', () => {
  test.each([
    ['tcp dport{22,179}accept', 'tcp dport { 22, 179 } accept'],
    ['tcp dport vmap {22:accept,179:drop}', 'tcp dport vmap { 22 : accept, 179 : drop }'],
    ['tcp dport 1024 - 2000 accept', 'tcp dport 1024-2000 accept'],
    ['tcp dport { \\\n 22 } accept # comment', 'tcp dport { 22 } accept'],
    ['meta mark and 0xff eq 1 accept', 'meta mark & 0xff == 1 accept'],
  ])('%s', (spelling, other) => {
    expect(inRule(spelling)).toEqual(inRule(other));
  });

  test('the rest of a rule with a comment of nft 1.0.2 counts', () => {
    expect(inRule('meta l4proto tcp # xt_recent counter packets 0 bytes 0 drop')?.at(-1)).toEqual({
      is: 'verdict',
      verdict: { name: 'drop', detail: '' },
    });
  });
});

describe('what is not understood', () => {
  test.each(['include "other.nft"', 'wibble', 'add rule inet t c handle 4 accept', 'table inet t {\n wibble\n}', '}'])(
    '%s',
    (text) => {
      expect(readText(text).unread).toHaveLength(1);
    },
  );

  test('ends with its statement', () => {
    const { tables, unread } = readText('wibble { a; b }\ntable ip t { chain c { accept; }; }');
    expect(unread).toHaveLength(1);
    expect([...(tables[0]?.chains.keys() ?? [])]).toEqual(['c']);
  });

  test('places are those of the text', () => {
    const text = 'table ip t {\n\tchain c {\n\t\ttcp dport 22 accept\n\t\tdrop\n\t}\n}\n';
    const rules = readText(text).tables[0]?.chains.get('c')?.rules ?? [];
    expect(rules.map(({ place }) => text.slice(place.start, place.end))).toEqual(['tcp dport 22 accept', 'drop']);
  });
});
