/** The lines of what a command printed: words between blanks and bars, without what a terminal or a web page adds. */
import type { Path, Span } from '../../model/document.ts';
import { maskText } from '../mask.ts';
import { freeKey } from '../router/lines.ts';

export interface StatusWord extends Span {
  readonly text: string;
  /** Where it begins in the line's text. */
  readonly at: number;
}

export interface StatusLine {
  /** The words with one blank between them, and ` (2)`, ` (3)` where the same line comes again. */
  readonly key: string;
  /** What is printed, without escapes of a terminal and blanks at its end. */
  readonly text: string;
  readonly words: readonly StatusWord[];
  /** How many words stand before these in the text's line, and are none of what was printed: names of machines. */
  readonly skipped: number;
  readonly span: Span;
  readonly comment: boolean;
}

/** The path of a line, or of its word `i`. */
export function pathOf(line: StatusLine, i?: number): Path {
  return i === undefined || line.words[i] === undefined ? [line.key] : [line.key, i + line.skipped];
}

/** Colors, titles and cursor movements; a pager's prompt, with the backspaces that take it back. */
const added =
  /\u001b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\u0007\u001b\n]{0,300}(?:\u0007|\u001b\\)?|[()][A-Z\d]|[=>78cM])|[\u0000\u0007\u0008\u200b\u200e\u200f\ufeff]|<?-{1,3} ?\(?[Mm]ore\)? ?-{1,3}>?/g;

const mayAdd = /[\u0000\u0007\u0008\u001b\u200b\u200e\u200f\ufeff]|[Mm]ore\)? ?-/;

/** Blanks of web pages, each as one character. */
const otherBlanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** What stands between two words: blanks, and the bars of a table. */
const word = /[^\s|│┃║]+/g;

let last: { readonly text: string; readonly lines: readonly StatusLine[] } | undefined;

/** All lines with words, in order. The last text is kept: two stages ask for it. */
export function statusLines(text: string): readonly StatusLine[] {
  if (last?.text === text) return last.lines;
  const lines: StatusLine[] = [];
  const taken = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = lineOf(text, { start, end }, taken);
    if (line !== undefined) lines.push(line);
    start = end + 1;
  }
  last = { text, lines };
  return lines;
}

function lineOf(whole: string, { start, end }: Span, taken: Map<string, number>): StatusLine | undefined {
  const raw = whole.slice(start, end).replace(otherBlanks, ' ');
  const { text, place } = mayAdd.test(raw) ? cleaned(raw) : { text: raw, place: (at: number) => at };
  const words = [...text.matchAll(word)].map((found) => {
    const { 0: own, index } = found;
    return { text: own, at: index, start: start + place(index), end: start + place(index + own.length - 1) + 1 };
  });
  const [first] = words;
  const final = words.at(-1);
  if (first === undefined || final === undefined) return undefined;
  return {
    key: freeKey(maskText(words.map((one) => one.text).join(' ')), taken),
    text: text.trimEnd(),
    words,
    skipped: 0,
    span: { start: first.start, end: final.end },
    comment: first.text.startsWith('#'),
  };
}

/** A line without what is added to it, and where each of its characters stands in the line. */
function cleaned(raw: string): { readonly text: string; place(at: number): number } {
  const kept: { readonly at: number; readonly from: number }[] = [];
  let text = '';
  let from = 0;
  const keep = (to: number) => {
    if (to > from) kept.push({ at: text.length, from });
    text += raw.slice(from, to);
  };
  for (const found of raw.matchAll(added)) {
    keep(found.index);
    from = found.index + found[0].length;
  }
  keep(raw.length);
  const place = (at: number) => {
    let [low, high] = [0, kept.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.at ?? 0) <= at) low = middle;
      else high = middle;
    }
    const part = kept[low];
    return part === undefined ? at : part.from + at - part.at;
  };
  return { text, place };
}
