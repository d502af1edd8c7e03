import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/lib/sha256.ts';

const byNode = (text: string) => createHash('sha256').update(text).digest('hex');

test('every length around the ends of blocks hashes as with Node', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'é'.repeat(length >> 1) + 'x'.repeat(length % 2);
    expect(sha256(text)).toBe(byNode(text));
  }
});

test('any text hashes as with Node, halves of surrogate pairs among it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => sha256(text) === byNode(text)));
  expect(sha256('\ud800')).toBe(byNode('\ud800'));
});
