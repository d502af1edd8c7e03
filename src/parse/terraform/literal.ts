/** Values of attributes that need no evaluation. */
import type { Json, Span } from '../../model/document.ts';
import type { TerraformAttribute } from '../../model/terraform.ts';
import { Scanner } from './scanner.ts';

const number = /^-?\d{1,15}(?:\.\d{1,15})?$/;

const words: { readonly [word: string]: Json } = { true: true, false: false, null: null };

/** A text that is longer is nothing that a rule compares. */
const longestText = 10_000;

/** A list that is longer is no literal here. */
const mostItems = 1_000;

/** What an expression is worth, where it is a scalar or a list of them. */
export function literalOf(text: string, value: Span): Pick<TerraformAttribute, 'literal' | 'items'> {
  const written = text.slice(value.start, value.end);
  if (!written.startsWith('[')) {
    const literal = scalar(written);
    return literal === undefined ? {} : { literal };
  }
  const items = itemsOf(text, value);
  const literals = items?.map(({ start, end }) => scalar(text.slice(start, end)));
  if (items === undefined || literals === undefined || literals.includes(undefined)) return {};
  return { literal: literals.flatMap((one) => (one === undefined ? [] : [one])), items };
}

function scalar(written: string): Json | undefined {
  if (Object.hasOwn(words, written)) return words[written];
  if (written.length > longestText) return undefined;
  if (number.test(written)) return Number(written);
  if (!/^"(?:[^"\\$%\p{Cc}]|\\["\\nrt]|[$%](?!\{|[$%]\{))*"$/u.test(written)) return undefined;
  return JSON.parse(written) as Json;
}

/** The items of a list of scalars; undefined for any other. */
function itemsOf(text: string, { start, end }: Span): readonly Span[] | undefined {
  const items: Span[] = [];
  const scanner = new Scanner(text);
  scanner.at = start + 1;
  for (;;) {
    scanner.skip({ lines: true });
    if (scanner.next === ']') return scanner.at === end - 1 ? items : undefined;
    const from = scanner.at;
    if (scanner.next === '"') scanner.string();
    else while (/[\w.-]/.test(scanner.next)) scanner.at++;
    if (scanner.at === from || items.length === mostItems) return undefined;
    items.push({ start: from, end: scanner.at });
    scanner.skip({ lines: true });
    if (scanner.next === ',') scanner.at++;
    else if (scanner.next !== ']') return undefined;
  }
}
