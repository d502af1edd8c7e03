import type { Span, Wanted } from '../../model/document.ts';
import { skipSpace } from './check.ts';

/** One step of the paths that are asked for, and where its last occurrence stands. */
interface Step {
  readonly steps: Map<string, Step>;
  /** The key, or the item of a list. */
  key: Span | undefined;
  value: Span | undefined;
  /** The first key of an object. */
  first: Span | undefined;
  isItem: boolean;
}

/**
 * Where paths of a JSON text stand, found in one pass that makes no values and goes into nothing that is not asked for.
 * Of equal keys the last counts, as for JSON.parse.
 * @param text JSON that JSON.parse accepts from offset `from` on
 * @param decode turns a key's text into the key that paths name
 */
export function locateJson(
  text: string,
  from: number,
  wanted: readonly Wanted[],
  decode: (key: string) => string,
): readonly (Span | undefined)[] {
  const root = newStep();
  for (const { path } of wanted) {
    let step = root;
    for (const element of path) {
      const key = String(element);
      const next = step.steps.get(key) ?? newStep();
      step.steps.set(key, next);
      step = next;
    }
  }
  new Scanner(text, from, decode).value(root);
  return wanted.map((question) => answer(root, question));
}

function newStep(): Step {
  return { steps: new Map(), key: undefined, value: undefined, first: undefined, isItem: false };
}

function answer(root: Step, { path, on }: Wanted): Span | undefined {
  let step = root;
  for (const element of path) {
    const next = step.steps.get(String(element));
    // A key that stands before its parent's value was found in an earlier one of several equal parents.
    if (!next?.key || !step.value || next.key.start < step.value.start) return undefined;
    if (next.isItem && typeof element !== 'number') return undefined;
    step = next;
  }
  if (on === 'value' || path.length === 0) return step.value;
  return step.isItem ? (step.first ?? step.value) : step.key;
}

class Scanner {
  readonly #text: string;
  readonly #decode: (key: string) => string;
  #at: number;

  constructor(text: string, from: number, decode: (key: string) => string) {
    this.#text = text;
    this.#at = from;
    this.#decode = decode;
  }

  /** Passes one value. Recursion is as deep as the paths that are asked for. */
  value(step: Step | undefined): void {
    this.#at = skipSpace(this.#text, this.#at);
    const start = this.#at;
    const character = this.#text.charCodeAt(start);
    if (step) step.first = undefined;
    if (character === 34) this.#at = stringEnd(this.#text, start);
    else if (character === 123 && step) this.#object(step);
    else if (character === 91 && step && step.steps.size > 0) this.#list(step);
    else if (character === 123 || character === 91) this.#leave(0);
    else this.#literal();
    if (step) step.value = { start, end: this.#at };
  }

  #object(step: Step): void {
    this.#at++;
    for (;;) {
      this.#at = skipSpace(this.#text, this.#at);
      if (this.#text.charCodeAt(this.#at) === 125) break;
      const key = { start: this.#at, end: stringEnd(this.#text, this.#at) };
      step.first ??= key;
      if (step.steps.size === 0) {
        this.#leave(1);
        return;
      }
      const source = this.#text.slice(key.start + 1, key.end - 1);
      const name = source.includes('\\') ? String(JSON.parse(`"${source}"`)) : source;
      const member = step.steps.get(this.#decode(name));
      if (member) {
        member.key = key;
        member.isItem = false;
      }
      this.#at = skipSpace(this.#text, key.end) + 1;
      this.value(member);
      this.#comma();
    }
    this.#at++;
  }

  #list(step: Step): void {
    this.#at++;
    for (let index = 0; ; index++) {
      this.#at = skipSpace(this.#text, this.#at);
      if (this.#text.charCodeAt(this.#at) === 93) break;
      const item = step.steps.get(String(index));
      if (item) {
        item.key = { start: this.#at, end: this.#at };
        item.isItem = true;
      }
      this.value(item);
      this.#comma();
    }
    this.#at++;
  }

  #comma(): void {
    this.#at = skipSpace(this.#text, this.#at);
    if (this.#text.charCodeAt(this.#at) === 44) this.#at++;
  }

  /** Passes everything up to the bracket that brings the count of open ones, `depth` at first, down to 0. */
  #leave(depth: number): void {
    const text = this.#text;
    let open = depth;
    for (let at = this.#at; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) at = stringEnd(text, at) - 1;
      else if (code === 123 || code === 91) open++;
      else if ((code === 125 || code === 93) && --open === 0) {
        this.#at = at + 1;
        return;
      }
    }
    this.#at = text.length;
  }

  #literal(): void {
    while (this.#at < this.#text.length && !' \t\r\n,]}'.includes(this.#text.charAt(this.#at))) this.#at++;
  }
}

/** The end of the string that starts at `start`; the text's length if nothing closes it. */
export function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
