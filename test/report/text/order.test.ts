import { describe, expect, test } from 'vitest';
import { rulesById } from '../../../src/lib/rules.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { freezesBgp, mostUrgentFirst, worstOf } from '../../../src/report/text/order.ts';
import { finding, on, rules as sampleRules } from '../sample.ts';

const [plain] = sampleRules;

/** A rule with a variant of each sort. */
const rule = {
  ...(plain as Rule),
  id: 'x/freezing',
  freezes: true,
  variants: { frozen: { freezes: true }, harmless: {} },
};

const rules = rulesById([...sampleRules, rule]);

const freezing = finding({ rule: rule.id });

test('a finding freezes BGP if its own rule or variant does, and it is more than a note', () => {
  expect(freezesBgp(freezing, rules)).toBe(true);
  expect(freezesBgp({ ...freezing, variant: 'frozen' }, rules)).toBe(true);
  expect(freezesBgp({ ...freezing, variant: 'harmless' }, rules)).toBe(false);
  expect(freezesBgp({ ...freezing, level: 'warning' }, rules)).toBe(true);
  expect(freezesBgp({ ...freezing, level: 'note' }, rules)).toBe(false);
  expect(freezesBgp(finding({ rule: 'x/unknown' }), rules)).toBe(false);
});

describe('findings for a person', () => {
  const at = (line: number, members: Partial<Finding>): Finding =>
    finding({ rule: 'calico/duplicate-peer', range: on(line, 1, 2), ...members });
  const found = [
    at(1, { level: 'note' }),
    at(2, { level: 'warning' }),
    at(3, {}),
    at(4, { level: 'warning', rule: rule.id }),
    at(5, {}),
    at(6, { rule: rule.id }),
    at(7, { level: 'note', rule: rule.id }),
    at(8, { level: 'warning' }),
  ];

  test('begin with what freezes BGP, then go by level, and keep their places in each', () => {
    expect(mostUrgentFirst(found, rules).map(({ range }) => range?.startLine)).toEqual([4, 6, 3, 5, 2, 8, 1, 7]);
  });

  test('are the most urgent ones where there are too many, each in its place', () => {
    expect(worstOf(found, 3, rules).map(({ range }) => range?.startLine)).toEqual([3, 4, 6]);
    expect(worstOf(found, found.length, rules)).toEqual(found);
  });
});
