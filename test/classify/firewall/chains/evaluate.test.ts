import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../../src/classify/firewall/chains/evaluate.ts';
import type { Base, Chain, Ruleset, Statement, Verdict } from '../../../../src/classify/firewall/chains/ruleset.ts';
import { cidrs, number, numbers, words } from '../../../../src/classify/firewall/chains/values.ts';
import { parseCidr } from '../../../../src/lib/address.ts';

const verdict = (is: Exclude<Verdict['is'], 'reject' | 'jump' | 'goto'>): Statement => ({
  is: 'verdict',
  verdict: { is },
});
const jump = (chain: string): Statement => ({ is: 'verdict', verdict: { is: 'jump', chain } });
const goto = (chain: string): Statement => ({ is: 'verdict', verdict: { is: 'goto', chain } });
const toBgp: Statement = { is: 'match', field: 'destination_port', values: number(179), negated: false };
const fromBgp: Statement = { is: 'match', field: 'source_port', values: number(179), negated: false };
const established: Statement = {
  is: 'match',
  field: 'ct_state',
  values: words('established', 'related'),
  negated: false,
};
const from = (cidr: string): Statement => {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) throw new Error(cidr);
  return { is: 'match', field: 'source', values: cidrs(parsed), negated: false };
};
const setMark = (value: number): Statement => ({
  is: 'mark',
  field: 'mark',
  change: { and: ~value >>> 0, xor: value },
});
const marked = (value: number): Statement => ({
  is: 'match',
  field: 'mark',
  values: number(value, value),
  negated: false,
});

const chain = (name: string, base: Partial<Base> | undefined, ...rules: Statement[][]): Chain => ({
  path: [name],
  text: name,
  table: 'filter',
  name,
  families: [4],
  base: base && {
    hook: 'input',
    priority: 0,
    type: 'filter',
    policy: 'accept',
    place: { path: [name, 'policy'], text: 'policy' },
    ...base,
  },
  rules: rules.map((statements, i) => ({ path: [name, i], text: `rule ${i}`, statements })),
});

const verdicts = (...chains: Chain[]) => {
  const ruleset: Ruleset = { chains, unknown: [] };
  return Object.fromEntries(verdictsOf(ruleset).map(({ connection, is }) => [connection, is]));
};
const closed: Partial<Base> = { policy: 'drop' };
const output = (...rules: Statement[][]) => chain('OUTPUT', { hook: 'output', policy: 'drop' }, ...rules);

describe('a verdict', () => {
  test('of a policy counts for what no rule decides', () => {
    expect(verdicts(chain('INPUT', closed))).toEqual({ in: 'dropped', out: 'dropped' });
    expect(verdicts(chain('INPUT', {}))).toEqual({ in: 'passes', out: 'passes' });
    expect(verdicts(chain('INPUT', closed, [toBgp, verdict('accept')]))).toEqual({ in: 'passes', out: 'dropped' });
  });

  test('on one direction of a connection is one on the connection', () => {
    const input = chain('INPUT', closed, [established, verdict('accept')], [toBgp, verdict('accept')]);
    expect(verdicts(input)).toEqual({ in: 'passes', out: 'passes' });
    expect(verdicts(input, output([fromBgp, verdict('accept')]))).toEqual({ in: 'passes', out: 'dropped' });
    expect(verdicts(input, output([toBgp, verdict('accept')]))).toEqual({ in: 'dropped', out: 'passes' });
  });

  test('of a rule for some addresses is perhaps one for the nodes, unless these can be none', () => {
    expect(verdicts(chain('INPUT', closed, [from('10.0.0.0/8'), verdict('accept')])).in).toBe('perhaps');
    expect(verdicts(chain('INPUT', closed, [from('0.0.0.0/0'), verdict('accept')])).in).toBe('passes');
    expect(verdicts(chain('INPUT', closed, [from('127.0.0.0/8'), verdict('accept')])).in).toBe('dropped');
  });

  test('is undecided only where something depends on what is not understood', () => {
    const strange: Statement = { is: 'unknown' };
    expect(verdicts(chain('INPUT', closed, [strange, verdict('accept')])).in).toBe('undecided');
    expect(verdicts(chain('INPUT', {}, [strange, verdict('accept')])).in).toBe('passes');
    expect(verdicts(chain('INPUT', closed, [strange, verdict('drop')])).in).toBe('dropped');
  });
});

