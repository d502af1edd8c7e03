/** What a fault of a selector is, in words. */
import { clip, neutralise } from '../text.ts';
import type { Edit } from './quotes.ts';
import { maxDepth, type State, type Stop } from './read.ts';

/** The mistake behind a fault, as far as it can be told. */
export type Cause =
  | 'smart-quote'
  | 'newline'
  | 'single-equals'
  | 'unquoted-value'
  | 'quoted-key'
  | 'set-brackets'
  | 'unquoted-set-member'
  | 'word-operator'
  | 'blank-before-parenthesis'
  | 'quoted-argument'
  | 'case'
  | 'kubernetes-syntax'
  | 'unterminated-string'
  | 'non-ascii'
  | 'too-deep'
  | 'other';

/** Why Calico refuses a selector. */
export interface SelectorFault {
  /** The place of the smallest piece that is wrong, in UTF-16 units; at the end its length is 0. */
  readonly offset: number;
  readonly length: number;
  /** What would have to stand there, in words. */
  readonly expected: string;
  /** What stands there, in words: quoted in backticks, harmless and short. */
  readonly found: string;
  readonly cause: Cause;
  /** The whole selector without its faults, where it is certain what was meant. */
  readonly replacement?: string;
}

/** A fault and the edit that would fix it. */
export interface Finding {
  readonly fault: SelectorFault;
  readonly edit?: Edit;
}

const longest = 40;

const wanted: Readonly<Record<State, string>> = {
  operand: 'an identifier, `has(…)`, `all()` or `(`',
  operator: 'an operator such as `==` or `in`',
  string: 'a quoted string',
  set: 'a set in braces',
  member: 'a quoted string or `}`',
  more: '`,` or `}`',
  connective: '`&&` or `||`',
  depth: `at most ${maxDepth} open parentheses`,
};

/** What the parser looked for where it stopped. */
export function expectation({ state, token, depth }: Stop): string {
  // A word that is too long for a label may stand where no label is wanted.
  if (token.want !== undefined && (token.call !== undefined || state === 'operand')) return token.want;
  return state === 'connective' && depth > 0 ? '`&&`, `||` or `)`' : wanted[state];
}

/** A fault at a piece of the text. */
export function finding(
  text: string,
  piece: { readonly start: number; readonly end: number; readonly found?: string },
  expected: string,
  cause: Cause,
  edit?: Edit,
): Finding {
  const { start, end, found = quotedPiece(text, start, end) } = piece;
  return { fault: { offset: start, length: end - start, expected, found, cause }, ...(edit !== undefined && { edit }) };
}

function quotedPiece(text: string, start: number, end: number): string {
  if (start === end) return 'the end';
  // Escapes make text longer: clipped before, for a string may be megabytes long, and after.
  return `\`${clip(neutralise(clip(text.slice(start, end), longest)), longest)}\``;
}
