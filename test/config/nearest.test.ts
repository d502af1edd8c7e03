import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/lib/nearest.ts';

const cases: readonly [string, string, readonly string[], string | undefined][] = [
  ['a swap is one edit', 'cird', ['cidr', 'id'], 'cidr'],
  ['a letter too few', 'exlude', ['rules', 'exclude'], 'exclude'],
  ['case does not count', 'PASSWORD', ['password'], 'password'],
  ['an exact name', 'frr', ['ffr', 'frr'], 'frr'],
  ['the nearest of several', 'frr-k8', ['frr', 'frr-k8s'], 'frr-k8s'],
  ['the first of equals', 'ac', ['ab', 'ad'], 'ab'],
  ['another word', 'nodes', ['waivers'], undefined],
  ['a third of the length is too much', 'abcdef', ['abcxyz'], undefined],
  ['a missing family', 'global-peer', ['calico/global-peer'], undefined],
  ['nothing', '', ['a'], undefined],
  ['no candidates', 'a', [], undefined],
  ['an invisible character', 'global\u200b-peer', ['global-peer'], 'global-peer'],
];

describe('nearest', () => {
  test.each(cases)('%s', (_, word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('a word of a megabyte costs nothing', () => {
    expect(
      nearest(
        'x'.repeat(2 ** 20),
        Array.from({ length: 1000 }, (_, index) => `rule-${index}`),
      ),
    ).toBeUndefined();
  });
});
