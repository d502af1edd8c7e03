import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../src/host/files.ts';
import { DecodeError, type Needles, read as readBytes } from '../../src/read/index.ts';

const needles: Needles = { subject: /BGPPeer|metallb\.io\//, context: /kind: Node/ };
const read = (content: Uint8Array) => readBytes(bytesOf(content), needles);
const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...numbers: number[]) => new Uint8Array(numbers);
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

function utf16(text: string, bigEndian = false): Uint8Array {
  return new Uint8Array(
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) => {
      const pair = [unit & 0xff, unit >> 8];
      return bigEndian ? pair.reverse() : pair;
    }),
  );
}

const text = 'kind: BGPPeer # ä 日 😀\n';
const mark = '\ufeff';

describe('a text in', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(mark + text)],
    ['UTF-16, little endian, with a mark', utf16(mark + text)],
    ['UTF-16, big endian, with a mark', utf16(mark + text, true)],
    ['UTF-16, little endian', utf16(text)],
    ['UTF-16, big endian', utf16(text, true)],
  ])('%s', (_, content) => {
    const found = read(content);
    expect({ relevance: found.relevance, text: found.text() }).toEqual({ relevance: 'subject', text });
  });
});

describe('relevance', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', utf8('a: 1'), 'none'],
    ['an empty file', bytes(), 'none'],
    ['a byte', bytes(0x42), 'none'],
    ['a mark alone', bytes(0xff, 0xfe), 'none'],
    ['a needle at the end', utf8('x: BGPPeer'), 'subject'],
    ['a needle alone', utf8('BGPPeer'), 'subject'],
    ['half a needle at the end', utf8('x: BGPPee'), 'none'],
    ['a needle at the end of UTF-16', utf16('x: BGPPeer'), 'subject'],
    ['a needle in another case', utf8('bgppeer'), 'none'],
    ['context', utf8('kind: Node'), 'context'],
    ['both', utf8('kind: Node\nkind: BGPPeer'), 'subject'],
    ['a needle behind bytes that are no text', joined(bytes(0xff, 0xc0), utf8('BGPPeer')), 'subject'],
    ['a needle in a part of a larger buffer', utf8('BGPPeer').subarray(1), 'none'],
  ])('%s', (_, content, relevance) => {
    expect(read(content).relevance).toBe(relevance);
  });

  test('bytes of other files in one buffer do not count', () => {
    const buffer = utf8('BGPPeer a: 1 BGPPeer');
    expect(read(buffer.subarray(8, 12)).relevance).toBe('none');
  });
});

describe('what is no text says why', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['Latin-1', joined(utf8('BGPPeer'), bytes(0xe4)), /not UTF-8/],
    ['a character cut off', utf8('BGPPeer ä').subarray(0, -1), /not UTF-8/],
    ['an overlong form', joined(utf8('BGPPeer'), bytes(0xc0, 0xaf)), /not UTF-8/],
    ['half a surrogate pair', joined(utf8('BGPPeer'), bytes(0xed, 0xa0, 0x80)), /not UTF-8/],
    ['a NUL', utf8('BGPPeer\0'), /NUL/],
    ['UTF-16 with an odd byte', joined(utf16(text), bytes(0x41)), /UTF-16/],
    ['UTF-16 with half a surrogate pair', utf16(`${mark}BGPPeer \ud800 x`), /UTF-16/],
    ['UTF-16 with a NUL', utf16(`${mark}BGPPeer\0`), /NUL/],
  ])('%s', (_, content, reason) => {
    const found = read(content);
    expect(found.relevance).toBe('subject');
    expect(() => found.text()).toThrow(DecodeError);
    expect(() => found.text()).toThrow(reason);
  });

  test('and only if it is asked for', () => {
    expect(read(bytes(0xff, 0xc0, 0xaf)).relevance).toBe('none');
  });
});
