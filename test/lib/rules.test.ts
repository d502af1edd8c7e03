import { expect, test } from 'vitest';
import { adviceOf, enforcedIn, fails, freezes, ruleFamily } from '../../src/lib/rules.ts';
import type { Rule } from '../../src/model/rule.ts';

const rule = (id: string, says: Partial<Rule> = {}): Rule => ({
  id,
  title: '',
  description: '',
  remediation: '',
  level: 'error',
  class: 'correctness',
  references: [],
  ...says,
});

const rules = [
  rule('a/plain'),
  rule('a/enforced', { enforced: true }),
  rule('b/freezing', { freezes: true }),
  rule('b/both', { enforced: true, freezes: true }),
];

test('what rules say of themselves', () => {
  expect([...enforcedIn(rules)]).toEqual(['a/enforced', 'b/both']);
  expect(ruleFamily('frr-k8s/merge-conflict')).toBe('frr-k8s');
});

test.each([
  ['error', 'error', true],
  ['warning', 'error', false],
  ['warning', 'warning', true],
  ['note', 'warning', false],
  ['error', 'note', true],
] as const)('a finding of the level %s, where runs fail on %s: %j', (level, failOn, expected) => {
  expect(fails(level, failOn)).toBe(expected);
});

test.each([
  [undefined, 'why', 'do'],
  ['whole', 'other why', 'other do'],
  ['half', 'why', 'half do'],
  ['unknown', 'why', 'do'],
])('the texts of the variant %s, and the rule’s where it has none', (variant, description, remediation) => {
  const varied = rule('a/varied', {
    description: 'why',
    remediation: 'do',
    variants: { whole: { description: 'other why', remediation: 'other do' }, half: { remediation: 'half do' } },
  });
  expect(adviceOf(varied, variant)).toEqual({ description, remediation });
});

test.each([
  [undefined, true],
  ['cold', true],
  ['warm', false],
  ['unknown', false],
])('whether the variant %s freezes BGP is its own affair: %j', (variant, expected) => {
  const one = { description: 'why' };
  const varied = rule('a/varied', { freezes: true, variants: { cold: { ...one, freezes: true }, warm: one } });
  expect(freezes(varied, variant)).toBe(expected);
  expect(freezes(undefined, variant)).toBe(false);
});
