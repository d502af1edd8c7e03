import { escapes } from './text.ts';

/**
 * Characters that JSON allows in a string and that a terminal or a log should not get: see `neutralise`. `##[` is broken
 * too, which GitHub's runner obeys in the middle of a line. JSON's own escapes cover U+0000 to U+001F.
 */
const unsafe = /[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]|(?<=#)#(?=[a-z]{0,20}\[)/giu;

/**
 * JSON text with a final line break, harmless when it is printed and yet exact: what would do harm stands as a `\u`
 * escape, which reads back as the same string.
 */
export function safeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(unsafe, escapes)}\n`;
}
