import { expect, test } from 'vitest';
import { misspelt, verdict } from './verdict.ts';

const rule = 'calico/some-fault';

function found(startLine: number, changed: object = {}) {
  const range = { startLine, startColumn: 3 };
  return {
    rule,
    file: 'a.yaml',
    message: 'peer a is wrong',
    level: 'error',
    suppressed: null,
    range,
    ...changed,
  } as const;
}

const bad = { rule, bad: true, expected: ['a.yaml:10'] };

const ok = { rule, bad: false, expected: [] };

test('a fixture that is flagged where it says, by line or by column, has nothing wrong', () => {
  expect(verdict(bad, [found(10)])).toEqual([]);
  expect(verdict({ ...bad, expected: ['a.yaml:10:3'] }, [found(10)])).toEqual([]);
  expect(verdict(ok, [found(10, { rule: 'calico/other', level: 'note' })])).toEqual([]);
});

test.each([
  ['no finding', bad, [], 'at a.yaml:10'],
  ['one at another line', bad, [found(10), found(12)], 'a finding at a.yaml:12:3, where the fixture expects none'],
  ['two at one line', bad, [found(10), found(10)], 'expects none'],
  ['one that is suppressed', bad, [found(10, { suppressed: {} })], 'no finding'],
  ['nothing expected', { ...bad, expected: [] }, [], `# expect: ${rule}`],
  ['a value that is not there', bad, [found(10, { message: 'peer <undefined>' })], `${rule} speaks`],
  ['an ok fixture flagged', ok, [found(10)], 'expects none: peer a is wrong'],
  ['an error of another rule', ok, [found(10, { rule: 'calico/other' })], 'an error of calico/other'],
])('%s is told in one sentence', (_, fixture, findings, words) => {
  expect(verdict(fixture, findings)).toEqual([expect.stringContaining(words)]);
});

test.each([
  '# expects: calico/a',
  '#expect: calico/a',
  '# expect calico/a',
  '# Expect: calico/a',
  '# expect: calico/a, b',
])('`%s` is no expectation', (comment) => {
  expect(misspelt('a.yaml', `kind: A\nspec: ${comment}`)).toEqual([expect.stringContaining('a.yaml:2')]);
});

test('an expectation is well, and so is what speaks of something else', () => {
  expect(misspelt('a.yaml', 'spec: # expect: calico/a\nname: b # unexpected')).toEqual([]);
});
