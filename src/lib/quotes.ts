/** Quotes that an editor has made pretty. */

const typographic = /[\u2018-\u201f]/;

/** True for a text with a typographic quote. */
export function hasTypographicQuote(value: unknown): boolean {
  return typeof value === 'string' && typographic.test(value);
}
