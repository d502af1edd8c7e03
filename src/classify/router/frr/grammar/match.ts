/**
 * Whether FRR takes a line, as its own matcher decides (lib/command_match.c): keywords may be cut short where one alone is
 * meant; of several ways to read a line the one counts whose first differing word fits best, and a line without such is refused.
 */
import { parseNetipAddress } from '../../../../lib/address.ts';
import type { Command, Node, Sequence } from './notation.ts';

/** A way to read a line: each word as what it was taken for. */
export interface Match {
  /** Keywords in full, arguments as they are written. */
  readonly words: readonly string[];
  readonly later: boolean;
}

interface Taken {
  /** The keyword in full; undefined for an argument. */
  readonly keyword: string | undefined;
  /** Lower is better, as in `score_precedence` there. */
  readonly rank: number;
  readonly exact: boolean;
}

interface Way {
  readonly taken: readonly Taken[];
  readonly later: boolean;
}

/** FRR takes no line of more (CMD_ARGC_MAX). */
export const mostWords = 250;

export type Outcome =
  | { readonly is: 'match'; readonly match: Match }
  | { readonly is: 'ambiguous' }
  /** How many words could be read, and that the line ends too early. */
  | { readonly is: 'none'; readonly read: number; readonly short: boolean };

/** What the line is among these commands. */
export function matchLine(commands: readonly Command[], words: readonly string[]): Outcome {
  if (words.length === 0 || words.length > mostWords) return { is: 'none', read: 0, short: false };
  const search = new Search(words);
  for (const command of commands) search.run(command);
  return search.outcome();
}

class Search {
  readonly #words: readonly string[];
  readonly #ways: Way[] = [];
  readonly #stack: Taken[] = [];
  #read = 0;
  #short = false;
  #steps = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  run({ sequence, later }: Command): void {
    this.#steps = 0;
    this.#follow(sequence, 0, 0, (i) => {
      if (i < this.#words.length) this.#note(i, false);
      else this.#ways.push({ taken: [...this.#stack], later });
    });
  }

  outcome(): Outcome {
    const [best, ambiguous] = bestOf(this.#ways);
    if (best === undefined) return { is: 'none', read: this.#read, short: this.#short };
    // What only later versions know makes nothing ambiguous for the others.
    const [older, stillAmbiguous] = ambiguous ? bestOf(this.#ways.filter(({ later }) => !later)) : [best, false];
    if (older === undefined || stillAmbiguous) return { is: 'ambiguous' };
    const words = older.taken.map(({ keyword }, i) => keyword ?? this.#words[i] ?? '');
    return { is: 'match', match: { words, later: older.later } };
  }

  #note(read: number, short: boolean): void {
    if (read > this.#read) this.#short = false;
    this.#read = Math.max(this.#read, read);
    if (short && read === this.#read) this.#short = true;
  }

  /** Follows a sequence from its node `k` at word `i`, and calls `then` behind it. */
  #follow(sequence: Sequence, k: number, i: number, then: (i: number) => void): void {
    const node = sequence[k];
    if (node === undefined) then(i);
    else this.#node(node, i, (next) => this.#follow(sequence, k + 1, next, then));
  }

  #node(node: Node, i: number, then: (i: number) => void): void {
    // No grammar has so many ways for a line; whoever writes one that has shall not stop a scan.
    if (this.#steps++ > 20_000) return;
    switch (node.is) {
      case 'keyword':
      case 'argument': {
        const word = this.#words[i];
        const taken = word === undefined ? undefined : takenAs(node, word);
        this.#note(taken === undefined ? i : i + 1, word === undefined);
        if (taken === undefined) return;
        this.#stack.push(taken);
        then(i + 1);
        this.#stack.pop();
        return;
      }
      case 'one':
        for (const option of node.options) this.#follow(option, 0, i, then);
        return;
      case 'maybe':
        then(i);
        this.#follow(node.body, 0, i, then);
        return;
      case 'any':
        this.#any(node.options, new Set(), i, then);
        return;
      case 'repeated':
        this.#node(node.body, i, (next) => this.#repeat(node.body, next, then));
        return;
    }
  }

  /** All further words are of the last node, which ends each command that repeats one. */
  #repeat(body: Node, from: number, then: (i: number) => void): void {
    const depth = this.#stack.length;
    let i = from;
    for (; i < this.#words.length && (body.is === 'keyword' || body.is === 'argument'); i++) {
      const taken = takenAs(body, this.#words[i] ?? '');
      if (taken === undefined) break;
      this.#stack.push(taken);
    }
    this.#note(i, false);
    then(i);
    this.#stack.length = depth;
  }

  #any(options: readonly Sequence[], used: ReadonlySet<number>, i: number, then: (i: number) => void): void {
    for (const [n, option] of options.entries()) {
      if (used.has(n)) continue;
      this.#follow(option, 0, i, (next) => {
        then(next);
        this.#any(options, new Set([...used, n]), next, then);
      });
    }
  }
}

