import { describe, expect, test } from 'vitest';
import { isTypo, nearNames } from '../../src/lib/near-names.ts';

describe('one typing error', () => {
  test.each([
    ['fats', 'fast'],
    ['fastt', 'fast'],
    ['fst', 'fast'],
    ['fasr', 'fast'],
    ['Fast', 'fast'],
    ['fast_bfd', 'fast-bfd'],
    ['pool1', 'pool-1'],
    ['pool-vpi', 'pool-vip'],
    ['public-poll', 'public-pool'],
    ['blue-10', 'bleu-10'],
    ['advertise=bpg', 'advertise=bgp'],
  ])('%s for %s', (one, other) => {
    expect(isTypo(one, other)).toBe(true);
    expect(isTypo(other, one)).toBe(true);
  });

  test.each([
    ['fast', 'fast'],
    ['fast', 'slow'],
    ['tor-1', 'tor-2'],
    ['tor', 'tor1'],
    ['rack-12', 'rack-21'],
    ['pool-v4', 'pool-v6'],
    ['pool-a', 'pool-b'],
    ['pool-1a', 'pool-1'],
    ['eu-de', 'eu-dk'],
    ['lan', 'wan'],
    ['pool-east', 'pool-west'],
    ['prod', 'dev'],
    ['a', 'b'],
    ['', 'a'],
  ])('%s is another than %s', (one, other) => {
    expect(isTypo(one, other)).toBe(false);
    expect(isTypo(other, one)).toBe(false);
  });
});

test('the near ones of what is there, in their order', () => {
  expect(nearNames(['fats', 'slow', 'fast', 'gone'], ['fast', 'slow', 'fat'])).toEqual(
    new Map([['fats', ['fast', 'fat']]]),
  );
});

test('a name that is longer than most is near to none', () => {
  expect(nearNames([`${'x'.repeat(90)}yz`], [`${'x'.repeat(90)}zy`])).toEqual(new Map());
});

test('many names that are alike', () => {
  const series = Array.from({ length: 20_000 }, (_, i) => `peer-of-rack-${i}`);
  expect(nearNames(['pere-of-rack-7', 'peer-of-rack-x'], series)).toEqual(
    new Map([['pere-of-rack-7', ['peer-of-rack-7']]]),
  );
});
