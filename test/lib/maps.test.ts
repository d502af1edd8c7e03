import { expect, test } from 'vitest';
import { addTo, getOrMake } from '../../src/lib/maps.ts';

test('a value is made once, and is the same each time that it is asked for', () => {
  const lists = new Map<string, number[]>();
  getOrMake(lists, 'a', () => []).push(1);
  getOrMake(lists, 'a', () => [7]).push(2);
  getOrMake(lists, 'b', () => [3]);
  expect([...lists]).toEqual([
    ['a', [1, 2]],
    ['b', [3]],
  ]);
});

test('a set of a key holds each value once, in the order in which they came', () => {
  const sets = new Map<string, Set<number>>();
  for (const value of [2, 1, 2]) addTo(sets, 'a', value);
  expect([...(sets.get('a') ?? [])]).toEqual([2, 1]);
});
