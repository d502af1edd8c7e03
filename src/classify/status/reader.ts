/** What readers of formats share: the lines of a text one after the other, and what was said of them before. */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import type { StatusOutput, Told } from './model.ts';

/** Where an output stands. */
export interface Where {
  /** The node or router that a heading or a prompt names. */
  readonly node?: string;
}

/** The format of what one kind of commands prints. */
export interface Format {
  /** True for a line that only this format has, and with which an output of it may begin. */
  begins(line: StatusLine): boolean;
  /**
   * Reads outputs from the line at which the format begins, and no further than to one that `isForeign` of the cursor tells. It
   * reads one line at least.
   */
  read(lines: Cursor, where: Where): readonly StatusOutput[];
}

/** One output after the other, each by a reader of its own, up to a line that is none of the format. It reads one at least. */
export function outputsOf(
  format: Format,
  lines: Cursor,
  read: (first: StatusLine) => StatusOutput,
): readonly StatusOutput[] {
  const outputs: StatusOutput[] = [];
  for (let line = lines.line; line !== undefined; line = lines.line) {
    if (outputs.length > 0 && !format.begins(line)) break;
    outputs.push(read(line));
  }
  return outputs;
}

/** The lines of a text, of which some end what is before them. */
export class Cursor {
  readonly #lines: readonly StatusLine[];
  readonly #ends: (line: StatusLine, format: Format) => boolean;
  readonly #format: Format;
  #next: number;
  /** The line about which it was asked last, and the answer. */
  #asked = -1;
  #isEnd = false;
  readonly #start: number;

  constructor(
    lines: readonly StatusLine[],
    start: number,
    format: Format,
    ends: (line: StatusLine, format: Format) => boolean,
  ) {
    this.#lines = lines;
    this.#start = start;
    this.#next = start;
    this.#format = format;
    this.#ends = ends;
  }

  /** The line that comes next; undefined at the end, and at one that is of something else. */
  get line(): StatusLine | undefined {
    const line = this.#lines[this.#next];
    if (line === undefined || this.#next === this.#start) return line;
    if (this.#asked !== this.#next) {
      this.#asked = this.#next;
      this.#isEnd = this.#ends(line, this.#format);
    }
    return this.#isEnd ? undefined : line;
  }

  /** The line behind that. */
  get following(): StatusLine | undefined {
    return this.#lines[this.#next + 1];
  }

  /** Goes on by one line. */
  step(): void {
    this.#next++;
  }

  /** How many lines were read, from the start of the text. */
  get position(): number {
    return this.#next;
  }
}

/** What a line says. */
export function told(line: StatusLine, text = line.text.trim()): Told {
  return { text, path: pathOf(line) };
}

/** The word of a line at, or the first behind, an offset into its text. */
export function wordAt(line: StatusLine, at: number): number {
  const found = line.words.findIndex((word) => word.at + word.text.length > at);
  return found === -1 ? line.words.length - 1 : found;
}

/** Of what an expression found in a line's text: the word where its first group stands. */
export function placeIn(line: StatusLine, found: RegExpExecArray): readonly (string | number)[] {
  const [whole, group = ''] = found;
  const inside = whole.lastIndexOf(group);
  return pathOf(line, wordAt(line, found.index + Math.max(inside, 0)));
}

/** The IP versions of addresses, in order. */
export function familiesOf(items: Iterable<{ readonly family?: 4 | 6 }>): (4 | 6)[] {
  const found = new Set([...items].map(({ family }) => family));
  return ([4, 6] as const).filter((family) => found.has(family));
}
