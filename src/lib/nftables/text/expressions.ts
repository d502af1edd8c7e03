/** Expressions of nft's language: keys, values, sets, and what puts them together. */
import type { Element, Expression } from '../syntax.ts';
import { isHeader, takeKey } from './keys.ts';
import type { Tokens } from './tokens.ts';
import { takeVerdict } from './verdicts.ts';

/** What `define` has named so far. */
export type Definitions = ReadonlyMap<string, Expression>;

/** Sets in sets, and brackets in brackets: nft nests neither so far. */
const deepest = 8;

const binary: { readonly [word: string]: string } = {
  '&': '&',
  '|': '|',
  '^': '^',
  '<<': '<<',
  '>>': '>>',
  and: '&',
  or: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
};

export class Expressions {
  readonly #tokens: Tokens;
  readonly #definitions: Definitions;
  #depth = 0;

  constructor(tokens: Tokens, definitions: Definitions) {
    this.#tokens = tokens;
    this.#definitions = definitions;
  }

  /** What stands on the left of a match: keys with dots between them, and bits of them. Undefined if there is no key. */
  takeLeft(): Expression | undefined {
    const parts: Expression[] = [];
    do {
      const key = this.#takeBitsOf(takeKey(this.#tokens));
      if (key === undefined) return parts.length === 0 ? undefined : { is: 'unknown', text: '' };
      parts.push(key);
    } while (this.#tokens.takes('.'));
    return together(parts);
  }

  /** A value, or several with commas between them. */
  takeValues(): Expression {
    const first = this.takeValue();
    if (this.#tokens.ahead.text !== ',' || this.#tokens.ahead.kind !== 'mark') return first;
    const items = [first];
    while (this.#tokens.takes(',')) items.push(this.takeValue());
    return { is: 'list', items };
  }

  /** What a mark is set to. By a map it is whatever the packet makes it. */
  takeChange(): Expression {
    if (isHeader(this.#tokens.ahead.text)) {
      takeKey(this.#tokens);
    } else {
      const value = this.takeValues();
      // A class of traffic: `meta priority set 1:2`.
      if (this.#tokens.takes(':')) {
        this.takeValue();
        return { is: 'unknown', text: ':' };
      }
      if (this.#tokens.ahead.text !== 'map') return value;
    }
    if (this.#tokens.takes('map')) this.takeValue();
    return { is: 'unknown', text: 'map' };
  }

  /** A value, or several with dots between them. */
  takeValue(): Expression {
    const parts = [this.#takeBitsOf(this.#takePrimary()) ?? nothing];
    while (this.#tokens.takes('.')) parts.push(this.#takeBitsOf(this.#takePrimary()) ?? nothing);
    return together(parts);
  }

  /** What is in the braces of a set or map, whose opening one was taken. */
  takeElements(): Expression {
    if (this.#depth >= deepest) {
      this.#tokens.skipBlock();
      return { is: 'unknown', text: '{' };
    }
    this.#depth += 1;
    const elements: Element[] = [];
    for (;;) {
      this.#tokens.skipEnds();
      if (this.#tokens.takes('}') || this.#tokens.ahead.kind === 'done') break;
      const before = this.#tokens.last;
      elements.push(this.#takeElement());
      this.#tokens.skipEnds();
      this.#tokens.takes(',');
      // What is no element ends nothing.
      if (this.#tokens.last === before)
        elements.push({ key: { is: 'unknown', text: this.#tokens.take().text }, data: undefined });
    }
    this.#depth -= 1;
    return { is: 'elements', elements };
  }

  #takeElement(): Element {
    const key = this.takeValue();
    // What is said of an element besides: timeout 1h expires 5m, counter packets 0 bytes 0, comment "…".
    while (!this.#tokens.atEnd && !isOneOf(this.#tokens.ahead.text, ',', ':') && this.#tokens.ahead.text !== '{') {
      this.#tokens.take();
    }
    if (!this.#tokens.takes(':')) return { key, data: undefined };
    this.#tokens.skipEnds();
    const verdict = takeVerdict(this.#tokens);
    const data: Expression = verdict === undefined ? this.takeValue() : { is: 'verdict', verdict };
    while (!this.#tokens.atEnd && !isOneOf(this.#tokens.ahead.text, ',', '{')) this.#tokens.take();
    return { key, data };
  }

  /** With what stands after it: `& 0xff`, `/ syn,ack`. Undefined for nothing. */
  #takeBitsOf(first: Expression | undefined): Expression | undefined {
    let left = first;
    for (;;) {
      const { text, kind } = this.#tokens.ahead;
      const op = kind === 'mark' || kind === 'word' ? own(binary, text) : undefined;
      if (left === undefined || op === undefined) return left;
      this.#tokens.take();
      left = { is: 'binary', op, left, right: this.#takePrimary() ?? nothing };
    }
  }

  #takePrimary(): Expression | undefined {
    const tokens = this.#tokens;
    const { kind, text } = tokens.ahead;
    if (kind === 'quoted') return this.#rangeFrom(tokens.take().text);
    if (tokens.takes('{')) return this.takeElements();
    if (tokens.takes('(')) return this.#takeBracketed();
    // `tcp` is a value here (`meta l4proto tcp tcp dport 179`), and the mark of a connection is none.
    const key = isHeader(text) ? undefined : takeKey(tokens);
    if (key !== undefined) return key;
    if (kind !== 'word') return undefined;
    tokens.take();
    if (text.startsWith('$')) return this.#definitions.get(text.slice(1)) ?? { is: 'unknown', text };
    if (text.startsWith('@')) return { is: 'named', name: text.slice(1) };
    if (text === '*') return { is: 'any' };
    return this.#rangeFrom(text);
  }

  #takeBracketed(): Expression {
    if (this.#depth >= deepest) return { is: 'unknown', text: '(' };
    this.#depth += 1;
    const inner = this.takeValues();
    this.#depth -= 1;
    this.#tokens.takes(')');
    return inner;
  }

  /** A word is a value or a range; a range may have its ends apart. */
  #rangeFrom(text: string): Expression {
    if (this.#tokens.takes('-')) {
      const { kind } = this.#tokens.ahead;
      return kind === 'word' || kind === 'quoted'
        ? { is: 'range', from: text, to: this.#tokens.take().text }
        : { is: 'unknown', text };
    }
    const { kind, text: next } = this.#tokens.ahead;
    if (kind === 'word' && next.startsWith('-') && next.length > 1) {
      return { is: 'range', from: text, to: this.#tokens.take().text.slice(1) || this.#tokens.take().text };
    }
    return value(text);
  }
}

/** A value as one word writes it: the dashes of names are none of ranges. */
export function value(text: string): Expression {
  const dash = text.indexOf('-', 1);
  const [from, to] = [text.slice(0, dash), text.slice(dash + 1)];
  const isRange = dash !== -1 && isEnd(from) && isEnd(to);
  return isRange ? { is: 'range', from, to } : { is: 'value', text };
}

/** An end of a range in one word: a number, an address. */
function isEnd(text: string): boolean {
  return /^(?:\d[\w.]*|[0-9a-fA-F]*:[0-9a-fA-F:.]*)$/.test(text);
}

export function together(parts: readonly Expression[]): Expression {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { is: 'concatenation', parts };
}

const nothing: Expression = { is: 'unknown', text: '' };

function isOneOf(text: string, ...marks: readonly string[]): boolean {
  return marks.includes(text);
}

function own(table: { readonly [word: string]: string }, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
