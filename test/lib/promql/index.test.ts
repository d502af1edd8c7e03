import { describe, expect, test } from 'vitest';
import { readExpression } from '../../../src/lib/promql/index.ts';

/** The metrics of an expression, each as its name, with what stands around it. */
function read(text: string): readonly string[] | undefined {
  return readExpression(text)?.metrics.map(({ name, from, to, ranged, under }) => {
    expect(text.slice(from, to)).toBe(name);
    return [name, ...(ranged ? ['ranged'] : []), ...under].join(' ');
  });
}

describe('which metrics an expression reads', () => {
  test.each<[text: string, metrics: readonly string[]]>([
    ['a_bgp - b_bgp > 0', ['a_bgp', 'b_bgp']],
    ['job:bgp_up:sum5m == bool 0 # of all', ['job:bgp_up:sum5m']],
    ['# first\nup{job="x"} == 0', ['up']],
    [
      'sum by (instance, bgp) (rate(a_bgp{x=~"b_bgp"}[5m])) / on (c_bgp) group_left (d_bgp) e_bgp',
      ['a_bgp ranged', 'e_bgp'],
    ],
    ['sum(a_bgp) without (b_bgp)', ['a_bgp']],
    ['count_values("b_bgp", a_bgp)', ['a_bgp']],
    ['{__name__="a_bgp", job!=""}', ['a_bgp']],
    ['{"a_bgp", "l.abel"="x"}', ['a_bgp']],
    ['a_bgp{b="c",} offset 5m', ['a_bgp']],
    ['a_bgp @ end() offset -1h', ['a_bgp']],
    ['a_bgp[5m:1m] offset 1h30m', ['a_bgp ranged']],
    ['min_over_time((a_bgp == bool 0)[5m:])', ['a_bgp ranged']],
    ['SUM(a_bgp) OR b_bgp', ['a_bgp or', 'b_bgp or']],
    ['a or b unless absent(c)', ['a or', 'b or', 'c or unless absent']],
    ['a unless on (x) (b and c)', ['a', 'b unless', 'c unless']],
    ['(a or b) unless c', ['a or', 'b or', 'c unless']],
    ['absent_over_time(a[5m])', ['a ranged absent']],
    ['scalar(a) > 1', ['a scalar']],
    ['vector(1) == Inf', []],
    ['-a + 1e3 * 0x1F', ['a']],
    ["label_replace(a, 'b_bgp', `c_bgp`, \"d \\\" bgp\", '')", ['a']],
    ['a{b="{{ $x }}"} > ${LIMIT}', ['a']],
  ])('%s', (text, metrics) => {
    expect(read(text)).toEqual(metrics);
  });

  test('patterns of names are told apart', () => {
    expect(readExpression('{__name__=~"metallb_bgp_.*"} == 0')).toEqual({ metrics: [], patterns: ['metallb_bgp_.*'] });
  });

  test('what is asked of labels', () => {
    const [metric] = readExpression('a{b="c", d!~\'e"f\'}')?.metrics ?? [];
    expect(metric?.matchers).toEqual([
      { label: 'b', operator: '=', value: 'c' },
      { label: 'd', operator: '!~', value: 'e"f' },
    ]);
  });
});

test.each([
  '',
  'sum(a',
  'a b',
  'a default 0',
  'a{b}',
  'a{b="c" d="e"}',
  'a.b',
  '${NAME}_bgp > 0',
  'a > ',
  'a[',
  'x{a="}',
  '= 1',
])('no PromQL: %s', (text) => {
  expect(readExpression(text)).toBeUndefined();
});

test('deep and long ones are not read', () => {
  expect(readExpression('('.repeat(2000))).toBeUndefined();
  expect(readExpression(`a + ${'b + '.repeat(6000)}c`)).toBeUndefined();
});