/** The way that fits best, and whether another fits as well. */
function bestOf(ways: readonly Way[]): readonly [best: Way | undefined, ambiguous: boolean] {
  let best: Way | undefined;
  let ambiguous = false;
  for (const way of ways) {
    const order = best === undefined ? -1 : compared(way.taken, best.taken);
    if (order < 0) {
      best = way;
      ambiguous = false;
    } else if (order === 0 && best !== undefined && !isSame(way.taken, best.taken)) ambiguous = true;
    else if (order === 0 && best?.later === true) best = way;
  }
  return [best, ambiguous];
}

function compared(a: readonly Taken[], b: readonly Taken[]): number {
  for (const [i, first] of a.entries()) {
    const second = b[i];
    if (second === undefined) return 0;
    if (first.rank !== second.rank) return first.rank - second.rank;
    if (first.exact !== second.exact) return first.exact ? -1 : 1;
  }
  return 0;
}

const isSame = (a: readonly Taken[], b: readonly Taken[]) => a.every(({ keyword }, i) => keyword === b[i]?.keyword);

type Token = Extract<Node, { readonly is: 'keyword' | 'argument' }>;

function takenAs(node: Token, word: string): Taken | undefined {
  if (node.is === 'keyword') {
    if (!node.text.startsWith(word)) return undefined;
    return { keyword: node.text, rank: 3, exact: node.text === word };
  }
  if (!isArgument(node, word)) return undefined;
  return { keyword: undefined, rank: node.of === 'word' ? 4 : node.of === 'as' ? 3 : 2, exact: true };
}

function isArgument(node: Extract<Token, { readonly is: 'argument' }>, word: string): boolean {
  switch (node.of) {
    case 'word':
      return true;
    case 'range':
      return /^[+-]?\d{1,20}$/.test(word) && Number(word) >= node.min && Number(word) <= node.max;
    case 'as':
      return asNumber(word) !== undefined;
    case 'ipv4':
      return parseNetipAddress(word)?.family === 4;
    case 'ipv6':
      return isIpv6(word);
    case 'ipv4-prefix':
      return isPrefix(word, 32, (address) => parseNetipAddress(address)?.family === 4);
    case 'ipv6-prefix':
      return isPrefix(word, 128, isIpv6);
    case 'mac':
      return /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i.test(word);
  }
}

const isIpv6 = (word: string) => /^[\da-f:.]{2,45}$/i.test(word) && parseNetipAddress(word)?.family === 6;

function isPrefix(word: string, most: number, isAddress: (text: string) => boolean): boolean {
  const [, address = '', length = ''] = /^([^/]{2,45})\/(\d{1,5})$/.exec(word) ?? [];
  return length !== '' && Number(length) <= most && isAddress(address);
}

/** The number that FRR reads of `65000` or `1.10`; undefined for what is none. 0 is none. */
export function asNumber(word: string): number | undefined {
  const [, high = '', low] = /^(\d{1,10})(?:\.(\d{1,5}))?$/.exec(word) ?? [];
  if (high === '') return undefined;
  const number = low === undefined ? Number(high) : Number(high) * 0x1_0000 + Number(low);
  if (low !== undefined && (Number(high) > 0xffff || Number(low) > 0xffff)) return undefined;
  return number >= 1 && number <= 0xffff_ffff ? number : undefined;
}
