/**
 * The lines of a router's configuration, as FRR, IOS and their kin write them: words between blanks, and the depth of a line by
 * what stands before it. What a terminal adds (prompts, `--More--`) is no part of a line.
 */
import type { Path, Span } from '../../model/document.ts';
import { secretWords } from './secrets.ts';

/** A word, and where it stands. `text` is what is written, secret or not: what is shown takes `shown`. */
export interface RouterWord extends Span {
  readonly text: string;
  readonly secret: boolean;
}

export interface RouterLine {
  /** The words with one blank between them, secrets as `…`, and ` (2)`, ` (3)` where the same line comes again. */
  readonly key: string;
  readonly words: readonly RouterWord[];
  /** Columns before the first word; a tab counts as one. */
  readonly indent: number;
  /** From its first word to its last. */
  readonly span: Span;
  /** Its number in the text, from 0, empty lines counted. */
  readonly number: number;
  /** Of what stands behind a prompt: what mode the prompt tells (`router1(config-router)#`). False where nobody typed it. */
  readonly typed: false | 'exec' | 'config';
  /** True for a line that begins with `!` or `#`. `!` alone ends a block for some dialects. */
  readonly comment: boolean;
}

/** The path of a line, or of its word `i`. */
export function pathOf(line: RouterLine, i?: number): Path {
  return i === undefined || line.words[i] === undefined ? [line.key] : [line.key, i];
}

/** A line as it may be shown: one blank between words, no secrets. */
export function shownLine({ words }: RouterLine): string {
  return joined(words);
}

const joined = (words: readonly RouterWord[]) => words.map(({ text, secret }) => (secret ? '…' : text)).join(' ');

/** `router1#`, `tor-1(config-router)#`, `user@host>`: what a terminal writes before what is typed, with a blank behind it or none. */
const prompt = /^[A-Za-z][\w.@:/~-]{0,80}(?:\([\w.-]{1,60}\))?[#>]/;

/** A pager's line, and the backspaces with which it takes it back. */
const pager =
  /^(?:\u0008|\s|\u001b\[[\d;?]{0,8}[A-Za-z])*(?:<?-{1,3} ?\(?More\)? ?-{1,3}>?)(?:\u0008|\s|\u001b\[[\d;?]{0,8}[A-Za-z])*/i;

/** All lines with words, in order. */
export function routerLines(text: string): readonly RouterLine[] {
  const lines: RouterLine[] = [];
  const taken = new Map<string, number>();
  let previous: readonly string[] = [];
  let number = 0;
  for (let start = 0; start <= text.length; number++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const { words, typed, indent } = wordsOf(text, start, end);
    start = end + 1;
    const [first] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined) continue;
    const texts = words.map((word) => word.text);
    const secret = secretWords(texts, previous);
    previous = texts;
    const marked = words.map((word, i) => ({ ...word, secret: secret(i) }));
    lines.push({
      key: freeKey(joined(marked), taken),
      words: marked,
      indent,
      span: { start: first.start, end: last.end },
      number,
      typed,
      comment: first.text.startsWith('!') || first.text.startsWith('#'),
    });
  }
  return lines;
}

/** The key of a line, with its number where `taken` knows the same. */
export function freeKey(base: string, taken: Map<string, number>): string {
  let count = (taken.get(base) ?? 0) + 1;
  let key = count === 1 ? base : `${base} (${count})`;
  // A line may be written as the second of another.
  while (count > 1 && taken.has(key)) key = `${base} (${++count})`;
  taken.set(base, count);
  if (key !== base) taken.set(key, 1);
  return key;
}

interface Bare extends Span {
  readonly text: string;
}

function wordsOf(text: string, start: number, end: number) {
  const line = text.slice(start, end);
  const from = line.includes('ore') ? (pager.exec(line)?.[0].length ?? 0) : 0;
  const words: Bare[] = [];
  for (const found of line.slice(from).matchAll(/[^\s\ufeff]+/g)) {
    const at = start + from + found.index;
    words.push({ text: found[0], start: at, end: at + found[0].length });
  }
  const [first] = words;
  const typed = first === undefined ? 0 : (prompt.exec(first.text.slice(0, 200))?.[0].length ?? 0);
  if (first !== undefined && typed > 0) {
    const rest = { text: first.text.slice(typed), start: first.start + typed, end: first.end };
    if (rest.text === '') words.shift();
    else words[0] = rest;
  }
  const mode = first?.text.slice(0, typed).includes('(config') === true ? 'config' : 'exec';
  const indent = first === undefined || typed > 0 ? 0 : first.start - start - from;
  return { words, typed: typed > 0 && mode, indent } as const;
}
