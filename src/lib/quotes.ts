/** Quotes that an editor has made pretty. */

const typographic = /[\u2018-\u201f]/;

/** True for a text with a typographic quote. */
export function hasTypographicQuote(value: unknown): boolean {
  return typeof value === 'string' && typographic.test(value);
}

/** The text with the quotes of ASCII in their place. */
export function inAscii(text: string): string {
  return text.replace(/[\u2018-\u201b]/g, "'").replace(/[\u201c-\u201f]/g, '"');
}

/** The text without a typographic quote before it and one behind it. */
export function unquoted(text: string): string {
  return text.replace(/^[\u2018-\u201f]|[\u2018-\u201f]$/g, '');
}
