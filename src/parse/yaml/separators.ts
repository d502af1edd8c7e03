/**
 * Texts over several lines some of which end with U+2028 or U+2029, as kubectl reads them (go.yaml.in/yaml/v2 scannerc.go):
 * both end lines, and where a line feed would be folded into a space they stay what they are.
 */

import { yamlFault } from '../error.ts';
import type { Literal } from './literal.ts';

const separator = /[\u2028\u2029]/;
const lineEnd = /\r\n|[\n\r\x85\u2028\u2029]/g;
const blanks = /[ \t]+/y;
const folds = /[ \t]*(?:(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*)+/y;

export function hasSeparators(text: string): boolean {
  return separator.test(text);
}

/**
 * The scalar as kubectl reads it. Throws a Refusal for a folded block scalar.
 * @param literal as it was read with a line feed for each of these line ends
 * @param source as it is written: with its quotes; of a block scalar, the lines behind its header
 * @param unquoted reads a source in double quotes, on one line
 */
export function withSeparators(literal: Literal, source: string, unquoted: (source: string) => string): Literal {
  if (!hasSeparators(source)) return literal;
  switch (literal.style) {
    case 'plain':
      return { ...literal, text: unfolded(source, false) };
    case 'single':
      return { ...literal, text: unfolded(source.slice(1, -1), false).replaceAll("''", "'") };
    case 'double':
      return { ...literal, text: unquoted(`"${unfolded(source.slice(1, -1), true)}"`) };
    case 'literal': {
      const ends = source.match(lineEnd) ?? [];
      let line = 0;
      return { ...literal, text: literal.text.replace(/\n/g, () => asText(ends[line++])) };
    }
    default: {
      const reason = 'a line separator (U+2028) in a folded text, which kubectl reads as a line end';
      throw yamlFault(literal, reason, 'remove it');
    }
  }
}

const asText = (end = '\n') => (separator.test(end) ? end : '\n');

/** The text on one line: in double quotes (`escapes`) line feeds become escapes. */
function unfolded(text: string, escapes: boolean): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const isEscape = escapes && text[at] === '\\';
    folds.lastIndex = isEscape ? at + 1 : at;
    const isBlank = isEscape && ' \t'.includes(text.charAt(at + 1));
    const fold = isBlank ? null : folds.exec(text);
    if (fold) {
      const [first = '', ...rest] = (fold[0].match(lineEnd) ?? []).map((end) => asText(end));
      const further = rest.join('');
      const folded = isEscape ? further : first === '\n' ? further || ' ' : first + further;
      out += escapes ? folded.replaceAll('\n', '\\n') : folded;
      at = folds.lastIndex;
    } else {
      // Blanks that no line end follows are passed at once.
      blanks.lastIndex = at;
      const run = blanks.exec(text)?.[0] ?? '';
      if (run !== '') {
        out += run;
        at += run.length;
        continue;
      }
      out += isEscape ? text.slice(at, at + 2) : text.charAt(at);
      at += isEscape ? 2 : 1;
    }
  }
  return out;
}