describe('a chain', () => {
  test('that returns goes on behind the jump, and behind a goto with the caller of its own', () => {
    const none = chain('none', undefined, [verdict('return')], [verdict('accept')]);
    expect(verdicts(chain('INPUT', closed, [jump('none')], [verdict('accept')]), none).in).toBe('passes');
    expect(verdicts(chain('INPUT', closed, [goto('none')], [verdict('accept')]), none).in).toBe('dropped');
  });

  test('that is missing, or leads back to itself, decides nothing', () => {
    expect(verdicts(chain('INPUT', closed, [jump('gone')])).in).toBe('undecided');
    expect(
      verdicts(
        chain('INPUT', closed, [jump('a')]),
        chain('a', undefined, [jump('b')]),
        chain('b', undefined, [jump('a')]),
      ).in,
    ).toBe('undecided');
  });

  test('of a later priority drops what an earlier one has accepted', () => {
    const later = { ...chain('later', { priority: 10 }, [toBgp, verdict('drop')]), table: 'other' };
    expect(verdicts(later, chain('INPUT', {}, [toBgp, verdict('accept')])).in).toBe('dropped');
  });
});

describe('a mark', () => {
  test('is followed from where it is set to where it is asked for', () => {
    const mangle = (...rules: Statement[][]) => chain('PREROUTING', { hook: 'prerouting', priority: -150 }, ...rules);
    const byMark = chain('INPUT', closed, [marked(4), verdict('accept')], [established, verdict('accept')]);
    // Only the first packet is marked; what follows is established.
    expect(verdicts(mangle([toBgp, setMark(4)]), byMark).in).toBe('passes');
    expect(verdicts(mangle([fromBgp, setMark(4)]), byMark).in).toBe('dropped');
  });

  test('that nothing sets may be set by what is not in the dump', () => {
    expect(verdicts(chain('INPUT', closed, [marked(4), verdict('accept')])).in).toBe('perhaps');
  });
});

test('packets that conntrack is told to leave alone are of no state', () => {
  const raw = chain('PREROUTING', { hook: 'prerouting', priority: -300 }, [toBgp, { is: 'notrack' }]);
  const input = chain('INPUT', closed, [
    { is: 'match', field: 'ct_state', values: words('new', 'established'), negated: false },
    verdict('accept'),
  ]);
  expect(verdicts(raw, input).in).toBe('dropped');
  expect(verdicts(input).in).toBe('passes');
});

describe('the work', () => {
  const wide = (count: number) =>
    Array.from({ length: count }, (_, i) => [
      { is: 'match', field: 'destination_port', values: numbers([200, 300]), negated: false } as const,
      jump(`c${i}`),
    ]);

  test('grows with the rules, and not with the depth of jumps or the number of ways', () => {
    const depth = 30_000;
    const deep = Array.from({ length: depth }, (_, i) =>
      chain(`c${i}`, undefined, [from('10.0.0.0/8'), jump(`c${i + 1}`)], [jump(`c${i + 1}`)]),
    );
    const last = chain(`c${depth}`, undefined, [verdict('drop')]);
    expect(verdicts(chain('INPUT', closed, [jump('c0')], ...wide(1000)), ...deep, last).in).toBe('dropped');
  });

  test('is bounded where each rule makes another mark; then it is undecided', () => {
    const count = 400;
    const marks = Array.from({ length: count }, (_, i): Statement[] => [
      { is: 'mark', field: 'mark', change: { and: 0, xor: i } },
      jump('many'),
    ]);
    const many = chain('many', undefined, ...Array.from({ length: count }, () => [marked(1 << 30), verdict('drop')]));
    expect(verdicts(chain('INPUT', closed, ...marks), many).in).toBe('undecided');
  });
});
