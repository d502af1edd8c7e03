import type { Span } from '../../model/document.ts';

/** Where a pattern occurs in a text, which is searched once and no further than somebody asks. */
export class Occurrences {
  readonly #text: string;
  readonly #pattern: RegExp;
  /** The first occurrence behind the spans asked for so far; Infinity if there is none. */
  #next = -1;

  /** @param pattern without flags */
  constructor(text: string, pattern: RegExp) {
    this.#text = text;
    this.#pattern = new RegExp(pattern.source, 'g');
  }

  /** True if one starts in the span. Spans are asked for in the order of the text. */
  isIn({ start, end }: Span): boolean {
    if (this.#next < start) {
      this.#pattern.lastIndex = start;
      this.#next = this.#pattern.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY;
    }
    return this.#next < end;
  }
}
