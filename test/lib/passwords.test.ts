import { expect, test } from 'vitest';
import { passwordToken, tokenOf } from '../../src/lib/passwords.ts';

test('equal passwords have one number, others have others', () => {
  const first = passwordToken('correct horse');
  const texts = ['correct horsf', 'correct horse ', 'x', '', 'ä', 'é'.repeat(9), 'x'.repeat(8), 'x'.repeat(16)];
  const numbers = texts.map(passwordToken);
  expect(new Set([first, ...numbers]).size).toBe(texts.length + 1);
  expect(passwordToken('correct horse')).toBe(first);
  expect(texts.map(passwordToken)).toEqual(numbers);
});

test('numbers are given in the order of appearance', () => {
  const before = passwordToken('one more') ?? 0;
  expect(passwordToken('two more')).toBe(before + 1);
  expect(passwordToken('one more')).toBe(before);
});

test('bytes are those of UTF-8', () => {
  expect(tokenOf(Uint8Array.of(0xc3, 0xa4, 0x21))).toBe(passwordToken('ä!'));
});

test('what is too long for a password has no number', () => {
  expect(passwordToken('x'.repeat(256))).toBeGreaterThan(0);
  expect(passwordToken('x'.repeat(257))).toBeUndefined();
  expect(passwordToken('ä'.repeat(200))).toBeUndefined();
});
