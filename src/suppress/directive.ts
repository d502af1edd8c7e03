/** The text of a suppression: `<id>[, <id>] -- reason`. */

/** One id, as it is written, and where it begins in the text. */
export interface NamedRule {
  readonly id: string;
  readonly offset: number;
}

export interface Directive {
  /** At least one: a text that names nothing names ''. */
  readonly ids: readonly NamedRule[];
  /** '' if there is none that a person could read. */
  readonly reason: string;
  /** A single or typographic dash where `--` is meant. It does not count: one spelling, so that a search finds all. */
  readonly dash: string;
}

/** Ids hold single hyphens: two begin the reason only after white space or a comma. */
const separator = /(?:^|[\s,])--/;

/** A hyphen that stands alone, or any of Unicode's dashes: what editors make of `--`. */
const otherDash = /(?:^|\s)-(?=\s|$)|[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/** What follows the word `bgplint-ignore` in a comment, and where; undefined if the comment is no suppression. */
export function inComment(text: string): { readonly text: string; readonly offset: number } | undefined {
  const word = /^[#\s]*bgplint-ignore(?![\w-]):?/.exec(text)?.[0];
  return word === undefined ? undefined : { text: text.slice(word.length), offset: word.length };
}

/**
 * Reads the text of a suppression. Ids are parted by commas or white space. Without any dash the first word of each
 * part is an id, up to a part that goes on: there the reason begins that should have been set off.
 */
export function parseDirective(text: string): Directive {
  const dashes = separator.exec(text);
  if (dashes) {
    const begin = dashes.index + dashes[0].length;
    return { ids: words(text.slice(0, dashes.index)), reason: readable(text.slice(begin)), dash: '' };
  }
  const other = otherDash.exec(text);
  if (other) return { ids: words(text.slice(0, other.index)), reason: '', dash: other[0].trim() };
  const prose = /[^\s,]\s+[^\s,]/.exec(text);
  return { ids: words(prose ? text.slice(0, prose.index + 1) : text), reason: '', dash: '' };
}

/** A reason without the white space around it; '' if it holds no letter and no digit, such as dots or invisible text. */
export function readable(reason: string): string {
  const visible = reason.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return /[\p{L}\p{N}]/u.test(visible) ? reason.trim() : '';
}

function words(text: string): readonly NamedRule[] {
  const ids = [...text.matchAll(/[^\s,]+/g)].map((match) => ({ id: match[0], offset: match.index }));
  return ids.length > 0 ? ids : [{ id: '', offset: 0 }];
}
